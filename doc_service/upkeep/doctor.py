"""The doctor: says what is not as it should be, and mends what can be mended."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from sqlalchemy import select, text

from doc_service.conversion.workspace import abandoned, remove_abandoned
from doc_service.ledger import late, redo, stuck, sweep, unstick
from doc_service.records import Batch, BatchItem, Document, DocumentFile
from doc_service.service import DocService
from doc_service.storage.interface import SETTLED
from doc_service.upkeep.unnamed import remove_all, unnamed
from doc_service.vietnamese.numbers import nghin

_FREE: Final = 2 * 2**30
"""Bytes of disk that should be free."""

_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    kind: Literal["wrong", "warning"]
    said: str
    """A sentence: what, and what to do where it cannot be mended here."""

    mend: Callable[[], object] | None = None


def examine(service: DocService) -> Iterator[Finding]:
    """Yield whatever is not as it should be; changes nothing.

    `mend` of a finding changes it.
    """
    for check in _CHECKS:
        yield from check(service)


def _database(service: DocService) -> Iterator[Finding]:
    if service.database.engine.dialect.name != "sqlite":
        return
    with service.database.reading() as session:
        said = [str(row[0]) for row in session.execute(text("PRAGMA quick_check"))]
    if said != ["ok"]:
        yield Finding("wrong", f"Cơ sở dữ liệu bị hỏng ({said[0]}); hãy phục hồi từ bản sao lưu.")


def _ledger(service: DocService) -> Iterator[Finding]:
    database = service.database
    if found := late(database):
        yield Finding(
            "wrong",
            f"{nghin(found)} bản ghi do một tiến trình đã chết giữ.",
            lambda: sweep(database),
        )
    for batch_id in stuck(database):
        yield Finding(
            "wrong",
            f"Đợt {batch_id} không còn việc mà chưa kết thúc.",
            partial(unstick, database, batch_id),
        )


def _batch_files(service: DocService) -> Iterator[Finding]:
    """Look for files that finished items should have."""
    for batch_id, label, numbers in _lost(service):
        yield Finding(
            "wrong",
            f"Đợt “{label}”: {nghin(len(numbers))} bản ghi đã xong nhưng mất tệp "
            f"(số {', '.join(map(str, numbers[:10]))}{'…' if len(numbers) > 10 else ''}).",
            partial(redo, service.database, batch_id, numbers),
        )


def _lost(service: DocService) -> Iterator[tuple[str, str, list[int]]]:
    with service.database.reading() as session:
        batches = session.execute(select(Batch.id, Batch.label)).all()
    for batch_id, label in batches:
        with service.database.reading() as session:
            items = session.execute(
                select(BatchItem.number, BatchItem.files)
                .where(BatchItem.batch_id == batch_id, BatchItem.state == "done")
                .order_by(BatchItem.number)
                .execution_options(yield_per=_AT_ONCE)
            )
            lost = [
                number
                for number, files in items
                if not files or not all(service.storage.exists(one["sha256"]) for one in files)
            ]
        if lost:
            yield batch_id, label, lost


def _document_files(service: DocService) -> Iterator[Finding]:
    """Look for files that issued documents should have; nobody can make the same again."""
    with service.database.reading() as session:
        rows = session.execute(
            select(DocumentFile.sha256, DocumentFile.name, Document.title).join(
                Document, Document.id == DocumentFile.document_id
            )
        ).all()
    for key, name, title in rows:
        if not service.storage.exists(key):
            yield Finding(
                "wrong",
                f"Mất tệp {name} của văn bản đã phát hành “{title}”; hãy phục hồi từ bản sao lưu.",
            )


def _leftovers(service: DocService) -> Iterator[Finding]:
    storage = service.storage
    if found := storage.leftovers(older_than=SETTLED):
        yield Finding(
            "warning",
            f"{nghin(len(found))} tệp ghi dở trong kho từ lần dừng đột ngột.",
            lambda: storage.sweep(older_than=SETTLED),
        )
    folder = service.settings.work_folder
    if left := abandoned(folder):
        yield Finding(
            "warning",
            f"{nghin(len(left))} thư mục làm việc của tiến trình đã chết.",
            lambda: remove_abandoned(folder),
        )


def _unnamed(service: DocService) -> Iterator[Finding]:
    storage = service.storage
    if found := unnamed(service.database, storage):
        yield Finding(
            "warning",
            f"{nghin(len(found))} tệp trong kho không còn bản ghi nào nhắc tới.",
            lambda: remove_all(storage, found),
        )


def _disk(service: DocService) -> Iterator[Finding]:
    folder = service.settings.data_folder
    if folder.exists() and (free := shutil.disk_usage(folder).free) < _FREE:
        yield Finding("warning", f"Ổ đĩa chứa dữ liệu chỉ còn {nghin(free // 2**20)} MiB.")


def _programs(service: DocService) -> Iterator[Finding]:
    for path in (service.settings.soffice, service.settings.uno_python):
        if shutil.which(path) is None:
            yield Finding("wrong", f"Không có {path}; hãy cài LibreOffice và python3-uno.")


_CHECKS: Final = (
    _programs,
    _disk,
    _database,
    _ledger,
    _batch_files,
    _document_files,
    _leftovers,
    _unnamed,
)
