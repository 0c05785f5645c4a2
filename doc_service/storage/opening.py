"""Opening the store that a URL names."""

from __future__ import annotations

from pathlib import Path

from doc_service.storage.folder import FolderStorage
from doc_service.storage.interface import Storage


def open_storage(url: str, folder: Path) -> Storage:
    """Return the store of a URL, or a folder where there is none; nothing is asked of it yet.

    Args:
        url: `s3://bucket/prefix`, with `?endpoint_url=…` for other than Amazon's, or any URL that
            fsspec knows; "" for a folder.
        folder: where files are kept when there is no URL.

    Raises:
        SettingsError: the URL cannot be read, or what it needs is not installed.
    """
    if not url:
        return FolderStorage(folder)
    # fsspec and s3fs take half a second to import, and most machines never need them
    from doc_service.storage.fsspec_storage import FsspecStorage

    return FsspecStorage(url)
