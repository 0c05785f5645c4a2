"""Issuing many documents: those of one template share LibreOffice's time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, TypeVar

from doc_service.assembly.fusible import NotFusible
from doc_service.assembly.fusing import fuse, weight
from doc_service.conversion import Pdf, Priority
from doc_service.documents.issuing import Assembled, Judged, assemble, finish_pdf, issued
from doc_service.documents.orders import Issued, Parts
from doc_service.errors import (
    ConversionError,
    ConversionTimeout,
    ConverterCrashed,
    DocServiceError,
    FinishingError,
    UnconvertibleDocument,
)

log = logging.getLogger(__name__)

_MOST_TOGETHER: Final = 20
"""Documents that share one conversion; with more each would take as long."""

_MOST_WEIGHT: Final = 2**20
"""Bytes of their main parts together, so that one conversion stays far from its deadline."""

_ABOUT_A_DOCUMENT: Final = (
    ConversionTimeout,
    ConverterCrashed,
    UnconvertibleDocument,
    FinishingError,
)
"""What one document may do to all; any other failure would befall each of them alone as well."""

Result = Issued | DocServiceError
T = TypeVar("T")


def produce_many(judged: Sequence[Judged], parts: Parts) -> list[Issued | DocServiceError]:
    """Make the files of orders that can be met; return one result for each, in their order.

    As `issuing.produce`, but documents of one template are converted together where that makes no
    difference to them, and one by one where it might, or where it failed. What goes wrong with one
    document is its result, and touches no other.
    """
    results: dict[int, Result] = {}
    ready: dict[int, Assembled] = {}
    for number, one in enumerate(judged):
        assembled = _tried(partial(assemble, one, parts))
        if isinstance(assembled, DocServiceError):
            results[number] = assembled
        elif one.wants_pdf:
            ready[number] = assembled
        else:
            results[number] = _tried(partial(issued, assembled, None))
    for numbers in _groups(ready):
        group = [ready[number] for number in numbers]
        results.update(zip(numbers, _issued(group, parts), strict=True))
    return [results[number] for number in range(len(judged))]


def _tried(do: Callable[[], T]) -> T | DocServiceError:
    """Return what comes of one document, or its error, so that the others go on."""
    try:
        return do()
    except DocServiceError as error:
        return error
    except Exception as error:
        log.exception("a document of many cannot be made")
        return DocServiceError(
            "Dịch vụ gặp lỗi ngoài dự kiến khi lập văn bản này. Hãy báo người quản trị.",
            detail=f"{type(error).__name__}: {error}",
        )


def _groups(ready: Mapping[int, Assembled]) -> Iterator[list[int]]:
    """Yield the numbers of documents that may be converted together, each group bounded."""
    alike: dict[tuple[str, bool], list[int]] = {}
    for number, one in ready.items():
        alike.setdefault((one.template, one.judged.draft), []).append(number)
    for numbers in alike.values():
        group: list[int] = []
        heavy = 0
        for number in numbers:
            own = weight(ready[number].docx)
            if group and (len(group) == _MOST_TOGETHER or heavy + own > _MOST_WEIGHT):
                yield group
                group, heavy = [], 0
            group.append(number)
            heavy += own
        yield group


def _issued(group: Sequence[Assembled], parts: Parts) -> list[Result]:
    """Issue documents of one template, together or one by one."""
    try:
        shares = _shares(group, parts) if len(group) > 1 else []
    except ConversionError as error:
        return [type(error)(str(error), detail=error.detail) for _ in group]
    if not shares:
        return [_tried(partial(_issued_alone, one, parts)) for one in group]
    return [
        _tried(partial(_issued_of, one, share, parts))
        for one, share in zip(group, shares, strict=True)
    ]


def _shares(group: Sequence[Assembled], parts: Parts) -> list[Pdf]:
    """Return each one's PDF out of one conversion; none where they have to go one by one.

    Raises:
        ConversionError: no document can be converted now.
    """
    from doc_service.finishing.parting import NotParted, part  # pikepdf takes its time to import

    kind = (group[0].template, group[0].judged.draft)
    if kind in parts.samples.apart:
        return []
    prefixes = [f"vt{number}-" for number in range(len(group))]
    begun = time.monotonic()
    try:
        fused = fuse([one.docx for one in group], prefixes)
        whole = _converted(fused, group[0], parts)
        shares = part(whole.content, prefixes)
        number = parts.samples.chosen(kind, len(group))
        if number is not None:
            _compare(group[number], shares[number].content, parts)
    except _Unlike:
        log.error(
            "documents look otherwise together than alone; from now on they go one by one",
            extra={"form": group[0].judged.prepared.form.name, "documents": len(group)},
        )
        parts.samples.apart.add(kind)
        return []
    except (NotFusible, NotParted, *_ABOUT_A_DOCUMENT) as error:
        detail = error.detail if isinstance(error, ConversionError) else str(error)
        log.warning(
            "documents are converted one by one",
            extra={"documents": len(group), "reason": type(error).__name__, "detail": detail},
        )
        return []
    log.info(
        "converted together",
        extra={
            "documents": len(group),
            "took_ms": round((time.monotonic() - begun) * 1000),
        },
    )
    return [Pdf(one.content, one.pages, whole.libreoffice) for one in shares]


class _Unlike(Exception):
    """A document looks otherwise together than alone."""


def _compare(one: Assembled, share: bytes, parts: Parts) -> None:
    """Convert a document alone as well, and look at both.

    Raises:
        _Unlike: no page may differ, and one does.
        ConversionError, FinishingError: as when it is converted in earnest.
    """
    from doc_service.finishing.pictures_of_pages import look_alike

    if not look_alike(_converted(one.docx, one, parts).content, share):
        raise _Unlike


def _issued_of(one: Assembled, share: Pdf, parts: Parts) -> Issued:
    """Issue a document of which there is a PDF; once more alone if that cannot be finished."""
    try:
        return issued(one, finish_pdf(one, share, parts))
    except FinishingError as error:
        log.warning("a document is converted once more", extra={"detail": error.detail})
        return _issued_alone(one, parts)


def _issued_alone(one: Assembled, parts: Parts) -> Issued:
    return issued(one, finish_pdf(one, _converted(one.docx, one, parts), parts))


def _converted(docx: bytes, one: Assembled, parts: Parts) -> Pdf:
    return parts.converter.convert(docx, watermark=one.judged.watermark, priority=Priority.BATCH)
