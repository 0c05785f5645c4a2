"""A ZIP as a stream of records, one for each member; nothing is unpacked to disk."""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from doc_service.batches.inputs_raw import Raw, unreadable_record
from doc_service.errors import BadRequest


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a ZIP of records may grow when it is unpacked."""

    members: int = 120_000
    each: int = 32 * 2**20
    """Bytes of one member."""

    total: int = 16 * 2**30
    """Bytes of all members together."""

    ratio: int = 300
    """Unpacked size over packed size of one member larger than a megabyte."""


_UTF8_FLAG: Final = 0x800
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What is unpacked: of other methods Python reads no less than a whole block, however large."""

_IGNORED = re.compile(r"(?:__macosx|\..+|~\$.*|thumbs\.db|desktop\.ini)", re.IGNORECASE)
"""What systems and Office leave beside the files that somebody packed."""

_DIGITS = re.compile(r"(\d+)")
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def zip_records(file: IO[bytes], limits: Limits | None = None) -> Iterator[Raw]:
    """Yield a record for each member, in the natural order of their paths.

    A member that cannot be unpacked is a bad record.

    Raises:
        BadRequest: the ZIP itself is broken, or beyond the limits.
    """
    limits = limits or Limits()
    try:
        zipped = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise BadRequest(
            "Tệp ZIP bị hỏng, không đọc được. Hãy nén lại.", detail=repr(error)
        ) from None
    with zipped:
        named = [(_path(info), info) for info in zipped.infolist() if not info.is_dir()]
        wanted = [(path, info) for path, info in named if not is_ignored(path)]
        _refuse_beyond(file, zipped.infolist(), limits)
        wanted.sort(key=lambda one: natural(one[0]))
        left = limits.total
        for number, (path, info) in enumerate(wanted, start=1):
            found = _member(zipped, info, number, path, limits)
            left -= len(found.content)
            if left < 0:
                raise BadRequest(_TOO_LARGE)
            yield found


def is_ignored(path: str) -> bool:
    """Say whether a path is of no file that somebody meant to send."""
    return any(_IGNORED.fullmatch(part) for part in path.split("/"))


def natural(path: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what paths are sorted by: numbers in them by their value."""
    parts = _DIGITS.split(path.casefold())
    return tuple(
        (True, int(part), part) if part.isdecimal() else (False, 0, part) for part in parts if part
    )


_TOO_LARGE: Final = "Tệp ZIP giải nén ra quá lớn. Hãy chia ra nhiều tệp."


def _refuse_beyond(file: IO[bytes], infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.members:
        raise BadRequest(f"Tệp ZIP có quá nhiều tệp bên trong ({len(infos)}). Hãy chia ra.")
    if sum(info.file_size for info in infos) > limits.total:
        raise BadRequest(_TOO_LARGE)
    size = file.seek(0, 2)
    # members that overlap are a bomb: https://www.bamsoftware.com/hacks/zipbomb/
    if sum(info.compress_size for info in infos) > size:
        raise BadRequest("Tệp ZIP bất thường: các phần bên trong chồng lên nhau. Hãy nén lại.")


def _member(
    zipped: zipfile.ZipFile, info: zipfile.ZipInfo, number: int, path: str, limits: Limits
) -> Raw:
    if info.flag_bits & _ENCRYPTED:
        return unreadable_record(number, path, "Tệp có mật khẩu nên không đọc được. Hãy nén lại.")
    if info.compress_type not in _METHODS:
        said = "Tệp nén theo kiểu không đọc được. Hãy nén lại thành ZIP thông thường."
        return unreadable_record(number, path, said)
    try:
        with zipped.open(info) as member:
            content = member.read(limits.each + 1)
    except _BROKEN:
        return unreadable_record(number, path, "Tệp trong ZIP bị hỏng, không giải nén được.")
    if len(content) > limits.each:
        return unreadable_record(number, path, "Tệp quá lớn, không phải tệp của một văn bản.")
    if len(content) > 2**20 and len(content) > limits.ratio * max(info.compress_size, 1):
        return unreadable_record(number, path, "Tệp nén bất thường nên không được đọc.")
    if not content:
        return unreadable_record(number, path, "Tệp trống, không có gì để đọc.")
    return Raw(number, path, path, content)


def _path(info: zipfile.ZipInfo) -> str:
    """Return the path of a member; many programs write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return unicodedata.normalize("NFC", name.replace("\\", "/")).strip("/")
