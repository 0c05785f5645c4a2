"""Labels in front of sections: reading the printed ones, counting on, writing the next.

A label is what stands before the number, the number, and what stands after: `* Bước `, 3, `:`.
A run of siblings keeps the shape of the last label written out, so after `I-` comes `II-` and
after `1.5.` comes `1.6.`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from doc_service.narrative.kinds import Kind
from doc_service.vietnamese.numbers import NumberError, la_ma

ENUMERATION: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters that enumerate, in order: Vietnamese has no f, j, w, z (NĐ 30, Phụ lục I)."""

_Script = Literal["roman", "arabic", "letter"]

_SCRIPTS: Final[Mapping[Kind, _Script]] = {
    "phan": "roman",
    "muc": "arabic",
    "tieu_muc": "arabic",
    "diem": "letter",
    "y": "arabic",
    "buoc": "arabic",
    "dieu": "arabic",
}
_SIGNS: Final[Mapping[Kind, str]] = {"gach": "-", "cong": "+", "sao": "*"}
_THROUGHOUT: Final[frozenset[Kind]] = frozenset(("phan", "dieu"))
_NUMBERS: Final[Mapping[_Script, re.Pattern[str]]] = {
    "roman": re.compile(r"(.*?)(?<!\w)([IVXLCDM]+)(\W*)"),
    "arabic": re.compile(r"([^0-9]*)([0-9]{1,6}(?:\.[0-9]{1,6})*)([^0-9]*)"),
    "letter": re.compile(r"(\W*)([a-zđ]{1,3})(\W*)"),
}
_ROMAN_DIGITS: Final[Mapping[str, int]] = {
    "I": 1,
    "V": 5,
    "X": 10,
    "L": 50,
    "C": 100,
    "D": 500,
    "M": 1000,
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label that counts, taken apart."""

    before: str
    """What stands before the number: "(", "Bước "."""

    number: tuple[int, ...]
    """The number; more than one only in `2.3.1.`."""

    after: str
    """What stands after it: ".", ")", ":"."""


_FIRST: Final[Mapping[Kind, Label]] = {
    "phan": Label("", (1,), "."),
    "muc": Label("", (1,), "."),
    "tieu_muc": Label("", (1,), "."),
    "diem": Label("", (1,), ")"),
    "y": Label("(", (1,), ")"),
    "buoc": Label("Bước ", (1,), ":"),
    "dieu": Label("Điều ", (1,), "."),
}


def letter_value(letters: str) -> int | None:
    """Return the place of an enumerating letter: a is 1, đ is 5, aa is 24; None if it is none."""
    value = 0
    for letter in letters:
        if letter not in ENUMERATION:
            return None
        value = value * len(ENUMERATION) + ENUMERATION.index(letter) + 1
    return value or None


def enumerating_letter(n: int) -> str:
    """Return the n-th enumerating letter, n ≥ 1; aa, ab… come after y."""
    letters = ""
    while n > 0:
        n, last = divmod(n - 1, len(ENUMERATION))
        letters = ENUMERATION[last] + letters
    return letters


@lru_cache(maxsize=256)
def roman_value(numeral: str) -> int | None:
    """Return the value of a well-formed Roman numeral below 900 in capitals; None if it is none.

    The bound leaves room to count on: beyond 3999 there are no numerals.
    """
    digits = [_ROMAN_DIGITS.get(letter, 0) for letter in numeral]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    value = sum(-one if one < after else one for one, after in pairs)
    try:
        return value if 0 not in digits and value < 900 and la_ma(value) == numeral else None
    except NumberError:
        return None


@lru_cache(maxsize=1024)
def read_label(kind: Kind, printed: str) -> Label | None:
    """Take a printed label apart; None where it has no number that this kind counts by."""
    if kind not in _SCRIPTS:
        return None
    script = _SCRIPTS[kind]
    found = _NUMBERS[script].fullmatch(printed)
    if found is None:
        return None
    before, number, after = found.groups()
    if script == "arabic":
        return Label(before, tuple(int(part) for part in number.split(".")), after)
    value = roman_value(number) if script == "roman" else letter_value(number)
    return Label(before, (value,), after) if value else None


@lru_cache(maxsize=1024)
def write_label(kind: Kind, label: Label) -> str:
    """Return a label as printed.

    Raises:
        NumberError: a Roman number beyond 3999.
    """
    return f"{label.before}{number_text(kind, label.number)}{label.after}"


@lru_cache(maxsize=1024)
def number_text(kind: Kind, number: tuple[int, ...]) -> str:
    """Return the bare number in the script of its kind: "II", "1.5", "đ"."""
    script = _SCRIPTS[kind]
    if script == "roman":
        return la_ma(number[-1])
    if script == "letter":
        return enumerating_letter(number[-1])
    return ".".join(str(part) for part in number)


@dataclass(slots=True)
class Siblings:
    """The labels of one list of siblings, taken in order.

    Start with `Siblings()` for the top of a document and go down with `below`; `phan` and `dieu`
    are counted through the whole document, everything else anew in each list.
    """

    parent: tuple[int, ...] = ()
    """Number of the muc or tieu_muc above, which a tieu_muc repeats."""

    _last: dict[Kind, Label] = field(default_factory=dict)
    _throughout: dict[Kind, Label] = field(default_factory=dict)

    def last(self, kind: Kind) -> Label | None:
        """Return the last label that counted for this kind, None before the first."""
        return self._runs(kind).get(self._run(kind))

    def automatic(self, kind: Kind) -> str:
        """Return the label that the next section of this kind gets; "" for doan and bang."""
        if kind not in _SCRIPTS:
            return _SIGNS.get(kind, "")
        return write_label(kind, self._next(kind))

    def take(self, kind: Kind, explicit: str = "") -> str:
        """Return the label of the next section and count it.

        Args:
            kind: kind of the section.
            explicit: its label as printed, "" for the automatic one. One without a number that
                can be read is printed and not counted.
        """
        label: Label | None
        if explicit or kind not in _SCRIPTS or _SCRIPTS[kind] == "roman":
            printed = explicit or self.automatic(kind)
            label = read_label(kind, printed)  # a Roman number may be beyond counting on
        else:
            label = self._next(kind)
            printed = write_label(kind, label)
        if label is not None:
            self._runs(kind)[self._run(kind)] = label
        return printed

    def below(self, kind: Kind, printed: str) -> Siblings:
        """Return the list of children of a section with this printed label."""
        label = read_label(kind, printed) if kind in ("muc", "tieu_muc") else None
        return Siblings(label.number if label else (), _throughout=self._throughout)

    def _next(self, kind: Kind) -> Label:
        last = self.last(kind)
        if last is not None:
            return Label(last.before, (*last.number[:-1], last.number[-1] + 1), last.after)
        if kind == "tieu_muc":
            return Label("", (*self.parent, 1), ".")
        return _FIRST[kind]

    def _runs(self, kind: Kind) -> dict[Kind, Label]:
        return self._throughout if kind in _THROUGHOUT else self._last

    def _run(self, kind: Kind) -> Kind:
        """Return the kind it is counted with: outside a muc a tieu_muc is one more muc."""
        return "muc" if kind == "tieu_muc" and not self.parent else kind
