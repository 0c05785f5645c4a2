"""Official texts on a page: titles, labels and help of forms, in the language of who asks.

In English a text may quote what is printed in Vietnamese; the quotation is marked as such, so that
a screen reader says it rightly. A text that nobody translated, such as one of an operator's own
locality, stands as it is, and is marked whole.
"""

from __future__ import annotations

import re
from typing import Final

from flask import Flask
from markupsafe import Markup, escape

from doc_service.web.languages import gettext as _
from doc_service.web.languages import language_now, translations

QUOTED: Final = re.compile(r"“(?:[^“”]|“[^“”]*”)*”")
"""A quotation, which may hold another."""

LETTERS: Final = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
"""Letters that only Vietnamese has, among the languages of the pages."""

_COUNTED: Final = re.compile(r"(.+) (\(\d+\))")
_ROW: Final = re.compile(r"(?:^|, )dòng (\d+)(?:, |$)")
_PARTS: Final = (" – ", ": ")


def add_wording(app: Flask) -> None:
    """Teach the templates of an application to word official texts."""
    app.add_template_filter(official, "official_name")
    app.add_template_filter(worded, "official")
    app.add_template_filter(marked, "marked")
    app.add_template_filter(document_title, "document_title")
    app.add_template_filter(official_path, "official_path")
    app.add_template_test(is_foreign, "foreign")


def official(text: str) -> str:
    """Return an official text, or one put together of several, in the language of who asks."""
    table = translations(language_now(), "official")
    if not table or text in table:
        return table.get(text, text)
    if counted := _COUNTED.fullmatch(text):
        return f"{official(counted[1])} {counted[2]}"
    for mark in _PARTS:
        parts = text.split(mark)
        if len(parts) > 1 and any(part in table for part in parts):
            return mark.join(table.get(part, part) for part in parts)
    return text


def official_path(text: str) -> str:
    """Return a place such as `Mô hình, dòng 3, Lĩnh vực` in the language of who asks."""
    label, *more = _ROW.split(text)
    pairs = zip(more[::2], more[1::2], strict=True)
    rows = [word for row, below in pairs for word in (_("dòng %(n)s", n=row), official(below))]
    return ", ".join(part for part in (official(label), *rows) if part)


def worded(text: str) -> Markup:
    """Return an official text as HTML, what stays Vietnamese in it marked."""
    return marked(official(text))


def document_title(text: str) -> Markup:
    """Return a document's title as HTML: its form's name, and what was typed, marked as data."""
    name, dash, about = text.partition(_PARTS[0])
    if official(name) == name:
        return marked(text)
    return worded(name) + dash + (_foreign(about, "typed") if about else "")


def marked(text: str) -> Markup:
    """Return a text as HTML, with what is Vietnamese in a page of another language marked."""
    if not is_foreign(text):
        return escape(text)
    if LETTERS.search(QUOTED.sub("", text)):
        return _foreign(text)
    found, end = Markup(""), 0
    for quotation in QUOTED.finditer(text):
        found += escape(text[end : quotation.start()])
        found += _foreign(quotation[0]) if LETTERS.search(quotation[0]) else escape(quotation[0])
        end = quotation.end()
    return found + escape(text[end:])


def filled(text: str, **values: object) -> Markup:
    """Return a text as HTML with its `%(name)s` filled; names and words in them are marked."""
    return escape(text) % {name: marked(str(value)) for name, value in values.items()}


def is_foreign(text: str) -> bool:
    """Say whether a text has words that are not of the language of the page."""
    return language_now() != "vi" and bool(LETTERS.search(text))


def _foreign(text: str, kind: str = "") -> Markup:
    if kind:
        return Markup('<span class="{}" lang="vi">{}</span>').format(kind, text)
    return Markup('<span lang="vi">{}</span>').format(text)
