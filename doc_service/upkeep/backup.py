"""Backup and restore: one file that holds the records and every stored file.

The records are copied first and in one moment; files never change and are kept before any row names
them, so the files copied after it are all that the copy needs, while work goes on.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from doc_service.errors import RecordsError
from doc_service.service import DocService

_RECORDS: Final = "vanthu.db"
_DUMP: Final = "vanthu.pgdump"
_FILES: Final = "files"
_KEY: Final = "secret.key"
"""Members of a backup; the last keeps sessions and is not missed where it is not there."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds."""

    files: int
    size: int
    """Bytes of all files together."""


def back_up(service: DocService, target: Path) -> Contents:
    """Write a backup, whole or not at all; the service may go on working meanwhile.

    Args:
        service: what to back up; its records are open.
        target: the TAR file to write.

    Raises:
        RecordsError: PostgreSQL's `pg_dump` is not installed or fails.
        FileLost: a stored file is not what it was; see `doctor`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    count = size = 0
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sao-luu-") as folder:
        half = Path(folder) / target.name
        records = _copy_records(service, Path(folder))
        with tarfile.open(half, "w") as tar:
            tar.add(records, records.name)
            key = service.settings.data_folder / _KEY
            if key.is_file():
                tar.add(key, _KEY)
            for name in service.storage.keys():  # noqa: SIM118  # no mapping
                content = service.storage.get(name)
                _add(tar, f"{_FILES}/{name}", content)
                count, size = count + 1, size + len(content)
        half.chmod(0o600)  # it holds what the data folder keeps from others
        half.replace(target)
    return Contents(count, size)


def restore(service: DocService, source: Path) -> Contents:
    """Bring back everything of a backup, into a place that holds nothing yet.

    Args:
        service: where to; nothing of it is running.
        source: the TAR file.

    Raises:
        RecordsError: there are records already, the file is no backup, or a file in it is damaged.
    """
    if _has_records(service):
        raise RecordsError(
            "Nơi phục hồi đã có dữ liệu. Hãy đổi tên thư mục dữ liệu (hoặc dùng cơ sở dữ liệu "
            "trống) rồi phục hồi lại."
        )
    count = size = 0
    with tarfile.open(source, "r") as tar, tempfile.TemporaryDirectory() as folder:
        records: Path | None = None
        for name, content in _members(tar):
            if name in (_RECORDS, _DUMP):
                records = Path(folder) / name
                _spool(content, records)
            elif name == _KEY:
                _spool(content, service.settings.data_folder / _KEY)
            elif name.startswith(f"{_FILES}/"):
                count, size = count + 1, size + _put(service, name, content)
        if records is None:
            raise RecordsError(f"{source} không phải bản sao lưu của VănThư.")
        _restore_records(service, records)
    return Contents(count, size)


def _copy_records(service: DocService, folder: Path) -> Path:
    url = service.database.engine.url
    if url.get_backend_name() == "sqlite":
        target = folder / _RECORDS
        with (
            closing(sqlite3.connect(str(url.database))) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.backup(copy)
        return target
    target = folder / _DUMP
    _run(["pg_dump", "--format=custom", f"--file={target}", f"--dbname={_libpq(service)}"])
    return target


def _restore_records(service: DocService, records: Path) -> None:
    url = service.database.engine.url
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite != (records.name == _RECORDS):
        raise RecordsError(
            "Bản sao lưu của SQLite chỉ phục hồi vào SQLite, của PostgreSQL vào PostgreSQL."
        )
    if is_sqlite:
        service.database.close()
        target = Path(str(url.database))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(records, target)
        return
    _run(["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={_libpq(service)}", records])


def _has_records(service: DocService) -> bool:
    url = service.database.engine.url
    if url.get_backend_name() == "sqlite":
        return Path(str(url.database)).exists()
    return service.database.is_made()


def _libpq(service: DocService) -> str:
    url = service.database.engine.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def _run(command: Sequence[str | Path]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        raise RecordsError(f"Chưa cài {command[0]} (gói postgresql-client).") from None
    except subprocess.CalledProcessError as error:
        detail = error.stderr.decode(errors="replace")[-500:]
        raise RecordsError(f"{command[0]} báo lỗi: {detail}", detail=detail) from None


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield the plain files of a backup, whose names are only compared, never used as paths."""
    for info in tar:
        held = tar.extractfile(info) if info.isfile() else None
        if held is not None:
            yield info.name, held


def _put(service: DocService, name: str, content: IO[bytes]) -> int:
    """Keep a file again, and return its size."""
    if service.storage.put_file(content) != name.removeprefix(f"{_FILES}/"):
        raise RecordsError("Một tệp trong bản sao lưu đã hỏng; hãy dùng bản khác.", detail=name)
    return content.tell()


def _spool(content: IO[bytes], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file)
