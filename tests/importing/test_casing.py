from __future__ import annotations

import pytest

from doc_service.importing.casing import from_capitals


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("ĐẢNG ỦY PHƯỜNG TÂN HÒA", "Đảng ủy phường Tân Hòa"),
        ("CHI BỘ TỔ DÂN PHỐ SỐ 5", "Chi bộ Tổ dân phố số 5"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN HÒA", "Ủy ban nhân dân xã Tân Hòa"),
        ("BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("PHÓ BÍ THƯ THƯỜNG TRỰC", "Phó Bí thư Thường trực"),
        (
            "BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO”",
            "Ban Chỉ đạo phong trào thi đua “Dân vận khéo”",
        ),
        ("Đảng ủy Phường", "Đảng ủy Phường"),
    ],
)
def test_a_name_in_capitals_gets_its_usual_spelling(text: str, spelt: str) -> None:
    assert from_capitals(text) == spelt


def test_the_text_knows_better_how_its_organ_is_spelt() -> None:
    text = "Ban Quản lý Chợ họp. Ban Quản lý Chợ báo cáo. BAN QUẢN LÝ CHỢ"
    assert from_capitals("BAN QUẢN LÝ CHỢ", text) == "Ban Quản lý Chợ"
