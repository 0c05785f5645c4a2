from __future__ import annotations

import pytest

from doc_service.the_thuc.secrecy import CLAUSE, secrecy_mark


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"),
        ("  TỐI   MẬT ", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("(MẬT)", "MẬT"),
        ("**TỐI MẬT**", "TỐI MẬT"),
        ("| MẬT |", "MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("độ mật: tối mật", "TỐI MẬT"),
        ("Mức độ mật: TUYỆT MẬT.", "TUYỆT MẬT"),
        ("ĐỘ MẬT: MẬT", "MẬT"),
        ("Dấu: MẬT", "MẬT"),
        ("Tối mật", "TỐI MẬT"),
        ("tuyệt mật", "TUYỆT MẬT"),
        ("TỐI MẬT Về việc xây dựng trận địa", "TỐI MẬT"),  # a break of lines became a blank
    ],
)
def test_a_line_that_is_a_mark_is_known(line: str, mark: str) -> None:
    assert secrecy_mark(line) == mark


@pytest.mark.parametrize(
    "line",
    [
        "",
        "bảo mật",
        "giữ bí mật nhà nước",
        "Thực hiện nghiêm quy định về bảo vệ bí mật nhà nước, không để lộ văn bản MẬT.",
        "BẢO MẬT",
        "Hoàng Văn Mật",
        "Mật",
        "MẬT ONG RỪNG",
        "Tối mật độ giao thông cao",
        "Không sao chụp văn bản TUYỆT MẬT",
        "Độ mật: Không",
        "thân mật",
        "BÍ MẬT",
    ],
)
def test_a_word_in_a_sentence_or_a_name_is_no_mark(line: str) -> None:
    assert secrecy_mark(line) == ""


def test_the_clause_names_the_guide_on_digital_signatures() -> None:
    assert "03-HD/VPTW" in CLAUSE
    assert "Luật Bảo vệ bí mật nhà nước" in CLAUSE
