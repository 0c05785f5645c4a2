from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from doc_service.records import Database
from tests.desks import cheap_passwords, settle, settled_file


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords cheaply."""
    with cheap_passwords():
        yield


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, quick_passwords: None) -> Path:
    """A database with two units and their users."""
    return settled_file(tmp_path_factory.mktemp("accounts"))


@pytest.fixture
def database(records_url: str, settled: Path) -> Iterator[Database]:
    """Units and users, to change at will."""
    if records_url.startswith("sqlite"):
        shutil.copy(settled, records_url.removeprefix("sqlite:///"))
    opened = Database(records_url)
    if opened.is_shared:
        opened.upgrade()
        settle(opened)
    yield opened
    opened.close()
