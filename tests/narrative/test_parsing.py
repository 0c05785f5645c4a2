from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_service.narrative.outline import Section, sections_from_json, sections_to_json
from doc_service.narrative.parsing import parse_outline, write_outline
from doc_service.narrative.printing import Block, blocks


def shown(block: Block) -> str:
    words = [
        block.label,
        *("".join(one.text for one in part) for part in (block.heading, block.text)),
    ]
    words += [
        "".join(one.text for one in cell) for row in (block.columns, *block.rows) for cell in row
    ]
    return "  " * block.level + " ".join(filter(None, words))


def printed(outline: str) -> list[str]:
    return [shown(block) for block in blocks(parse_outline(outline))]


def kinds(outline: str) -> list[str]:
    return [block.kind for block in blocks(parse_outline(outline))]


def test_a_plan_becomes_a_tree() -> None:
    outline = """Thực hiện chương trình công tác, Đảng ủy xã ban hành kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Nâng cao trách nhiệm.
2. Yêu cầu
- Thiết thực;
+ hiệu quả.
- Tiết kiệm.
Bảo đảm dân chủ.
II. NỘI DUNG
1. Trọng tâm
1.1. Lĩnh vực kinh tế: Vận động hiến đất.
1.2. Lĩnh vực xã hội: Vận động học tập.
1.2.1. Khuyến học
a) Lập quỹ;
b) Trao thưởng.
2. Đăng ký
* Đối với chi bộ:
- Mỗi chi bộ 3-5 mô hình
* Đối với xóm:
- Mỗi xóm 02 mô hình
III. TỔ CHỨC THỰC HIỆN
1. Giao Văn phòng theo dõi."""
    assert printed(outline) == [
        "Thực hiện chương trình công tác, Đảng ủy xã ban hành kế hoạch như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "  1. Mục đích",
        "    Nâng cao trách nhiệm.",
        "  2. Yêu cầu",
        "    - Thiết thực;",
        "      + hiệu quả.",
        "    - Tiết kiệm.",
        "    Bảo đảm dân chủ.",
        "II. NỘI DUNG",
        "  1. Trọng tâm",
        "    1.1. Lĩnh vực kinh tế: Vận động hiến đất.",
        "    1.2. Lĩnh vực xã hội: Vận động học tập.",
        "      1.2.1. Khuyến học",
        "        a) Lập quỹ;",
        "        b) Trao thưởng.",
        "  2. Đăng ký",
        "    * Đối với chi bộ:",
        "      - Mỗi chi bộ 3-5 mô hình",
        "    * Đối với xóm:",
        "      - Mỗi xóm 02 mô hình",
        "III. TỔ CHỨC THỰC HIỆN",
        "  1. Giao Văn phòng theo dõi.",
    ]
    assert all(not one.number for one in every(parse_outline(outline)))


def every(sections: tuple[Section, ...]) -> list[Section]:
    return [one for section in sections for one in (section, *every(section.children))]


def numbers(outline: str) -> list[str]:
    return [one.number for one in every(parse_outline(outline))]


def test_a_number_is_kept_only_where_counting_would_print_another() -> None:
    assert numbers("1. A\n1.1. a\n1.2. b\n1.3. c\n1.5. d\n1.6. e") == ["", "", "", "", "1.5.", ""]
    assert numbers("1. A\n2. B\n2. C\n4. D\n5. E") == ["", "", "2.", "4.", ""]
    assert numbers("I- A\nII- B\nIII. C") == ["I-", "", "III."]
    assert numbers("* Bước 1: A\n* Bước 2: B\nBước 3: C") == ["* Bước 1:", "", "Bước 3:"]
    assert numbers("– a\n• b") == ["", ""]


def test_steps_stand_beside_each_other_with_dashes_below() -> None:
    outline = "1. Quy trình\nBước 1: Đăng ký\n- một;\nBước 2: Khảo sát\n- hai.\n2. Hồ sơ"
    assert printed(outline) == [
        "1. Quy trình",
        "  Bước 1: Đăng ký",
        "    - một;",
        "  Bước 2: Khảo sát",
        "    - hai.",
        "2. Hồ sơ",
    ]


def test_articles_count_through_the_parts() -> None:
    outline = "I. CHUNG\nĐiều 1. Phạm vi\n1. Một.\n2. Hai.\nII. RIÊNG\nĐiều 2. Đối tượng\n1. Ba."
    assert printed(outline)[4:] == ["II. RIÊNG", "  Điều 2. Đối tượng", "    1. Ba."]
    assert set(numbers(outline)) == {""}


def test_a_list_in_a_point_begins_again() -> None:
    assert printed("1. A\na) B\n1. c\n2. d\nb) E\n2. F") == [
        "1. A",
        "  a) B",
        "    1. c",
        "    2. d",
        "  b) E",
        "2. F",
    ]


def test_a_star_is_no_level_for_what_counts() -> None:
    assert printed("I. A\n* Lưu ý chung.\n1. B") == ["I. A", "  * Lưu ý chung.", "  1. B"]


def test_a_pointed_number_without_its_parent_goes_where_it_can() -> None:
    assert printed("I. A\n1.1. B\n1.2. C\n2.1. D") == ["I. A", "  1.1. B", "  1.2. C", "    2.1. D"]


@pytest.mark.parametrize(
    "line",
    [
        "2026. Năm của chuyển đổi số.",
        "9. Không theo số nào.",
        "1.2 triệu đồng đã được ủng hộ.",
        "1.240 m² đất đã hiến.",
        "C. Mác viết về công tác dân vận",
        "m) không theo điểm nào;",
        "3-5 mô hình mỗi xóm.",
        "10/3 là ngày ra quân.",
        "X. Không theo phần nào",
        "(12) không theo ý nào.",
    ],
)
def test_a_label_out_of_every_sequence_is_text(line: str) -> None:
    assert kinds(f"I. MỘT\n1. Hai\n{line}") == ["phan", "muc", "doan"]
    assert printed(f"I. MỘT\n1. Hai\n{line}")[2].strip() == line


def test_a_skipped_number_in_lower_case_is_text() -> None:
    assert kinds("1. Một.\n3. tháng sau làm.") == ["muc", "doan"]
    assert kinds("1. Một.\n3. Tháng sau làm.") == ["muc", "muc"]


def test_markdown_and_bold_lines_are_headings() -> None:
    outline = "# I. MỘT\n**1. Hai.**\n**Ba:** chữ\n*** Lưu ý:**\n**Bốn**"
    body = every(parse_outline(outline))
    assert [(one.kind, one.heading, one.text) for one in body] == [
        ("phan", "MỘT", ""),
        ("muc", "Hai.", ""),
        ("doan", "Ba:", "chữ"),
        ("sao", "Lưu ý:", ""),
        ("doan", "Bốn", ""),
    ]


def test_pipes_are_a_table() -> None:
    outline = "1. Chỉ tiêu\n| TT | Tên |\n|---|:-:|\n| 1 | a \\| b |\n| 2 |\nHết."
    (muc,) = parse_outline(outline)
    table, after = muc.children
    assert (table.columns, table.rows) == (("TT", "Tên"), (("1", "a | b"), ("2", "")))
    assert after == Section("doan", text="Hết.")


def test_a_table_without_a_rule_has_no_heading_row_and_a_blank_line_ends_it() -> None:
    one, two = parse_outline("| a | b |\n| c | d |\n\n| e |")
    assert (one.columns, one.rows) == ((), (("a", "b"), ("c", "d")))
    assert two.rows == (("e",),)


def test_outline_is_written_as_a_clerk_would_type_it() -> None:
    outline = "I- MỘT\n1. Hai\n1.1. Ba: bốn.\n- **Năm:** sáu\n| a | b |\n| --- | --- |\n| c | |\n"
    assert write_outline(parse_outline(outline)) == outline.replace("| |", "|  |")


def test_endless_nesting_stays_within_the_levels_of_a_body() -> None:
    tree = parse_outline("1. A\na) B\n" * 400)
    assert sections_from_json(sections_to_json(tree), "", "Nội dung") == (tree, [])
    assert len(every(tree)) == 800


LABELS = st.sampled_from(
    [
        *("", "I. ", "II. ", "III- ", "IV. ", "**I. ", "1. ", "2. ", "3. ", "5. ", "1) ", "**1. "),
        *("1.1. ", "1.2. ", "1.3 ", "2.1. ", "2.1.1. ", "7.7. ", "a) ", "b) ", "d. ", "*a) "),
        *("(1) ", "(2) ", "Bước 1: ", "* Bước 2. ", "*** Bước 3: ", "Điều 1. ", "Điều 4. "),
        *("- ", "– ", "+ ", "* ", "*** ", "# ", "## 2. ", "2026. "),
    ]
)
RESTS = st.one_of(
    st.sampled_from(
        [
            "MỤC ĐÍCH",
            "Mục đích",
            "các xóm.",
            "**Tập thể:** các xóm;",
            "Lĩnh vực: kinh tế.",
            "**đậm**",
            "**Đậm.**",
            "*nghiêng*",
            "**1.** Hai",
            "***cả hai*** thêm",
        ]
    ),
    st.text("aB đ*\\.:(“|-1I)", max_size=14),
)
LINES = st.one_of(
    st.builds(str.__add__, LABELS, RESTS),
    st.sampled_from(["", "| a | b |", "|---|---|", "| \\| |", "||", "-----"]),
)
OUTLINES = st.lists(LINES, max_size=14).map("\n".join)


@given(OUTLINES)
@settings(max_examples=50)
def test_what_was_read_is_written_and_read_the_same(outline: str) -> None:
    tree = parse_outline(outline)
    assert parse_outline(write_outline(tree)) == tree


@given(st.text("I1a.) *#|\\-+“B\n\t\x07", max_size=60))
@settings(max_examples=50)
def test_any_text_is_read_and_written_the_same(outline: str) -> None:
    tree = parse_outline(outline)
    assert parse_outline(write_outline(tree)) == tree


@given(OUTLINES)
@settings(max_examples=50)
def test_nothing_but_marks_is_lost(outline: str) -> None:
    def bare(text: str) -> str:
        return "".join(char for char in text if not char.isspace() and char not in "*\\#|-–:")

    assert bare("".join(printed(outline))) == bare(outline)
