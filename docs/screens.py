"""Pictures of the desk for the README and the clerk's guide: `make screens`.

A server on a folder of its own, invented people, Debian's Chromium at the size of an office screen.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from app import create_app
from doc_service.service import DocService
from doc_service.settings import ROOT, load_settings
from doc_service.workbooks.many_blank import many_workbook
from doc_service.workers.loop import Worker
from tests.desks import PASSWORD, settle

FOLDER = ROOT / "docs" / "man-hinh"
TODAY = dt.date(2026, 1, 12)
SIZE = {"width": 1366, "height": 768}


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, DocService]]:
    """Serve a desk with two units and their people; gives its address and what serves it."""
    own = {"data_folder": str(folder / "data"), "work_folder": str(folder / "work")}
    with DocService.open(load_settings({}, **own), clock=lambda: TODAY) as service:
        service.open_records()
        settle(service.database)
        with service.database.session() as session:
            from doc_service.records import Unit

            for unit in session.query(Unit):
                unit.locality = "phuong_tay_mo"
        server = make_server("127.0.0.1", 0, create_app(service.settings, service), threaded=True)
        service.warm()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", service
        server.shutdown()


def begun(page: Any, form: str, *, example: bool = True) -> None:
    """Begin a draft and wait for its paper."""
    page.goto(f"/bieu-mau/{form}")
    page.get_by_role("button", name="Mở ví dụ" if example else "Soạn thảo").first.click()
    page.wait_for_selector("html[data-rendered]", timeout=60_000)
    page.wait_for_timeout(1200)


def taken(page: Any, name: str) -> None:
    """Take a picture of what the screen shows."""
    page.wait_for_timeout(800)
    page.screenshot(path=FOLDER / f"{name}.png")


def batch(page: Any, service: DocService) -> None:
    """Send a workbook of many documents, of which some are wrong, and take a picture of the end."""
    form = service.catalog.form("mau_03", "phuong_tay_mo")
    records: list[dict[str, Any]] = [dict(form.example) for _ in range(24)]
    for number, record in enumerate(records, start=1):
        record["co_quan"] = {**record["co_quan"], "ten": f"Chi bộ Tổ dân phố số {number}"}
    records[6]["ngay"], records[16]["nam"] = "31/11/2026", "hai nghìn"
    page.goto("/dot")
    page.set_input_files(
        "#tep",
        {
            "name": "mau-03-ca-phuong.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": many_workbook(form, filled=records),
        },
    )
    page.locator("#bieu-mau-luu-y", has_text="nhận ra").wait_for()
    page.locator("#roi-good").check()
    page.get_by_role("button", name="Kiểm tra và bắt đầu").click()
    page.wait_for_url("**/dot/*")
    worker = Worker(service.batches, "ảnh chụp")
    while worker.step():
        pass
    page.reload()
    taken(page, "dot")


def tour(page: Any) -> None:
    """Go where a clerk goes, and take a picture everywhere."""
    page.goto("/dang-nhap")
    taken(page, "dang-nhap")
    page.fill("#ten", "van.thu")
    page.fill("#mat_khau", PASSWORD)
    page.click("main form button")
    begun(page, "giay_moi")
    page.locator("#issue").click()
    page.locator("dialog button", has_text="Phát hành").click()
    page.wait_for_url("**/van-ban/*")
    page.wait_for_timeout(1500)
    taken(page, "van-ban")
    begun(page, "ke_hoach")
    page.locator(".narrative").first.evaluate("one => one.scrollIntoView({block: 'start'})")
    taken(page, "loi-van")
    begun(page, "mau_01")
    page.locator("#f-mo-hinh").evaluate("one => one.scrollIntoView({block: 'start'})")
    taken(page, "soan-thao")
    page.locator("#f-ngay").fill("31/11/2026")
    page.locator("#f-ngay-said", has_text="30 ngày").wait_for()
    page.locator("#problems-button").click()
    taken(page, "cho-can-sua")
    page.keyboard.press("Escape")
    page.locator("#f-ngay").fill("15/01/2026")
    page.goto("/bieu-mau?tim=mau+so")
    page.wait_for_timeout(6000)
    taken(page, "bieu-mau")
    page.goto("/nop-tep")
    taken(page, "nop-tep")
    page.goto("/")
    taken(page, "ban-lam-viec")


def main() -> None:
    """Write every picture."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="screens-")))
        url, service = stack.enter_context(served(folder))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(base_url=url, viewport=SIZE, locale="vi-VN")
        context.set_default_timeout(60_000)
        page = context.new_page()
        tour(page)
        batch(page, service)
        browser.close()


if __name__ == "__main__":
    main()
