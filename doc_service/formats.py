"""Output formats: the table that the API, the command line, the pages and the docs read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class OutputFormat(NamedTuple):
    """A row of `FORMATS`."""

    name: str
    """Also the file name's extension."""

    label: str
    media_type: str


FORMATS: Final[Mapping[str, OutputFormat]] = {
    row.name: row
    for row in (
        OutputFormat(
            "docx",
            "Word, sửa được",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        OutputFormat("pdf", "PDF/A, để ký và lưu trữ", "application/pdf"),
        OutputFormat(
            "xlsx",
            "Excel, cùng bố cục với bản Word",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    )
}
