"""How lines begin and end: labels of headings and lists, sentence marks, capitals.

These are rules of the language and of office habit; shared domain reference §1.7.
"""

from __future__ import annotations

import re
from typing import Final

from doc_service.vietnamese.text import TONES, nfc

_OPENERS: Final = "“‘\"'(\\["
_CAPITALS: Final = "A-ZĐ" + "".join(
    nfc(vowel + tone) for vowel in "AĂÂEÊIOÔƠUƯY" for tone in ("", *TONES)
)
_CAPITAL_TEXT: Final = rf"(?:\*{{1,3}})?[{_OPENERS}]*(?:\*{{1,3}})?[{_CAPITALS}]"

# What opens a paragraph whatever stands before it. A label in figures or letters counts only
# before a capital: “ngày 1. 5” or “a) b” in running text are no labels.
_LABEL = re.compile(
    r"(?:\#{1,6}\s+)?(?:\*{1,3}\s*)?(?:"
    rf"[IVXLC]{{1,6}}\s?[.\-/)]\s*{_CAPITAL_TEXT}"
    rf"|[A-HKL]\.\s+{_CAPITAL_TEXT}"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}\s?(?:[.)]\s*|/\s+){_CAPITAL_TEXT}"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\s+{_CAPITAL_TEXT}"
    r"|[a-eghiklmnopqrstuvxyđ]{1,2}\s?[.)]\s+\S"
    r"|\(\d{1,2}\)\s*\S"
    r"|[Bb]ước\s+\d{1,2}\s?[:.]"
    rf"|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:[IVXLC]{{1,6}}|\d{{1,2}})\b(?:\s*$|[.:\-]?\s+{_CAPITAL_TEXT})"
    r"|Điều\s+\d{1,3}\s?[.:]"
    r")"
)
_BULLET = re.compile(r"(?:\*{2}\s*)?(?:[-–—•●▪◦+\uf0a7\uf0b7\uf02d]|\*{1,3})\s*(?=[^\s*\d\-–—])")
_DASHED_NUMBER = re.compile(r"(?:[-–•+*])\s+\d")
_MARKDOWN = re.compile(r"\#{1,6}\s|\||```|>\s")
# after these a number or a letter is what the sentence speaks of, not a label
_REFERRING = re.compile(
    r"(?:^|[\s(])(?:mục|khoản|điểm|phần|chương|điều|tiết|số|ngày|tháng|năm|quý|bước|lần|thứ|kỳ|"
    r"từ|đến|và|hoặc|tại|theo|là|có|còn|với|của|cho|các|những|trên|dưới|ít nhất|tối thiểu|"
    r"mẫu|biểu|phụ lục|tổ|khu|thôn|xóm|ấp|bản|đạt|gồm)$",
    re.IGNORECASE,
)
_STRAIGHT_END = re.compile(r"(?:[.:;!?…]|\./\.|/\.)[”’\"')\]*]*$")
_BEFORE_FIRST_LETTER = re.compile(rf"[{_OPENERS}*]*")
_LETTER = re.compile(r"[^\W\d_]")


def is_label(text: str) -> bool:
    """Say whether a line begins with the label of a heading or of a lettered, numbered item."""
    return _LABEL.match(text) is not None


def is_bullet(text: str) -> bool:
    """Say whether a line begins with a dash, a plus, a star or a bullet."""
    return _BULLET.match(text) is not None or _DASHED_NUMBER.match(text) is not None


def is_markdown_block(text: str) -> bool:
    """Say whether Markdown lets a line begin a block: a heading, a row of a table, a quotation."""
    return _MARKDOWN.match(text) is not None


def refers_onward(text: str) -> bool:
    """Say whether a line ends in a word that wants its number or noun: `theo quy định tại mục`."""
    return _REFERRING.search(text) is not None


def ends_sentence(text: str) -> bool:
    """Say whether a line ends in a mark after which a paragraph may end."""
    return _STRAIGHT_END.search(text) is not None


def starts_lower(text: str) -> bool:
    """Say whether a line begins with a small letter, a bullet or a quotation mark aside."""
    return _first_letter(bare_item(text)).islower()


def starts_capital(text: str) -> bool:
    """Say whether a line begins with a capital."""
    return _first_letter(text).isupper()


def _first_letter(text: str) -> str:
    match = _BEFORE_FIRST_LETTER.match(text)
    start = match.end() if match else 0
    return text[start : start + 1]


def bare_item(text: str) -> str:
    """Return a line without its dash or bullet."""
    return re.sub(r"^[-–—•●▪◦+*]+\s+", "", text)


def is_capitals(text: str) -> bool:
    """Say whether all letters of a line are capitals and there are at least two."""
    return len(_LETTER.findall(text)) > 1 and text == text.upper()
