"""Records: units, users, keys, documents and batches as rows; the only home of SQLAlchemy."""

from doc_service.records.batch_tables import Batch, BatchItem, BatchRecord
from doc_service.records.database import Database
from doc_service.records.tables import (
    ApiKey,
    Document,
    DocumentFile,
    Event,
    LoginFailure,
    LoginLink,
    Presence,
    Revision,
    Secret,
    Unit,
    User,
)

__all__ = [
    "ApiKey",
    "Batch",
    "BatchItem",
    "BatchRecord",
    "Database",
    "Document",
    "DocumentFile",
    "Event",
    "LoginFailure",
    "LoginLink",
    "Presence",
    "Revision",
    "Secret",
    "Unit",
    "User",
]
