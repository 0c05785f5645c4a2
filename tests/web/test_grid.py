"""The grid, as a clerk uses it: a real browser, one page, the strict policy of the desk."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
STATIC = HERE.parent.parent / "doc_service/web/static"
AXE = HERE / "vendor/axe-core/axe.min.js"
FOLDERS = {"/static/": STATIC, "/page/": HERE / "grid_page"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PASTE = """([html, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  if (html) clipboardData.setData("text/html", html);
  const start = performance.now();
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  return new Promise((done) => requestAnimationFrame(
    () => setTimeout(() => done(performance.now() - start))));
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves two folders, under the desk's policy."""

    def translate_path(self, path: str) -> str:
        name = path.split("?")[0]
        for prefix, folder in FOLDERS.items():
            if name.startswith(prefix):
                return str(folder / name.removeprefix(prefix))
        return str(HERE / "nowhere")

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/page/index.html"
        server.shutdown()
        thread.join()


class Grid:
    """A page with one grid, and what a clerk does to it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> Grid:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> Grid:
        self.page.keyboard.type(text)
        return self

    def click(self, column: str, line: int, **options: Any) -> Grid:
        self.page.locator(f".tabulator-row [data-column={column}]").nth(line).click(**options)
        return self

    def paste(self, text: str, html: str = "") -> float:
        return float(self.page.evaluate(PASTE, [html, text]))

    def rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.page.evaluate("grid.rows()")
        return rows

    def names(self) -> list[str | None]:
        return [row.get("ten") for row in self.rows()]

    def lines(self) -> list[str]:
        """What stands on the left: the headings, the numbers, "" for a row to type into."""
        found = self.page.locator(".tabulator-row > :first-child").all_inner_texts()
        return [text.strip() for text in found]

    def active(self) -> tuple[str, str]:
        """The text and the column of the active cell."""
        cell = self.page.locator(".is-active")
        return cell.inner_text(), cell.get_attribute("data-column") or ""

    def message(self) -> str:
        return self.page.locator(".grid-message").inner_text()

    def grave(self) -> list[str]:
        """What keeps people with disabilities from using it."""
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate("axe.run().then((result) => result.violations)")
        return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


Open = Callable[..., Grid]


@pytest.fixture
def open_grid(browser: Browser, address: str) -> Iterator[Open]:
    """Open the page; whatever it complains of, the policy included, fails the test."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def start(query: str = "", width: int = 1366, **options: Any) -> Grid:
        context = browser.new_context(viewport={"width": width, "height": 768}, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}?{query}")
        page.locator(".tabulator-row [data-key]").first.wait_for()
        return Grid(page)

    yield start
    for context in contexts:
        context.close()
    assert complaints == []


def test_an_empty_grid_has_one_row_to_type_into_and_no_data(open_grid: Open) -> None:
    grid = open_grid()
    assert grid.lines() == [""]
    assert grid.rows() == []


def test_typing_in_the_last_row_makes_it_data_and_gives_a_new_one(open_grid: Open) -> None:
    grid = open_grid().click("ten", 0).type("Đường hoa tự quản").press("Enter")
    assert grid.rows() == [{"ten": "Đường hoa tự quản"}]
    assert grid.lines() == ["1", ""]
    assert grid.active() == ("", "ten")


def test_typing_replaces_and_f2_adds_to_what_stands(open_grid: Open) -> None:
    grid = open_grid("rows=2").click("dia_chi", 0).type("Thôn Đông").press("Enter")
    grid.press("F2").type(" mới").press("Enter")
    assert [row["dia_chi"] for row in grid.rows()] == ["Thôn Đông", "Thôn 2 mới"]


def test_escape_gives_the_text_back(open_grid: Open) -> None:
    grid = open_grid("rows=1").click("dia_chi", 0).type("sai").press("Escape")
    assert grid.rows()[0]["dia_chi"] == "Thôn 1"


def test_a_double_click_edits_and_a_click_elsewhere_keeps_the_text(open_grid: Open) -> None:
    grid = open_grid("rows=2")
    grid.page.locator("[data-column=dia_chi]").nth(0).dblclick()
    grid.type("0").click("ten", 1)
    assert grid.rows()[0]["dia_chi"] == "Thôn 10"


def test_rows_hold_a_text_while_it_is_typed(open_grid: Open) -> None:
    grid = open_grid().click("ten", 0).type("Nhà sạch")
    grid.page.wait_for_function("() => changes.at(-1)?.[0]?.ten === 'Nhà sạch'")
    grid.press("Escape")
    grid.page.wait_for_function("() => changes.at(-1).length === 0")


def test_an_untouched_value_keeps_its_own_form(open_grid: Open) -> None:
    grid = open_grid("rows=1").click("ngay", 0)
    assert grid.active() == ("05/02/2026", "ngay")
    grid.press("F2", "Enter").click("so_nguoi", 0).press("F2", "Enter")
    assert (grid.rows()[0]["ngay"], grid.rows()[0]["so_nguoi"]) == ("2026-02-05", 12)


@pytest.mark.parametrize(
    ("keys", "reached"),
    [
        (["ArrowDown", "ArrowRight"], ("Văn hóa - xã hội", "linh_vuc")),
        (["End"], ("Thôn 1", "dia_chi")),
        (["End", "Home", "ArrowRight"], ("Kinh tế", "linh_vuc")),
        (["Control+End", "ArrowUp"], ("Thôn 3", "dia_chi")),
        (["Control+End", "Control+Home", "ArrowRight"], ("Kinh tế", "linh_vuc")),
        (["End", "Tab", "Tab"], ("Văn hóa - xã hội", "linh_vuc")),
        (["ArrowDown", "Shift+Tab"], ("Thôn 1", "dia_chi")),
        (["Tab", "Tab", "F2", "Enter", "ArrowRight"], ("Văn hóa - xã hội", "linh_vuc")),
    ],
)
def test_keys_move_as_in_a_spreadsheet(
    open_grid: Open, keys: list[str], reached: tuple[str, str]
) -> None:
    assert open_grid("rows=3").click("ten", 0).press(*keys).active() == reached


def test_escape_then_tab_leaves_the_grid(open_grid: Open) -> None:
    grid = open_grid("rows=3").click("ten", 0).press("Escape", "Tab")
    assert grid.page.evaluate("document.activeElement.id") == "after"


def test_tab_goes_into_the_grid_and_shift_tab_back_out_of_it(open_grid: Open) -> None:
    grid = open_grid("rows=3")
    grid.page.locator("#before").focus()
    grid.press(*["Tab"] * 7).type("Vào bảng").press("Enter")
    assert grid.names()[0] == "Vào bảng"
    grid.press("Control+Home", *["Shift+Tab"] * 8)
    assert grid.page.evaluate("document.activeElement.id") == "before"


def test_a_choice_is_found_without_diacritics(open_grid: Open) -> None:
    grid = open_grid("rows=1").click("linh_vuc", 0).type("an ninh")
    options = grid.page.get_by_role("option")
    assert options.all_inner_texts() == ["Quốc phòng - an ninh"]
    grid.press("Enter")
    assert grid.rows()[0]["linh_vuc"] == "quoc_phong"


def test_a_choice_is_picked_by_arrow_and_by_mouse(open_grid: Open) -> None:
    grid = open_grid("rows=2").click("linh_vuc", 0).press("Enter", "ArrowDown", "Enter")
    grid.press("F2").page.get_by_role("option", name="dân vận chính quyền").click()
    assert [row["linh_vuc"] for row in grid.rows()] == ["van_hoa", "dan_van"]


def test_a_choice_that_is_none_stays_as_typed(open_grid: Open) -> None:
    grid = open_grid("rows=1").click("linh_vuc", 0).type("Thể thao").press("Enter")
    assert grid.rows()[0]["linh_vuc"] == "Thể thao"
    assert grid.page.locator("[data-column=linh_vuc]").first.inner_text() == "Thể thao"


def test_alt_enter_breaks_the_line_where_a_cell_holds_several(open_grid: Open) -> None:
    grid = open_grid().click("ten", 0).type("Một").press("Alt+Enter").type("Hai").press("Tab")
    grid.press("End").type("Ba").press("Alt+Enter").type("Bốn").press("Tab")
    assert grid.rows() == [{"ten": "Một\nHai", "dia_chi": "BaBốn"}]


def test_delete_clears_a_block_chosen_with_shift(open_grid: Open) -> None:
    grid = open_grid("rows=3").click("so_nguoi", 0)
    grid.press("Shift+ArrowDown", "Shift+ArrowRight", "Delete")
    assert [sorted(row) for row in grid.rows()[:2]] == [["dia_chi", "linh_vuc", "ten"]] * 2
    assert "ngay" in grid.rows()[2]


def test_a_block_is_chosen_with_the_mouse(open_grid: Open) -> None:
    grid = open_grid("rows=3")
    cell = grid.page.locator("[data-column=so_nguoi]")
    cell.nth(0).hover()
    grid.page.mouse.down()
    cell.nth(2).hover()
    grid.page.mouse.up()
    grid.press("Delete")
    assert not any("so_nguoi" in row for row in grid.rows())


def test_copied_cells_are_pasted_elsewhere(open_grid: Open) -> None:
    grid = open_grid("rows=2").click("linh_vuc", 0).press("Shift+ArrowRight", "Control+c")
    grid.press("ArrowDown", "Home", "ArrowRight", "Control+v")
    grid.page.wait_for_function("() => grid.rows()[1].so_nguoi === '12'")
    assert grid.rows()[1]["linh_vuc"] == "kinh_te"


def test_cut_takes_the_cells_away(open_grid: Open) -> None:
    grid = open_grid("rows=2").click("dia_chi", 0).press("Control+x")
    grid.page.wait_for_function("() => !('dia_chi' in grid.rows()[0])")
    grid.press("ArrowDown", "Control+v")
    grid.page.wait_for_function("() => grid.rows()[1].dia_chi === 'Thôn 1'")


def test_a_block_from_excel_fills_from_the_cell_and_adds_rows(open_grid: Open) -> None:
    grid = open_grid("rows=1").click("ten", 1)
    text = '"Tổ ""xanh""\nsạch"\tKINH TE\t5\r\nChợ văn minh\tvan_hoa\t\r\nVườn mẫu\tThể thao\t7\r\n'
    grid.paste(text, html='<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table>')
    assert grid.rows()[1:] == [
        {"ten": 'Tổ "xanh"\nsạch', "linh_vuc": "kinh_te", "so_nguoi": "5"},
        {"ten": "Chợ văn minh", "linh_vuc": "van_hoa"},
        {"ten": "Vườn mẫu", "linh_vuc": "Thể thao", "so_nguoi": "7"},
    ]
    assert grid.lines() == ["1", "2", "3", "4", ""]
    assert grid.message() == "Đã dán 3 dòng."


def test_a_table_from_word_is_pasted_cell_by_cell(open_grid: Open) -> None:
    grid = open_grid().click("ten", 0)
    html = """<html><head><style>td { color: red }</style></head><body>
      <p>Danh sách</p><table style="width: 10cm"><tr><td rowspan=2><p class=MsoNormal
      style='margin:0'>Tổ tự quản<o:p></o:p></p><p>thôn
      Đông</p></td><td><p>Kinh tế</p></td></tr>
      <tr><td>Văn hóa&nbsp;-&nbsp;xã hội</td></tr><tr><td>Chợ<br>mới</td><td></td></tr>
      </table></body></html>"""
    grid.paste("Tổ tự quản\nthôn Đông\tKinh tế", html)
    assert grid.rows() == [
        {"ten": "Tổ tự quản\nthôn Đông", "linh_vuc": "kinh_te"},
        {"linh_vuc": "van_hoa"},
        {"ten": "Chợ\nmới"},
    ]


def test_one_copied_text_fills_every_chosen_cell(open_grid: Open) -> None:
    grid = open_grid("rows=3").click("dia_chi", 0).press("Shift+ArrowDown", "Shift+ArrowDown")
    grid.paste("Thôn Đoài")
    assert [row["dia_chi"] for row in grid.rows()] == ["Thôn Đoài"] * 3


def test_paste_stops_at_the_most_rows_and_says_so(open_grid: Open) -> None:
    grid = open_grid("rows=2&most=4").click("ten", 2)
    grid.paste("A\nB\nC\nD")
    assert grid.names()[2:] == ["A", "B"]
    assert grid.lines() == ["1", "2", "3", "4"]
    assert "tối đa 4 dòng; còn 2 dòng" in grid.message()


def test_ctrl_d_fills_down(open_grid: Open) -> None:
    grid = open_grid("rows=3").click("dia_chi", 0).press("Shift+Control+ArrowDown", "Control+d")
    assert [row["dia_chi"] for row in grid.rows()] == ["Thôn 1"] * 4
    grid.click("linh_vuc", 1).press("Control+d")
    assert grid.rows()[1]["linh_vuc"] == "kinh_te"


def test_every_kind_of_change_is_undone_and_done_again(open_grid: Open) -> None:
    grid = open_grid("rows=3")
    seen = [grid.rows()]
    for act in (
        lambda: grid.click("ten", 0).type("Sửa").press("Enter"),
        lambda: grid.click("ten", 1).press("Alt+ArrowUp"),
        lambda: grid.click("ten", 3).paste("Dán\tKinh tế\nDán nữa"),
        lambda: grid.click("ten", 2).press("Control+-"),
        lambda: grid.click("dia_chi", 0).press("Delete"),
    ):
        act()
        seen.append(grid.rows())
        assert seen[-1] != seen[-2]
    for before in reversed(seen[:-1]):
        grid.press("Control+z")
        assert grid.rows() == before
    for after in seen[1:]:
        grid.press("Control+y")
        assert grid.rows() == after


def test_a_hundred_and_more_steps_are_undone(open_grid: Open) -> None:
    grid = open_grid().click("dia_chi", 0)
    for step in range(110):
        grid.page.evaluate(PASTE, ["", str(step)])
    assert grid.rows() == [{"dia_chi": "109"}]
    grid.press(*["Control+z"] * 109)
    assert grid.rows() == [{"dia_chi": "0"}]
    grid.press("Control+z")
    assert grid.rows() == []


def test_buttons_add_move_and_delete_rows(open_grid: Open) -> None:
    grid = open_grid("rows=3").click("ten", 0)
    button = grid.page.get_by_role("button")
    button.filter(has_text="Thêm dòng").click()
    grid.type("Mới").press("Enter", "ArrowUp")
    assert [name[:8] for name in grid.names() if name] == [
        "Mô hình ",
        "Mới",
        "Mô hình ",
        "Mô hình ",
    ]
    button.filter(has_text="Xuống").click()
    button.filter(has_text="Xuống").click()
    assert grid.names()[3] == "Mới"
    button.filter(has_text="Lên").click()
    assert grid.names()[2] == "Mới"
    button.filter(has_text="Xóa dòng").click()
    assert "Mới" not in grid.names()
    assert grid.message() == "Đã xóa 1 dòng. Bấm Ctrl+Z để lấy lại."
    button.filter(has_text="Hoàn tác").click()
    assert grid.names()[2] == "Mới"
    button.filter(has_text="Làm lại").click()
    assert "Mới" not in grid.names()


def test_whole_rows_are_chosen_by_their_numbers(open_grid: Open) -> None:
    grid = open_grid("rows=4")
    number = grid.page.locator("[role=rowheader][data-key]")
    number.nth(0).click()
    number.nth(1).click(modifiers=["Shift"])
    grid.press("Control+-")
    assert [row["dia_chi"] for row in grid.rows()] == ["Thôn 3", "Thôn 4"]


def test_rows_of_a_group_stand_under_its_heading(open_grid: Open) -> None:
    grid = open_grid("rows=4&grouped")
    assert grid.lines() == ["I. Tập thể", "1", "2", "", "II. Cá nhân", "3", "4", ""]
    assert [row["khoi"] for row in grid.rows()] == ["tap_the"] * 2 + ["ca_nhan"] * 2


def test_a_row_typed_under_a_heading_gets_its_group(open_grid: Open) -> None:
    grid = open_grid("grouped").click("ten", 1).type("Ông Lê Văn Mẫu").press("Enter")
    assert grid.rows() == [{"khoi": "ca_nhan", "ten": "Ông Lê Văn Mẫu"}]


def test_a_row_given_another_group_goes_there(open_grid: Open) -> None:
    grid = open_grid("rows=4&grouped").click("khoi", 0).type("ca nhan").press("Enter")
    assert grid.lines() == ["I. Tập thể", "1", "", "II. Cá nhân", "2", "3", "4", ""]
    assert grid.rows()[3]["dia_chi"] == "Thôn 2"


def test_a_row_moved_past_the_edge_of_its_group_goes_to_the_next(open_grid: Open) -> None:
    grid = open_grid("rows=4&grouped").click("ten", 1).press("Alt+ArrowDown")
    assert grid.lines() == ["I. Tập thể", "1", "", "II. Cá nhân", "2", "3", "4", ""]
    assert (grid.rows()[1]["khoi"], grid.rows()[1]["dia_chi"]) == ("ca_nhan", "Thôn 3")
    grid.press("Alt+ArrowUp")
    assert (grid.rows()[1]["khoi"], grid.rows()[1]["dia_chi"]) == ("tap_the", "Thôn 3")


def test_pasted_rows_stay_in_the_group_or_go_where_they_say(open_grid: Open) -> None:
    grid = open_grid("rows=2&grouped").click("ten", 0)
    grid.paste("Một\nHai\nBa")
    assert [(row["khoi"], row["ten"][:4]) for row in grid.rows()] == [
        ("tap_the", "Một"),
        ("tap_the", "Hai"),
        ("tap_the", "Ba"),
        ("ca_nhan", "Mô h"),
    ]
    grid.press("Control+End", "Home").paste("Tập thể\tBốn\nII. Cá nhân\tNăm")
    assert [row["ten"][:4] for row in grid.rows()] == ["Một", "Hai", "Ba", "Bốn", "Mô h", "Năm"]


def test_a_group_that_is_none_has_its_own_heading(open_grid: Open) -> None:
    grid = open_grid("grouped")
    grid.page.evaluate(
        "grid.setRows([{ten: 'Lạc', khoi: 'Gia đình'}, {ten: 'Nhà', khoi: 'tap the'}])"
    )
    assert grid.lines() == ["I. Tập thể", "1", "", "II. Cá nhân", "", "Chưa xếp nhóm", "2"]
    assert grid.rows()[1] == {"ten": "Lạc", "khoi": "Gia đình"}


def test_a_problem_marks_its_cell_and_is_told_where_the_focus_is(open_grid: Open) -> None:
    grid = open_grid("rows=3")
    grid.page.evaluate(
        """grid.mark([{row: 1, column: "ngay", message: "Ngày này không có.", severity: "error"},
          {row: 2, column: "", message: "Dòng này trùng dòng 1.", severity: "warning"}]);
        grid.focus(1, "ngay");"""
    )
    assert grid.active() == ("05/02/2026", "ngay")
    assert grid.message() == "Ngày này không có."
    box = grid.page.locator("textarea.grid-editor")
    assert grid.page.evaluate("document.activeElement.className") == "grid-editor"
    assert (box.get_attribute("aria-describedby") or "").startswith(
        grid.page.locator(".grid-message").get_attribute("id") or "none"
    )
    wrong = grid.page.locator("[aria-invalid=true]")
    assert wrong.get_attribute("title") == "Ngày này không có."
    grid.press("Alt+ArrowUp")
    assert grid.page.locator("[data-column=ngay]").nth(0).get_attribute("aria-invalid") == "true"
    grid.click("ten", 2)
    assert grid.message() == "Dòng này trùng dòng 1."


def test_marks_count_rows_as_they_were_given_out(open_grid: Open) -> None:
    grid = open_grid("rows=3").click("ten", 0)
    grid.page.get_by_role("button", name="Thêm dòng").click()
    grid.rows()
    grid.page.evaluate("grid.focus(1, 'dia_chi')")
    assert grid.active() == ("Thôn 2", "dia_chi")


def test_changes_of_one_frame_are_told_once(open_grid: Open) -> None:
    grid = open_grid("rows=2").click("ten", 0)
    grid.page.evaluate("changes.length = 0")
    grid.paste("A\nB\nC")
    grid.page.wait_for_timeout(50)
    assert grid.page.evaluate("changes.length") == 1


def test_the_first_letter_of_an_input_method_is_neither_lost_nor_doubled(open_grid: Open) -> None:
    grid = open_grid("rows=1").click("dia_chi", 0)
    method = grid.page.context.new_cdp_session(grid.page)
    for text in ("d", "đ", "đư", "đươ", "đườ", "đườn", "đường"):
        at = len(text)
        method.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": at, "selectionEnd": at}
        )
    grid.page.wait_for_timeout(50)
    assert grid.rows()[0]["dia_chi"] == "Thôn 1"
    assert grid.page.evaluate("changes.length") == 0
    method.send("Input.insertText", {"text": "đường"})
    grid.press("Enter")
    assert grid.rows()[0]["dia_chi"] == "đường"


def test_an_enter_that_belongs_to_the_input_method_commits_nothing(open_grid: Open) -> None:
    grid = open_grid("rows=2").click("dia_chi", 0)
    method = grid.page.context.new_cdp_session(grid.page)
    method.send("Input.imeSetComposition", {"text": "vie", "selectionStart": 3, "selectionEnd": 3})
    grid.page.evaluate(
        """document.activeElement.dispatchEvent(new KeyboardEvent(
          "keydown", {key: "Enter", isComposing: true, bubbles: true}))"""
    )
    assert grid.active()[0] == "Thôn 1"
    method.send("Input.insertText", {"text": "việc"})
    grid.press("Enter")
    assert [row["dia_chi"] for row in grid.rows()] == ["việc", "Thôn 2"]


def test_backspaces_of_a_keyboard_hook_stay_in_the_text(open_grid: Open) -> None:
    # Unikey replaces what is typed by backspaces and letters.
    grid = open_grid().click("ten", 0).type("d").press("Backspace")
    grid.page.keyboard.insert_text("đ")
    grid.type("i").press("Enter")
    assert grid.names() == ["đi"]


def test_nobody_is_kept_out_of_it(open_grid: Open) -> None:
    grid = open_grid("rows=40&grouped").click("linh_vuc", 1)
    assert grid.grave() == []
    grid.press("Enter")
    assert grid.page.get_by_role("listbox").is_visible()
    assert grid.grave() == []


def test_a_narrow_screen_scrolls_the_grid_not_the_page(open_grid: Open) -> None:
    grid = open_grid("rows=5", width=390).click("ten", 0).press("End")
    assert grid.page.evaluate("document.documentElement.scrollWidth") == 390
    box = grid.page.locator(".is-active").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_a_second_touch_edits(open_grid: Open) -> None:
    grid = open_grid("rows=1", width=390, has_touch=True)
    cell = grid.page.locator("[data-column=ten]").first
    cell.tap()
    cell.tap()
    grid.type(" (sửa)").press("Enter")
    name = grid.names()[0]
    assert name is not None and name.startswith("Mô hình số 1") and name.endswith(" (sửa)")


def test_long_text_wraps_and_the_row_grows_with_it(open_grid: Open) -> None:
    grid = open_grid().click("ten", 0).type("dân vận khéo " * 15).press("Enter")
    row = grid.page.locator(".tabulator-row").first
    cell = row.locator("[data-column=ten]")
    assert cell.evaluate(
        "(e) => e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth"
    )
    box = row.bounding_box()
    assert box is not None and box["height"] > 60


def test_three_hundred_rows_from_excel_are_pasted_below_three_hundred(open_grid: Open) -> None:
    grid = open_grid("rows=300").press("Tab").click("ten", 0).press("Control+End", "Home")
    line = "Mô hình {n}: vận động nhân dân hiến đất mở đường\tKinh tế\t{n}\t5/2/2026\tThôn {n}"
    grid.paste("\r\n".join(line.format(n=n) for n in range(300)))
    assert len(grid.rows()) == 600
    grid.press("Control+z")
    assert len(grid.rows()) == 300


def test_a_destroyed_grid_leaves_nothing_and_tells_the_last_change(open_grid: Open) -> None:
    grid = open_grid("rows=1").click("dia_chi", 0).type("Thôn cuối")
    grid.page.evaluate("grid.destroy()")
    assert grid.page.locator("#grid > *").count() == 0
    assert grid.page.evaluate("changes.at(-1)[0].dia_chi") == "Thôn cuối"
