from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from doc_service.forms.catalog import Catalog, Form
from doc_service.workbooks import plan
from doc_service.workbooks.blank import blank_workbook
from tests.workbooks.uploads import BlankOf, edited, opened


@pytest.fixture(scope="session")
def form(catalog: Catalog) -> Form:
    return catalog.form("mau_01")


@pytest.fixture(scope="session")
def blank_of(catalog: Catalog) -> BlankOf:
    """A way to the blank workbook of a form, made once."""

    @cache
    def made(locality: str, name: str) -> bytes:
        return blank_workbook(catalog.form(name, locality))

    return lambda form: made(form.locality.name, form.name)


@pytest.fixture(scope="session")
def blank(blank_of: BlankOf, form: Form) -> bytes:
    return blank_of(form)


@pytest.fixture(scope="session")
def blank_book(blank: bytes) -> Workbook:
    """The same, opened to be looked at and not changed."""
    return opened(blank)


@pytest.fixture(scope="session")
def filled(form: Form) -> bytes:
    """The workbook of Mẫu số 01 with its example, less the sheets that are only to look at."""

    def change(workbook: Workbook) -> None:
        for title in [name for name in workbook.sheetnames if name.startswith(plan.EXAMPLE)]:
            workbook.remove(workbook[title])

    return edited(blank_workbook(form, filled=form.example), change)


@pytest.fixture
def data(form: Form) -> dict[str, Any]:
    """A copy of the example, to change."""
    return copy.deepcopy(dict(form.example))
