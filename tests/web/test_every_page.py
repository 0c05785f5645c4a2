"""What holds for every page: accessible, narrow enough for a phone, in both languages, small."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from doc_service.web.wording import LETTERS as VIETNAMESE
from tests.web.pages import PAGES, address

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
FIRST_VISIT_KB = 350

SPOKEN = r"""() => {
  const UNSPOKEN = '[lang="vi"], script, style, noscript, template';
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    const holder = text.parentElement;
    if (!text.data.trim() || holder.closest(UNSPOKEN)) continue;
    found.push(text.data.trim());
  }
  const quotation = /“(?:[^“”]|“[^“”]*”)*”/g;
  for (const one of document.querySelectorAll('[title], [aria-label], [placeholder], [alt]')) {
    if (one.closest('[lang="vi"]')) continue;
    for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
      const text = (one.getAttribute(name) ?? '').replace(quotation, '“…”');
      if (text) found.push(`${name}: ${text}`);
    }
  }
  return found;
}"""
"""Everything said in the language of the page; in attributes nothing can mark a quotation."""

MARKED = r"""(allowed) => [...document.querySelectorAll('body [lang="vi"]')]
  .filter((one) => one.textContent.trim() && !one.parentElement.closest('body [lang="vi"]'))
  .filter((one) => !/^“.*”$/s.test(one.textContent.trim()) && !one.matches(allowed))
  .map((one) => `${one.parentElement.className} > ${one.outerHTML.slice(0, 120)}`)"""
"""What is marked as Vietnamese and is neither a quotation nor at a place where that may be."""

VIETNAMESE_STANDS_IN = (
    # the product, who is here, the other language
    ".brand span, .door-brand span, .me-name, .me-unit, [name=ngon_ngu], [href='?ngon_ngu=vi']",
    # the sentence behind an English one, the clause of a regulation
    ".original, .clause",
    # what somebody typed: titles, symbols, values, cells, paragraphs, names of people and units
    ".typed, .paper-symbol, .document-symbol, .symbol, .value, .running p, .grid-text",
    ".grid-editor, .one-field input, .lead-line strong, .facts dd, .happening :is(strong, span)",
    ".changes :is(q, del, ins), .why, .from span, .papers .muted span, .documents td",
    ".document-when span, .admin td, #don_vi option",
)


def settled(page: Page, path: str) -> Page:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return page


@pytest.fixture
def at(page_as, as_user) -> Callable[..., Page]:
    """A way to open one of the pages, by its name, in one of the languages."""

    def open_page(name: str, language: str = "", **options: object) -> Page:
        page = page_as("" if name == "dang-nhap" else "quantri", **options)
        if language:  # of this session alone; the menu keeps it for the user
            page.goto(f"/dang-nhap?ngon_ngu={language}")
        return settled(page, address(name, as_user))

    return open_page


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious_on(name: str, at) -> None:
    page = at(name)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (one["id"], one["help"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_without_scrolling_sideways(name: str, at) -> None:
    page = at(name, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_left_untranslated_on(name: str, at) -> None:
    page = at(name, "en")
    left = [text for text in page.evaluate(SPOKEN) if VIETNAMESE.search(text)]
    assert left == [] and page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate(MARKED, ", ".join(VIETNAMESE_STANDS_IN)) == []
    assert not VIETNAMESE.search(page.title().removesuffix("VănThư").partition(" – ")[0])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_first_visit_is_small(language: str, page_as, as_user) -> None:
    chosen = page_as("van.thu")
    chosen.goto(f"/dang-nhap?ngon_ngu={language}")
    page = page_as()
    page.context.add_cookies(chosen.context.cookies())
    bodies: list[int] = []
    page.on(
        "response",
        lambda answer: (
            "pdf" not in answer.url and bodies.append(answer.request.sizes()["responseBodySize"])
        ),
    )
    settled(page, "/")
    assert sum(bodies) < FIRST_VISIT_KB * 1024, json.dumps(bodies)
