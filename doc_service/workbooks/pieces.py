"""Paragraphs as a sheet can show them: rules drawn with signs, long text divided among rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from doc_service.the_thuc.metrics import text_width
from doc_service.workbooks.layout import Paragraph, Run
from doc_service.workbooks.text_cells import (
    face_of,
    lines_of,
    paragraph_height,
    text_height,
)

_DROPPED_PT: Final = 4
"""Empty paragraphs lower than this only satisfy Word."""

_RULE_PT: Final = 6
_AS_LONG: Final = (0.85, 1.2)
"""A rule about as long as the line above, within these shares, becomes its underline."""


def drawn(paragraphs: Sequence[Paragraph], width: float) -> list[Paragraph]:
    """Return the paragraphs as a sheet can show them: rules become underlines or a row of them."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.look.ruled and not paragraph.text:
            _draw_rule(found, paragraph, width)
        elif paragraph.text or paragraph_height(paragraph, width) > _DROPPED_PT:
            found.append(paragraph)
    return found


def _draw_rule(found: list[Paragraph], rule: Paragraph, width: float) -> None:
    length = max(width - rule.look.indent, 0)
    above = found[-1] if found else None
    if above and above.runs:
        look = above.runs[0].look
        face = face_of(bold=look.bold, italic=look.italic)
        line = text_width(above.text, look.size, face)
        if _AS_LONG[0] * line <= length <= _AS_LONG[1] * line:
            runs = tuple(Run(run.text, replace(run.look, underline=True)) for run in above.runs)
            found[-1] = replace(above, runs=runs)
            return
    text = "_" * max(round(length / text_width("_", _RULE_PT)), 1)
    run = Run(text, replace(rule.text_look, size=_RULE_PT))
    found.append(replace(rule, runs=(run,), look=replace(rule.look, exact=0)))


def pieces(paragraphs: Sequence[Paragraph], width: float, most: float) -> list[Sequence[Paragraph]]:
    """Divide text higher than `most` points, at its paragraphs or, failing that, its lines."""
    if text_height(paragraphs, width) <= most:
        return [paragraphs]
    found: list[Sequence[Paragraph]] = []
    for paragraph in paragraphs:
        lines, at = lines_of(paragraph, width), 0
        height = paragraph_height(paragraph, width)
        at_once = len(lines) if height <= most else max(int(len(lines) * most / height), 1)
        for start in range(0, len(lines), at_once):
            part = paragraph
            if at_once < len(lines):
                length = sum(len(line) + 1 for line in lines[start : start + at_once])
                part = replace(paragraph, runs=tuple(_between(paragraph.runs, at, at + length - 1)))
                at += length
            found.append([part])
    return found


def _between(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """Yield what stands between two places of the text of runs, each part in its own look."""
    at = 0
    for run in runs:
        if text := run.text[max(start - at, 0) : max(end - at, 0)]:
            yield Run(text, run.look)
        at += len(run.text)
