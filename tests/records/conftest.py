from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture(autouse=True)
def as_shipped(
    schema_made_once: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run the migrations at every new database, and have the disk confirm every write."""
    schema_made_once(monkeypatch)
