"""The web application, and the server that `make run` starts."""

from __future__ import annotations

import logging
import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from doc_service.accounts.people import first_link
from doc_service.api import add_api
from doc_service.errors import DocServiceError
from doc_service.forms.localities import DEFAULT
from doc_service.http import new_application
from doc_service.http.batch_answers import watchers
from doc_service.logs import configure_logs
from doc_service.service import DocService
from doc_service.settings import Settings, load_settings
from doc_service.web import add_web, error_page


def create_app(settings: Settings | None = None, service: DocService | None = None) -> Flask:
    """Return the WSGI application.

    Args:
        settings: what to run with; read from the environment when not given.
        service: a service to share; one is opened when not given.
    """
    settings = settings or load_settings()
    service = service or DocService.open(settings)
    service.open_records()
    app = new_application(service, error_page)
    add_api(app, service)
    add_web(app, service)
    return app


class Logs(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's own lines, in the service's log instead of a format of their own."""

    def setup(self, cfg: Any) -> None:
        """Let the root logger write; what is routine is not worth a line."""
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)
        self.access_log.disabled = True


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with one worker process: LibreOffice's processes are its children, once.

    Gunicorn hands a request over before its body has arrived, so that an upload that is too large
    is answered instead of swallowed; and it starts the worker again if it dies.
    """

    def __init__(self, settings: Settings) -> None:
        """Keep the settings for the worker process."""
        self.settings = settings
        self.service: DocService | None = None
        self.link = ""
        super().__init__()

    @property
    def url(self) -> str:
        """What people open."""
        return self.settings.public_url.rstrip("/") or f"http://{self.address}"

    @property
    def address(self) -> str:
        """Host and port; an IPv6 address stands in brackets."""
        host = self.settings.host
        return f"{f'[{host}]' if ':' in host else host}:{self.settings.port}"

    def load_config(self) -> None:
        """Translate the settings into gunicorn's."""
        chosen: dict[str, Any] = {
            "bind": self.address,
            "workers": 1,
            "worker_class": "gthread",
            "threads": self.settings.threads,
            # threads answer the arbiter's heartbeat, so this bounds a stuck process, not a request
            "timeout": 120,
            "graceful_timeout": 20,
            "keepalive": 5,
            "proc_name": "vanthu",
            "logger_class": Logs,
            "when_ready": self._announce,
            "post_worker_init": self._end_streams,
            "worker_exit": self._close,
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Open the service in the worker process."""
        configure_logs(self.settings.log_level, self.settings.log_format)
        self.service = DocService.open(self.settings)
        self.service.warm()
        return create_app(self.settings, self.service)

    def _announce(self, server: Any) -> None:
        sys.stdout.write(f"\nVănThư đang chạy tại {self.url} (dừng bằng Ctrl+C)\n")
        if self.link:
            sys.stdout.write(
                "Chưa ai đăng nhập lần nào. Mở liên kết này một lần để đặt mật khẩu quản trị:\n"
                f"  {self.url}/dang-nhap/{self.link}\n"
            )
        sys.stdout.write("\n")
        sys.stdout.flush()

    def _end_streams(self, worker: Any) -> None:
        """Have streams of events end when the worker is told to stop, not in their own time."""
        watchers(worker.wsgi).stopping = lambda: not worker.alive

    def _close(self, server: Any, worker: Any) -> None:
        if self.service is not None:
            self.service.close()


def main() -> int:
    """Serve until stopped; return the exit status."""
    try:
        settings = load_settings()
        # what is wrong with a form or the database is said before serving, once
        with DocService.open(settings) as service:
            service.open_records()
            link = first_link(service.database, DEFAULT)
    except DocServiceError as error:
        sys.stderr.write(f"{error}\n{error.detail}\n")
        return error.exit_code
    configure_logs(settings.log_level, settings.log_format)
    server = Server(settings)
    server.link = link
    server.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
