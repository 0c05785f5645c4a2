"""The desk: drafts, stored documents, uploads and duties of a unit."""

from doc_service.desk.wiring import Desk

__all__ = ["Desk"]
