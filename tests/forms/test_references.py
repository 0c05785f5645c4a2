from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.references import reference_problems
from doc_service.narrative.outline import Section, sections_from_json


def body(text: str) -> list[dict[str, Any]]:
    """Five parts; the fourth has sections 1, 2 (2.1, 2.2), and in 2.1 stands the text."""
    part: dict[str, Any] = {"kieu": "phan", "tieu_de": "TỔ CHỨC THỰC HIỆN"}
    subsections = [
        {"kieu": "tieu_muc", "tieu_de": "Nguyên tắc", "con": [{"kieu": "gach", "chu": text}]},
        {"kieu": "tieu_muc", "tieu_de": "Quy trình"},
    ]
    sections = [
        {"kieu": "muc", "tieu_de": "Tiêu chí"},
        {"kieu": "muc", "tieu_de": "Xét công nhận", "con": subsections},
    ]
    return [part, part, part, {**part, "con": sections}, part]


def said(text: str, *attachments: str) -> list[str]:
    sections, _ = sections_from_json(body(text), "/noi_dung", "Nội dung")
    found = reference_problems(sections, "/noi_dung", attachments=attachments)
    assert all(problem.severity == "warning" for problem in found)
    assert {problem.pointer for problem in found} <= {"/noi_dung/3/con/1/con/0/con/0/chu"}
    return [problem.message for problem in found]


@pytest.mark.parametrize("write", [str.lower, str.upper, str.title, str.swapcase])
@pytest.mark.parametrize("text", ["xem mục 9", "theo phần ix", "biểu mẫu 02 đính kèm"])
def test_a_reference_is_seen_however_it_is_written(text: str, write: Callable[[str], str]) -> None:
    assert len(said(write(text))) == 1


def test_a_part_that_is_not_there_is_told_with_the_likely_one() -> None:
    assert said("theo tiêu chí tại mục 1, phần VI hướng dẫn này") == [
        "Phần IV, mục 2.1: nhắc đến “mục 1, phần VI” nhưng văn bản chỉ có các phần từ I đến V; "
        "có phải là phần IV không? Hãy sửa lại."
    ]
    assert said("như nêu ở Phần VII") == [
        "Phần IV, mục 2.1: nhắc đến “Phần VII” nhưng văn bản chỉ có các phần từ I đến V; "
        "hãy sửa số phần."
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("các tổ chức tại mục 1.1.", "“mục 1.1” nhưng văn bản không có mục này"),
        ("quy định tại mục 3, phần IV", "“mục 3, phần IV” nhưng phần IV không có mục này"),
        ("theo mục 9 ở trên", "“mục 9” nhưng văn bản không có mục này"),
        ("xem mục IX", "“mục IX” nhưng văn bản chỉ có các phần từ I đến V"),
        ("(theo phụ lục 02 gửi kèm)", "hãy kèm phụ lục 02 hoặc bỏ lời nhắc"),
        ("(theo biểu mẫu gửi kèm)", "hãy kèm biểu mẫu hoặc bỏ lời nhắc"),
        ("Biểu mẫu số 01 kèm theo", "hãy kèm biểu mẫu số 01 hoặc bỏ lời nhắc"),
    ],
)
def test_what_is_not_there_is_told(text: str, words: str) -> None:
    (message,) = said(text)
    assert words in message
    assert message.startswith("Phần IV, mục 2.1: ")


@pytest.mark.parametrize(
    "text",
    [
        "quy định tại mục 1, phần IV hướng dẫn này",
        "như mục 2.2 và mục II",
        "theo mục 7, phần VI Nghị quyết Đại hội Đảng bộ xã",
        "theo phần VIII của Hướng dẫn số 12-HD/BTGDVTU",
        "một phần việc khó; danh mục 12 dự án; chuyên mục 5 phút",
        "góp phần xây dựng Đảng; phần mềm",
    ],
)
def test_right_references_and_those_to_other_documents_are_left_in_peace(text: str) -> None:
    assert said(text) == []


def test_an_attachment_that_is_there_settles_it() -> None:
    assert said("(theo phụ lục 02 gửi kèm)", "Phụ lục 2. Báo cáo") == []
    assert said("(theo biểu mẫu gửi kèm)", "Biểu mẫu đăng ký") == []
    assert len(said("(theo phụ lục 02 gửi kèm)", "Phụ lục 01", "Phụ lục 12")) == 1


def test_a_body_without_parts_says_so() -> None:
    (problem,) = reference_problems([Section("doan", text="xem phần II")], "/noi_dung")
    assert problem.message == (
        "Nội dung: nhắc đến “phần II” nhưng văn bản không chia thành phần; hãy sửa số phần."
    )


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["kieu", "chu", "con", "so", "tieu_de"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_data_of_any_shape_never_raise(value: Any) -> None:
    sections, _ = sections_from_json(value, "/noi_dung", "Nội dung")
    assert isinstance(reference_problems(sections, "/noi_dung"), list)
