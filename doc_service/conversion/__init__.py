"""Conversion: DOCX in, PDF/A-2b out, by a supervised pool of warm LibreOffice processes."""

from __future__ import annotations

from doc_service.conversion.options import Health, PoolOptions, Priority
from doc_service.conversion.pdf import Pdf
from doc_service.conversion.pool import ConverterPool

__all__ = ["ConverterPool", "Health", "Pdf", "PoolOptions", "Priority"]
