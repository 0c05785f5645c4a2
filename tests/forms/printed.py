"""What a template would print of a context."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def texts(node: Any) -> Iterator[str]:
    """Every text and number of a context."""
    if isinstance(node, dict):
        for one in node.values():
            yield from texts(one)
    elif isinstance(node, list):
        for one in node:
            yield from texts(one)
    else:
        yield str(node)


def folded(text: str) -> str:
    return " ".join(text.casefold().split())
