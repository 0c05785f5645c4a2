"""Storage: bytes by the hash of their content."""

from doc_service.storage.folder import FolderStorage
from doc_service.storage.interface import Storage

__all__ = ["FolderStorage", "Storage"]
