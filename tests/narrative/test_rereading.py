from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.narrative.kinds import KIND_WORDS
from doc_service.narrative.outline import Section, sections_from_json, sections_to_json
from doc_service.narrative.parsing import parse_outline
from doc_service.narrative.rereading import reads_back

ODD = 'aB Đđ*1.|-“”"\t\n\r\x07\x0c\x85\u00a0\u00d0\u0189\u0301\u1680\u200b\u2003\u2028\ufeff\ufffe'
TEXTS = st.one_of(st.just(""), st.text("aB đ1.", max_size=6), st.text(ODD, max_size=6), st.text())
CELLS = st.lists(TEXTS, max_size=3).map(tuple)


def trees(below: st.SearchStrategy[tuple[Section, ...]]) -> st.SearchStrategy[Section]:
    return st.builds(
        Section,
        kind=st.sampled_from(list(KIND_WORDS)),
        heading=TEXTS,
        text=TEXTS,
        number=st.one_of(st.just(""), TEXTS),
        children=below,
        columns=st.one_of(st.just(()), CELLS),
        rows=st.one_of(st.just(()), st.lists(CELLS, max_size=3).map(tuple)),
    )


SECTIONS = st.recursive(
    st.just(()), lambda below: st.lists(trees(below), min_size=1, max_size=3).map(tuple)
)


@given(SECTIONS)
def test_what_reads_back_reads_the_same_without_a_problem(sections: tuple[Section, ...]) -> None:
    if reads_back(sections):
        assert sections_from_json(sections_to_json(sections), "", "") == (sections, [])


@given(st.lists(TEXTS, max_size=5).map("\n".join))
def test_text_that_reads_back_is_read_once(text: str) -> None:
    parsed = parse_outline(text)
    if reads_back(parsed):
        assert sections_from_json(sections_to_json(parsed), "", "") == (parsed, [])


@given(SECTIONS)
def test_a_tree_that_reads_back_was_read_for_good(sections: tuple[Section, ...]) -> None:
    read, problems = sections_from_json(sections_to_json(sections), "", "")
    if not problems and reads_back(read):
        assert sections_from_json(sections_to_json(read), "", "") == (read, [])


def test_an_ordinary_body_reads_back() -> None:
    body = "I. MỤC ĐÍCH\n1. Yêu cầu: đúng **tiến độ**.\n- “Dân vận khéo”\n| TT | Tên |\n|---|---|\n"
    body += "| 1 | |"
    assert reads_back(parse_outline(body))


DEEP: tuple[Section, ...] = ()
for _ in range(9):
    DEEP = (Section("gach", text="a", children=DEEP),)


@pytest.mark.parametrize(
    "sections",
    [
        (Section("doan"),),
        (Section("muc", text='"ống"'),),
        (Section("muc", text="hai  dấu cách"),),
        (Section("muc", text="a "),),
        (Section("muc", heading=" a"),),
        (Section("muc", text="a\nb"),),
        (Section("muc", text="\x07"),),
        (Section("muc", text="\u00d0ảng"),),
        (Section("muc", text="e\u0301"),),
        (Section("muc", text="a" * 20_001),),
        (Section("muc", number="1" * 41, text="a"),),
        (Section("doan", number="1.", text="a"),),
        (Section("doan", text="a", rows=(("b",),)),),
        (Section("bang", rows=(("a",), ("b", "c"))),),
        (Section("bang", rows=(("a",) * 13,)),),
        (Section("bang", rows=(("a",),) * 501),),
        (Section("bang", rows=(("a",),), children=(Section("doan", text="b"),)),),
        (Section("doan", text="a"),) * 3_001,
        DEEP,
    ],
)
def test_what_has_a_problem_or_is_tidied_is_read_again(sections: tuple[Section, ...]) -> None:
    assert sections_from_json(sections_to_json(sections), "", "") != (sections, [])
    assert not reads_back(sections)
