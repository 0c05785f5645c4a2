"""Whatever we issue passes our own check: every form, every example, before and after 27/5/2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from doc_service.assembly.assembler import Assembler
from doc_service.conformity.checker import check
from doc_service.conformity.findings import Report
from doc_service.documents import Order, Parts, issue
from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog
from doc_service.settings import ROOT
from tests.conftest import example, sample

pytestmark = pytest.mark.every_form

TODAY = dt.date(2026, 12, 31)
"""After the day of every example."""

NAMES = sorted(path.stem for path in (ROOT / "schemas").glob("[!_]*.json"))
OLD, NEW = "2026-03-05", "2026-12-07"
"""Days of issue under HD 36 and under HD 05."""

NO_LETTERHEAD = ("bai_viet_dien_hinh",)


class NoConverter:
    def convert(self, docx: bytes, **how: Any) -> Any:
        raise AssertionError("a DOCX needs no LibreOffice")


@pytest.fixture(scope="module")
def parts(catalog: Catalog) -> Parts:
    return Parts(catalog, Assembler(), NoConverter(), lambda: TODAY)


def reports(parts: Parts, name: str, day: str = "") -> Iterator[Report]:
    """The report on each example of a form; those that cannot bear another day are left out."""
    form = parts.catalog.form(name)
    for stem in form.examples:
        data = example(form, stem)
        if day and "ngay" in data:
            data["ngay"] = day
        try:
            issued = issue(Order(name, data), parts)
        except InvalidData:
            assert day, stem
            continue
        report = check(issued.files[0].content, f"{stem}.docx", today=TODAY)
        if name not in NO_LETTERHEAD:
            assert report.rule_set == issued.rule_set, stem
        yield report


@pytest.mark.parametrize("name", NAMES)
def test_every_example_passes_without_an_error_or_a_warning(parts: Parts, name: str) -> None:
    found = [one for report in reports(parts, name) for one in report.findings]
    told = [(one.rule, one.place, one.found) for one in found if one.severity != "info"]
    assert told == []
    assert {one.rule for one in found} <= ({"X-KIND-01"} if name in NO_LETTERHEAD else set())


@pytest.mark.parametrize("day", [OLD, NEW])
@pytest.mark.parametrize("name", NAMES)
def test_every_form_passes_under_the_guide_of_its_day(parts: Parts, name: str, day: str) -> None:
    for report in reports(parts, name, day):
        told = [one for one in report.findings if one.severity != "info"]
        # an example's deadlines do not move with its day
        assert [one for one in told if one.rule != "D-DL-01"] == [], report.name
        assert report.passes


def test_the_forms_of_other_localities_pass_too(parts: Parts) -> None:
    others = [form for form in sample(parts.catalog) if form.locality.name != "mac_dinh"]
    assert others
    for form in others:
        issued = issue(Order(form.name, example(form), form.locality.name), parts)
        report = check(issued.files[0].content, form.name, today=TODAY)
        told = [(one.rule, one.found) for one in report.findings if one.severity != "info"]
        assert told == [], (form.locality.name, form.name)


@pytest.mark.parametrize("name", NAMES)
def test_the_blanks_of_a_draft_are_no_errors(parts: Parts, name: str) -> None:
    form = parts.catalog.form(name)
    for stem in form.examples:
        data = example(form, stem)
        kept = {key: data[key] for key in ("co_quan", "nguoi_ky", "trich_yeu") if key in data}
        blank = {**kept, **({"ngay": "2026"} if "ngay" in data else {})}
        issued = issue(Order(name, blank, draft=True), parts)
        report = check(issued.files[0].content, f"{stem}.docx", today=TODAY)
        assert [(one.rule, one.found) for one in report.findings if one.severity == "error"] == []
