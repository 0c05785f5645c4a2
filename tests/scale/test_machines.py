"""Batches on several machines: records in PostgreSQL, files in S3, workers woken or not."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch_places import Place, json_lines, place, record, text_of
from tests.scale.servers import Server, empty_database

pytestmark = [pytest.mark.scale, pytest.mark.soffice]


@pytest.fixture(params=["local", "celery"])
def far(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    postgresql_server: Server,
    redis_server: Server,
    s3_server: Server,
) -> Iterator[Place]:
    urls = {
        "storage_url": s3_server.url.replace("/tep?", f"/{tmp_path.name}?"),
        "jobs_url": redis_server.url if request.param == "celery" else "local",
    }
    with (
        empty_database(postgresql_server) as records,
        place(tmp_path, database_url=records, **urls) as held,
    ):
        yield held


def assert_whole(at: Place, batch: str, count: int) -> None:
    items = at.items(batch)
    assert [item.number for item in items] == list(range(1, count + 1))
    assert {item.state for item in items} == {"done"}
    for item in random.Random(1).sample(items, 5):
        pdf = at.service.storage.get(item.files[0]["sha256"])
        assert f"Mô hình số {item.number}" in text_of(pdf)


def test_two_machines_share_a_batch_and_one_of_them_may_vanish(far: Place) -> None:
    count = 120
    batch = far.send(json_lines([record(number) for number in range(1, count + 1)]))
    far.start(1, machine="a")
    other = far.start(1, machine="b")
    far.wait(batch, lambda seen: seen.progress.done > 20)
    os.killpg(other.pid, signal.SIGKILL)
    for pid, said in far.processes().items():
        if "data-b" in Path(f"/proc/{pid}/environ").read_text():
            assert said
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    far.wait(batch)
    assert_whole(far, batch, count)


def test_a_batch_survives_its_database_and_its_broker_being_started_again(
    far: Place, postgresql_server: Server, redis_server: Server
) -> None:
    count = 120
    batch = far.send(json_lines([record(number) for number in range(1, count + 1)]))
    far.start(2)
    far.wait(batch, lambda seen: seen.progress.done > 0)
    for server in (redis_server, postgresql_server):
        server.stop()
        server.start()
    far.wait(batch)
    assert_whole(far, batch, count)
