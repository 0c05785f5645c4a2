"""Where large uploads stand while they come: beside the data, for `/tmp` may be memory."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Final, cast

from flask import Request

_IN_MEMORY: Final = 500_000
"""Bytes of a request below which its files are kept in memory, as werkzeug does."""


def spooling_request(folder: Path) -> type[Request]:
    """Return requests that keep their large files in a folder, without a name and not for long."""

    class Spooling(Request):
        """A request whose large files are kept on disk."""

        def _get_file_stream(
            self,
            total_content_length: int | None,
            content_type: str | None,
            filename: str | None = None,
            content_length: int | None = None,
        ) -> IO[bytes]:
            if total_content_length is not None and total_content_length <= _IN_MEMORY:
                return super()._get_file_stream(
                    total_content_length, content_type, filename, content_length
                )
            return cast(IO[bytes], tempfile.TemporaryFile(dir=folder))

    return Spooling
