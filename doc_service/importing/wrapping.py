"""Undoing hard wrapping: which lines make one paragraph.

A line was wrapped because the next word did not fit: that is measured, in the widths of Times New
Roman or in characters, whichever explains the text better. Where the measure says nothing, the
sentence decides, and then what the layout left behind: blank lines, blanks at line ends, indents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles
from typing import Final

from doc_service.importing import markers
from doc_service.importing.lines import Line
from doc_service.the_thuc.metrics import text_width
from doc_service.vietnamese.text import NON_BREAKING_HYPHEN

_LONG: Final = 40
"""Characters from which a line can tell anything of the width of the page."""

_WRAPPED_SHARE: Final = 0.2
"""Share of long lines that break in mid-sentence from which a text counts as hard-wrapped."""

_FIRST_LINE: Final = 0.86
"""Part of the width that the first line of a paragraph may fill: 10 to 12,7 mm of 165 are indent,
and a list may hang."""

_FURTHER_LINE: Final = 0.95
"""The same of the lines after it; bold and narrowed type make up the rest."""

_INDENT: Final = 3
"""Blanks that make an indent; a page of a PDF may begin with one by accident."""

_MOSTLY: Final = 0.85
_ALWAYS: Final = 0.97

_PARAGRAPH: Final = 150
"""Characters from which an unended line of a text that is not wrapped was cut, not finished."""

# 49-⏎KH/ThU, 12/KH-⏎UBND
_BROKEN_SYMBOL = re.compile(rf"(?:\d|/[A-ZĐƯ][\w]*)[-{NON_BREAKING_HYPHEN}]$")
_SYMBOL_TAIL = re.compile(r"[A-ZĐƯ]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    text: str
    line: int
    """Number of the line it begins with."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines of one text were set."""

    width: Callable[[str], float]
    full: float
    """Width of a full line; 0 where lines are whole paragraphs already."""

    gap: int | None = None
    """Blank lines between most lines of one paragraph; None where they vary."""

    gaps_tell: bool = False
    """Hardly any line that goes on has another gap."""

    blanks_tell: bool = False
    """Wrapped lines end in a blank."""

    indent: int | None = None
    """Indent of lines that go on, where lines that begin have another."""

    @property
    def wrapped(self) -> bool:
        """Whether the text is hard-wrapped at all."""
        return self.full > 0


def paragraphs(lines: Sequence[Line], setting: Setting | None = None) -> tuple[Paragraph, ...]:
    """Join lines to paragraphs.

    Args:
        lines: the lines of the running text, page furniture taken out.
        setting: how they were set; None: found from the lines themselves.
    """
    setting = setting or setting_of(lines)
    joined: list[list[Line]] = []
    for line in lines:
        if joined and _goes_on(joined[-1], line, setting):
            joined[-1].append(line)
        else:
            joined.append([line])
    return tuple(
        Paragraph(join_text(line.text for line in group), group[0].number) for group in joined
    )


def setting_of(lines: Sequence[Line]) -> Setting:
    """Find from the lines whether and how they were wrapped.

    Surely wrapped is a line that ends in mid-sentence before one that begins small: whole
    paragraphs hardly ever do (where a page cuts one), wrapped text does in every second line.
    """
    wrapped = [
        (line, after) for line, after in pairwise(lines) if _breaks_off(line.text, after.text)
    ]
    long = sum(len(line.text) >= _LONG for line in lines)
    if len(wrapped) < 2 or len(wrapped) < _WRAPPED_SHARE * long:
        return Setting(len, 0)
    width = min((_times, _characters), key=lambda measure: _misfit(wrapped, measure))
    gap = _usual_gap([after for _, after in wrapped])
    ends = _share(line.blank_at_end for line, _ in wrapped)
    return Setting(
        width=width,
        full=_full([line for line, _ in wrapped], width),
        gap=gap,
        gaps_tell=_share(after.gap == gap for _, after in wrapped) >= _ALWAYS,
        blanks_tell=ends >= _MOSTLY,
        indent=_usual_indent([after for _, after in wrapped], lines),
    )


def join_text(pieces: Iterable[str]) -> str:
    """Put the lines of a paragraph together; a symbol broken after its hyphen becomes whole."""
    joined: list[str] = []
    for piece in pieces:
        if joined and not (_BROKEN_SYMBOL.search(joined[-1]) and _SYMBOL_TAIL.match(piece)):
            joined.append(" ")
        joined.append(piece)
    return "".join(joined)


def _goes_on(group: Sequence[Line], line: Line, setting: Setting) -> bool:
    last = group[-1]
    if last.whole or line.whole or _begins_block(last.text, line.text):
        return False
    if not setting.wrapped:
        return _was_cut(group, line.text)
    if markers.is_capitals(last.text) and markers.is_capitals(line.text):
        # a heading over several lines is broken where it reads well, not where it is full
        return markers.is_label(group[0].text) and line.gap <= (setting.gap or 0)
    if not _is_full(last, line, setting, first=len(group) == 1):
        return _breaks_off(last.text, line.text) and _is_half_full(last, setting)
    if markers.is_capitals(last.text):
        return False
    if markers.starts_lower(line.text):
        return True
    if not markers.ends_sentence(last.text):
        return not _looks_like_heading(last, line, setting)
    return not _looks_ended(last, line, setting)


def _begins_block(last: str, text: str) -> bool:
    """Say whether a line begins a paragraph by its label, unless the sentence wants to go on."""
    ended = markers.ends_sentence(last) or last.endswith(",")
    if markers.is_markdown_block(text):
        return True
    if markers.is_label(text):
        return not (not ended and markers.refers_onward(last))
    if not markers.is_bullet(text):
        return False
    # “chính trị ⏎ - xã hội”: a hyphen, not a dash
    return ended or not text.startswith(("-", "–")) or not markers.starts_lower(text)


def _looks_ended(last: Line, line: Line, setting: Setting) -> bool:
    """Judge a full line that ends a sentence before a capital, where the words tell nothing."""
    if setting.blanks_tell and not last.blank_at_end:
        return True
    if setting.gap is not None and line.gap > setting.gap and not line.starts_page:
        return True
    return _is_indented(line, setting)


def _looks_like_heading(last: Line, line: Line, setting: Setting) -> bool:
    """Judge a full line without an end mark before a capital: a heading, or a name goes on."""
    parted = setting.gap is not None and line.gap > setting.gap and not line.starts_page
    if (setting.gaps_tell and parted and setting.gap == 0) or _is_indented(line, setting):
        return True
    unwrapped = setting.blanks_tell and not last.blank_at_end
    return unwrapped and markers.is_label(last.text) and not last.text.endswith(("-", ","))


def _is_indented(line: Line, setting: Setting) -> bool:
    return setting.indent is not None and line.indent >= setting.indent + _INDENT


def _breaks_off(last: str, text: str) -> bool:
    """Say whether a sentence surely goes on from one line to the next."""
    if markers.ends_sentence(last) or markers.is_label(text):
        return False
    return markers.starts_lower(text) or (text[:1].isdigit() and len(last) >= _LONG)


def _was_cut(group: Sequence[Line], text: str) -> bool:
    """Say whether a page cut a whole paragraph in two, in a text that is not wrapped."""
    first, last = group[0].text, group[-1].text
    if markers.starts_lower(text):
        mark = last.rstrip("*”’\"')")[-1:]
        if markers.is_capitals(last):
            return False
        return mark not in ".:!?…" and (mark != ";" or not markers.starts_lower(first))
    return len(last) >= _PARAGRAPH and not (
        markers.ends_sentence(last) or last.endswith((")", "**", ","))
    )


def _is_full(last: Line, line: Line, setting: Setting, *, first: bool) -> bool:
    part = _FIRST_LINE if first else _FURTHER_LINE
    return _with_next_word(last, line, setting.width) >= part * setting.full


def _is_half_full(last: Line, setting: Setting) -> bool:
    return setting.width(last.text) >= setting.full / 2


def _with_next_word(last: Line, line: Line, width: Callable[[str], float]) -> float:
    return width(f"{last.text} {line.text.split(' ', 1)[0]}")


def _times(text: str) -> float:
    return text_width(text, 14)


def _characters(text: str) -> float:
    return len(text)


def _misfit(wrapped: Sequence[tuple[Line, Line]], width: Callable[[str], float]) -> float:
    """Return the share of wrapped lines that would have had room for the next word."""
    full = _full([line for line, _ in wrapped], width)
    return _share(_with_next_word(line, after, width) < full for line, after in wrapped)


def _full(lines: Sequence[Line], width: Callable[[str], float]) -> float:
    """Return the width that lines fill, a few narrowed ones aside."""
    widths = [width(line.text) for line in lines]
    return quantiles(widths, n=10, method="inclusive")[8]


def _usual_gap(going_on: Sequence[Line]) -> int | None:
    gaps = [line.gap for line in going_on]
    usual = Counter(gaps).most_common(1)[0][0]
    # a PDF often parts the indented first line from the rest
    return usual if _share(gap == usual for gap in gaps) >= 0.7 else None


def _usual_indent(going_on: Sequence[Line], lines: Iterable[Line]) -> int | None:
    indents = [line.indent for line in going_on]
    usual = Counter(indents).most_common(1)[0][0]
    deeper = any(line.indent >= usual + _INDENT for line in lines)
    return usual if deeper and _share(i <= usual for i in indents) >= _MOSTLY else None


def _share(facts: Iterable[bool]) -> float:
    known = list(facts)
    return sum(known) / len(known) if known else 0.0
