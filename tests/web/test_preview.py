from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect

if TYPE_CHECKING:
    from doc_service.forms.catalog import Catalog
    from doc_service.service import DocService

HERE = Path(__file__).parent
STATIC = HERE.parent.parent / "doc_service/web/static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
}

A4, LYING = (595, 842), (842, 595)
RED, GREEN, BLUE = "1 0 0", "0 1 0", "0 0 1"
SEEN = {RED: "255,0,0", GREEN: "0,255,0", BLUE: "0,0,255"}
"""What the middle of a canvas holds of a paper of a colour."""


def paper(*pages: tuple[tuple[int, int], str]) -> bytes:
    """A PDF whose pages have these sizes (in points) and are filled with these colours."""
    pdf = pikepdf.new()
    for (width, height), colour in pages:
        pdf.add_blank_page(page_size=(width, height))
        fill = f"{colour} rg 0 0 {width} {height} re f".encode()
        pdf.pages[-1].Contents = pdf.make_stream(fill)
    buffer = BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


PAPERS = {
    "red": paper((A4, RED), (A4, RED)),
    "green": paper((A4, GREEN), (A4, GREEN)),
    "one": paper((A4, BLUE)),
    "mixed": paper((A4, RED), (LYING, GREEN)),
    "standing": paper(*[(A4, RED)] * 82),
    "long": paper(*[(A4, RED), (A4, GREEN), (LYING, BLUE)] * 27, (A4, RED)),
    "broken": b"not a PDF",
}


@dataclass
class Site:
    """A server of the page to try the preview on, as strict as the real one."""

    papers: dict[str, bytes]
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """The type and content of what lies at a path."""
        _, kind, name = path.split("/", 2)
        if kind == "pdf" and name in self.papers:
            return "application/pdf", self.papers[name]
        file = {"static": STATIC, "page": HERE / "preview_page", "axe": HERE / "vendor/axe-core"}
        found = file[kind] / name if kind in file else HERE
        return (TYPES[found.suffix], found.read_bytes()) if found.is_file() else None


class Handler(BaseHTTPRequestHandler):
    def __init__(self, *arguments: Any, site: Site) -> None:
        self.site = site
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        found = self.site.answer(self.path)
        kind, content = found or ("text/plain", b"")
        self.send_response(200 if found else 404)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    opened = Site(dict(PAPERS))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, site=opened)) as http:
        opened.address = f"http://127.0.0.1:{http.server_port}"
        thread = Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield opened
        http.shutdown()
        thread.join()


@pytest.fixture
def open_page(browser: Browser, server: Site) -> Iterator[Callable[..., Page]]:
    """A way to open the page; afterwards nothing may have been refused or gone wrong."""
    contexts, wrong = [], []

    def make(width: int = 1366, height: int = 768, sharpness: float = 1) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=sharpness
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{server.address}/page/index.html")
        page.wait_for_function("() => window.preview")
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


def show(page: Page, name: str) -> dict[str, Any] | None:
    return page.evaluate("name => show(name)", name)


def colour_of(page: Page, number: int) -> str | None:
    """What is drawn in the middle of a page; None while nothing is."""
    return page.evaluate(
        """(at) => {
            const canvas = document.querySelectorAll(".preview-page")[at].querySelector("canvas");
            if (!canvas) return null;
            const context = canvas.getContext("2d");
            const { width, height } = canvas;
            return [...context.getImageData(width >> 1, height >> 1, 1, 1).data].slice(0, 3).join();
        }""",
        number - 1,
    )


def wait_for_colour(page: Page, number: int, colour: str) -> None:
    page.wait_for_function(
        """([at, wanted]) => {
            const canvas = document.querySelectorAll(".preview-page")[at].querySelector("canvas");
            const middle = canvas?.getContext("2d")
                .getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data;
            return middle && [...middle].slice(0, 3).join() === wanted;
        }""",
        arg=[number - 1, SEEN[colour]],
    )


def place(page: Page) -> dict[str, float]:
    return page.evaluate(
        """() => {
            const { scrollTop, scrollHeight, clientHeight } =
                document.querySelector(".preview-pages");
            return { top: scrollTop, height: scrollHeight, view: clientHeight };
        }"""
    )


def scroll_to(page: Page, top: int) -> None:
    page.evaluate("top => { document.querySelector('.preview-pages').scrollTop = top; }", top)
    page.wait_for_timeout(50)


def page_entry(page: Page) -> Any:
    return page.get_by_role("textbox", name="Trang")


def test_a_document_is_shown_page_by_page_with_names_for_those_who_cannot_see(page: Page) -> None:
    shown = show(page, "red")
    assert shown and shown["pages"] == 2 and shown["ms"] > 0
    expect(page.get_by_role("img", name="Trang 1 trên 2")).to_be_visible()
    wait_for_colour(page, 2, RED)
    expect(page.get_by_role("img", name="Trang 2 trên 2")).to_have_count(1)
    expect(page_entry(page)).to_have_value("1")
    expect(page.locator(".preview-entry")).to_contain_text("/ 2")
    expect(page.get_by_role("region", name="Bản xem trước")).to_be_visible()


def test_the_benchmark_hears_when_the_pages_seen_are_painted(page: Page) -> None:
    before = page.evaluate("performance.now()")
    shown = show(page, "red")
    (painted,) = page.evaluate("rendered")
    assert shown == {"pages": painted["pages"], "ms": painted["ms"]}
    assert before < painted["at"] <= page.evaluate("performance.now()")


def test_an_update_keeps_page_place_and_zoom(page: Page) -> None:
    show(page, "red")
    page.get_by_role("button", name="Phóng to").click()
    scroll_to(page, 900)
    before = place(page)
    zoom = page.locator("output").text_content()
    show(page, "green")
    assert place(page) == before
    assert page.locator("output").text_content() == zoom
    wait_for_colour(page, 2, GREEN)


def test_the_paper_stays_in_place_when_pages_before_it_change_their_size(page: Page) -> None:
    show(page, "standing")
    page.evaluate("preview.goTo(41)")
    before = place(page)
    show(page, "long")
    assert place(page)["top"] < before["top"] - 1000
    expect(page_entry(page)).to_have_value("41")
    paper_top = page.locator(".preview-page").nth(40).bounding_box()["y"]
    view_top = page.locator(".preview-pages").bounding_box()["y"]
    assert paper_top - view_top == pytest.approx(8, abs=2)
    assert colour_of(page, 41) == SEEN[GREEN]


def test_a_shorter_document_is_shown_from_its_end(page: Page) -> None:
    show(page, "long")
    page.evaluate("preview.goTo(82)")
    show(page, "one")
    assert colour_of(page, 1) == SEEN[BLUE]
    expect(page_entry(page)).to_have_value("1")
    expect(page.get_by_role("button", name="Trang sau")).to_have_attribute("aria-disabled", "true")


def test_no_frame_between_two_documents_is_blank(page: Page) -> None:
    show(page, "red")
    wait_for_colour(page, 2, RED)
    frames = page.evaluate(
        """async () => {
            const seen = [];
            let watching = true;
            const look = () => {
                const canvas = document.querySelector(".preview-page canvas");
                const middle = canvas?.getContext("2d")
                    .getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data;
                seen.push(middle ? [...middle].slice(0, 3).join() : "blank");
                if (watching) requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
            for (const name of ["green", "red", "green", "red", "green"]) await show(name);
            watching = false;
            return seen;
        }"""
    )
    assert set(frames) == {SEEN[RED], SEEN[GREEN]}


def test_only_the_newest_of_several_documents_is_shown(page: Page) -> None:
    show(page, "red")
    page.evaluate("rendered.length = 0")
    answers = page.evaluate(
        """async () => {
            const papers = await Promise.all(["long", "green", "one"].map(bytesOf));
            return Promise.all(papers.map((bytes) => preview.show(bytes)));
        }"""
    )
    assert answers[:2] == [None, None] and answers[2]["pages"] == 1
    assert [painted["pages"] for painted in page.evaluate("rendered")] == [1]
    assert colour_of(page, 1) == SEEN[BLUE]


def test_every_call_is_answered_at_whatever_moment_a_newer_one_comes(page: Page) -> None:
    show(page, "long")
    answers = page.evaluate(
        """async () => {
            const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
            const calls = [];
            for (let pause = 0; pause < 40; pause += 1) {
                calls.push(show("long").then((shown) => (shown ? "shown" : "outdated")));
                await wait(pause);
            }
            const late = wait(20000).then(() => "unanswered");
            return Promise.all(calls.map((call) => Promise.race([call, late])));
        }"""
    )
    assert answers[-1] == "shown"
    assert set(answers) <= {"shown", "outdated"}


def test_the_bytes_stay_the_callers(page: Page) -> None:
    kept = "async () => { const b = await bytesOf('red'); await preview.show(b); return b.length; }"
    assert page.evaluate(kept) == len(PAPERS["red"])


def test_what_is_no_pdf_is_refused_and_the_last_good_page_stays(page: Page) -> None:
    show(page, "red")
    assert page.evaluate("show('broken').catch((error) => error.name)") == "InvalidPDFException"
    assert colour_of(page, 1) == SEEN[RED]
    scroll_to(page, 900)
    wait_for_colour(page, 2, RED)
    assert show(page, "green") is not None


def test_a_failure_is_said_over_the_last_good_page_until_it_is_over(page: Page) -> None:
    show(page, "red")
    page.evaluate(
        """preview.fail("Thiếu ngày ban hành; hãy nhập ngày.",
            [{ label: "Đến ô Ngày", run: () => { window.went = true; } }])"""
    )
    expect(page.get_by_text("Thiếu ngày ban hành; hãy nhập ngày.")).to_be_visible()
    assert colour_of(page, 1) == SEEN[RED]
    page.get_by_role("button", name="Đến ô Ngày").click()
    assert page.evaluate("went")
    page.evaluate("preview.clearFailure()")
    expect(page.get_by_text("Thiếu ngày ban hành")).to_have_count(0)
    page.evaluate("preview.fail('Thiếu số.')")
    show(page, "green")
    expect(page.get_by_text("Thiếu số.")).to_have_count(0)


def test_work_is_mentioned_only_when_it_takes_longer_than_a_second(page: Page) -> None:
    page.clock.install(time=0)
    page.clock.pause_at(3_600_000)
    said = page.get_by_text("Đang cập nhật bản xem…")
    page.evaluate("preview.busy(true)")
    page.clock.run_for(900)
    page.evaluate("preview.busy(true)")
    expect(said).to_be_hidden()
    page.clock.run_for(200)
    expect(said).to_be_visible()
    page.evaluate("preview.busy(false)")
    page.clock.run_for(2000)
    expect(said).to_be_hidden()


def test_pages_are_turned_by_button_and_by_number(page: Page) -> None:
    show(page, "long")
    page.get_by_role("button", name="Trang sau").click()
    expect(page_entry(page)).to_have_value("2")
    page_entry(page).fill("41")
    page_entry(page).press("Enter")
    wait_for_colour(page, 41, GREEN)
    expect(page_entry(page)).to_have_value("41")
    page.get_by_role("button", name="Trang trước").click()
    expect(page_entry(page)).to_have_value("40")
    page_entry(page).fill("900")
    page_entry(page).press("Enter")
    expect(page_entry(page)).to_have_value("82")
    page_entry(page).fill("hai")
    page_entry(page).press("Enter")
    expect(page_entry(page)).to_have_value("82")


def test_the_page_seen_is_named_while_scrolling(page: Page) -> None:
    show(page, "red")
    scroll_to(page, 900)
    expect(page_entry(page)).to_have_value("2")
    scroll_to(page, 0)
    expect(page_entry(page)).to_have_value("1")


def test_only_pages_near_those_seen_are_drawn(page: Page) -> None:
    show(page, "long")
    page.evaluate("preview.goTo(41)")
    wait_for_colour(page, 41, GREEN)
    wait_for_colour(page, 42, BLUE)
    assert colour_of(page, 1) is None and colour_of(page, 82) is None
    assert page.locator("canvas").count() < 12


def test_pages_that_stand_and_pages_that_lie_each_fill_the_width(page: Page) -> None:
    show(page, "mixed")
    standing, lying = (page.locator(".preview-page").nth(at).bounding_box() for at in (0, 1))
    assert abs(standing["width"] - lying["width"]) <= 1
    assert standing["height"] / standing["width"] == pytest.approx(842 / 595, abs=0.01)
    assert lying["height"] / lying["width"] == pytest.approx(595 / 842, abs=0.01)


def test_a_whole_page_fits_the_view(page: Page) -> None:
    show(page, "mixed")
    page.get_by_role("button", name="Vừa trang").click()
    expect(page.get_by_role("button", name="Vừa trang")).to_have_attribute("aria-pressed", "true")
    view = page.locator(".preview-pages").bounding_box()
    for at in (0, 1):
        box = page.locator(".preview-page").nth(at).bounding_box()
        assert box["height"] <= view["height"] and box["width"] <= view["width"]


def test_the_zoom_is_stepped_and_remembered_in_the_tab(page: Page) -> None:
    show(page, "red")
    expect(page.locator("output")).to_have_text("81%")
    page.get_by_role("button", name="Phóng to").click()
    expect(page.locator("output")).to_have_text("90%")
    page.get_by_role("button", name="Thu nhỏ").click()
    page.get_by_role("button", name="Thu nhỏ").click()
    expect(page.locator("output")).to_have_text("67%")
    page.reload()
    page.wait_for_function("() => window.preview")
    show(page, "red")
    expect(page.locator("output")).to_have_text("67%")


def test_everything_works_by_keyboard(page: Page) -> None:
    show(page, "red")
    page.locator(".preview-pages").focus()
    page.keyboard.press("PageDown")
    assert 0 < place(page)["top"] < place(page)["view"]
    page.keyboard.press("PageUp")
    assert place(page)["top"] == 0
    page.keyboard.press("Control+-")
    expect(page.locator("output")).to_have_text("80%")
    page.keyboard.press("Control+=")
    expect(page.locator("output")).to_have_text("90%")
    page.keyboard.press("Control+0")
    expect(page.locator("output")).to_have_text("81%")
    page.get_by_role("button", name="Vừa trang").press("Enter")
    page.keyboard.press("PageDown")
    expect(page_entry(page)).to_have_value("2")


@pytest.mark.parametrize("sharpness", [1, 1.25, 2])
def test_pages_are_drawn_for_the_pixels_of_the_screen(
    open_page: Callable[..., Page], sharpness: float
) -> None:
    page = open_page(sharpness=sharpness)
    show(page, "mixed")
    drawn, shown = page.evaluate(
        """() => {
            const canvas = document.querySelector("canvas");
            return [canvas.width, canvas.getBoundingClientRect().width];
        }"""
    )
    assert drawn == pytest.approx(shown * sharpness, abs=0.1)


def test_a_narrower_window_draws_narrower_pages(page: Page) -> None:
    show(page, "red")
    page.set_viewport_size({"width": 500, "height": 768})
    page.wait_for_function("() => document.querySelector('canvas').width < 500")
    assert colour_of(page, 1) == SEEN[RED]


@pytest.mark.parametrize("width", [1366, 390])
def test_people_with_disabilities_can_use_it(
    open_page: Callable[..., Page], server: Site, width: int
) -> None:
    page = open_page(width=width)
    show(page, "red")
    page.evaluate("preview.fail('Thiếu số.', [{ label: 'Đến ô Số', run() {} }])")
    page.add_script_tag(url=f"{server.address}/axe/axe.min.js")
    found = page.evaluate("axe.run('#host')")["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_three_hundred_updates_leave_nothing_behind(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def kept() -> dict[str, float]:
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in metrics}

    update = "times => showOften(['red', 'green'], times)"
    page.evaluate(update, 20)
    before = kept()
    page.evaluate(update, 300)
    after = kept()
    assert after["Nodes"] <= before["Nodes"] + 20
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 5
    assert after["JSHeapUsedSize"] - before["JSHeapUsedSize"] < 1_000_000
    assert len(page.workers) == 1


def test_what_is_destroyed_is_gone(page: Page) -> None:
    show(page, "red")
    page.evaluate("preview.destroy()")
    assert page.locator("#host > *").count() == 0
    assert page.workers == []
    page.evaluate("start()")
    assert show(page, "green") is not None
    wait_for_colour(page, 1, GREEN)


@pytest.mark.soffice
def test_a_real_draft_is_drawn_without_touching_the_fonts_of_the_page(
    page: Page, server: Site, service: DocService, catalog: Catalog
) -> None:
    from doc_service.documents import Order

    form = catalog.form("to_trinh")
    order = Order(form.name, form.example, outputs=("pdf",), draft=True)
    server.papers["draft"] = service.issue(order).files[0].content
    show(page, "draft")
    spent = page.evaluate("showOften(['draft'], 12, 100)")
    assert statistics.median(spent) < 400
    fonts = page.evaluate(
        "[...document.fonts].filter((font) => font.family.startsWith('g_')).length"
    )
    assert fonts == 0
    beyond = [path for path in server.asked if "/vendor/pdfjs/" in path]
    assert {Path(path).name for path in beyond} == {"pdf.min.mjs", "pdf.worker.min.mjs"}
