"""Problems as the ledger keeps them, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from doc_service.problems import Place, Problem


def kept(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as JSON; what is empty is left out."""
    return [{name: value for name, value in asdict(one).items() if value} for one in problems]


def told(kept_ones: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """Return the problems of JSON."""
    return tuple(_told(one) for one in kept_ones)


def _told(one: Mapping[str, Any]) -> Problem:
    place = one.get("place")
    return Problem(
        pointer=one.get("pointer", ""),
        message=one["message"],
        code=one["code"],
        severity=one.get("severity", "error"),
        clause=one.get("clause", ""),
        place=Place(**place) if place else None,
    )
