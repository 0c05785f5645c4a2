"""Names written in two ways: the same person, collective or model under almost the same name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from doc_service.problems import Problem
from doc_service.vietnamese.text import fold, nfc, normalise_space, quotes

PERSON: Final = "người"

NAMES: Final[Mapping[str, str]] = {
    "ho_ten": PERSON,
    "chu_the": "tập thể, cá nhân",
    "tap_the": "tập thể, cá nhân",
    "ten": "mô hình",
    "ten_mo_hinh": "mô hình",
    "mo_hinh": "mô hình",
}
"""Field or column that holds a name → what it is a name of."""

_LONG: Final = 9
"""Letters from which a single different letter is more likely a slip than another name."""

_LONGEST: Final = 500
"""Letters up to which a single different letter is looked for; no field for a name holds more."""

_NOT_LETTERS = re.compile(r"[^0-9a-z ]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One place where a name stands."""

    text: str
    kind: str
    pointer: str
    said: str
    """The place in a clerk's words."""

    position: str = ""
    """Of a person, where it is given."""


def quoted(value: Any) -> str:
    """Return what a sentence quotes of a value: its beginning, or nothing of what is no text."""
    return str(value)[:150] if isinstance(value, str | int) else "…"


def same_text(one: Any, other: Any) -> bool:
    """Say whether two values read the same, white space and kinds of quotation marks aside."""
    return _plain(one) == _plain(other)


def near(one: str, other: str) -> bool:
    """Say whether two names that differ are likely meant to be one."""
    return _near(_key(one), _key(other))


def spelled_twice(names: Iterable[Name]) -> Iterator[Problem]:
    """Yield a problem for every name that reads almost like one before it.

    Two people may bear names that differ by an accent only; where their positions differ too, it
    is a warning.
    """
    seen: dict[tuple[str, str], None] = {}
    alike: dict[tuple[str, str], list[tuple[int, str, Name]]] = defaultdict(list)
    for name in names:
        text = _plain(name.text)
        if not text or (name.kind, text) in seen:
            continue
        key = _key(text)
        ways = [(name.kind, way) for way in _ways(key)]
        found = {at: one for way in ways for at, other, one in alike[way] if _near(other, key)}
        for way in ways:
            alike[way].append((len(seen), key, name))
        seen[name.kind, text] = None
        if found:
            yield _problem(name, found[min(found)])


def _near(first: str, second: str) -> bool:
    return first == second or _one_letter_apart(first, second)


def _ways(key: str) -> set[str]:
    """Return a name without any one of its letters: names one letter apart share one of these."""
    if not _LONG <= len(key) <= _LONGEST:
        return {key}
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def _problem(name: Name, like: Name) -> Problem:
    accents = _key(name.text) == _key(like.text)
    two_people = bool(
        name.kind == PERSON
        and name.position
        and like.position
        and fold(name.position) not in fold(like.position)
        and fold(like.position) not in fold(name.position)
    )
    sure = accents and not two_people
    ending = "hãy sửa cho thống nhất." if sure else "hãy xem có phải là một không."
    return Problem(
        name.pointer,
        f"Tên {name.kind} viết hai cách: “{quoted(name.text)}” ({name.said}) và "
        f"“{quoted(like.text)}” ({like.said}); {ending}",
        "spelled_twice",
        "error" if sure else "warning",
    )


def _plain(value: Any) -> str:
    return _plain_text(value) if isinstance(value, str) else str(value)


# every name is compared with many others
@lru_cache(2048)
def _plain_text(text: str) -> str:
    return normalise_space(quotes(nfc(text)))


@lru_cache(2048)
def _key(name: str) -> str:
    """Return what two spellings of a name have in common: no accents, no marks, y as i."""
    return normalise_space(_NOT_LETTERS.sub(" ", fold(name))).replace("y", "i")


def _one_letter_apart(first: str, second: str) -> bool:
    if min(len(first), len(second)) < _LONG or abs(len(first) - len(second)) > 1:
        return False
    if first[0] != second[0] and first[-1] != second[-1]:
        return False
    shorter, longer = sorted((first, second), key=len)
    start = next(
        (at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b),
        len(shorter),
    )
    skip = 1 if len(shorter) == len(longer) else 0
    rest_same = shorter[start + skip :] == longer[start + 1 :]
    letters = longer[start : start + 1] + shorter[start : start + skip]
    # tổ dân phố số 5 and số 6 are two; so are models that differ by a word of one letter
    return rest_same and bool(letters.strip()) and not any(char.isdigit() for char in letters)
