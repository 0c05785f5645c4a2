"""What is measured: one document in several lengths, and the way VănThư prepares it."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader

from bench.data import registration
from doc_service.forms.catalog import Catalog, Form, load_catalog
from doc_service.forms.preparation import Prepared, prepare

ROOT: Final = Path(__file__).parents[1]
TODAY: Final = dt.date(2026, 1, 20)

SIZES: Final[Mapping[str, int]] = {
    "3 mô hình": 3,
    "2 trang (9 mô hình)": 9,
    "30 mô hình": 30,
    "300 mô hình": 300,
}
"""Label → number of models; nine make the usual list of two pages."""

TWO_PAGES: Final = "2 trang (9 mô hình)"
LONG: Final = "300 mô hình"


class WrongResult(Exception):
    """A contender's file lacks something, so its time means nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document to make."""

    label: str
    form: Form
    data: Mapping[str, Any]
    prepared: Prepared

    def prepare(self) -> Prepared:
        """Do what VănThư does with a caller's data before it fills the template."""
        return prepare(self.form, self.data, draft=False, today=TODAY)

    def texts(self) -> list[str]:
        """Return every text of every row that a reader must find, without spaces."""
        return [
            _squeezed(str(row[name]))
            for row in self.data["mo_hinh"]
            for name in ("chu_the", "chuc_vu", "ten")
            if row.get(name)
        ]


def catalog() -> Catalog:
    """Return the catalog of the project."""
    return load_catalog(ROOT / "schemas", ROOT / "form_templates")


def load_cases() -> list[Case]:
    """Return the cases, shortest first."""
    form = catalog().form("mau_01")
    return [_case(form, label, registration(models)) for label, models in SIZES.items()]


def _case(form: Form, label: str, data: Mapping[str, Any]) -> Case:
    return Case(label, form, data, prepare(form, data, draft=False, today=TODAY))


def check_pdf(case: Case, content: bytes, *, who: str) -> int:
    """Return the number of pages.

    Raises:
        WrongResult: some text of a row is not there.
    """
    pages = PdfReader(io.BytesIO(content)).pages
    _check(case, "".join(page.extract_text() for page in pages), who=who)
    return len(pages)


def check_docx(case: Case, content: bytes, *, who: str) -> None:
    """Look for every row's texts in a DOCX.

    Raises:
        WrongResult: some text of a row is not there.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml").decode()
    _check(case, re.sub(r"<[^>]+>", "", xml), who=who)


def _check(case: Case, text: str, *, who: str) -> None:
    squeezed = _squeezed(text)
    missing = [one for one in case.texts() if one not in squeezed]
    if missing:
        raise WrongResult(f"{who}, {case.label}: thiếu {len(missing)} chữ, như {missing[0]!r}")


def _squeezed(text: str) -> str:
    # a page break or a narrow column may put any white space between two words
    return "".join(text.split())
