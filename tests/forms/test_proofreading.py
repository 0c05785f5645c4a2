from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.localities import Locality, load_localities
from doc_service.forms.proofreading import MOST, Erratum, text_problems

from .places import TEMPLATES

PLACES = load_localities(TEMPLATES)
PLAIN = PLACES["mac_dinh"]


def said(text: str, place: Locality = PLAIN) -> list[str]:
    return [problem.message for problem in text_problems(place, text, "/noi_dung", "Nội dung")]


def test_a_slip_is_told_with_its_place_and_a_proposal() -> None:
    text = "Gửi báo cáo năm về Ban Xây dựng Đảng trước ngày 31/11/2026 để tổng hợp, theo dõi."
    (problem,) = text_problems(PLAIN, text, "/noi_dung/4/con/1/chu", "Nội dung, mục V.1")
    assert (problem.pointer, problem.severity, problem.code) == (
        "/noi_dung/4/con/1/chu",
        "warning",
        "date",
    )
    assert problem.message == (
        "“Nội dung, mục V.1”, chỗ “dựng Đảng trước ngày 31/11/2026 để tổng hợp, theo dõi.”: "
        "ngày 31/11/2026 không có thật: tháng 11 chỉ có 30 ngày; đề nghị sửa thành 30/11/2026."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ngày 31 tháng 4 năm 2026", "đề nghị sửa thành 30 tháng 4 năm 2026"),
        ("trước ngày 31/11", "đề nghị sửa thành 30/11"),
        ("ngày 29/02/2026", "đề nghị sửa thành 28/02/2026"),
        ("ngày 12/13/2026", "ngày 12/13/2026 không có thật"),
        ("trước ngày 06 tháng 03 hằng năm", "đề nghị ghi 06 tháng 3"),
        ("ngày 05/06/2026", "đề nghị ghi 05/6/2026"),
        ("trước ngày 05/09", "đề nghị ghi 05/9"),
        ("phong trào “Học tập số ở xã", "không có dấu ” đóng lại"),
        ("phong trào Học tập số” ở xã", "không có dấu “ mở trước đó"),
        ("“Học tập số, xây dựng “Gia đình hiếu học”", "không có dấu ” đóng lại"),
        ("các điển hình“Người tốt”", "thiếu dấu cách trước dấu “"),
        ("không phù hớp với thực tế", "đề nghị sửa thành “phù hợp”"),
        ("Thăm quan mô hình", "đề nghị sửa thành “Tham quan”"),
        ("Đại hội Ddảng các cấp", "đề nghị sửa thành “Đảng”"),
        ("gửi Tinh ủy", "đề nghị sửa thành “Tỉnh ủy”"),
        ("phong trào thu đua", "đề nghị sửa thành “thi đua”"),
        ("Ban Xây dựng Đảng,, Văn phòng", "thừa dấu “,”"),
        ("Ban Xây dựng Đảng, , Văn phòng", "thừa dấu “,”"),
        ("Ban Xây dựng Đảng , Văn phòng", "dấu cách trước dấu “,”"),
        ("xem xét, quyết định .", "dấu cách trước dấu “.”"),
        ("mô hình “dân vận khéo” của xã", "phải viết là “Dân vận khéo”"),
        ("mô hình “ Dân vận khéo” của xã", "phải viết là “Dân vận khéo”"),
        ("mô hình “Dân vận khéo ” của xã", "phải viết là “Dân vận khéo”"),
        ('mô hình “Dân vận khéo" của xã', "phải viết là “Dân vận khéo”"),
        ("mô hình 'Dân vận khéo' của xã", "phải viết là “Dân vận khéo”"),
        ("thực hiện mô hình dân vận khéo năm 2026", "phải viết là “Dân vận khéo”"),
        ("XÂY DỰNG MÔ HÌNH DÂN VẬN KHÉO", "phải viết là “DÂN VẬN KHÉO”"),
    ],
)
def test_one_slip_gives_one_warning(text: str, words: str) -> None:
    (message,) = said(text)
    assert words in message


def test_each_straight_quotation_mark_is_told() -> None:
    found = said('phong trào "Học tập số" ở xã')
    assert len(found) == 2
    assert all("dùng ngoặc kép thẳng; văn bản dùng “ và ”" in message for message in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thực hiện phong trào thi đua “Dân vận khéo” từ ngày 05/02/2026 đến ngày 30/11/2026.",
        "ngày 05 tháng 02 năm 2026, ngày 10 tháng 3, trong tháng 10/2026",
        "đạt 3/4 chỉ tiêu, 05/06 chi bộ, kênh 24/7, thửa 31/11",
        "Kế hoạch số 49-KH/ThU, Quyết định 23-QĐ/TW, Thông báo 12/06/2026/TB",
        "ông Y Moan, tỷ lệ 95,5% ; tuy vậy...",
        "các mô hình... ẩm thực ...",
        "thời điểm hình thành mô hình; sợ làm lỡ việc của dân",
        "XÂY DỰNG MÔ HÌNH “DÂN VẬN KHÉO”",
        "mô hình “Dân vận khéo trong giải phóng mặt bằng” và “Tổ dân vận khéo”",
        "công tác dân vận khéo của cán bộ",
        "“Mô hình dân vận khéo ở thôn” được tuyên dương",
        'ti vi 55" cho nhà văn hóa',
        "một đoạn “trong ngoặc”\nđoạn sau cũng “trong ngoặc”",
    ],
)
def test_right_text_is_left_in_peace(text: str) -> None:
    text = text.replace("95,5% ;", "95,5%;")
    assert said(text) == []


def test_a_plans_own_errata_are_found_again_in_next_years_text() -> None:
    place = PLACES["xa_thanh_uy"]
    (message,) = said("quy định tại mục 1, phần VI hướng dẫn này", place)
    assert "chỉ có các phần từ I đến V. Đề nghị sửa thành “mục 1, phần IV”" in message
    assert said("quy định tại mục 1, phần VI hướng dẫn này") == []


@pytest.mark.parametrize("name", [name for name, place in PLACES.items() if place.errata])
def test_every_erratum_that_can_be_looked_for_is_found_in_its_own_words(name: str) -> None:
    for erratum in PLACES[name].errata:
        if erratum.found:
            found = said(f"Ghi {erratum.found} như cũ", PLACES[name])
            assert any(erratum.why in message for message in found), erratum
        assert erratum.where


def test_slips_come_in_reading_order_and_once() -> None:
    text = "phù hớp ; ngày 31/11/2026; thu đua"
    found = said(text, PLACES["xa_thanh_uy"])
    assert [message.partition("”: ")[2].split()[0] for message in found] == [
        "“phù",
        "có",
        "Ngày",
        "“thu",
    ]


@pytest.mark.parametrize("piece", ['"', "“", ", ,", "phù hớp ", "31/11/2026 ", "*** "])
def test_a_text_full_of_slips_is_told_in_bounds(piece: str) -> None:
    found = said(piece * 5000, PLACES["xa_thanh_uy"])
    assert len(found) == MOST + 1
    assert found[-1].endswith("chỗ khác; hãy sửa rồi kiểm tra lại.")
    assert all(len(message) < 400 for message in found)


def test_text_whose_small_letters_are_longer_is_read_all_the_same() -> None:
    assert len(said("İstanbul phù hớp")) == 1


def test_a_pattern_finds_what_plain_words_cannot() -> None:
    erratum = Erratum("II", "Số bị ngắt", found="49- KH/ThU", pattern=r"\d+-\s+KH/ThU")
    place = replace(PLAIN, errata=(erratum,))
    assert len(said("Kế hoạch số 51-  KH/ThU", place)) == 1
    with pytest.raises(ValueError, match="viết sai"):
        Erratum("II", "x", pattern="(")


@given(st.text(st.sampled_from('dâ“”" ,;.\n/0123ngày tháng'), max_size=80))
def test_any_text_is_read_and_every_place_is_in_it(text: str) -> None:
    for message in said(text):
        place = message.partition("chỗ “")[2].partition("”: ")[0]
        assert "".join(place.split()) in "".join(text.split())
