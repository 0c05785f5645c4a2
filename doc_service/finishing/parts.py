"""The parts of which one PDF is merged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a merged PDF."""

    title: str
    """What the outline calls it."""

    content: bytes
    """Its PDF, signature fields or none."""
