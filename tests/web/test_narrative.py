from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from doc_service.desk.narration import numbered, read_text
from doc_service.narrative.kinds import KIND_WORDS
from doc_service.vietnamese.words import word_count
from tests.web.narrative_page.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"
PLAN: str = json.loads((EXAMPLES / "ke_hoach.json").read_text())["noi_dung"]

LINES = """() => [...document.querySelectorAll(".narrative-node")].map(line => {
  const own = line.firstElementChild;
  const words = [...own.querySelectorAll("textarea")].map(area => area.value);
  return [own.querySelector(".narrative-label").textContent, ...words].filter(Boolean).join(" ");
})"""

LABELS = """() => [...document.querySelectorAll(".narrative-label")].map(one => one.textContent)"""

LABELS_OF_DATA = """() => [...document.querySelectorAll(".narrative-node")].filter(line =>
  line.querySelector("table") ||
  [...line.querySelectorAll("textarea")].some(one => one.value.trim())
).map(line => line.querySelector(".narrative-label").textContent)"""

PLAIN_TREE = [
    {
        "kieu": "phan",
        "tieu_de": "MỤC ĐÍCH, YÊU CẦU",
        "con": [
            {"kieu": "muc", "tieu_de": "Mục đích", "con": [{"kieu": "doan", "chu": "Một đoạn."}]},
            {"kieu": "muc", "tieu_de": "Yêu cầu", "con": [{"kieu": "gach", "chu": "Thiết thực."}]},
        ],
    },
    {"kieu": "phan", "tieu_de": "TỔ CHỨC THỰC HIỆN"},
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as url:
        yield url


@pytest.fixture(scope="module")
def shared_page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, locale="vi-VN", permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(10_000)
    opened = context.new_page()
    opened.goto("/")
    opened.locator("body[data-ready]").wait_for()
    yield opened
    context.close()


@pytest.fixture
def page(shared_page: Page) -> Iterator[Page]:
    wrong: list[str] = []

    def said(line: Any) -> None:
        if line.type == "error" and not line.text.startswith("Failed to load resource"):
            wrong.append(line.text)

    def failed(error: Any) -> None:
        wrong.append(str(error))

    shared_page.set_viewport_size({"width": 1366, "height": 768})
    shared_page.on("pageerror", failed)
    shared_page.on("console", said)
    yield shared_page
    shared_page.remove_listener("pageerror", failed)
    shared_page.remove_listener("console", said)
    shared_page.unroute_all()
    assert wrong == []


@pytest.fixture
def editor(page: Page) -> Callable[..., Page]:
    """A way to open the editor, the caret at the end of the first line."""

    def start(value: Any = None, **options: Any) -> Page:
        page.evaluate("options => start(options)", {"value": value, **options})
        page.wait_for_selector(".narrative-outline:not([hidden])")
        page.evaluate("narrative.focus('')")
        page.keyboard.press("End")
        return page

    return start


def value(page: Page) -> Any:
    return page.evaluate("narrative.value()")


def lines(page: Page) -> list[str]:
    shown: list[str] = page.evaluate(LINES)
    return shown


def status(page: Page) -> str:
    return page.locator(".narrative-foot .narrative-status").inner_text()


def focused(page: Page) -> str:
    """Name of what has the focus."""
    return str(
        page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.id"
        )
    )


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_an_outline_typed_as_in_word_becomes_a_tree(editor: Callable[..., Page]) -> None:
    page = editor()
    page.keyboard.type("Căn cứ Hướng dẫn của Thành ủy.")
    press(page, "Enter")
    page.keyboard.type("I. MỤC ĐÍCH")
    press(page, "Enter", "Tab")
    page.keyboard.type("Mục đích")
    press(page, "Shift+Enter")
    page.keyboard.type("Một đoạn.")
    press(page, "Enter")
    page.keyboard.type("- gạch một")
    press(page, "Enter")
    page.keyboard.type("gạch hai")
    press(page, "Enter", "Enter")
    page.keyboard.type("Yêu cầu")
    press(page, "Enter", "Enter")
    page.keyboard.type("TỔ CHỨC")
    assert lines(page) == [
        "Căn cứ Hướng dẫn của Thành ủy.",
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "Một đoạn.",
        "- gạch một",
        "- gạch hai",
        "2. Yêu cầu",
        "II. TỔ CHỨC",
    ]
    dashes = [{"kieu": "gach", "chu": "gạch một"}, {"kieu": "gach", "chu": "gạch hai"}]
    assert value(page) == [
        {"kieu": "doan", "chu": "Căn cứ Hướng dẫn của Thành ủy."},
        {
            "kieu": "phan",
            "tieu_de": "MỤC ĐÍCH",
            "con": [
                {
                    "kieu": "muc",
                    "tieu_de": "Mục đích",
                    "con": [{"kieu": "doan", "chu": "Một đoạn."}, *dashes],
                },
                {"kieu": "muc", "tieu_de": "Yêu cầu"},
            ],
        },
        {"kieu": "phan", "tieu_de": "TỔ CHỨC"},
    ]
    assert page.evaluate("new Promise(done => setTimeout(() => done(changes.at(-1))))") == value(
        page
    )


def test_everything_can_be_undone_and_done_again(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    before = value(page)
    press(page, "Enter")
    page.keyboard.type("Nội dung chính")
    page.evaluate("narrative.focus('/1')")
    press(page, "Alt+ArrowUp")
    page.get_by_role("button", name="Xóa", exact=True).click()
    after = value(page)
    assert after != before
    for _ in range(12):
        press(page, "Control+Z")
    assert value(page) == before
    assert status(page) == "Không còn gì để hoàn tác."
    for _ in range(12):
        press(page, "Control+Y")
    assert value(page) == after


def test_enter_in_the_middle_parts_a_line_and_backspace_joins_it(
    editor: Callable[..., Page],
) -> None:
    page = editor([{"kieu": "doan", "chu": "Trước sau."}])
    press(page, "Home", *["ArrowRight"] * 6, "Enter")
    assert lines(page) == ["Trước ", "sau."]
    press(page, "Backspace")
    assert value(page) == [{"kieu": "doan", "chu": "Trước sau."}]
    press(page, "Enter", "ArrowUp", "End", "Delete")
    assert value(page) == [{"kieu": "doan", "chu": "Trước sau."}]


def test_backspace_takes_a_label_first_then_joins(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "gach", "chu": "Một"}, {"kieu": "gach", "chu": "hai"}])
    page.evaluate("narrative.focus('/1')")
    press(page, "Home", "Backspace")
    assert lines(page) == ["- Một", "hai"]
    press(page, "Backspace")
    assert value(page) == [{"kieu": "gach", "chu": "Mộthai"}]


def test_backspace_at_a_node_with_others_below_moves_it_out(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    page.evaluate("narrative.focus('/0/con/1')")
    press(page, "Home", "Backspace")
    assert lines(page)[3:] == ["II. Yêu cầu", "- Thiết thực.", "III. TỔ CHỨC THỰC HIỆN"]


def test_tab_moves_in_and_shift_tab_out_and_the_label_follows(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    page.evaluate("narrative.focus('/1')")
    press(page, "Tab")
    assert lines(page)[-1] == "3. TỔ CHỨC THỰC HIỆN"
    assert status(page) == "Mục 3."
    press(page, "Tab")
    assert lines(page)[-1] == "- TỔ CHỨC THỰC HIỆN"
    press(page, "Shift+Tab", "Shift+Tab")
    assert value(page) == PLAIN_TREE
    press(page, "Shift+Tab")
    assert status(page) == "Dòng này đã ở cấp ngoài cùng."


def test_what_follows_goes_along_when_a_line_moves_out(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    page.evaluate("narrative.focus('/0/con/0')")
    press(page, "Shift+Tab")
    assert lines(page) == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. Mục đích",
        "Một đoạn.",
        "1. Yêu cầu",
        "- Thiết thực.",
        "III. TỔ CHỨC THỰC HIỆN",
    ]


def test_nothing_goes_below_a_paragraph_or_beyond_eight_levels(
    editor: Callable[..., Page],
) -> None:
    page = editor([{"kieu": "doan", "chu": "a"}, {"kieu": "muc", "tieu_de": "b"}])
    page.evaluate("narrative.focus('/1')")
    press(page, "Tab")
    assert "đoạn văn hoặc bảng" in status(page)
    deep: dict[str, Any] = {"kieu": "gach", "chu": "cuối"}
    for level in range(7):
        below = [deep, {"kieu": "gach", "chu": "sau"}] if level == 0 else [deep]
        deep = {"kieu": "gach", "chu": str(level), "con": below}
    page = editor([deep])
    page.evaluate("narrative.focus('/0' + '/con/0'.repeat(6) + '/con/1')")
    press(page, "Tab")
    assert status(page) == "Chỉ lùi được tới cấp 8."


def test_alt_and_arrows_move_a_node_with_what_is_below_it(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    page.evaluate("narrative.focus('/0/con/1')")
    press(page, "Alt+ArrowUp")
    assert lines(page)[1:5] == ["1. Yêu cầu", "- Thiết thực.", "2. Mục đích", "Một đoạn."]
    press(page, "Alt+ArrowDown", "Alt+ArrowDown")
    assert lines(page)[-3:] == ["II. TỔ CHỨC THỰC HIỆN", "1. Yêu cầu", "- Thiết thực."]
    assert focused(page) == "Mục 1.: tiêu đề"
    page.keyboard.type("!")
    assert value(page)[1]["con"][0]["tieu_de"] == "Yêu cầu!"


def test_escape_then_tab_leaves_the_editor_on_either_side(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    press(page, "Escape")
    assert "Nhấn Tab để ra khỏi khung soạn" in status(page)
    press(page, "Tab")
    assert focused(page) == "after"
    page.evaluate("narrative.focus('')")
    press(page, "Escape", "Shift+Tab")
    assert page.evaluate("document.activeElement.textContent") == "Dán cả văn bản"
    press(page, "Escape")
    assert focused(page) == "Phần I.: tiêu đề"
    press(page, "Alt+F10")
    assert page.evaluate("document.activeElement.labels[0].textContent") == "Kiểu dòng"


def test_a_kind_is_chosen_in_words(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "muc", "so": "5.", "tieu_de": "Kinh phí"}])
    page.get_by_label("Kiểu dòng").select_option("Gạch đầu dòng (-)")
    assert value(page) == [{"kieu": "gach", "chu": "Kinh phí"}]
    page.get_by_label("Kiểu dòng").select_option("Phần (I, II…)")
    assert lines(page) == ["I. Kinh phí"]
    page.get_by_label("Cách viết").select_option("Tiêu đề và lời văn")
    page.keyboard.type("Từ ngân sách.")
    assert value(page) == [{"kieu": "phan", "tieu_de": "Kinh phí", "chu": "Từ ngân sách."}]
    page.get_by_label("Cách viết").select_option("Lời văn")
    assert value(page) == [{"kieu": "phan", "chu": "Kinh phí Từ ngân sách."}]


def test_a_number_written_by_hand_is_kept_until_numbers_are_made_to_follow(
    editor: Callable[..., Page],
) -> None:
    page = editor([{"kieu": "muc", "tieu_de": one} for one in ("Một", "Hai", "Ba")])
    page.evaluate("narrative.focus('/1/so')")
    page.keyboard.type("5.")
    press(page, "Enter")
    assert lines(page) == ["1. Một", "5. Hai", "6. Ba"]
    assert focused(page) == "Mục 5.: tiêu đề"
    page.get_by_role("button", name="Đánh lại số").click()
    assert lines(page) == ["1. Một", "2. Hai", "3. Ba"]
    assert "so" not in value(page)[1]
    page.get_by_role("button", name="Đánh lại số").click()
    assert status(page) == "Các số đã nối tiếp nhau."


def test_typed_labels_only_count_where_they_go_on(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    page.evaluate("narrative.focus('/0/con/1/con/0')")
    press(page, "End", "Shift+Enter")
    page.keyboard.type("2026. Năm")
    press(page, "Enter")
    page.keyboard.type("V. Hugo")
    press(page, "Enter")
    page.keyboard.type("3. Kinh phí")
    assert lines(page)[5:8] == ["2026. Năm", "V. Hugo", "3. Kinh phí"]
    assert value(page)[0]["con"][2] == {"kieu": "muc", "tieu_de": "Kinh phí"}


def test_bold_and_italic_put_marks_and_take_them_away(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "doan", "chu": "phong trào Dân vận khéo"}])
    press(page, *["Control+Shift+ArrowLeft"] * 3, "Control+B")
    assert value(page)[0]["chu"] == "phong trào **Dân vận khéo**"
    press(page, "Control+I")
    assert value(page)[0]["chu"] == "phong trào ***Dân vận khéo***"
    press(page, "Control+B")
    assert value(page)[0]["chu"] == "phong trào *Dân vận khéo*"
    press(page, "Control+I")
    assert value(page)[0]["chu"] == "phong trào Dân vận khéo"


def test_a_whole_document_pasted_into_the_empty_editor_is_the_tree(
    editor: Callable[..., Page],
) -> None:
    page = editor()
    paste(page, PLAN)
    page.locator(".narrative-node").nth(20).wait_for()
    assert value(page) == read_text(PLAN).nodes
    press(page, "Control+Z")
    assert value(page) == []


def test_pasted_lines_go_where_they_belong(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    page.evaluate("narrative.focus('/0/con/0/con/0')")
    press(page, "End")
    paste(page, "7. Đối tượng\n- Cán bộ\n- Nhân dân\n8. Thời gian")
    page.locator(".narrative-node").nth(8).wait_for()
    assert lines(page) == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "Một đoạn.",
        "2. Đối tượng",
        "- Cán bộ",
        "- Nhân dân",
        "3. Thời gian",
        "4. Yêu cầu",
        "- Thiết thực.",
        "II. TỔ CHỨC THỰC HIỆN",
    ]


def test_paragraphs_pasted_into_a_sentence_part_it(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "doan", "chu": "Đầu. Cuối."}])
    press(page, "Home", *["ArrowRight"] * 5)
    paste(page, "Giữa một.\nGiữa hai.")
    page.locator(".narrative-node").nth(3).wait_for()
    assert lines(page) == ["Đầu. ", "Giữa một.", "Giữa hai.", "Cuối."]


def test_a_few_words_are_pasted_into_the_sentence(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "doan", "chu": "Đầu."}])
    paste(page, " Cuối.")
    assert value(page) == [{"kieu": "doan", "chu": "Đầu. Cuối."}]
    press(page, "Control+Z")
    assert value(page) == [{"kieu": "doan", "chu": "Đầu."}]


def test_without_the_server_pasted_text_comes_as_paragraphs(editor: Callable[..., Page]) -> None:
    page = editor()
    page.evaluate("start({parse: () => Promise.reject(new Error('offline'))})")
    page.evaluate("narrative.focus('')")
    paste(page, "I. MỤC ĐÍCH\r\nMột đoạn.\r\n\r\n")
    page.locator(".narrative-node").nth(1).wait_for()
    assert lines(page) == ["I. MỤC ĐÍCH", "Một đoạn."]
    assert "mất kết nối" in status(page)


def test_the_dialog_shows_the_structure_before_it_replaces_anything(
    editor: Callable[..., Page],
) -> None:
    page = editor(PLAIN_TREE)
    page.get_by_role("button", name="Dán cả văn bản").click()
    replace = page.get_by_role("button", name="Thay toàn bộ nội dung")
    assert replace.is_disabled()
    page.get_by_label("Văn bản dán vào").fill(PLAN)
    replace.click()
    assert value(page) == read_text(PLAN).nodes
    press(page, "Control+Z")
    assert value(page) == PLAIN_TREE
    page.get_by_role("button", name="Dán cả văn bản").click()
    page.get_by_label("Văn bản dán vào").fill("III. KINH PHÍ\n1. Nguồn")
    page.get_by_text("Nhận ra 1 phần, 1 mục.").wait_for()
    preview = page.get_by_role("region", name="Cấu trúc nhận ra")
    assert preview.inner_text().split() == ["I.", "KINH", "PHÍ", "1.", "Nguồn"]
    page.get_by_role("button", name="Thêm vào cuối").click()
    assert lines(page)[-2:] == ["III. KINH PHÍ", "1. Nguồn"]
    page.get_by_role("button", name="Dán cả văn bản").click()
    press(page, "Escape")
    page.locator("dialog").wait_for(state="detached")


def test_a_table_is_filled_and_grows(editor: Callable[..., Page]) -> None:
    page = editor()
    page.get_by_label("Kiểu dòng").select_option("Bảng")
    page.keyboard.type("Đơn vị")
    press(page, "Tab")
    page.keyboard.type("Số")
    press(page, "Tab")
    page.keyboard.type("Đảng bộ")
    press(page, "Tab")
    page.keyboard.type("3")
    press(page, "Tab")
    paste(page, "Mặt trận\t1\nHội Nông dân\t2\n")
    rows = [["Đảng bộ", "3"], ["Mặt trận", "1"], ["Hội Nông dân", "2"]]
    assert value(page) == [{"kieu": "bang", "cot": ["Đơn vị", "Số"], "hang": rows}]
    page.get_by_role("button", name="Xóa cột").click()
    page.get_by_role("button", name="Bỏ dòng đầu cột").click()
    page.get_by_role("button", name="Thêm cột").click()
    page.get_by_role("button", name="Xóa hàng").click()
    for _ in range(4):
        press(page, "Control+Z")
    assert value(page) == [{"kieu": "bang", "cot": ["Đơn vị", "Số"], "hang": rows}]


def test_a_table_keeps_its_last_cell_and_its_rows_when_it_becomes_text(
    editor: Callable[..., Page],
) -> None:
    page = editor([{"kieu": "bang", "hang": [["Đảng bộ"]]}])
    page.get_by_role("button", name="Xóa hàng").click()
    assert "ít nhất một ô" in status(page)
    page.get_by_label("Kiểu dòng").select_option("Đoạn văn")
    assert value(page) == [{"kieu": "doan", "chu": "Đảng bộ"}]


def test_unknown_keys_and_odd_nodes_survive(editor: Callable[..., Page]) -> None:
    tree = [
        {"kieu": "muc", "tieu_de": "A", "ghi_chu": {"x": [1]}},
        {"ghi_chu": "chỉ có khóa lạ"},
        "chữ rời",
        {"chu": 2026},
    ]
    page = editor(tree)
    page.keyboard.type("!")
    assert value(page) == [
        {"kieu": "muc", "tieu_de": "A!", "ghi_chu": {"x": [1]}},
        {"kieu": "doan", "ghi_chu": "chỉ có khóa lạ"},
        {"kieu": "doan", "chu": "chữ rời"},
        {"kieu": "doan", "chu": "2026"},
    ]


def test_lines_without_words_are_neither_data_nor_counted(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "muc", "tieu_de": "Một"}, {"kieu": "muc", "tieu_de": "Hai"}])
    press(page, "Enter")
    assert lines(page) == ["1. Một", "2.", "2. Hai"]
    assert [node["tieu_de"] for node in value(page)] == ["Một", "Hai"]
    page.evaluate("narrative.mark([{pointer: '/1/tieu_de', message: 'Sai.', severity: 'error'}])")
    assert page.locator("li.is-wrong textarea").input_value() == "Hai"


def test_problems_stand_at_their_lines_and_are_read_out(editor: Callable[..., Page]) -> None:
    page = editor(PLAIN_TREE)
    page.evaluate(
        """narrative.mark([
          {pointer: "/0/con/1/con/0/chu", message: "Hãy viết rõ hơn.", severity: "error"},
          {pointer: "/1/so", message: "Thiếu số.", severity: "warning"},
          {pointer: "", message: "Nội dung dài quá.", severity: "error"},
        ])"""
    )
    page.get_by_text("Nội dung dài quá.").wait_for()
    page.evaluate("narrative.focus('/0/con/1/con/0/chu')")
    area = page.locator("textarea:focus")
    assert area.input_value() == "Thiết thực."
    assert area.get_attribute("aria-invalid") == "true"
    described = area.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == "Hãy viết rõ hơn."
    page.keyboard.type(" Rõ.")
    assert page.get_by_text("Hãy viết rõ hơn.").count() == 1
    page.evaluate("narrative.focus('/1/so')")
    assert page.evaluate("document.activeElement.labels[0].textContent") == "Số ghi tay"
    page.evaluate("narrative.mark([])")
    assert page.locator(".is-wrong, .is-doubtful, [aria-invalid]").count() == 0


def test_words_are_counted_as_the_house_counts_them(editor: Callable[..., Page]) -> None:
    tree = [{"kieu": "muc", "tieu_de": "Văn hóa - xã hội:", "chu": "Năm 2026… “đủ” – 4 tại chỗ"}]
    expected = word_count(f"{tree[0]['tieu_de']} {tree[0]['chu']}")
    page = editor(tree, maxWords=10)
    shown = page.locator(".narrative-count")
    assert shown.inner_text() == f"Khoảng {expected}/10 từ" + (
        f", quá {expected - 10} từ" if expected > 10 else ""
    )
    page.evaluate("narrative.setWords(9)")
    assert shown.inner_text() == "9/10 từ"
    page.keyboard.type(" thêm hai")
    assert shown.inner_text() == "Khoảng 11/10 từ, quá 1 từ"


def test_outline_text_becomes_a_tree_without_being_a_change(editor: Callable[..., Page]) -> None:
    page = editor(PLAN)
    assert value(page) == read_text(PLAN).nodes
    assert page.evaluate("changes") == []


def test_outline_text_that_cannot_be_read_stays_and_can_be_typed_on(page: Page) -> None:
    page.route("**/parse", lambda route: route.abort())
    page.evaluate("start({value: 'I. MỤC ĐÍCH\\n1. Mục đích'})")
    page.get_by_text("Chưa đọc được cấu trúc").wait_for()
    area = page.get_by_label("Nội dung", exact=True).locator("textarea:visible")
    area.press_sequentially("!")
    assert value(page) == "I. MỤC ĐÍCH\n1. Mục đích!"
    page.unroute_all()
    page.get_by_role("button", name="Đọc lại cấu trúc").click()
    page.wait_for_selector(".narrative-outline:not([hidden])")
    assert lines(page) == ["I. MỤC ĐÍCH", "1. Mục đích!"]


def test_a_vietnamese_input_method_composes_undisturbed(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "gach", "chu": "Dân"}])
    session = page.context.new_cdp_session(page)
    page.keyboard.type(" ")
    for composed in ("v", "va", "vâ", "vân", "vận"):
        session.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
        assert page.locator("textarea:focus").input_value() == f"Dân {composed}"
    session.send("Input.insertText", {"text": "vận"})
    page.keyboard.type(" khéo")
    assert value(page) == [{"kieu": "gach", "chu": "Dân vận khéo"}]
    press(page, *["Control+Z"] * 4)
    assert value(page) == [{"kieu": "gach", "chu": "Dân"}]


def test_enter_that_ends_a_composition_makes_no_line(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "doan", "chu": "Dân vận"}])
    page.locator("textarea").first.dispatch_event(
        "keydown", {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True}
    )
    assert lines(page) == ["Dân vận"]


def pointers(tree: list[dict[str, Any]], above: str = "") -> Iterator[str]:
    for at, node in enumerate(tree):
        yield f"{above}/{at}"
        yield from pointers(node.get("con", []), f"{above}/{at}/con")


def grown(random: Random, level: int = 1) -> list[dict[str, Any]]:
    """A tree of any kinds, with numbers of every shape."""
    numbers = [
        "",
        "",
        "",
        "5.",
        "I-",
        "IV/",
        "1.5.",
        "2.3",
        "b)",
        "đ/",
        "(7)",
        "Bước 3:",
        "?",
        "x.",
    ]
    tree: list[dict[str, Any]] = []
    for _ in range(random.randint(1, 5)):
        node: dict[str, Any] = {"kieu": random.choice(sorted(KIND_WORDS)), "chu": "lời"}
        if number := random.choice(numbers):
            node["so"] = number
        if level < 5 and random.random() < 0.6:
            node["con"] = grown(random, level + 1)
        tree.append(node)
    return tree


def assert_same_labels(page: Page, tree: list[dict[str, Any]]) -> None:
    labels = numbered(tree).labels
    assert page.evaluate(LABELS) == [labels[pointer] for pointer in pointers(tree)]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_the_screen_shows_the_numbers_of_the_paper(editor: Callable[..., Page], path: Path) -> None:
    for text in json.loads(path.read_text()).values():
        if isinstance(text, str) and "\n" in text:
            tree = read_text(text).nodes
            page = editor(tree)
            assert value(page) == tree
            assert_same_labels(page, tree)


def test_numbers_of_every_shape_are_counted_as_on_paper(page: Page) -> None:
    random = Random(5)
    trees = [grown(random) for _ in range(40)]
    shown = page.evaluate(
        f"trees => trees.map(value => {{ start({{value}}); return ({LABELS})(); }})", trees
    )
    for tree, labels in zip(trees, shown, strict=True):
        expected = numbered(tree).labels
        assert labels == [expected[pointer] for pointer in pointers(tree)]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_pressed_the_screen_is_the_paper_and_undo_leads_back(
    editor: Callable[..., Page], seed: int
) -> None:
    random = Random(seed)
    keys = [
        *["Enter", "Shift+Enter", "Tab", "Shift+Tab", "Backspace", "Delete", "Home", "End"],
        *["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Alt+ArrowUp", "Alt+ArrowDown"],
        *["a", "-", "1", ".", "Space", "Control+B", "Control+Z", "Control+Y"],
    ]
    table = {"kieu": "bang", "cot": ["Đơn vị", "Số"], "hang": [["Đảng bộ", "3"]]}
    tree = [*PLAIN_TREE, {"kieu": "muc", "tieu_de": "Chỉ tiêu:", "chu": "như sau", "con": [table]}]
    page = editor(tree)
    for _ in range(8):
        page.evaluate(f"narrative.focus('/{random.randint(0, 2)}')")
        press(page, *random.choices(keys, k=10))
        tree_now = value(page)
        labels = numbered(tree_now).labels
        expected = [labels[pointer] for pointer in pointers(tree_now)]
        assert page.evaluate(LABELS_OF_DATA) == expected
    for _ in range(90):
        press(page, "Control+Z")
    assert value(page) == tree


def test_two_hundred_nodes_are_edited_like_two(editor: Callable[..., Page]) -> None:
    words = "Vận động Nhân dân đồng thuận bàn giao mặt bằng các dự án trọng điểm; " * 6
    below = [{"kieu": "doan", "chu": words}] * 9
    tree = [
        {
            "kieu": "phan",
            "tieu_de": "Phần",
            "con": [{"kieu": "muc", "tieu_de": "Mục", "con": below}] * 2,
        }
    ] * 10
    page = editor(tree, maxWords=3500)
    assert len(lines(page)) == 210
    page.evaluate("narrative.focus('/5/con/0/con/4')")
    page.keyboard.type("thi đua dân vận khéo")
    assert "thi đua dân vận khéo" in json.dumps(
        page.evaluate("narrative.value()"), ensure_ascii=False
    )


def test_it_fits_a_narrow_screen_and_every_control_has_a_name(
    editor: Callable[..., Page],
) -> None:
    page = editor(PLAN)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    unnamed = page.evaluate(
        """[...document.querySelectorAll(".narrative :is(textarea, select, input, button)")]
          .filter(one => !(one.ariaLabel || one.labels?.length || one.textContent.trim())).length"""
    )
    assert unnamed == 0


def test_destroying_the_editor_tells_the_last_change(editor: Callable[..., Page]) -> None:
    page = editor([{"kieu": "doan", "chu": "Dân vận"}])
    told = page.evaluate(
        """() => {
          const area = document.querySelector("#host textarea");
          area.value += " khéo";
          area.dispatchEvent(new InputEvent("input", {bubbles: true}));
          narrative.destroy();
          return changes.at(-1);
        }"""
    )
    assert told == [{"kieu": "doan", "chu": "Dân vận khéo"}]
    assert page.locator("#host *").count() == 0
