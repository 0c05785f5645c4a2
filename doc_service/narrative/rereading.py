"""Sections that need not be read again: their JSON form says exactly them, and nothing is wrong.

Text that was parsed, or a tree that was read, is written as JSON into a document's data. To read
that again takes as long as the first time and nearly always gives the same; here is told when.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from doc_service.narrative.kinds import UNLABELLED
from doc_service.narrative.outline import (
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_LABEL,
    MAX_LEVELS,
    MAX_NODES,
    MAX_ROWS,
    Section,
)

_ODD = re.compile(
    '["\u00d0\u00f0\u0189\u0256\u200b\u2060\ufeff'  # quotes to curl, letters like Đ, invisible ones
    "\x00-\x09\x0b-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # odd blanks
    "\ud800-\udfff\ufffe\uffff]"  # what XML forbids
)
"""Characters that `outline.tidy` may change or that are refused; between texts stands `\\n`."""

_UNEVEN: Final = ("  ", " \n", "\n ")
"""Blanks that `outline.tidy` would take away."""


def reads_back(sections: Sequence[Section]) -> bool:
    """Say whether `sections_from_json` of the JSON form gives these sections and no problem.

    True is certain; False may also be said of what would read back.
    """
    texts: list[str] = []
    return _is_sound(sections, 1, texts) and _are_tidy(texts)


def _is_sound(sections: Sequence[Section], level: int, texts: list[str]) -> bool:
    """Judge the shape of a tree, and collect its texts."""
    if level > MAX_LEVELS:
        return False
    for one in sections:
        texts += (one.heading, one.text, one.number)
        is_table = one.kind == "bang"
        if one.number and (len(one.number) > MAX_LABEL or one.kind in UNLABELLED):
            return False
        if is_table and not _is_sound_table(one, texts):
            return False
        if not is_table and (one.columns or one.rows):
            return False
        if one.children:
            if is_table or not _is_sound(one.children, level + 1, texts):
                return False
        elif not (one.heading or one.text or is_table):
            return False
    return True


def _is_sound_table(table: Section, texts: list[str]) -> bool:
    rows = (table.columns, *table.rows) if table.columns else table.rows
    for row in rows:
        texts += row
    width = len(rows[0]) if rows else 0
    return (
        0 < width <= MAX_COLUMNS
        and len(rows) <= MAX_ROWS
        and all(len(row) == width for row in rows)
    )


def _are_tidy(texts: Sequence[str]) -> bool:
    """Say whether `tidy` would leave all texts as they are, and none is too long or refused."""
    if len(texts) > MAX_NODES:  # three to a node: nodes need not be counted
        return False
    whole = "\n".join(texts)
    return (
        whole.count("\n") == len(texts) - 1
        and (len(whole) <= MAX_CHARACTERS or max(map(len, texts)) <= MAX_CHARACTERS)
        and not _ODD.search(whole)
        and not any(one in whole for one in _UNEVEN)
        and whole == whole.strip(" ")
        and unicodedata.is_normalized("NFC", whole)
    )
