from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from doc_service.desk.narration import MAX_PASTED, numbered, read_text
from doc_service.narrative.kinds import KIND_WORDS
from doc_service.narrative.outline import sections_to_json
from doc_service.narrative.parsing import parse_outline

EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"


def outlines(value: Any) -> Iterator[str]:
    """Every text of several lines in the data of the examples."""
    if isinstance(value, str) and "\n" in value:
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from outlines(one)


TEXTS = [
    text
    for path in sorted(EXAMPLES.glob("*.json"))
    for text in outlines(json.loads(path.read_text()))
]

PASTED = """\
I. MỤC ĐÍCH
1. Mục đích
- tuyên truyền sâu rộng
- vận động Nhân dân
"""


def shown(nodes: list[dict[str, Any]]) -> list[str]:
    """Labels, headings and text of a tree, line by line."""
    labels = numbered(nodes).labels

    def lines(nodes: list[dict[str, Any]], pointer: str) -> Iterator[str]:
        for at, node in enumerate(nodes):
            words = (labels[f"{pointer}/{at}"], node.get("tieu_de", ""), node.get("chu", ""))
            yield " ".join(filter(None, words))
            yield from lines(node.get("con", []), f"{pointer}/{at}/con")

    return list(lines(nodes, ""))


@pytest.mark.parametrize("text", TEXTS)
def test_text_typed_or_pasted_is_the_tree_that_will_be_printed(text: str) -> None:
    expected = sections_to_json(parse_outline(text))
    assert read_text(text).nodes == expected
    assert read_text(text, pasted=True).nodes == expected
    assert read_text(text, pasted=True).problems == ()


def test_the_examples_have_outlines() -> None:
    assert len(TEXTS) > 20


def test_a_dash_before_a_small_letter_is_a_line_of_its_own() -> None:
    assert shown(read_text(PASTED, pasted=True).nodes) == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "- tuyên truyền sâu rộng",
        "- vận động Nhân dân",
    ]


def test_lines_broken_by_a_page_become_one_paragraph() -> None:
    text = """\
1. Mục đích
Tạo chuyển biến về nhận thức, trách nhiệm và hành động của cấp ủy, chính
quyền, Mặt trận Tổ quốc, các tổ chức chính trị - xã hội, cán bộ, đảng viên
và Nhân dân đối với công tác dân vận; góp phần hoàn thành thắng lợi nhiệm
vụ chính trị của phường năm 2026.
"""
    first = read_text(text, pasted=True).nodes[0]
    assert len(first["con"]) == 1
    assert "cấp ủy, chính quyền, Mặt trận" in first["con"][0]["chu"]


def test_a_whole_document_loses_its_head_and_its_signature_and_says_so() -> None:
    text = """\
ĐẢNG BỘ TỈNH HÀ BẮC
ĐẢNG ỦY PHƯỜNG AN THỊNH
*
Số 12-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
An Thịnh, ngày 12 tháng 01 năm 2025
KẾ HOẠCH
thực hiện phong trào thi đua “Dân vận khéo” năm 2025
-----
Thực hiện Hướng dẫn của Thành ủy, Đảng ủy phường ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Tạo chuyển biến về nhận thức của cán bộ, đảng viên.
Nơi nhận:
- Thường trực Thành ủy,
- Lưu Văn phòng.
T/M ĐẢNG ỦY
BÍ THƯ
Nguyễn Văn Mẫu
"""
    read = read_text(text, pasted=True)
    assert shown(read.nodes) == [
        "Thực hiện Hướng dẫn của Thành ủy, Đảng ủy phường ban hành Kế hoạch như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "Tạo chuyển biến về nhận thức của cán bộ, đảng viên.",
    ]
    [problem] = read.problems
    assert problem.severity == "warning"
    assert "phần đầu" in problem.message and "chữ ký" in problem.message


def test_cells_copied_from_word_become_a_table() -> None:
    text = "Chỉ tiêu như sau:\nTT\tĐơn vị\tSố\n1\tĐảng bộ | chi bộ\t03\n2\tMặt trận\t01\n"
    _, table = read_text(text, pasted=True).nodes
    assert table == {
        "kieu": "bang",
        "cot": ["TT", "Đơn vị", "Số"],
        "hang": [["1", "Đảng bộ | chi bộ", "03"], ["2", "Mặt trận", "01"]],
    }


@pytest.mark.parametrize("bullet", ["·", "§", "\uf0b7", "\uf02d", "-", "•", "ü"])
def test_bullets_of_word_are_dashes(bullet: str) -> None:
    nodes = read_text(f"Yêu cầu:\n{bullet}\tĐồng bộ\n{bullet}\tThực chất", pasted=True).nodes
    assert shown(nodes) == ["Yêu cầu:", "- Đồng bộ", "- Thực chất"]


def test_numbers_that_word_parts_with_a_tab_are_labels_not_cells() -> None:
    nodes = read_text("1.\tMục đích\n2.\tYêu cầu\no\tđồng bộ", pasted=True).nodes
    assert shown(nodes) == ["1. Mục đích", "2. Yêu cầu", "+ đồng bộ"]


@pytest.mark.parametrize(
    ("piece", "lines"),
    [
        ("7. Đối tượng\n- Cán bộ\n8. Thời gian", ["1. Đối tượng", "- Cán bộ", "2. Thời gian"]),
        ("IV. KINH PHÍ\nV. TỔ CHỨC", ["I. KINH PHÍ", "II. TỔ CHỨC"]),
        ("2.3. Xã hội\n2.4. An ninh", ["1. Xã hội", "2. An ninh"]),
        ("đ) Kinh phí\ne) Tổ chức", ["a) Kinh phí", "b) Tổ chức"]),
        ("2026. Năm mới", ["2026. Năm mới"]),
    ],
)
def test_a_piece_of_a_document_is_numbered_by_the_place_it_comes_to(
    piece: str, lines: list[str]
) -> None:
    assert shown(read_text(piece, pasted=True).nodes) == lines


def test_stars_in_pasted_text_are_stars_unless_something_is_bold_by_them() -> None:
    [plain] = read_text("Diện tích 2*3*4 m", pasted=True).nodes
    assert plain["chu"] == r"Diện tích 2\*3\*4 m"
    [marked] = read_text("Phong trào **Dân vận khéo** năm *2026* của phường.", pasted=True).nodes
    assert marked["chu"] == "Phong trào **Dân vận khéo** năm *2026* của phường."


def test_a_list_of_recipients_alone_is_kept() -> None:
    assert read_text("Nơi nhận:\n- Như trên,\n- Lưu.", pasted=True).nodes


@pytest.mark.parametrize("pasted", [True, False])
@pytest.mark.parametrize("odd", ["a" * (MAX_PASTED + 1), 12, None, "Đoạn văn.\n" * 3_001])
def test_what_is_too_long_or_no_text_gives_a_sentence(odd: object, pasted: bool) -> None:
    read = read_text(odd, pasted=pasted)
    assert read.nodes == []
    assert [problem.severity for problem in read.problems] == ["error"]


def test_too_long_a_text_is_refused_with_what_to_do() -> None:
    [problem] = read_text("a" * (MAX_PASTED + 1)).problems
    assert problem.message == "Văn bản dài quá 400.000 ký tự; hãy dán từng phần."


@given(st.text(alphabet=st.characters(codec=None)), st.booleans())
@example("\ud800 \x00\x0c|\t|", True)
def test_no_text_is_too_odd(text: str, pasted: bool) -> None:
    json.dumps(read_text(text, pasted=pasted).nodes)


def test_labels_are_those_of_the_paper() -> None:
    tree = [
        {"kieu": "phan", "con": [{"kieu": "muc", "so": "1.5.", "con": [{"kieu": "tieu_muc"}]}]},
        {"chu": "Lời dẫn"},
        {"kieu": "phan", "tieu_de": "B", "con": [{"kieu": "diem", "chu": "x"}, {"kieu": "gach"}]},
    ]
    assert numbered(tree).labels == {
        "/0": "I.",
        "/0/con/0": "1.5.",
        "/0/con/0/con/0": "1.5.1.",
        "/1": "",
        "/2": "II.",
        "/2/con/0": "a)",
        "/2/con/1": "-",
    }


def test_odd_nodes_give_problems_and_the_others_keep_their_labels() -> None:
    numbering = numbered([1, {"kieu": "muc", "chu": "a"}, "b", {"kieu": "muc", "chu": "c"}])
    assert numbering.labels == {"/1": "1.", "/3": "2."}
    assert [problem.pointer for problem in numbering.problems] == ["/0", "/2"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["kieu", "so", "tieu_de", "chu", "con", "cot", "hang", "la"]),
            inner | st.sampled_from(sorted(KIND_WORDS)),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(_JSON)
def test_no_tree_is_too_odd(tree: object) -> None:
    assert all(isinstance(label, str) for label in numbered(tree).labels.values())
