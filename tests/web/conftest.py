"""The desk as its users meet it: callers who are logged in, a live server, a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import today
from tests.desks import Caller, cheap_passwords, settle, settled_file, signed_in

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, Page

    from doc_service.service import DocService

_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # whatever a page asks of another host fails, also where a test does not look
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts LibreOffice with the live server, or the browser."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "site" in fixtures:
            item.add_marker(pytest.mark.soffice)
        elif "browser" in fixtures:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords cheaply."""
    with cheap_passwords():
        yield


@pytest.fixture(scope="session")
def desk_service(
    tmp_path_factory: pytest.TempPathFactory, read_forms: object
) -> Iterator[DocService]:
    """The real service on a folder of its own; LibreOffice starts with the first PDF."""
    from doc_service.service import DocService
    from doc_service.settings import load_settings

    folder = tmp_path_factory.mktemp("desk")
    settings = load_settings({}, workers=1, data_folder=folder, work_folder=folder / "work")
    with DocService.open(settings, clock=today) as opened:
        opened.open_records()
        settle(opened.database)
        yield opened


@pytest.fixture(scope="session")
def desk_app(desk_service: DocService) -> Flask:
    """The app with two units and their users; shared, so a test makes what it changes."""
    from app import create_app

    return create_app(desk_service.settings, desk_service)


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, quick_passwords: None) -> Path:
    """A database with two units and their users."""
    return settled_file(tmp_path_factory.mktemp("settled"))


@pytest.fixture
def own_desk(
    service_with: Callable[..., DocService], tmp_path: Path, settled: Path
) -> Callable[..., tuple[Flask, DocService]]:
    """A way to open a desk nobody else uses, with other settings: its app and its service."""
    from app import create_app

    def make(**settings: Any) -> tuple[Flask, DocService]:
        folder = {"data_folder": tmp_path / "own", "work_folder": tmp_path / "own" / "work"}
        service = service_with(**{"workers": 1, **folder, **settings})
        service.settings.data_folder.mkdir(exist_ok=True)
        shutil.copy(settled, service.settings.data_folder)
        return create_app(service.settings, service), service

    return make


@pytest.fixture
def as_user(desk_app: Flask) -> Callable[[str], Caller]:
    """A way to be logged in: `as_user("van.thu").get("/van-ban")`."""
    return lambda login: signed_in(desk_app, login)


@pytest.fixture(scope="session")
def site(desk_app: Flask, desk_service: DocService) -> Iterator[str]:
    """The base URL of a live server."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        protocol_version = "HTTP/1.1"

        def log(self, type: str, message: str, *args: Any) -> None:
            """Say nothing: the app logs its requests itself."""

    server = make_server("127.0.0.1", 0, desk_app, threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    serving = threading.Thread(target=server.serve_forever, name="site", daemon=True)
    serving.start()
    desk_service.pool.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    serving.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; where there is one without windows, that: they cost more than pages."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=_CHROMIUM)
        yield started
        started.close()


@pytest.fixture
def page_as(desk_app: Flask, site: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A way to open a logged-in page: `page_as("van.thu", viewport=…)`; paths are the site's.

    At the end of the test no script may have failed, no rule of the Content-Security-Policy may
    have been broken, and nothing may have been asked of another host.
    """
    contexts, wrong = [], []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", lambda line: _csp(line.text) and wrong.append(line.text))
        page.on("request", lambda asked: _elsewhere(asked.url) and wrong.append(asked.url))

    def open_page(login: str = "", **options: Any) -> Page:
        wanted = {
            "base_url": site,
            "viewport": {"width": 1366, "height": 768},
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
            **options,
        }
        context = browser.new_context(**wanted)
        context.set_default_timeout(60_000)
        contexts.append(context)
        context.on("page", watch)
        if login:
            cookie = signed_in(desk_app, login).get_cookie("vanthu")
            assert cookie
            context.add_cookies([{"name": "vanthu", "value": cookie.value, "url": site}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def _csp(said: str) -> bool:
    return "Content Security Policy" in said


def _elsewhere(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1"
