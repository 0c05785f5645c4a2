from __future__ import annotations

import pytest

from tests.conformity.papers import T, only, party, rules_of, t

TEXT = "Nâng cao nhận thức."


def test_a_number_left_out_is_told_at_its_place():
    body = (
        "1. Mục đích",
        "Nâng cao nhận thức.",
        "2. Yêu cầu",
        "Thiết thực.",
        "4. Nội dung",
        "Như sau.",
    )
    slip = only(party(body=body), "D-REF-01")
    assert slip.found == "Mục 4 đứng sau 2: thiếu 3"
    assert slip.fix.startswith("Nếu không cố ý,")
    assert slip.paragraph is not None


def test_a_reference_to_a_part_that_is_not_there_is_told():
    body = (
        "I. MỤC ĐÍCH",
        "Nâng cao nhận thức.",
        "II. NỘI DUNG",
        "Thực hiện mục 1, phần VI của kế hoạch này.",
    )
    assert "phần VI" in only(party(body=body), "D-REF-01").found


def test_what_is_attached_as_a_file_of_its_own_is_no_fault():
    assert rules_of(party(body=("Báo cáo theo phụ lục 02 gửi kèm về Chi bộ.",))) == []


def centred(text: str) -> T:
    return t(text, bold=True, align="center")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Phần I", "KẾT QUẢ"), ("Phần II", "NHIỆM VỤ")),
        (("Phần thứ nhất", "KẾT QUẢ"), ("Phần thứ hai", "NHIỆM VỤ")),
        (("PHẦN I: KẾT QUẢ",), ("PHẦN II: NHIỆM VỤ",)),
        (("PHẦN THỨ NHẤT. KẾT QUẢ",), ("PHẦN THỨ HAI. NHIỆM VỤ",)),
        (("Phần 1 - Kết quả",), ("Phần 2 - Nhiệm vụ",)),
    ],
)
def test_numbers_begin_anew_or_go_on_below_each_phan(first, second):
    above, below = ("I. MỤC A", TEXT, "II. MỤC B", TEXT), ("I. MỤC C", TEXT, "II. MỤC D", TEXT)
    on = ("III. MỤC C", TEXT, "IV. MỤC D", TEXT)
    heads = tuple(map(centred, first)), tuple(map(centred, second))
    assert rules_of(party(body=(*heads[0], *above, *heads[1], *below))) == []
    assert rules_of(party(body=(*heads[0], *above, *heads[1], *on))) == []


def test_a_number_left_out_below_a_phan_is_told_at_its_place():
    body = (
        centred("Phần I"),
        *("1. Mục đích", TEXT, "2. Yêu cầu", TEXT),
        centred("Phần II"),
        *("1. Nội dung", TEXT, "3. Kinh phí", TEXT),
    )
    slip = only(party(body=body), "D-REF-01")
    assert slip.found == "Mục 3 đứng sau 1: thiếu 2"
    paper = party(body=body)
    assert paper.paragraphs[slip.paragraph or 0].text == "3. Kinh phí"


def test_the_text_may_speak_of_a_phan():
    body = (centred("Phần I"), "1. Mục đích", TEXT, centred("Phần II"), "Như phần I đã nêu.")
    assert rules_of(party(body=body)) == []
