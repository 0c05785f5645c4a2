"""Finding forms as people type: no accents, any order of words, “mau 1” for “Mẫu số 01”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from doc_service.forms.catalog import Form
from doc_service.vietnamese.text import fold

_WORD: Final = re.compile(r"[a-z0-9]+")
_NUMBER_WORD: Final = re.compile(r"\bso (?=\d)")
"""“Số” before a number, which people leave out."""

_MOST_WORDS: Final = 12
_NOT_FOUND: Final = 9


@dataclass(frozen=True, slots=True)
class Group:
    """Forms that serve one purpose."""

    name: str
    forms: tuple[Form, ...]


GROUPS: Final = (
    "Chỉ đạo, triển khai",
    "Đăng ký mô hình",
    "Thực hiện mô hình",
    "Thẩm định, công nhận",
    "Đề nghị, khen thưởng",
    "Báo cáo, thông tin",
)
"""Purposes in the order in which a year's work comes to them (shared domain reference §3)."""


def grouped(forms: Iterable[Form]) -> list[Group]:
    """Return forms by purpose in the order of the year, those of unknown purpose last."""
    ready = list(forms)
    named = [*GROUPS, *sorted({one.group for one in ready} - set(GROUPS))]
    every = (Group(name, tuple(one for one in ready if one.group == name)) for name in named)
    return [one for one in every if one.forms]


def found(forms: Iterable[Form], text: str) -> list[Form]:
    """Return the forms that hold every word of a text, the likeliest first.

    The last word may be unfinished, numbers agree whatever zeros they begin with. A title that
    begins with the words goes before one that has them side by side, that before one with them
    apart, that before forms whose purpose or help alone has them. Nothing typed finds every form.
    """
    words = _words(text)[:_MOST_WORDS]
    ready = list(forms)
    if not words:
        return ready
    ranked = [(_rank(one, words), at, one) for at, one in enumerate(ready)]
    ranked.sort(key=lambda one: one[:2])
    return [one for rank, _, one in ranked if rank < _NOT_FOUND]


def _words(text: str) -> list[str]:
    return [one.lstrip("0") or "0" for one in _WORD.findall(_NUMBER_WORD.sub("", fold(text)))]


def _rank(form: Form, words: Sequence[str]) -> int:
    title = _words(form.title)
    if _side_by_side(title[: len(words)], words):
        return 0
    if _side_by_side(title, words):
        return 1
    said = [*title, *_words(form.name.replace("_", " ")), *_words(form.kind.type)]
    for rank, more in enumerate(("", form.group, form.help), start=2):
        said += _words(more)
        if _holds(said, words):
            return rank
    return _NOT_FOUND


def _holds(said: Sequence[str], words: Sequence[str]) -> bool:
    *whole, last = words
    return all(one in said for one in whole) and any(_begins(one, last) for one in said)


def _side_by_side(said: Sequence[str], words: Sequence[str]) -> bool:
    *whole, last = words
    count = len(words)
    return any(
        list(said[at : at + count - 1]) == whole and _begins(said[at + count - 1], last)
        for at in range(len(said) - count + 1)
    )


def _begins(word: str, typed: str) -> bool:
    """Say whether a word may be what is being typed; a number is never half of another."""
    return word == typed if typed.isdigit() else word.startswith(typed)
