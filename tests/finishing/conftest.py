from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from doc_service.documents import Order
from doc_service.service import DocService

Converted = Callable[[str, str], bytes]


@pytest.fixture(scope="session")
def converted(service: DocService) -> Converted:
    """What the real LibreOffice makes of an example of a form, before it is finished."""

    @cache
    def make(form: str, example: str = "") -> bytes:
        found = service.catalog.form(form)
        data = found.examples[example] if example else found.example
        [docx] = service.issue(Order(form, data)).files
        return service.pool.convert(docx.content).content

    return make
