"""Records: units, users, keys and documents as rows; the only home of SQLAlchemy."""

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
    Unit,
    User,
)

__all__ = [
    "ApiKey",
    "Database",
    "Document",
    "DocumentFile",
    "Event",
    "LoginFailure",
    "LoginLink",
    "Presence",
    "Revision",
    "Unit",
    "User",
]
