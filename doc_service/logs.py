"""Structured logs: every line carries the request it belongs to."""

from __future__ import annotations

import logging
import re
import sys
import uuid
from typing import Final

import structlog

_REQUEST_ID: Final = re.compile(r"^[A-Za-z0-9._-]{8,64}$")

_DETAILED: Final = ("alembic", "pikepdf")
"""Libraries whose INFO is about their own making; it would stand before the address to open."""


def configure_logs(level: str, style: str) -> None:
    """Send the log of every module to standard error.

    Args:
        level: DEBUG, INFO, WARNING or ERROR.
        style: `text` for people, `json` for machines.
    """
    before: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for library in _DETAILED:
        logging.getLogger(library).setLevel("WARNING" if level == "INFO" else level)


def begin_request(given: str | None) -> str:
    """Bind a request id to the log lines of this thread and return it.

    Args:
        given: the id the caller sent; one that is not plain is replaced by a new one.
    """
    request_id = given if given and _REQUEST_ID.match(given) else uuid.uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request_id)
    return request_id
