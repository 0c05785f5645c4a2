from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_service.narrative.outline import Section, sections_from_json, sections_to_json, tidy
from doc_service.narrative.printing import blocks
from doc_service.problems import Problem


def read(value: object) -> tuple[tuple[Section, ...], list[Problem]]:
    return sections_from_json(value, "/noi_dung", "Nội dung")


def problem(value: object) -> Problem:
    _, problems = read(value)
    assert len(problems) == 1, problems
    return problems[0]


def test_kinds_left_out_follow_from_depth_and_content() -> None:
    body = [
        {
            "tieu_de": "MỤC TIÊU",
            "con": [
                {
                    "tieu_de": "Mục tiêu chung",
                    "con": [
                        {"tieu_de": "Kinh tế:", "con": [{"so": "2.", "chu": "x"}]},
                        {"chu": "Một đoạn."},
                        {"cot": ["TT", "Tên"], "hang": [["1", "Xóm Thượng"]]},
                    ],
                },
                {"kieu": "diem", "chu": "x", "con": [{"tieu_de": "y"}]},
            ],
        }
    ]
    sections, problems = read(body)
    assert problems == []
    assert [block.kind for block in blocks(sections)] == (
        ["phan", "muc", "tieu_muc", "tieu_muc", "doan", "bang", "diem", "gach"]
    )


def test_texts_are_cleaned_as_the_service_keeps_them() -> None:
    sections, problems = read([{"chu": '  Mô  hi\u0300nh\n"Tổ\u00a0tự quản" '}])
    assert problems == []
    assert sections == (Section("doan", text="Mô hình “Tổ tự quản”"),)


@pytest.mark.parametrize(
    ("value", "pointer", "message"),
    [
        ("chữ", "", "Nội dung: phải là một danh sách các mục."),
        ([5], "/0", "Nội dung, đoạn 1: phải là một nhóm trường (kieu, chu…)."),
        ([{"chu": 5}], "/0/chu", "Nội dung, đoạn 1: phần chữ phải là chữ."),
        (
            [{"chu": "a"}, {"chu": ""}],
            "/1",
            "Nội dung, đoạn 2: chưa có nội dung; hãy nhập chữ hoặc bỏ mục này.",
        ),
        (
            [
                {"tieu_de": "A"},
                {"tieu_de": "B", "con": [{"chu": "a"}, {"chu": "b"}, {"chu": "\x07"}]},
            ],
            "/1/con/2/chu",
            "Nội dung, phần II, đoạn 3: phần chữ có ký tự điều khiển không in được (U+0007); "
            "hãy gõ lại.",
        ),
        (
            [{"tieu_de": "A", "con": [{"tieu_de": "B", "con": [{"kieu": "gach", "chu": None}]}]}],
            "/0/con/0/con/0/chu",
            "Nội dung, phần I, mục 1, gạch đầu dòng 1: phần chữ phải là chữ.",
        ),
        (
            [{"chu": "a", "mau/đỏ": "x"}],
            "/0/mau~1đỏ",
            "Nội dung, đoạn 1: không có trường “mau/đỏ”; các trường là: "
            "kieu, tieu_de, chu, so, con, cot, hang.",
        ),
        ([{"chu": "a", "con": {}}], "/0/con", "Nội dung, phần I: phải là một danh sách các mục."),
        (
            [{"kieu": "buoc", "so": "* Bước 4.", "chu": "a"}, {"kieu": "buoc", "chu": 1}],
            "/1/chu",
            "Nội dung, bước 5: phần chữ phải là chữ.",
        ),
        (
            [{"kieu": "doan", "so": "1.", "chu": "a"}],
            "/0/so",
            "Nội dung, đoạn 1: đoạn không đánh số; hãy bỏ số hoặc chọn kiểu khác.",
        ),
        (
            [{"cot": ["a", "b"], "hang": [["1", "2"], ["1"]]}],
            "/0/hang/1",
            "Nội dung, bảng 1: hàng 2 có 1 ô, phải có 2 ô như các hàng khác.",
        ),
        (
            [{"hang": [["1", 2]]}],
            "/0/hang/0/1",
            "Nội dung, bảng 1: hàng 1, ô 2 phải là chữ.",
        ),
        (
            [{"hang": [[]]}],
            "/0",
            "Nội dung, bảng 1: chưa có nội dung; hãy nhập chữ hoặc bỏ mục này.",
        ),
        (
            [{"kieu": "muc", "chu": "a", "cot": ["b"]}],
            "/0/cot",
            "Nội dung, mục 1: chỉ bảng mới có cột và hàng.",
        ),
        (
            [{"cot": ["b"], "con": [{"chu": "a"}]}],
            "/0/con",
            "Nội dung, bảng 1: bảng không chứa mục con; hãy đặt sau bảng.",
        ),
    ],
)
def test_a_problem_names_its_place_in_a_clerks_words(
    value: object, pointer: str, message: str
) -> None:
    found = problem(value)
    assert (found.pointer, found.message) == ("/noi_dung" + pointer, message)


def test_an_unknown_kind_is_answered_with_the_known_ones() -> None:
    found = problem([{"kieu": "chuong", "chu": "a"}])
    assert found.pointer == "/noi_dung/0/kieu"
    assert "kiểu “chuong” không có; các kiểu là: phan, muc, tieu_muc" in found.message


def test_everything_wrong_is_said_at_once() -> None:
    _, problems = read([{"kieu": 3, "chu": 1, "x": 1}, 4, {"tieu_de": "A", "con": [{"chu": ""}]}])
    assert [one.pointer for one in problems] == [
        "/noi_dung/0/kieu",
        "/noi_dung/0/x",
        "/noi_dung/0/chu",
        "/noi_dung/1",
        "/noi_dung/2/con/0",
    ]


def nested(levels: int) -> list[dict[str, Any]]:
    return [{"chu": "a", **({"con": nested(levels - 1)} if levels > 1 else {})}]


@pytest.mark.parametrize(
    ("fits", "too_much", "code"),
    [
        (nested(8), nested(9), "too_deep"),
        ([{"chu": "a"}] * 3000, [{"chu": "a"}] * 3001, "too_many_rows"),
        ([{"chu": "a " * 9_999 + "ab"}], [{"chu": "a " * 9_999 + "abc"}], "too_long"),
        ([{"cot": ["a"] * 12}], [{"cot": ["a"] * 13}], "too_many_rows"),
        ([{"hang": [["a"]] * 500}], [{"hang": [["a"]] * 501}], "too_many_rows"),
        ([{"chu": "a", "so": "1" * 40}], [{"chu": "a", "so": "1" * 41}], "too_long"),
    ],
    ids=["levels", "nodes", "characters", "columns", "rows", "label"],
)
def test_a_body_has_bounds(fits: object, too_much: object, code: str) -> None:
    assert read(fits)[1] == []
    assert problem(too_much).code == code


def test_writing_leaves_empty_keys_out() -> None:
    assert sections_to_json(
        (Section("muc", heading="A", children=(Section("doan", text="b"),)),)
    ) == [{"kieu": "muc", "tieu_de": "A", "con": [{"kieu": "doan", "chu": "b"}]}]


TEXTS = st.text('aB đế*".5:“', max_size=12).map(tidy)
WORDS = TEXTS.filter(bool)
LABELS = st.sampled_from(["", "1.", "7.", "IV-", "2.3.", "đ)", "(9)", "* Bước 3.", "Điều 4.", "x"])
PARAGRAPHS = st.builds(Section, st.just("doan"), text=WORDS)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Section,
        st.just("bang"),
        columns=st.tuples(*[WORDS] * width),
        rows=st.lists(st.tuples(*[TEXTS] * width), max_size=2).map(tuple),
    )
)
TREES = st.recursive(
    st.one_of(PARAGRAPHS, TABLES),
    lambda below: st.builds(
        Section,
        st.sampled_from(
            ("phan", "muc", "tieu_muc", "diem", "y", "buoc", "dieu", "gach", "cong", "sao")
        ),
        heading=TEXTS,
        text=WORDS,
        number=LABELS,
        children=st.lists(below, max_size=3).map(tuple),
    ),
    max_leaves=8,
)
BODIES = st.lists(TREES, max_size=3).map(tuple)


def levels(sections: tuple[Section, ...]) -> int:
    return 1 + max((levels(one.children) for one in sections), default=-1)


@given(BODIES.filter(lambda body: levels(body) <= 8))
@settings(max_examples=50)
def test_json_reads_back_to_the_same_tree(body: tuple[Section, ...]) -> None:
    sent = json.loads(json.dumps(sections_to_json(body)))
    assert read(sent) == (body, [])


KEYS = st.sampled_from(["kieu", "tieu_de", "chu", "so", "con", "cot", "hang"])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=5),
    st.sampled_from(["phan", "bang", "MMM.", "\ud800", "9999999."]),
)
JSON = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(st.one_of(KEYS, st.text(max_size=3)), below, max_size=5),
        st.lists(st.dictionaries(KEYS, below, max_size=4), max_size=4),
    ),
    max_leaves=25,
)


@given(JSON)
@settings(max_examples=50)
def test_whatever_is_sent_is_answered_with_printable_problems_or_prints(value: object) -> None:
    sections, problems = read(value)
    for one in problems:
        assert one.message.startswith("Nội dung")
        assert one.message.encode("utf-8")
    if not problems:
        assert read(sections_to_json(sections)) == (sections, [])
    assert len(blocks(sections)) >= len(sections)
