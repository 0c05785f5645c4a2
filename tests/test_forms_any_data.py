"""Every form, filled with anything: a document that holds it all, or sentences that say why not."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from doc_service.assembly.assembler import Assembler
from doc_service.documents import Issued, Order, Parts, issue
from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.fields import Field
from doc_service.problems import Problem
from doc_service.settings import ROOT
from doc_service.zip_archive import read_members
from tests.any_data import TAGS, any_data, spoilt

pytestmark = pytest.mark.every_form

NAMES = sorted(path.stem for path in (ROOT / "schemas").glob("[!_]*.json"))
FEW = settings.default.max_examples // 5  # of each form, in each of two tests
MISSING = ("required", "rows_missing", "partial_date")
Shapes = Mapping[str, st.SearchStrategy[dict[str, Any]]]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class NoConverter:
    def convert(self, docx: bytes, **how: Any) -> Any:
        raise AssertionError("a DOCX needs no LibreOffice")


@pytest.fixture(scope="module")
def parts(catalog: Catalog) -> Parts:
    return Parts(catalog, Assembler(), NoConverter(), lambda: dt.date(2026, 11, 21))


@pytest.fixture(scope="module")
def shapes(catalog: Catalog) -> Shapes:
    """Data of every form, by name."""
    return {name: any_data(catalog.form(name)) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
@given(choose=st.data())
@settings(max_examples=FEW)
def test_any_data_become_a_whole_document_or_sentences_that_say_why_not(
    parts: Parts, shapes: Shapes, name: str, choose: st.DataObject
) -> None:
    form = parts.catalog.form(name)
    data = choose.draw(shapes[name])
    data = choose.draw(spoilt(data, choose.draw(st.sampled_from([0, 0, 1, 3]))))
    final, wrong = attempt(form, data, parts, draft=False)
    draft, wrong_in_draft = attempt(form, data, parts, draft=True)
    for one in (final, draft):
        if one:
            assert_whole(form, data, one)
    # what a draft refuses is wrong, and wrong in the final document too
    assert all(problem.code not in MISSING for problem in wrong_in_draft)
    assert {problem.pointer for problem in wrong_in_draft} <= {one.pointer for one in wrong}
    assert draft or wrong_in_draft


@pytest.mark.parametrize("name", NAMES)
@given(choose=st.data())
@settings(max_examples=FEW)
def test_nothing_is_lost_of_what_is_accepted(
    parts: Parts, shapes: Shapes, name: str, choose: st.DataObject
) -> None:
    form = parts.catalog.form(name)
    data = choose.draw(shapes[name])
    issued, wrong = attempt(form, data, parts, draft=False)
    for _ in range(3):
        if issued:
            break
        data = mended(form, data, wrong)
        issued, wrong = attempt(form, data, parts, draft=False)
    if issued:
        assert_whole(form, data, issued)


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("bao_cao_dinh_ky", "tu_ngay"),
        ("bao_cao_dinh_ky", "den_ngay"),
        ("bao_cao_mo_hinh", "bat_dau"),
        ("ke_hoach_mo_hinh", "ngay_ra_mat"),
        ("ke_hoach_tham_dinh", "tu_ngay"),
        ("ke_hoach_tham_dinh", "den_ngay"),
    ],
)
def test_a_draft_prints_one_of_two_that_belong_together(
    parts: Parts, name: str, missing: str
) -> None:
    form = parts.catalog.form(name)
    data = {key: value for key, value in form.example.items() if key != missing}
    issued, wrong = attempt(form, data, parts, draft=True)
    assert issued, wrong
    assert_whole(form, data, issued)


def mended(form: Form, data: dict[str, Any], wrong: tuple[Problem, ...]) -> dict[str, Any]:
    """The data with the example's values in the fields that problems name."""
    names = {problem.pointer.split("/")[1] for problem in wrong if problem.severity == "error"}
    usual = {name: form.example[name] for name in names if name in form.example}
    return {**{name: data[name] for name in data if name not in names}, **deepcopy(usual)}


def attempt(
    form: Form, data: dict[str, Any], parts: Parts, *, draft: bool
) -> tuple[Issued | None, tuple[Problem, ...]]:
    """Issue; of what may go wrong only InvalidData is taken, and what it says is looked at."""
    before = deepcopy(data)
    issued, problems = None, ()
    try:
        issued = issue(Order(form.name, data, draft=draft), parts)
        told = issued.warnings
    except InvalidData as error:
        told = error.problems
        problems = tuple(one for one in told if one.severity == "error")
        assert problems
    assert repr(data) == repr(before)
    assert [one for one in told if not is_sentence(one)] == []
    assert [one for one in told if not leads_somewhere(form, one)] == []
    assert list(told) == sorted(told, key=lambda one: place(form, one))
    json.dumps([(one.pointer, one.message) for one in told], ensure_ascii=False).encode()
    return issued, problems


def is_sentence(problem: Problem) -> bool:
    # what a value says may hold quotation marks itself
    plain = re.sub("“.*”", "", problem.message, flags=re.DOTALL)
    return (
        len(problem.message) < 1500
        and problem.message.endswith((".", "?", "…", "}"))
        and (problem.message[0].isupper() or problem.message[0] in "“")
        and bool(re.search("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụ]", problem.message))
        and not re.search(r"\b(?:None|True|False|str|int|list|dict|error|expected)\b", plain)
    )


def leads_somewhere(form: Form, problem: Problem) -> bool:
    """Whether a pointer leads to a field of the form, or an unknown name beside its fields."""
    within: tuple[Field, ...] = form.fields
    kind = "object"
    for part in problem.pointer.split("/")[1:]:
        if kind == "narrative":
            return True
        if kind == "rows" and part.isdecimal():
            kind = "object"
            continue
        field = next((one for one in within if one.name == part), None)
        if field is None:
            return problem.code in ("unknown_field", "invalid", "too_deep")
        within, kind = field.fields, field.kind
    return True


def place(form: Form, problem: Problem) -> tuple[int, ...]:
    """Where a problem stands on screen; what the form does not know comes last."""
    key: list[int] = []
    within: tuple[Field, ...] = form.fields
    for part in problem.pointer.split("/")[1:]:
        names = [one.name for one in within]
        if part.isdecimal():
            key.append(int(part))
        elif part in names:
            key.append(names.index(part))
            within = within[names.index(part)].fields
        else:
            return (*key, len(names))
    return tuple(key)


def assert_whole(form: Form, data: dict[str, Any], issued: Issued) -> None:
    members = read_members(issued.files[0].content)
    roots = {
        name: etree.fromstring(content)
        for name, content in members.items()
        if name.endswith((".xml", ".rels"))
    }
    assert_sound(roots["word/document.xml"])
    shown = flat("".join("".join(root.itertext(f"{W}t")) for root in roots.values()))
    for text in words_given(form.fields, data):
        assert flat(text) in shown, text
    for tag in TAGS:  # in a narrative two stars are a mark
        shown = re.sub(re.escape(flat(tag)).replace(r"\*", r"\*?"), "", shown)
    assert [trace for trace in ("{{", "{%", "{#") if trace in shown] == []
    printed = " ".join(" ".join(root.itertext(f"{W}t")) for root in roots.values())
    assert re.findall(r"(?<!{\s)\b(?:None|nan|Undefined|True|False)\b", printed) == []


def assert_sound(body: etree._Element) -> None:
    """What Word calls damage: a table without rows, a row without cells, a cell without an end."""
    for table in body.iter(f"{W}tbl"):
        assert table.find(f"{W}tr") is not None
    for row in body.iter(f"{W}tr"):
        assert row.find(f"{W}tc") is not None
    for cell in body.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
    for inner in body.iter(f"{W}p"):
        assert inner.getparent().tag != f"{W}p"


REWORDED = ("noi_nhan", "kinh_gui", "can_cu", "nguoi_ky", "so_ky_hieu", "trich_yeu")
"""Shared pieces of which the rules of thể thức change marks and first letters."""


def words_given(fields: tuple[Field, ...], data: dict[str, Any]) -> Iterator[str]:
    """The texts that a template prints as they are."""
    for field in fields:
        value = data.get(field.name)
        if field.unused or field.name in REWORDED:
            continue
        if field.kind == "text" and isinstance(value, str):
            yield value
        elif field.kind == "object" and isinstance(value, dict):
            yield from words_given(field.fields, value)
        elif field.kind == "rows" and isinstance(value, list):
            for row in value:
                yield from words_given(field.fields, row)


INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
SAME = str.maketrans({"“": '"', "”": '"', "\u2011": "-", "\u00d0": "Đ"})


def flat(text: str) -> str:
    """What a reader compares: no blanks, no case, one kind of quotation mark and hyphen."""
    plain = unicodedata.normalize("NFC", text.translate(INVISIBLE)).translate(SAME)
    return re.sub(r"\s+", "", plain).casefold()
