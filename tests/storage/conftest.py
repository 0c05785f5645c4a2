"""Every kind of store: the folder and one in memory always, a real S3 server where one is asked."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from doc_service.storage import Storage, open_storage

if TYPE_CHECKING:
    from tests.scale.servers import Server


@pytest.fixture(params=["folder", "memory", pytest.param("s3", marks=pytest.mark.scale)])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Storage]:
    """Opens the same store anew, as another process would."""
    url, inside = "", uuid.uuid4().hex
    if request.param == "memory":
        url = f"memory://{inside}"
    if request.param == "s3":
        server: Server = request.getfixturevalue("s3_server")
        url = server.url.replace("/tep?", f"/{inside}?")
    return lambda: open_storage(url, tmp_path / "files")


@pytest.fixture
def store(open_store: Callable[[], Storage]) -> Storage:
    return open_store()
