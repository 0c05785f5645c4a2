"""The story of the first five minutes: from the printed address to Mẫu 01 as Word and PDF."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from doc_service.settings import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.soffice

ROWS = (
    "Tập thể\tChi bộ Tổ dân phố số 3\t\tTuyến phố không rác\tkinh te\n"
    "Tập thể\tChi hội Phụ nữ Tổ dân phố số 3\t\tTổ vay vốn giúp nhau\tLĩnh vực kinh tế\n"
    "Cá nhân\tNguyễn Thị Hiền\tTổ trưởng Tổ dân phố số 3\tNgõ nở hoa\tvăn hóa – xã hội\n"
)


class Served:
    """`make run`'s server on a folder of its own; stopped and started like a machine."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.url = folder, f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start, wait for the address, and return everything that was printed."""
        log = self.folder / f"log-{time.monotonic_ns()}"
        environ = {
            **os.environ,
            "VANTHU_PORT": str(self.port),
            "VANTHU_DATA_FOLDER": str(self.folder / "data"),
            "VANTHU_WORK_FOLDER": str(self.folder / "work"),
            "VANTHU_WORKERS": "1",
            "VANTHU_LOG_LEVEL": "WARNING",
        }
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "app.py")],
                env=environ,
                stdout=out,
                stderr=out,
                cwd=self.folder,
                start_new_session=True,
            )
        for _ in range(400):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return log.read_text()
            except OSError:
                assert self.process.poll() is None, log.read_text()
                time.sleep(0.1)
        raise AssertionError(log.read_text())

    def stop(self) -> None:
        """Stop it and its workers at once, as a power cut does."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path)
    yield server
    assert server.process
    server.process.terminate()
    server.process.wait(30)


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[[str], Page]]:
    contexts = []

    def open_window(url: str) -> Page:
        context = browser.new_context(
            base_url=url, viewport={"width": 1366, "height": 768}, locale="vi-VN"
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def test_a_clerk_who_never_saw_it_downloads_mau_01(served, window, tmp_path: Path) -> None:
    link = re.search(r"http://\S+/dang-nhap/\S+", served.start())
    assert link
    page = window(served.url)
    page.goto(link[0])
    page.get_by_label("Họ và tên").fill("Vũ Thị Mai")
    page.get_by_label("Mật khẩu mới").fill("mùa xuân nho nhỏ")
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.get_by_role("link", name="Biểu mẫu").first.click()
    page.get_by_role("searchbox").fill("mau so 01")
    page.locator(".catalog-count").wait_for()
    first = page.locator(".form-item").first
    assert "Mẫu số 01: Danh sách đăng ký" in first.inner_text()
    first.get_by_role("button", name="Soạn thảo").click()
    page.wait_for_url("**/soan-thao/*")
    page.locator("#f-co-quan-loai").select_option(label="Chi bộ")
    page.get_by_label("Tên cơ quan").fill("Chi bộ Tổ dân phố số 3")
    page.get_by_label("Địa danh").fill("Hoa Lư")
    page.get_by_label("Ngày ban hành").fill("5/2/2026")
    paste_rows(page)
    page.locator("#f-nguoi-ky-chuc-vu").fill("Bí thư")
    page.locator("#f-nguoi-ky-ho-ten").fill("Đỗ Văn Tâm")
    page.locator("#problems-button", has_text=re.compile("xem lại|Không còn")).wait_for()
    page.locator("#issue").click()
    page.locator("dialog button", has_text="Phát hành").click()
    page.wait_for_url("**/van-ban/*")
    for kind, name in (("docx", re.compile("Word")), ("pdf", re.compile("PDF"))):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).first.click()
        waiting.value.save_as(tmp_path / f"mau_01.{kind}")
    text = " ".join(
        " ".join(
            one.extract_text() for one in pypdf.PdfReader(tmp_path / "mau_01.pdf").pages
        ).split()
    )
    assert "Hoa Lư, ngày 05 tháng 02 năm 2026" in text
    assert "Tuyến phố không rác" in text and "Nguyễn Thị Hiền" in text and "Đỗ Văn Tâm" in text
    assert "DỰ THẢO" not in text
    assert (tmp_path / "mau_01.docx").read_bytes().startswith(b"PK")


def paste_rows(page: Page) -> None:
    """Paste a block from Excel into the grid, as Ctrl+V does."""
    grid = page.locator("#f-mo-hinh")
    grid.scroll_into_view_if_needed()
    grid.locator(".tabulator-cell:not(.tabulator-row-header)").first.click()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        ROWS,
    )


def test_a_server_that_stops_in_mid_edit_loses_nothing(served, window) -> None:
    link = re.search(r"http://\S+/dang-nhap/\S+", served.start())
    assert link
    page = window(served.url)
    page.goto(link[0])
    page.get_by_label("Mật khẩu mới").fill("mùa xuân nho nhỏ")
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.goto("/bieu-mau/mau_01")
    page.get_by_role("button", name="Soạn thảo").first.click()
    page.wait_for_selector("html[data-rendered]")
    served.stop()
    page.locator("#f-kinh-gui").fill("Gõ khi máy chủ đã dừng")
    page.locator("#saved", has_text="đang được giữ trong trình duyệt").wait_for()
    said = served.start()
    assert "dang-nhap/" not in said
    page.locator("#saved", has_text="Đã lưu").wait_for(timeout=60_000)
    page.reload()
    assert page.locator("#f-kinh-gui").input_value() == "Gõ khi máy chủ đã dừng"
