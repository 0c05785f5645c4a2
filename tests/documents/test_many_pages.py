"""What is converted together looks the same as alone, wherever the pages break."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from doc_service.assembly.fusing import fuse
from doc_service.documents import Order, judge
from doc_service.documents.issuing import assemble
from doc_service.finishing.parting import part
from doc_service.service import DocService
from tests.conftest import example
from tests.finishing.compared import pictures

from .varied import varied


def assembled(service: DocService, orders: Sequence[Order]) -> dict[str, list[bytes]]:
    """Their DOCX, by template: those of one go together."""
    found: dict[str, list[bytes]] = {}
    for one in orders:
        made = assemble(judge(one, service.parts), service.parts)
        found.setdefault(made.template, []).append(made.docx)
    return found


def unlike(service: DocService, documents: Sequence[bytes]) -> list[int]:
    """Which of them look otherwise together than alone."""
    prefixes = [f"vt{number}-" for number in range(len(documents))]
    shares = part(service.pool.convert(fuse(documents, prefixes)).content, prefixes)
    alone = cache(lambda docx: pictures(service.pool.convert(docx).content))
    return [
        number
        for number, (docx, share) in enumerate(zip(documents, shares, strict=True))
        if alone(docx) != pictures(share.content)
    ]


@pytest.mark.soffice
@pytest.mark.parametrize(
    ("form", "count"), [("mau_01", 16), ("mau_02", 4), ("ke_hoach_mo_hinh", 10)]
)
def test_pages_break_alike_wherever_they_do(service: DocService, form: str, count: int) -> None:
    orders = [varied(service.catalog, form, number) for number in range(count)]
    [documents] = assembled(service, orders).values()
    assert unlike(service, documents) == []


@pytest.mark.soffice
def test_the_same_document_over_and_over_looks_the_same(service: DocService) -> None:
    data = example(service.catalog.form("mau_01"), "mau_01.phuong")
    [documents] = assembled(service, [Order("mau_01", data, outputs=("pdf",))] * 3).values()
    assert unlike(service, documents) == []


@pytest.mark.soffice
@pytest.mark.every_form
def test_every_example_looks_the_same(service: DocService) -> None:
    for name in service.catalog.names():
        form = service.catalog.form(name)
        orders = [Order(name, example(form, one), outputs=("pdf",)) for one in form.examples]
        for documents in assembled(service, orders).values():
            assert unlike(service, [*documents, documents[0]]) == [], name
