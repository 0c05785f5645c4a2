from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from doc_service.forms.catalog import Catalog, Form
from doc_service.workbooks import plan
from doc_service.workbooks.blank import blank_workbook
from tests.workbooks.uploads import edited


@pytest.fixture(scope="session", autouse=True)
def few_formatted_rows() -> Iterator[None]:
    """Formatted empty rows cost most of the time of reading and writing, and show nothing more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "FORMATTED_ROWS", 15)
        yield


@pytest.fixture(scope="session")
def form(catalog: Catalog) -> Form:
    return catalog.form("mau_01")


@pytest.fixture(scope="session")
def blank(form: Form, few_formatted_rows: None) -> bytes:
    return blank_workbook(form)


@pytest.fixture(scope="session")
def filled(form: Form, few_formatted_rows: None) -> bytes:
    """The workbook of Mẫu số 01 with its example, less the sheets that are only to look at."""

    def change(workbook: Workbook) -> None:
        for title in [name for name in workbook.sheetnames if name.startswith(plan.EXAMPLE)]:
            workbook.remove(workbook[title])

    return edited(blank_workbook(form, filled=form.example), change)


@pytest.fixture
def data(form: Form) -> dict[str, Any]:
    """A copy of the example, to change."""
    return copy.deepcopy(dict(form.example))
