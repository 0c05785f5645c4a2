"""Personal names: their case, their parts and their order.

Vietnamese lists go by given name (the last word), then family name, then what is between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from doc_service.vietnamese.collation import sort_key
from doc_service.vietnamese.text import nfc, normalise_space, tone_style

T = TypeVar("T")

_JOINTS = re.compile(r"([-\u2011'’])")


def viet_hoa_ten(name: str) -> str:
    """Return a name with each word capitalised: "NGUYỄN văn an" is "Nguyễn Văn An".

    `str.title` breaks decomposed text ("NguyễN"). Words joined by a hyphen or an apostrophe, as
    in names of ethnic minorities, keep a mixed case ("H'Bia", "Niê-kdăm") and are otherwise
    capitalised piece by piece ("H'BIA" is "H'Bia").
    """
    return " ".join(_cased(word) for word in normalise_space(nfc(name)).split())


def _cased(word: str) -> str:
    pieces = _JOINTS.split(word)
    if len(pieces) > 1 and not (word.islower() or word.isupper()):
        return word
    return "".join(piece[:1].upper() + piece[1:].lower() for piece in pieces)


def given_name_key(name: str, ten: str | None = None) -> tuple[str, str, str]:
    """Return the given name, the family name and what is between, in the order of sorting.

    Args:
        name: The full name; of a single word, that is the given name.
        ten: The given name where it is not the last word, as in "Y Moan Niê" or the religious
            name "Thích Minh Tâm"; None or blank otherwise.
    """
    words = normalise_space(nfc(name)).split()
    given = normalise_space(nfc(ten or "")).split() or words[-1:]
    others = _without(words, given)
    return " ".join(given), " ".join(others[:1]), " ".join(others[1:])


def _without(words: list[str], run: list[str]) -> list[str]:
    """Return `words` less the last occurrence of `run` in it, case aside."""
    wanted = [word.casefold() for word in run]
    folded = [word.casefold() for word in words]
    for start in range(len(words) - len(run), -1, -1):
        if folded[start : start + len(run)] == wanted:
            return words[:start] + words[start + len(run) :]
    return words


def sort_by_given_name(
    items: Iterable[T],
    key: Callable[[T], str],
    *,
    ten: Callable[[T], str | None] | None = None,
) -> list[T]:
    """Return the items in the order of their names; equal names keep their order.

    Case and the two spellings of one tone (Hòa, Hoà) make no difference.

    Args:
        items: Anything that has a name.
        key: Gives the full name of an item.
        ten: Gives the given name of an item where it is not the last word; see `given_name_key`.

    Raises:
        CollationError: ICU is not installed.
    """

    def order(item: T) -> tuple[bytes, ...]:
        parts = given_name_key(key(item), ten(item) if ten else None)
        return tuple(sort_key(tone_style(part.lower(), "new")) for part in parts)

    return sorted(items, key=order)
