"""Batches on several machines: records in PostgreSQL, files in S3, workers woken or not."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

import pytest
from amqp.exceptions import ChannelError
from kombu import Connection

from doc_service.batches.results import entries
from doc_service.records import BatchItem
from doc_service.upkeep.doctor import examine
from doc_service.workers.celery_engine import QUEUE
from doc_service.workers.local import machine as owner_on
from tests.batch_places import Place, json_lines, place, record, text_of
from tests.scale.networks import Network, network
from tests.scale.servers import Server, empty_database, postgresql, rabbitmq, s3

pytestmark = [pytest.mark.scale, pytest.mark.soffice]

ENGINES: Final = ("local", "redis", "rabbitmq")


@pytest.fixture
def brokers(redis_server: Server, rabbitmq_server: Server) -> dict[str, Server]:
    """Who wakes the workers of each engine; nobody does those of `local`."""
    return {"redis": redis_server, "rabbitmq": rabbitmq_server}


@pytest.fixture
def far(
    tmp_path: Path, brokers: dict[str, Server], postgresql_server: Server, s3_server: Server
) -> Iterator[Callable[[str], Place]]:
    """A way to open a place for each engine, on the same servers."""
    with ExitStack() as opened:

        def open_place(engine: str) -> Place:
            urls = {
                "database_url": opened.enter_context(empty_database(postgresql_server)),
                "storage_url": s3_server.url.replace("/tep?", f"/{tmp_path.name}-{engine}?"),
                "jobs_url": brokers[engine].url if engine in brokers else "local",
            }
            return opened.enter_context(place(tmp_path / engine, **urls))

        yield open_place


def send(at: Place, first: int, last: int) -> str:
    return at.send(json_lines([record(number) for number in range(first, last + 1)]))


def kill(at: Place, machine: str) -> None:
    """Have a machine vanish, with all that runs on it."""
    pids = at.processes(machine)
    assert pids
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def assert_whole(at: Place, batch: str, first: int, last: int) -> None:
    """See that every record is made once, and that its file is the right one."""
    items = at.items(batch)
    assert [item.number for item in items] == list(range(1, last - first + 2))
    assert {item.state for item in items} == {"done"}
    rows = entries(at.service.batches, at.seen(batch).batch)
    names = [file["name"] for row in rows for file in row.files]
    assert len(names) == len(set(names)) == len(items)
    for item in random.Random(1).sample(items, 5):
        pdf = at.service.storage.get(item.files[0]["sha256"])
        assert f"Mô hình số {item.number + first - 1}" in text_of(pdf)


def assert_nothing_left(at: Place) -> None:
    """See that no message, process or file is left, and that `doctor` finds nothing."""
    url = at.service.settings.jobs_url
    limit = time.monotonic() + 20
    while url != "local" and waiting(url) and time.monotonic() < limit:
        time.sleep(0.2)
    assert url == "local" or not waiting(url)
    at.stop()
    while at.processes() and time.monotonic() < limit:
        time.sleep(0.05)
    assert at.processes() == {}
    assert [one.said for one in examine(at.service) if one.kind == "wrong"] == []


def waiting(url: str) -> int:
    """Return how many messages wait in a broker."""
    with Connection(url) as connection:
        try:
            declared = connection.default_channel.queue_declare(QUEUE, passive=True)
        except ChannelError:  # in Redis a queue is there as long as something is in it
            return 0
        return int(declared.message_count)


def wait_for_work(at: Place, batch: str, machine: str) -> None:
    """Wait until a machine is making documents."""
    at.wait(batch, lambda seen: seen.batch.state == "running" and bool(held(at, batch, machine)))


def held(at: Place, batch: str, machine: str) -> list[BatchItem]:
    """Return the items that a machine has in its hands."""
    owner = owner_on(at.data_folder(machine))
    return [one for one in at.items(batch) if one.owner.startswith(owner)]


def test_of_two_machines_that_share_a_batch_one_may_vanish(far: Callable[[str], Place]) -> None:
    # side by side: until the lease of what is dead ends, nobody has anything to do
    places = {engine: far(engine) for engine in ENGINES}
    batches = {engine: send(at, 1, 120) for engine, at in places.items()}
    for engine, at in places.items():
        at.start(1, machine="b")
        at.start(1, machine="a")
        wait_for_work(at, batches[engine], "b")
        kill(at, "b")
    for engine, at in places.items():
        at.wait(batches[engine])
        assert_whole(at, batches[engine], 1, 120)
        assert_nothing_left(at)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_batch_survives_its_database_and_its_broker_being_started_again(
    far: Callable[[str], Place],
    brokers: dict[str, Server],
    postgresql_server: Server,
    engine: str,
) -> None:
    at = far(engine)
    batch = send(at, 1, 120)
    at.start(2)
    at.wait(batch, lambda seen: seen.progress.done > 0)
    broker = brokers.get(engine)
    if broker:
        broker.kill()
        broker.start()
    postgresql_server.stop()
    postgresql_server.start()
    at.wait(batch)
    assert_whole(at, batch, 1, 120)
    if broker:
        broker.stop()
    later = send(at, 121, 140)
    if broker:
        broker.start()
    at.wait(later)
    assert_whole(at, later, 121, 140)
    assert_nothing_left(at)


@pytest.fixture
def joined(capsys: pytest.CaptureFixture[str]) -> Iterator[Network]:
    """The network of machines `a`, `b` and `c`."""
    with network("a", "b", "c") as made:
        with capsys.disabled():
            print(f"\n{made.said}")
        yield made


@pytest.fixture
def apart(tmp_path: Path, joined: Network) -> Iterator[Place]:
    """A place whose servers listen where machines of their own reach them."""
    with (
        postgresql(joined.host, is_safe=False) as records,
        rabbitmq(joined.host) as broker,
        s3(tmp_path / "s3", joined.host) as files,
        place(
            tmp_path, database_url=records.url, storage_url=files.url, jobs_url=broker.url
        ) as made,
    ):
        yield made


def test_of_three_machines_one_may_vanish_and_one_be_cut_off(
    apart: Place, joined: Network, tmp_path: Path
) -> None:
    count = 200
    at, batch, said = apart, send(apart, 1, count), tmp_path / "b.log"
    at.environ["VANTHU_LOG_LEVEL"] = "INFO"
    with said.open("wb") as log:
        at.start(1, "b", joined.within("b"), stderr=log)
    for one in ("c", "a"):
        at.start(1, one, joined.within(one))
    wait_for_work(at, batch, "c")
    kill(at, "c")
    lost = cut_off(at, joined, batch)

    at.wait(batch, lambda seen: all(one.attempts > 1 for one in at.items(batch) if one.id in lost))
    assert b"outcomes came too late" not in said.read_bytes()
    joined.mend("b", at.processes("b"))
    at.wait(batch)
    done = {item.id: (item.files, item.ended) for item in at.items(batch)}
    at.wait(batch, lambda _: b"outcomes came too late" in said.read_bytes(), 90)
    assert {item.id: (item.files, item.ended) for item in at.items(batch)} == done
    assert_whole(at, batch, 1, count)

    kill(at, "a")
    later = send(at, count + 1, count + 5)
    at.wait(later)
    assert_whole(at, later, count + 1, count + 5)
    assert_nothing_left(at)


def cut_off(at: Place, joined: Network, batch: str) -> set[int]:
    """Cut machine `b` off while it has items in its hands; returns which."""
    while True:
        wait_for_work(at, batch, "b")
        joined.cut("b", at.processes("b"))
        if found := {one.id for one in held(at, batch, "b")}:
            return found
        joined.mend("b", at.processes("b"))
