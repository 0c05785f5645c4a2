"""The conformity check on long documents: how long until the report, and until the comments."""

from __future__ import annotations

import copy
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from bench.cases import TODAY, WrongResult, catalog
from doc_service.assembly.assembler import Assembler
from doc_service.conformity.checker import check
from doc_service.conformity.comments import commented
from doc_service.conversion import ConverterPool
from doc_service.documents import Order, Parts, issue
from doc_service.word.markup import W
from doc_service.word.package import DOCUMENT, document, open_package
from doc_service.zip_archive import write_members

FORM: Final = "ke_hoach"

USUAL: Final = 20
"""Pages of the document that the target speaks of."""

LARGE: Final = 500
"""Pages of one near to the longest that is checked at all."""

_NARRATIVE: Final = "noi_dung"


@dataclass(frozen=True, slots=True)
class CheckTimes:
    """Medians of one document, in milliseconds."""

    wanted: int
    """Pages it was to have at least."""

    pages: int
    paragraphs: int
    """Those in tables included."""

    findings: int
    check: float
    commented: float
    """Check, then the copy with a comment at every finding."""

    @property
    def page(self) -> float:
        """Return the time of the check per page."""
        return self.check / self.pages


def check_times(pool: ConverterPool, rounds: Mapping[int, int]) -> list[CheckTimes]:
    """Measure documents of several lengths.

    Args:
        pool: LibreOffice, which counts the pages.
        rounds: pages that are wanted → how often to measure.

    Raises:
        WrongResult: nothing is found, so that no comment is written.
    """
    parts = Parts(catalog(), Assembler(), pool, lambda: TODAY)
    order = Order(FORM, parts.catalog.form(FORM).example)
    short = issue(order, parts).files[0].content
    opening = str(order.data[_NARRATIVE])[:20]
    return [_measured(short, opening, pages, pool, often) for pages, often in rounds.items()]


def _measured(
    short: bytes, opening: str, wanted: int, pool: ConverterPool, rounds: int
) -> CheckTimes:
    docx, pages = _long(short, opening, wanted, pool)
    report = check(docx, "", today=TODAY)
    if not report.findings:
        raise WrongResult(f"{FORM}, {pages} trang: không có lỗi nào để ghi nhận xét")
    checks, wholes = [], []
    for _ in range(rounds):
        begun = time.perf_counter()
        report = check(docx, "", today=TODAY)
        checked = time.perf_counter()
        commented(docx, report)
        checks.append((checked - begun) * 1000)
        wholes.append((time.perf_counter() - begun) * 1000)
    return CheckTimes(
        wanted=wanted,
        pages=pages,
        paragraphs=sum(1 for _ in document(open_package(docx)).iter(f"{W}p")),
        findings=len(report.findings),
        check=statistics.median(checks),
        commented=statistics.median(wholes),
    )


def _long(short: bytes, opening: str, wanted: int, pool: ConverterPool) -> tuple[bytes, int]:
    """Return the document with its narrative so often that it has the pages, and how many."""
    alone, twice = (pool.convert(_repeated(short, opening, times)).pages for times in (1, 11))
    each = (twice - alone) / 10
    times = round((wanted - alone) / each)
    while True:
        docx = _repeated(short, opening, times)
        pages = pool.convert(docx).pages
        if pages >= wanted:
            return docx, pages
        times += max(1, round((wanted - pages) / each))


def _repeated(short: bytes, opening: str, times: int) -> bytes:
    """Return the document with its narrative several times, as if somebody had written so much.

    In the DOCX, for a narrative in data may not be as long.
    """
    members = dict(open_package(short))
    root = document(members)
    body = root if root.tag == f"{W}body" else root[0]
    texts = ["".join(map(str, element.itertext(f"{W}t"))) for element in body]
    start = next(at for at, text in enumerate(texts) if text.startswith(opening))
    last = max(at for at, element in enumerate(body) if element.tag == f"{W}tbl")
    narrative, closing = list(body)[start:last], body[last]
    for _ in range(times - 1):
        for element in narrative:
            closing.addprevious(copy.deepcopy(element))
    members[DOCUMENT] = etree.tostring(
        body.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return write_members(members.items())
