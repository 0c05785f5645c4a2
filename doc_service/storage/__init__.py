"""Storage: bytes by the hash of their content, in a folder or in a store named by a URL."""

from doc_service.storage.folder import FolderStorage
from doc_service.storage.interface import SETTLED, Storage
from doc_service.storage.opening import open_storage

__all__ = ["SETTLED", "FolderStorage", "Storage", "open_storage"]
