"""What every request passes through: an id, a host name, and the headers of every answer."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

from doc_service.errors import BadRequest
from doc_service.logs import begin_request
from doc_service.settings import Settings, is_loopback

log = logging.getLogger(__name__)


def register_request_checks(app: Flask, settings: Settings) -> None:
    """Add the checks to an application."""
    hosts = _hosts(settings)

    @app.before_request
    def begin() -> None:
        g.request_id = begin_request(request.headers.get("X-Request-ID"))
        g.began = time.perf_counter()
        if hosts and request.host.rsplit(":", 1)[0].strip("[]") not in hosts:
            raise BadRequest("Tên máy trong yêu cầu không được chấp nhận.", detail=request.host)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.get("request_id", "")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault(
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"
        )
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        took = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
        log.info(
            "request",
            extra={
                "method": request.method,
                "path": _path(),
                "status": response.status_code,
                "ms": took,
            },
        )
        return response


def _path() -> str:
    """Return the path for the log; a secret in it is named, not told."""
    if request.url_rule is not None and "secret" in (request.view_args or {}):
        return request.url_rule.rule
    return request.path


def _hosts(settings: Settings) -> frozenset[str]:
    """Return the accepted names; a service on loopback answers to loopback only (DNS rebinding)."""
    named = frozenset(one.strip() for one in settings.allowed_hosts.split(",") if one.strip())
    if named or not is_loopback(settings.host):
        return named
    return frozenset({"127.0.0.1", "localhost", "::1", settings.host})
