"""Watching a batch: everything is told once, in order, and no stream lives for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from doc_service.batches import watching
from doc_service.batches.watching import Cursor, Event, Pace, Watchers, is_news, latest_failures
from doc_service.batches.wiring import Batches
from doc_service.ledger import Outcome, cancel, claim, pause, retry, settle
from doc_service.records import BatchItem, Database
from tests.ledgers import new_batch

QUICK = Pace(life=60.0, look=0.01, quiet=0.2, rate=0.2)
SHORT = Pace(life=0.6, look=0.01, quiet=0.2, rate=0.2)
PROBLEM = {"pointer": "/ten", "message": "Chưa điền tên.", "code": "required"}


class _Records:
    """As much of the batches as watching needs."""

    def __init__(self, database: Database) -> None:
        self.database = database


@pytest.fixture
def batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Batches]:
    monkeypatch.setattr(watching, "HOLD", 0.0)
    database = Database(f"sqlite:///{tmp_path / 'vanthu.db'}")
    database.upgrade()
    yield cast(Batches, _Records(database))
    database.close()


def end(batches: Batches, ending: str, most: int = 1) -> None:
    """Have the next items end so."""
    problems = [PROBLEM] if ending == "failed" else []
    while most:
        work = claim(batches.database, "một", most)
        assert work
        outcomes = [Outcome(one, cast(Any, ending), problems) for one in work.items]
        most -= settle(batches.database, work, outcomes)


def watch(
    batches: Batches, batch: str, since: Cursor | None = None, pace: Pace = QUICK
) -> Iterator[Event]:
    return Watchers(2, pace=pace).watch(batches, batch, since or Cursor())


def failed(events: list[Event]) -> list[int]:
    return [one.item.number for one in events if one.item]


def test_a_stream_begins_with_what_failed_and_how_far_the_batch_is(batches: Batches) -> None:
    batch = new_batch(batches.database, 3)
    end(batches, "failed", 2)
    stream = watch(batches, batch)
    first, second, third = next(stream), next(stream), next(stream)
    assert failed([first, second, third]) == [1, 2]
    assert third.kind == "progress" and third.overview
    assert (third.overview.progress.failed, third.overview.progress.left) == (2, 1)


def test_what_happens_meanwhile_is_told(batches: Batches) -> None:
    batch = new_batch(batches.database, 3)
    stream = watch(batches, batch)
    next(stream)
    end(batches, "failed")
    told = next(stream)
    assert told.item and told.item.number == 1 and told.item.problems == [PROBLEM]
    assert next(stream).kind == "progress"
    pause(batches.database, batch)
    paused = next(stream).overview
    assert (
        paused
        and paused.batch.state == "paused"
        and paused.actions
        == (
            "go_on",
            "cancel",
            "retry",
        )
    )


def test_who_comes_back_misses_no_failure_and_hears_of_none_twice(batches: Batches) -> None:
    batch = new_batch(batches.database, 30)
    heard: list[int] = []
    cursor = Cursor()
    for ending in ("failed", "done", "failed", "failed", "done", "failed"):
        end(batches, ending, 5)
        events = []
        for event in watch(batches, batch, Cursor.of(str(cursor))):
            events.append(event)
            cursor = event.cursor
            if len(events) == 3:  # the connection broke in the middle of what was being told
                break
        heard += failed(events)
    heard += failed(list(watch(batches, batch, cursor)))
    assert heard == [*range(1, 6), *range(11, 21), *range(26, 31)]


def test_failures_of_the_same_moment_are_told_apart(
    batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_AT_ONCE", 3)
    batch = new_batch(batches.database, 8)
    end(batches, "failed", 8)
    with batches.database.session() as session:
        session.execute(update(BatchItem).values(ended=1_790_000_000.25))
    assert failed(list(watch(batches, batch))) == list(range(1, 9))
    assert failed(list(watch(batches, batch, Cursor(1_790_000_000.25, 5)))) == [6, 7, 8]


def test_the_youngest_failures_wait_until_no_older_one_can_appear(
    batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "HOLD", 0.5)
    batch = new_batch(batches.database, 1)
    end(batches, "failed")
    heard = [(event, time.time()) for event in watch(batches, batch)]
    assert heard[-1][0].kind == "progress"
    [waited] = [when - event.item.ended for event, when in heard if event.item]
    assert waited >= 0.45, "by the clock that dates failures, however slow this machine is"


def test_a_page_shows_all_failures_and_hears_of_the_youngest_again(
    batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = new_batch(batches.database, 5)
    assert latest_failures(batches, batch, 9) == ([], Cursor())
    end(batches, "failed", 2)
    with batches.database.session() as session:
        session.execute(update(BatchItem).values(ended=BatchItem.ended - 60))
    monkeypatch.setattr(watching, "HOLD", 10.0)
    end(batches, "failed", 2)
    found, cursor = latest_failures(batches, batch, 9)
    assert [one.number for one in found] == [4, 3, 2, 1] and cursor.number == 2
    found, cursor = latest_failures(batches, batch, 1)
    monkeypatch.setattr(watching, "HOLD", 0.0)
    assert failed(list(watch(batches, batch, cursor, SHORT))) == [4]


def test_a_stream_ends_with_its_batch(batches: Batches) -> None:
    batch = new_batch(batches.database, 2)
    end(batches, "done", 2)
    events = list(watch(batches, batch))
    assert [one.kind for one in events] == ["progress"]
    last = events[-1]
    assert last.overview and last.overview.batch.state == "done" and last.cursor.end
    assert not is_news(last.overview, Cursor.of(str(last.cursor)))


def test_another_try_is_news_for_who_knew_the_end(batches: Batches) -> None:
    batch = new_batch(batches.database, 2)
    end(batches, "failed", 2)
    last = list(watch(batches, batch))[-1]
    retry(batches.database, batch)
    cancel(batches.database, batch)
    again = list(watch(batches, batch, last.cursor))[-1]
    assert again.overview and is_news(again.overview, last.cursor)
    assert again.overview.batch.state == "cancelled" and again.cursor.end != last.cursor.end


def test_a_stream_ends_by_itself_with_signs_of_life_meanwhile(batches: Batches) -> None:
    batch = new_batch(batches.database, 2, state="checked")
    began = time.monotonic()
    kinds = [one.kind for one in watch(batches, batch, pace=SHORT)]
    assert 0.5 < time.monotonic() - began < 30
    assert kinds[0] == "progress" and len(kinds) > 1


def test_quiet_is_a_sign_of_life_and_nothing_more(batches: Batches) -> None:
    batch = new_batch(batches.database, 0, state="checked")
    kinds = [one.kind for one in watch(batches, batch, pace=SHORT)]
    assert kinds[0] == "progress" and set(kinds[1:]) == {"quiet"}


def test_more_than_a_few_are_told_once_how_things_stand(batches: Batches) -> None:
    batch = new_batch(batches.database, 2)
    watchers = Watchers(1, pace=QUICK)
    first = watchers.watch(batches, batch, Cursor())
    next(first)
    assert [one.kind for one in watchers.watch(batches, batch, Cursor())] == ["progress"]
    first.close()  # type: ignore[attr-defined]  # a generator, as the server closes it
    again = watchers.watch(batches, batch, Cursor())
    assert [next(again).kind, next(again).kind] == ["progress", "progress"]


def test_streams_end_when_the_server_stops(batches: Batches) -> None:
    batch = new_batch(batches.database, 2)
    stop = threading.Event()
    watchers = Watchers(2, stop.is_set, Pace(look=0.01))
    stream = watchers.watch(batches, batch, Cursor())
    next(stream)
    stop.set()
    assert list(stream) == []


@given(st.floats(0, 4e9), st.integers(0, 10**9 - 1), st.text("0123456789", max_size=20))
def test_a_cursor_is_read_as_it_was_written(ended: float, number: int, mark: str) -> None:
    written = Cursor(round(ended, 6), number, mark)
    assert Cursor.of(str(written)) == written


@given(st.text())
def test_whatever_else_is_sent_as_a_cursor_is_the_beginning(text: str) -> None:
    found = Cursor.of(text)
    assert found == Cursor() or Cursor.of(str(found)) == found


@pytest.mark.parametrize("text", ["", "x", "1-2-", "-1-2", "1" * 13 + "-1", "1-" + "9" * 10, "١-٢"])
def test_a_wrong_cursor_is_the_beginning(text: str) -> None:
    assert Cursor.of(text) == Cursor()
