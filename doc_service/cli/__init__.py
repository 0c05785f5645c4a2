"""The command line: forms, documents, dossiers, the conformity check."""

from doc_service.cli import check, documents, dossiers, forms
from doc_service.cli.group import main

__all__ = ["check", "documents", "dossiers", "forms", "main"]
