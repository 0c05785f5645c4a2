"""The command line: forms, documents, dossiers, the conformity check, users and keys."""

from doc_service.cli import accounts, check, documents, dossiers, forms
from doc_service.cli.group import main

__all__ = ["accounts", "check", "documents", "dossiers", "forms", "main"]
