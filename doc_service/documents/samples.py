"""Whether documents that are converted together look as they do alone, asked of samples.

The same LibreOffice lays out both, and tests compare every form; but another version of it, another
font or a template of one's own may do what no test has seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

Kind = tuple[str, bool]
"""Template, and whether it is a draft: documents of one kind go together."""

EVERY: Final = 50
"""Of so many groups of a kind one is looked at, the first to begin with: it costs 0.2 %."""


@dataclass(slots=True)
class Samples:
    """What one process knows of each kind; it forgets when it ends."""

    groups: dict[Kind, int] = field(default_factory=dict)
    """How many have been converted together."""

    apart: set[Kind] = field(default_factory=set)
    """Those that came out otherwise: from then on they are converted one by one."""

    def chosen(self, kind: Kind, documents: int) -> int | None:
        """Count a group; return which of its documents is to be compared, if any.

        Args:
            kind: what they are.
            documents: how many, at least one.
        """
        number = self.groups.get(kind, 0)
        self.groups[kind] = number + 1
        return number // EVERY % documents if number % EVERY == 0 else None
