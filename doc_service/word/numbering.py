"""Automatic list numbers of a Word file, written out as they are printed.

ECMA-376 Part 1, 17.9: a paragraph names a list instance (`w:num`), that an abstract list, whose
levels say format, text and start. Instances of one abstract list count on together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from doc_service.vietnamese.numbers import la_ma
from doc_service.word.formats import PLAIN_PARAGRAPH, ParagraphFormat, read_paragraph
from doc_service.word.markup import W, value, whole_number

_LEVELS: Final = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_LARGEST_ROMAN: Final = 3999
# Word draws bullets by letters of symbol fonts, in the private use area
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BULLETS: Final = {"o": "+", "–": "-", "—": "-", "": "-"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    form: str = "decimal"
    text: str = ""
    """`%1.%2.`: the numbers of the levels 1 and 2, each with a stop."""

    start: int = 1
    decimal_only: bool = False
    """`w:isLgl`: numbers of other levels in Arabic figures too."""

    paragraph: ParagraphFormat = PLAIN_PARAGRAPH
    """Indents and the like that the level gives its paragraphs."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counting as its paragraphs are read in order."""

    abstract_by_number: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    overrides: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, level: int) -> str:
        """Count a paragraph of a list and return its label; "" where the list shows none."""
        abstract = self.abstract_by_number.get(number)
        if abstract is None or not 0 <= level < _LEVELS:
            return ""
        this = self._level(number, abstract, level)
        counts = self.counts.setdefault(abstract, [None] * _LEVELS)
        count = counts[level]
        restarts = level in self.overrides.get(number, {}) and (number, level) not in self.started
        self.started.add((number, level))
        counts[level] = this.start if count is None or restarts else count + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if this.form == "bullet":
            return _bullet(this.text)
        if this.form == "none":
            return this.text if not _PLACEHOLDER.search(this.text) else ""
        return _PLACEHOLDER.sub(
            lambda found: self._shown(number, abstract, int(found[1]) - 1, this), this.text
        ).strip()

    def paragraph(self, number: str, level: int) -> ParagraphFormat:
        """Return what a level of a list says of its paragraphs."""
        abstract = self.abstract_by_number.get(number)
        return (
            PLAIN_PARAGRAPH if abstract is None else self._level(number, abstract, level).paragraph
        )

    def _level(self, number: str, abstract: str, level: int) -> Level:
        override = self.overrides.get(number, {}).get(level)
        return override or self.levels.get(abstract, {}).get(level) or Level(text=f"%{level + 1}.")

    def _shown(self, number: str, abstract: str, level: int, this: Level) -> str:
        other = self._level(number, abstract, level)
        count = self.counts[abstract][level]
        form = "decimal" if this.decimal_only else other.form
        return _FORMS.get(form, str)(other.start if count is None else count)


def read_numbering_part(root: etree._Element | None) -> Numbering:
    """Read `numbering.xml`; without one, no paragraph has a label."""
    if root is None:
        return Numbering()
    levels = {
        element.get(f"{W}abstractNumId") or "": _levels(element)
        for element in root.iter(f"{W}abstractNum")
    }
    abstract_by_number: dict[str, str] = {}
    overrides: dict[str, dict[int, Level]] = {}
    for element in root.iter(f"{W}num"):
        number = element.get(f"{W}numId") or ""
        abstract = value(element.find(f"{W}abstractNumId"))
        abstract_by_number[number] = abstract
        overrides[number] = _overrides(element, levels.get(abstract, {}))
    return Numbering(abstract_by_number, levels, overrides)


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for level in element.iterchildren(f"{W}lvl"):
        place = whole_number(level.get(f"{W}ilvl"))
        if place is not None:
            found[place] = Level(
                form=value(level.find(f"{W}numFmt")) or "decimal",
                text=value(level.find(f"{W}lvlText")),
                start=_number(value(level.find(f"{W}start")), 1),
                decimal_only=level.find(f"{W}isLgl") is not None,
                paragraph=read_paragraph(level.find(f"{W}pPr")),
            )
    return found


def _overrides(element: etree._Element, levels: Mapping[int, Level]) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for override in element.iterchildren(f"{W}lvlOverride"):
        place = whole_number(override.get(f"{W}ilvl"))
        if place is None:
            continue
        level = _levels(override).get(place) or levels.get(place)
        start = value(override.find(f"{W}startOverride"))
        if level is not None:
            found[place] = replace(level, start=_number(start, level.start))
    return found


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def _bullet(text: str) -> str:
    plain = _PRIVATE.sub("", text).strip()
    return _BULLETS.get(plain, plain)


def _letters(number: int) -> str:
    """Return a, b… z, aa, bb as Word counts them."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    return la_ma(number) if 1 <= number <= _LARGEST_ROMAN else str(number)


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}
