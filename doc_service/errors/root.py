"""The root of every error this service raises on purpose."""

from __future__ import annotations

from typing import ClassVar


class DocServiceError(Exception):
    """Base class: `except DocServiceError` catches all of them and nothing else."""

    code: ClassVar[str] = "internal"
    """Stable name for machines."""

    status: ClassVar[int] = 500
    """HTTP status."""

    exit_code: ClassVar[int] = 1
    """Exit status of the command line."""

    title: ClassVar[str] = "Lỗi của dịch vụ"
    """The kind of error in a few Vietnamese words."""

    def __init__(self, message: str, *, detail: str = "") -> None:
        """Keep the sentence for the clerk and the detail for the log."""
        super().__init__(message)
        self.detail = detail
