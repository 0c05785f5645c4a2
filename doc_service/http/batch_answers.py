"""What a batch gives out, to pages and API alike: streams of files, of lists, of events."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, cast
from urllib.parse import quote

from flask import Flask, Response, current_app

from doc_service.batches.failures import failures
from doc_service.batches.printing import printed_all, volumes
from doc_service.batches.results import (
    MANIFEST,
    archive,
    archive_name,
    manifest_json,
    manifest_workbook,
)
from doc_service.batches.watching import Cursor, Event, Watchers
from doc_service.batches.wiring import Batches
from doc_service.errors import NotFound, UnknownOutput
from doc_service.formats import FORMATS
from doc_service.http.downloads import downloads
from doc_service.records import Batch, BatchItem

_WATCHERS: Final = "vanthu.watchers"
_RETRY_MS: Final = 1000
"""After which a browser comes back for the next stream."""

LARGEST_NUMBER: Final = 2**31 - 1
"""Of an item in an address: what every database can hold."""

ITEM_STATES: Final = ("waiting", "running", "done", "failed", "cancelled")

ZIP: Final = "application/zip"

LISTS: Final = ("json", "xlsx")
"""What the list of a batch comes as."""

Told = Callable[[Event], Mapping[str, Any]]
"""An event as JSON."""


def add_watchers(app: Flask, threads: int) -> None:
    """Let half of the threads of an application, at most, be held by streams of events."""
    app.extensions[_WATCHERS] = Watchers(threads // 2)


def watchers(app: Flask) -> Watchers:
    """Return who watches through an application."""
    return cast(Watchers, app.extensions[_WATCHERS])


def archive_answer(batches: Batches, batch: Batch, wanted: str = "") -> Response:
    """Return the ZIP of everything that is done, made while it is sent.

    Args:
        batches: what to work with.
        batch: a batch that the caller may see.
        wanted: only files in this format.

    Raises:
        UnknownOutput: the batch has no such files.
    """
    if wanted and wanted not in batch.outputs:
        said = f"Đợt này không có tệp “{wanted}”; chọn trong: {', '.join(batch.outputs)}."
        raise UnknownOutput(said)
    content = archive(batches, batch, (wanted,) if wanted else ())
    name = archive_name(batch) + (f"-{wanted}" if wanted else "")
    return attached(downloads(current_app).begin(content), ZIP, f"{name}.zip")


def manifest_answer(batches: Batches, batch: Batch, kind: str) -> Response:
    """Return the list of everything in a batch.

    Raises:
        UnknownOutput: there is no list of this kind.
    """
    name = f"{archive_name(batch)}-{MANIFEST}.{kind}"
    if kind == "json":
        return attached(manifest_json(batches, batch), "application/json", name)
    if kind == "xlsx":
        return attached(manifest_workbook(batches, batch), FORMATS["xlsx"].media_type, name)
    raise UnknownOutput(f"Không có danh mục dạng “{kind}”; chọn trong: {', '.join(LISTS)}.")


def failures_answer(batches: Batches, batch: Batch) -> Response:
    """Return what went wrong in a batch as a file to mend and send again.

    Raises:
        NotFound: nothing went wrong.
        FileLost: the file that was sent is not in the store any more.
    """
    found = failures(batches, batch)
    return attached(found.content, found.content_type, found.name)


def printed_answer(batches: Batches, batch: Batch, by: str) -> Response:
    """Return a ZIP of PDFs to print, one or more for each organisation, made while it is sent.

    Args:
        batches: what to work with.
        batch: a batch that the caller may see.
        by: who makes the indexes, as they say.

    Raises:
        UnknownOutput: the batch is not issued as PDF.
        NotFound: nothing is done yet.
    """
    if "pdf" not in batch.outputs:
        raise UnknownOutput("Đợt này không lập PDF nên không ghép bản in được.")
    if not volumes(batches, batch):
        raise NotFound("Đợt này chưa có bản nào xong để ghép.")
    name = f"{archive_name(batch)}-ban-in.zip"
    content = printed_all(batches, batch, by)
    return attached(downloads(current_app).begin(content), ZIP, name)


def file_answer(batches: Batches, item: BatchItem, wanted: str) -> Response:
    """Return one finished file of an item.

    Raises:
        NotFound: it has none in this format.
        FileLost: the store does not have it any more.
    """
    kept = next((one for one in item.files if one["format"] == wanted), None)
    if kept is None or wanted not in FORMATS:
        raise NotFound("Bản ghi này không có tệp ở định dạng đó.")
    content = batches.storage.get(kept["sha256"])
    return attached(content, FORMATS[wanted].media_type, kept["name"])


def events_answer(events: Iterable[Event], told: Told) -> Response:
    """Return events as a stream that a browser's EventSource reads."""
    answer = Response(_lines(events, told), content_type="text/event-stream; charset=utf-8")
    answer.headers["X-Accel-Buffering"] = "no"  # a proxy that collects would hold events back
    return answer


def since(header: str | None, asked: str | None) -> Cursor:
    """Return what whoever comes back knows: the browser's own header before the address."""
    return Cursor.of(header or asked or "")


def _lines(events: Iterable[Event], told: Told) -> Iterator[bytes]:
    yield f"retry: {_RETRY_MS}\n\n".encode()
    for event in events:
        if event.kind == "quiet":
            yield b": \n\n"
            continue
        data = json.dumps(told(event), ensure_ascii=False)
        yield f"id: {event.cursor}\nevent: {event.kind}\ndata: {data}\n\n".encode()


def attached(content: bytes | Iterator[bytes], media_type: str, name: str) -> Response:
    """Return a file to save; the browser is told what it is and does not guess."""
    answer = Response(content, content_type=media_type)
    answer.headers.set("Content-Disposition", "attachment", **_names(name))
    return answer


def _names(name: str) -> dict[str, str]:
    """Return a name as RFC 6266 has it: whole, and without diacritics for what cannot read that."""
    letters = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    plain = letters.encode("ascii", "ignore").decode()
    whole = {} if name.isascii() else {"filename*": f"UTF-8''{quote(name, safe='')}"}
    return {"filename": plain, **whole}
