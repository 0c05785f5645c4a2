"""Conversion: DOCX in, PDF/A-2b out, by supervised LibreOffice processes."""

from __future__ import annotations

from doc_service.conversion.choice import open_converter
from doc_service.conversion.options import Health, PoolOptions, Priority
from doc_service.conversion.pdf import Pdf
from doc_service.conversion.pool import ConverterPool

__all__ = ["ConverterPool", "Health", "Pdf", "PoolOptions", "Priority", "open_converter"]
