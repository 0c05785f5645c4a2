"""The command line: forms, documents, dossiers, batches, checks, users and keys, upkeep."""

from doc_service.cli import accounts, batches, check, documents, dossiers, forms, upkeep, workers
from doc_service.cli.group import main

__all__ = [
    "accounts",
    "batches",
    "check",
    "documents",
    "dossiers",
    "forms",
    "main",
    "upkeep",
    "workers",
]
