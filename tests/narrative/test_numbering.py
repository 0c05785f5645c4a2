from __future__ import annotations

import pytest

from doc_service.narrative.numbering import numbering_problems
from doc_service.narrative.outline import Section
from doc_service.narrative.parsing import parse_outline


@pytest.mark.parametrize(
    ("outline", "pointer", "message"),
    [
        (
            "1. Một\n1.1. a\n1.2. b\n1.3. c\n1.5. d",
            "/noi_dung/0/con/3/so",
            "Mục 1.5 đứng sau 1.3: thiếu 1.4. Nếu không cố ý, hãy bổ sung 1.4, hoặc sửa số này "
            "thành 1.4.",
        ),
        (
            "1. Một\n2. Hai\n2. Ba",
            "/noi_dung/2/so",
            "Mục 2 đứng sau 2: trùng số. Nếu không cố ý, hãy sửa thành 3.",
        ),
        (
            "I. MỘT\nIV. BỐN",
            "/noi_dung/1/so",
            "Phần IV đứng sau I: thiếu II đến III. Nếu không cố ý, hãy bổ sung II đến III, hoặc "
            "sửa số này thành II.",
        ),
        (
            "c) Ba",
            "/noi_dung/0/so",
            "Điểm c đứng đầu: thiếu a đến b. Nếu không cố ý, hãy bổ sung a đến b, hoặc sửa số này "
            "thành a.",
        ),
        (
            "1. Một\n2. Hai\n1. Ba",
            "/noi_dung/2/so",
            "Mục 1 đứng sau 2: không đúng thứ tự. Nếu không cố ý, hãy sửa thành 3.",
        ),
    ],
)
def test_a_number_out_of_order_is_a_warning_with_a_proposal(
    outline: str, pointer: str, message: str
) -> None:
    (found,) = numbering_problems(parse_outline(outline), "/noi_dung")
    assert (found.pointer, found.message, found.severity) == (pointer, message, "warning")


def test_a_number_of_another_section_is_named() -> None:
    tree = (Section("muc", children=(Section("tieu_muc", text="a", number="3.1."),)),)
    (found,) = numbering_problems(tree, "")
    assert found.message.startswith("Mục 3.1 đứng đầu: không đúng thứ tự.")
    assert found.message.endswith("sửa thành 1.1.")


def test_another_shape_of_the_right_number_is_right() -> None:
    assert numbering_problems(parse_outline("I- MỘT\nII. HAI\n1) a\n2. b"), "") == []


def test_a_label_without_a_number_is_left_alone() -> None:
    assert numbering_problems((Section("muc", text="a", number="A."),), "") == []


def test_the_only_number_written_out_is_judged_however_deep_it_stands() -> None:
    deep = Section("muc", heading="a", children=(Section("gach", text="b"),))
    wrong = Section("gach", text="c", children=(Section("muc", number="7.", text="d"),))
    (found,) = numbering_problems((deep, Section("muc", heading="e", children=(wrong,))), "")
    assert (found.pointer, found.code) == ("/1/con/0/con/0/so", "numbering_gap")
