"""The ledger's constants: seconds, tries, lanes."""

from __future__ import annotations

from typing import Final

LEASE: Final = 30.0
"""Seconds without a sign of life after which an item is somebody else's."""

BEAT: Final = LEASE / 5
"""Seconds between two signs of life."""

MOST_ATTEMPTS: Final = 3
"""Times that an item may take its worker with it, or fail, before it is given up."""

HARD_LIMIT: Final = 600.0
"""Seconds after which a worker that is still at one claim kills itself: it hangs."""

BACKOFF: Final = (2.0, 8.0, 30.0)
"""Seconds before the second, third and every further try."""

LANES: Final = {"preview": 0, "document": 1, "batch": 2}
"""Who goes first: somebody who waits at the screen, one document, a batch."""

SMALL_BATCH: Final = 5
"""A batch of so few items goes like one document."""


def pause_before(attempts: int) -> float:
    """Return the seconds to wait after so many attempts."""
    return BACKOFF[min(max(attempts, 1), len(BACKOFF)) - 1]
