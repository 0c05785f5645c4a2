"""One document: data or a filled workbook in, finished files out."""

from doc_service.documents.filled_workbooks import issue_workbook
from doc_service.documents.issuing import DRAFT_MARK, Judged, issue, issued_formats, judge, produce
from doc_service.documents.orders import (
    Converter,
    File,
    Issued,
    Order,
    Parts,
    WorkbookOrder,
)
from doc_service.documents.templates import check_names

__all__ = [
    "DRAFT_MARK",
    "Converter",
    "File",
    "Issued",
    "Judged",
    "Order",
    "Parts",
    "WorkbookOrder",
    "check_names",
    "issue",
    "issue_workbook",
    "issued_formats",
    "judge",
    "produce",
]
