"""Tables and numbers as the page of numbers shows them: Markdown, Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def milliseconds(value: float) -> str:
    """Return milliseconds, to a tenth where there are less than a hundred."""
    return number(value, 1 if value < 100 else 0)


def number(value: float, digits: int) -> str:
    """Return a number with the comma and the dots of Vietnamese."""
    return f"{value:_.{digits}f}".replace(".", ",").replace("_", ".")
