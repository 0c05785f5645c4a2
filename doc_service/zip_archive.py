"""Reading ZIP packages that nobody vouches for, and writing them reproducibly."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""Time stamp of every member, so that the same content is the same bytes."""

_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    struct.error,
    ValueError,  # such as places before the beginning of the file
)
"""What Python raises at packages that are no longer whole."""

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class ArchiveError(ValueError):
    """The package is broken or dangerous; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a package may grow when it is unpacked."""

    members: int = 2000
    total: int = 200 * 2**20
    """Bytes of all members together."""

    ratio: int = 300
    """Unpacked size over packed size of one member larger than a megabyte."""


def read_members(content: bytes, bounds: Bounds | None = None) -> dict[str, bytes]:
    """Unpack a package in memory, reading no more than the bounds allow.

    Raises:
        ArchiveError: not a ZIP, damaged, encrypted, a bomb, or XML with a document type.
    """
    bounds = bounds or Bounds()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            infos = zipped.infolist()
            if len(infos) > bounds.members:
                raise ArchiveError(f"Tệp có quá nhiều phần bên trong ({len(infos)}).")
            left = bounds.total
            members: dict[str, bytes] = {}
            for info in infos:
                data = _read(zipped, info, min(left, bounds.total))
                _refuse_bomb(info, data, bounds)
                left -= len(data)
                _refuse_entities(info.filename, data)
                members[info.filename] = data
            return members
    except ArchiveError:
        raise
    except (*_DAMAGED, RuntimeError, OSError) as error:
        raise ArchiveError("Tệp bị hỏng hoặc không phải tệp Word, Excel (.docx, .xlsx).") from error


def _read(zipped: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    if info.flag_bits & 1:
        raise ArchiveError("Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    with zipped.open(info) as member:
        data = member.read(left + 1)
    if len(data) > left:
        raise ArchiveError("Tệp giải nén ra quá lớn; đây không phải tệp văn phòng bình thường.")
    return data


def _refuse_bomb(info: zipfile.ZipInfo, data: bytes, bounds: Bounds) -> None:
    if len(data) > 2**20 and len(data) > bounds.ratio * max(info.compress_size, 1):
        raise ArchiveError("Tệp nén bất thường; đây không phải tệp văn phòng bình thường.")


def _refuse_entities(name: str, data: bytes) -> None:
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return
    # NULs out first: a part in UTF-16 must not hide what one in UTF-8 may not say
    if _DOCTYPE.search(data.replace(b"\0", b"")):
        raise ArchiveError(
            "Tệp có khai báo DOCTYPE/ENTITY, có thể gây hại; hãy lưu lại bằng Word hoặc Excel."
        )


_PACKED: Final = (".jpg", ".png")
"""Pictures do not shrink by packing them twice; it only takes time."""


def write_members(members: Iterable[tuple[str, bytes]], *, level: int = 6) -> bytes:
    """Return a ZIP of the members in the order given; the same members give the same bytes.

    Level 0 stores them as they are: the same bytes whatever version of zlib a machine has.
    """
    held = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
    with zipfile.ZipFile(held, "w", method, compresslevel=level) as zipped:
        for name, data in members:
            info = zipfile.ZipInfo(name, EPOCH)
            packed = name.endswith(_PACKED)
            info.compress_type = zipfile.ZIP_STORED if packed else method
            zipped.writestr(info, data)
    return held.getvalue()


def stream_members(members: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield a ZIP64 while its members are being made; none is held longer than it is written.

    Members are stored as they are: documents are compressed already.

    Args:
        members: name and content of each, in order; names must differ.
    """
    from zipstream import ZipStream

    stream = ZipStream()
    for name, content in members:
        stream.add(content, name)
        yield from stream.all_files()
    yield from stream.finalize()
