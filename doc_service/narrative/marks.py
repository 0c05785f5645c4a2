r"""Inline marks in running text: `**bold**`, `*italic*`, `***both***`, `\*` for a literal star.

Stars pair as in CommonMark (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis),
without its rules on punctuation: a star opens before what is not blank and closes after what is
not blank, and a star without a partner is a star.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final

_TOKEN = re.compile(r"\\\*|\*+|[^*\\]+|\\")
_WIDTHS: Final = (1, 2)
"""Stars of italic and of bold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look."""

    text: str
    """What a reader sees, without marks."""

    bold: bool = False
    """Printed bold."""

    italic: bool = False
    """Printed in italics."""


@dataclass(slots=True)
class _Stars:
    """A run of stars; what it closes comes before its literal stars, what it opens after them."""

    free: int
    can_open: bool
    can_close: bool
    closes: list[int] = field(default_factory=list)
    opens: list[int] = field(default_factory=list)


def pieces(text: str, *, heading: bool = False) -> tuple[Piece, ...]:
    """Return the text in pieces of one look; only recognised marks are gone, nothing else.

    Args:
        text: running text with marks.
        heading: all of it is bold, whatever the marks say.
    """
    if "*" not in text:
        return (Piece(text, heading),) if text else ()
    tokens = _tokens(text)
    _pair([token for token in tokens if isinstance(token, _Stars)])
    return tuple(
        Piece("".join(text for text, *_ in run), heading or bold, italic)
        for (bold, italic), run in groupby(_looks(tokens), key=itemgetter(1, 2))
    )


def plain(text: str) -> str:
    """Return the text without marks, as a reader sees it."""
    return "".join(piece.text for piece in pieces(text)) if "*" in text else text


def escaped(text: str) -> str:
    """Return text that prints as given: every star in it is a star."""
    return text.replace("*", r"\*")


def _tokens(text: str) -> list[str | _Stars]:
    found: list[str | _Stars] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.startswith("*"):
            start, end = match.span()
            before, after = text[max(start - 1, 0) : start], text[end : end + 1]
            found.append(
                _Stars(
                    len(token),
                    can_open=bool(after) and not after.isspace(),
                    can_close=bool(before) and not before.isspace(),
                )
            )
        else:
            found.append("*" if token == r"\*" else token)
    return found


def _pair(runs: list[_Stars]) -> None:
    """Let every closing run find the nearest opening one; each is passed over once at most."""
    waiting: list[_Stars] = []
    for run in runs:
        while run.can_close and run.free and waiting:
            opener = waiting[-1]
            width = 2 if min(opener.free, run.free) >= 2 else 1
            opener.free -= width
            opener.opens.append(width)
            run.free -= width
            run.closes.append(width)
            if not opener.free:
                waiting.pop()
        if run.can_open and run.free:
            waiting.append(run)


def _looks(tokens: list[str | _Stars]) -> Iterator[tuple[str, bool, bool]]:
    """Yield each text that is left with whether it is bold, and italic."""
    depth = dict.fromkeys(_WIDTHS, 0)
    for token in tokens:
        if isinstance(token, str):
            yield token, depth[2] > 0, depth[1] > 0
            continue
        for width in token.closes:
            depth[width] -= 1
        if token.free:
            yield "*" * token.free, depth[2] > 0, depth[1] > 0
        for width in token.opens:
            depth[width] += 1
