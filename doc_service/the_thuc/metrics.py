"""Widths of text set in Times New Roman.

`times_widths.json` holds the advance widths of Liberation Serif, whose metrics are those of Times
New Roman, in units of 1/2048 em, grouped by width. The rule under a title is as long as the title,
and an Excel row as high as its wrapped text, only because both are measured here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

Face = Literal["regular", "bold", "italic", "bold_italic"]

MM_PER_PT = 25.4 / 72


@cache
def _advances(face: Face) -> Mapping[str, int]:
    data = json.loads((Path(__file__).parent / "times_widths.json").read_text("utf-8"))
    return {char: int(width) for width, chars in data[face].items() for char in chars}


def text_width(text: str, pt: float, face: Face = "regular") -> float:
    """Return the width in points of `text` (NFC) set in one line at size `pt`.

    A character outside the table counts as the letter “m”, so a measure errs on the wide side.
    """
    advances = _advances(face)
    widest = advances["m"]
    return sum(advances.get(char, widest) for char in text) * pt / 2048


def wrap(text: str, width_pt: float, pt: float, face: Face = "regular") -> list[str]:
    """Break `text` at its spaces and line breaks into lines no wider than `width_pt`.

    A single word wider than the line stays whole on a line of its own.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, pt, face) > width_pt:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines
