"""The desk in a real browser: from a key to the paper, pages, the first visit, the grid."""

from __future__ import annotations

import http.cookiejar
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.cases import LONG, ROOT, TWO_PAGES, WrongResult, load_cases
from bench.desk_scripts import FRAMES, KEEP_TYPING, PASTE, TYPE
from doc_service.accounts.logins import find_member, session_id, use_link
from doc_service.accounts.people import NewUser, first_link, new_user, units
from doc_service.desk.drafts import Beginning, begin
from doc_service.forms.localities import DEFAULT
from doc_service.service import DocService
from doc_service.settings import load_settings

PASSWORD: Final = "mật khẩu để đo"
CLERKS: Final = ("quantri", "van.thu")
PAGES: Final = ("/", "/bieu-mau", "/bieu-mau/mau_01", "/van-ban", "/nop-tep", "/don-vi")
CHROMIUM: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_FIELD: Final = "#f-kinh-gui"
_BETWEEN: Final = 0.2
"""Seconds between two keys that are measured: an answer, and a breath."""


@dataclass(frozen=True, slots=True)
class DeskTimes:
    """What a clerk waits for; milliseconds."""

    alone: tuple[float, float]
    """Key to paper, two pages, one clerk: median and 95th percentile."""

    together: tuple[float, float]
    """The same while a second clerk types four keys a second."""

    pages: dict[str, float]
    """Path → 95th percentile of the server's answer."""

    first_visit_kb: float
    """Compressed, without PDF.js."""

    slowest_frame: float
    """While typing in a grid of 300 rows."""

    paste: float
    """300 rows pasted into the grid, until they are drawn."""


def desk_times(keys: int, visits: int) -> DeskTimes:
    """Measure the desk as `make run` serves it, in Debian's Chromium.

    Args:
        keys: how many keys are measured, alone and together.
        visits: how often every page is asked for.

    Raises:
        WrongResult: a page does not answer as it should.
    """
    with ExitStack() as stack:
        site = stack.enter_context(_served())
        browser = stack.enter_context(_chromium())
        first = _kilobytes(_window(browser, site), "/")
        page = _drafting(browser, site, CLERKS[0], TWO_PAGES)
        alone = _keys(page, keys)
        other = _drafting(browser, site, CLERKS[1], TWO_PAGES)
        other.evaluate(KEEP_TYPING, _FIELD)
        together = _keys(page, keys)
        other.context.close()
        page.context.close()
        slowest, paste = _grid(browser, site)
        return DeskTimes(alone, together, _answers(site, visits), first, slowest, paste)


@dataclass(frozen=True, slots=True)
class _Site:
    url: str
    drafts: dict[tuple[str, str], str]
    """(login, label of the case) → path of a draft."""


@contextmanager
def _served() -> Iterator[_Site]:
    """Run the server as `make run` does, on a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        own = {"data_folder": str(folder / "data")}
        drafts = _settle(own)
        environ = {
            **os.environ,
            "VANTHU_PORT": str(port),
            "VANTHU_DATA_FOLDER": own["data_folder"],
            "VANTHU_LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, str(ROOT / "app.py")]
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, cwd=folder)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/readyz")
            yield _Site(url, drafts)
        finally:
            process.terminate()
            process.wait(30)


def _settle(own: dict[str, str]) -> dict[tuple[str, str], str]:
    """Make two clerks and a draft of every case for each."""
    with DocService.open(load_settings({}, **own)) as service:
        service.open_records()
        database = service.database
        use_link(database, first_link(database, DEFAULT), PASSWORD)
        unit = units(database)[0].id
        _, secret = new_user(database, NewUser(CLERKS[1], "Văn thư", "van_thu", unit))
        users = [use_link(database, secret, PASSWORD)]
        cases = {case.label: case for case in load_cases()}
        member = find_member(database, session_id(users[0]))
        if member is None:
            raise WrongResult("không có người dùng để đo")
        made = Beginning(cases[TWO_PAGES].data, is_complete=True)
        long = Beginning(cases[LONG].data, is_complete=True)
        return {
            **{
                (login, TWO_PAGES): f"/soan-thao/{begin(service.desk, member, 'mau_01', made).id}"
                for login in CLERKS
            },
            (CLERKS[0], LONG): f"/soan-thao/{begin(service.desk, member, 'mau_01', long).id}",
        }


def _wait(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise WrongResult(f"{url} không trả lời")


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(CHROMIUM)
        )
        yield browser
        browser.close()


def _window(browser: Any, site: _Site, login: str = CLERKS[0]) -> Any:
    context = browser.new_context(
        base_url=site.url, viewport={"width": 1366, "height": 768}, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/dang-nhap")
    page.fill("#ten", login)
    page.fill("#mat_khau", PASSWORD)
    page.click("main form button")
    page.wait_for_load_state("networkidle")
    return page


def _drafting(browser: Any, site: _Site, login: str, label: str) -> Any:
    page = _window(browser, site, login)
    page.goto(site.drafts[login, label])
    page.wait_for_selector("html[data-rendered]", timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def _keys(page: Any, keys: int) -> tuple[float, float]:
    """Return median and 95th percentile from a key to the painted page."""
    found = []
    for number in range(keys + 3):
        found.append(page.evaluate(TYPE, [_FIELD, f"Ban Xây dựng Đảng Đảng ủy số {number}"]))
        time.sleep(_BETWEEN)
    return statistics.median(found[3:]), _p95(found[3:])


def _p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _kilobytes(page: Any, path: str) -> float:
    """Return what a first visit of a page brings, compressed, in KB."""
    context = page.context.browser.new_context(storage_state=page.context.storage_state())
    fresh = context.new_page()
    sizes: list[int] = []
    fresh.on("requestfinished", lambda asked: sizes.append(_size(asked)))
    fresh.goto(page.url.split("/")[0] + "//" + page.url.split("/")[2] + path)
    fresh.wait_for_load_state("networkidle")
    context.close()
    return sum(sizes) / 1024


def _size(asked: Any) -> int:
    if "pdfjs" in asked.url:
        return 0
    sizes = asked.sizes()
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])


def _grid(browser: Any, site: _Site) -> tuple[float, float]:
    """Return the slowest frame while typing in 300 rows, and how long pasting 300 takes."""
    page = _drafting(browser, site, CLERKS[0], LONG)
    cells = page.locator("#f-mo-hinh .tabulator-cell")
    cells.nth(3).click()
    page.evaluate(FRAMES)
    for key in "Tuyến đường tự quản ":
        page.keyboard.type(key)
        page.wait_for_timeout(80)
    page.keyboard.press("Enter")
    slowest = max(page.evaluate("() => window.frames_.slice(2)"))
    rows = "\n".join(
        f"Tập thể\tChi bộ Tổ dân phố số {number}\t\tMô hình số {number}\tkinh tế"
        for number in range(300)
    )
    paste = page.evaluate(PASTE, rows)
    page.context.close()
    return slowest, paste


def _answers(site: _Site, visits: int) -> dict[str, float]:
    """Return the 95th percentile of every page's answer."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    token = opener.open(f"{site.url}/dang-nhap").read().decode()
    token = token.split('name="csrf_token" value="')[1].split('"')[0]
    said = urllib.parse.urlencode(
        {"csrf_token": token, "ten": CLERKS[0], "mat_khau": PASSWORD}
    ).encode()
    opener.open(f"{site.url}/dang-nhap", said).read()
    found = {}
    for path in (*PAGES, site.drafts[CLERKS[0], TWO_PAGES]):
        times = []
        for _ in range(visits + 2):
            began = time.perf_counter()
            with opener.open(f"{site.url}{path}") as answer:
                answer.read()
            times.append((time.perf_counter() - began) * 1000)
        found["/soan-thao/…" if path.startswith("/soan-thao") else path] = _p95(times[2:])
    return found
