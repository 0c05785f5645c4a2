"""A folder as the ZIP that a batch is made of; for the command line."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from doc_service.batches.inputs_zip import is_ignored, natural
from doc_service.errors import BadRequest
from doc_service.zip_archive import EPOCH

MOST_FILES: Final = 120_000


def pack_folder(folder: Path, target: IO[bytes]) -> int:
    """Write the files of a folder, and of those within it, as a ZIP; return how many there are.

    The same files give the same bytes, so that the same folder is the same batch. Links are not
    followed; what systems and Office leave beside files is left out.

    Raises:
        BadRequest: there is none, there are too many, or one cannot be read.
    """
    files = sorted(_files(folder), key=lambda one: natural(one[0]))
    if not files:
        raise BadRequest(f"Thư mục “{folder.name}” không có tệp nào.")
    if len(files) > MOST_FILES:
        raise BadRequest(f"Thư mục có quá nhiều tệp ({len(files)}). Hãy chia ra.")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as zipped:
        for name, path in files:
            try:
                content = path.read_bytes()
            except OSError as error:
                raise BadRequest(f"Không đọc được tệp “{name}”.", detail=str(error)) from None
            zipped.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return len(files)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and the path of every file, without going through links."""
    for path in folder.iterdir():
        name = unicodedata.normalize("NFC", path.name)
        if path.is_symlink() or is_ignored(name):
            continue
        if path.is_dir():
            yield from ((f"{name}/{inner}", one) for inner, one in _files(path))
        elif path.is_file():
            yield name, path
