"""The main flow with the keyboard alone: not one click, from the log-in page to the Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.desks import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return '';
  const ids = (one.getAttribute('aria-labelledby') || '').split(' ');
  const said = ids.map((id) => document.getElementById(id)?.textContent || '').join(' ');
  const label = one.labels?.[0]?.textContent || '';
  return `${one.getAttribute('aria-label') || said} ${label} ${one.textContent}`.trim();
}"""

OUTLINED = """() => {
  const grid = document.activeElement.closest('.grid-frame');
  const look = getComputedStyle(grid?.querySelector('.is-active') || document.activeElement);
  return look.outlineStyle !== 'none' || look.boxShadow !== 'none';
}"""


def tab_to(page: Page, words: str, *, most: int = 120, leaving: bool = False) -> None:
    """Press Tab until what has the focus is called so; it must be seen to have it.

    In a grid Tab goes from cell to cell; Escape before it leaves.
    """
    for _ in range(most):
        if words in page.evaluate(FOCUSED):
            assert page.evaluate(OUTLINED), f"{words}: the focus cannot be seen"
            return
        if leaving:
            page.keyboard.press("Escape")
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {words!r}; it stands at {page.evaluate(FOCUSED)!r}")


def test_from_the_log_in_to_the_word_file(page_as) -> None:
    page = page_as()
    page.goto("/dang-nhap")
    page.locator("#ten:focus").wait_for()
    page.keyboard.type("van.thu")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    tab_to(page, "Biểu mẫu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bieu-mau")
    tab_to(page, "Tìm biểu mẫu")
    page.keyboard.type("giay moi")
    page.locator(".catalog-count").wait_for()
    tab_to(page, "Mở ví dụ")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-rendered]")
    tab_to(page, "Phát hành")
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for()
    tab_to(page, "Phát hành")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/*")
    tab_to(page, "Word")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".docx")


def test_the_grid_lets_the_keyboard_in_and_out(page_as, as_user) -> None:
    path = as_user("van.thu").changes("/soan-thao", {"bieu_mau": "mau_01"}).headers["Location"]
    page = page_as("van.thu")
    page.goto(path)
    page.wait_for_selector("html[data-rendered]")
    page.locator("#f-kinh-gui").focus()
    inside = "() => Boolean(document.activeElement.closest('#f-mo-hinh .grid-frame'))"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(inside):
            break
    page.keyboard.type("Tập thể")
    page.keyboard.press("Tab")
    page.keyboard.type("Chi bộ Tổ dân phố số 8")
    page.keyboard.press("Enter")
    assert page.evaluate(inside) and "số 8" in page.locator("#f-mo-hinh").inner_text()
    tab_to(page, "Họ và tên người ký", leaving=True)
