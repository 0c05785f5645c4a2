"""The ledger: every item is done once or failed with a reason, whoever dies meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from doc_service.ledger import (
    Claim,
    Outcome,
    cancel,
    claim,
    go_on,
    hand_back,
    has_work,
    keep_counts,
    pause,
    progress,
    progress_of,
    read_failed,
    read_finished,
    renew,
    retry,
    settle,
    sweep,
)
from doc_service.ledger.terms import MOST_ATTEMPTS
from doc_service.records import Batch, BatchItem, Database
from tests.ledgers import batch_state, end_leases, end_pauses, new_batch, new_unit, states


@pytest.fixture
def database(records_url: str) -> Iterator[Database]:
    opened = Database(records_url)
    opened.upgrade()
    yield opened
    opened.close()


def claimed(database: Database, owner: str = "một", most: int = 20) -> Claim:
    found = claim(database, owner, most)
    assert found is not None
    return found


def finish(database: Database, work: Claim, ending: str = "done") -> int:
    return settle(database, work, [Outcome(one, ending) for one in work.items])  # type: ignore[arg-type]  # a word of `Ending`


def test_items_are_claimed_in_their_order_and_nobody_claims_one_twice(database: Database) -> None:
    new_batch(database, 5)
    first, second = claimed(database, "một", 3), claimed(database, "hai", 3)
    assert [one.number for one in first.items] == [1, 2, 3]
    assert [one.number for one in second.items] == [4, 5]
    assert claim(database, "ba", 3) is None


def test_many_workers_at_once_do_each_item_once(database: Database) -> None:
    batch = new_batch(database, 200)
    done: list[int] = []

    def worker(name: str) -> None:
        while (work := claim(database, name, 7)) is not None:
            done.extend(one.number for one in work.items)
            finish(database, work)

    threads = [threading.Thread(target=worker, args=(f"w{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == list(range(1, 201))
    assert batch_state(database, batch) == "done"


def test_a_batch_is_done_with_its_last_item(database: Database) -> None:
    batch = new_batch(database, 2)
    work = claimed(database, most=1)
    finish(database, work)
    assert batch_state(database, batch) == "running"
    finish(database, claimed(database), "failed")
    assert batch_state(database, batch) == "done"
    assert states(database, batch) == {1: "done", 2: "failed"}


def test_who_gives_a_sign_of_life_keeps_their_items(database: Database) -> None:
    new_batch(database, 2)
    work = claimed(database)
    assert renew(database, "một") == 2
    assert sweep(database) == 0
    assert finish(database, work) == 2


def test_the_items_of_the_dead_come_back_one_by_one_after_the_others(database: Database) -> None:
    new_batch(database, 4)
    claimed(database, most=2)
    end_leases(database)
    assert sweep(database) == 2
    end_pauses(database)
    assert [one.number for one in claimed(database, "hai").items] == [3, 4]
    alone = claimed(database, "hai")
    assert [(one.number, one.attempts) for one in alone.items] == [(1, 2)]


def test_who_lost_an_item_cannot_finish_it_any_more(database: Database) -> None:
    batch = new_batch(database, 1)
    late = claimed(database, "một")
    end_leases(database)
    sweep(database)
    end_pauses(database)
    newer = claimed(database, "hai")
    assert finish(database, late, "failed") == 0
    assert finish(database, newer) == 1
    assert states(database, batch) == {1: "done"}


def test_the_same_owner_cannot_finish_an_earlier_attempt(database: Database) -> None:
    new_batch(database, 1)
    first = claimed(database, "một")
    hand_back(database, "một", blame=True)
    end_pauses(database)
    claimed(database, "một")
    assert finish(database, first) == 0


def test_what_kills_its_worker_again_and_again_fails_with_a_reason(database: Database) -> None:
    batch = new_batch(database, 2)
    finish(database, claimed(database, most=1))
    for _ in range(MOST_ATTEMPTS):
        end_pauses(database)
        claimed(database)
        hand_back(database, "một", blame=True)
    assert states(database, batch) == {1: "done", 2: "failed"}
    assert batch_state(database, batch) == "done"
    with database.reading() as session:
        item = session.scalars(select(BatchItem).where(BatchItem.number == 2)).one()
        assert "dừng đột ngột 3 lần" in item.problems[0]["message"]


def test_power_cuts_do_not_count_against_an_item(database: Database) -> None:
    batch = new_batch(database, 1)
    for _ in range(2 * MOST_ATTEMPTS):
        claimed(database)
        assert hand_back(database, "m", blame=False) == 1
    finish(database, claimed(database))
    assert states(database, batch) == {1: "done"}


def test_names_of_owners_are_taken_literally(database: Database) -> None:
    new_batch(database, 1)
    claimed(database, "may_1:một")
    assert hand_back(database, "may%", blame=False) == 0
    assert hand_back(database, "mayX1", blame=False) == 0
    assert hand_back(database, "may_1:", blame=False) == 1


def test_what_may_work_again_is_tried_again_and_then_given_up(database: Database) -> None:
    batch = new_batch(database, 1)
    for tried in range(1, MOST_ATTEMPTS + 1):
        work = claimed(database)
        assert work.items[0].attempts == tried
        finish(database, work, "again")
        if tried < MOST_ATTEMPTS:
            assert claim(database, "một", 1) is None, "a pause lies between two tries"
        end_pauses(database)
    assert states(database, batch) == {1: "failed"}


def test_a_machine_in_trouble_costs_no_attempt(database: Database) -> None:
    new_batch(database, 1)
    for _ in range(5):
        finish(database, claimed(database), "later")
        assert not has_work(database)
        end_pauses(database)
    assert claimed(database).items[0].attempts == 1


def test_checked_items_wait_until_somebody_says_go_on(database: Database) -> None:
    batch = new_batch(database, 2, state="checking")
    work = claimed(database)
    assert work.work == "check"
    settle(database, work, [Outcome(work.items[0], "right"), Outcome(work.items[1], "failed")])
    assert batch_state(database, batch) == "checked"
    assert not has_work(database)
    assert go_on(database, batch)
    making = claimed(database)
    assert (making.work, [one.number for one in making.items]) == ("make", [1])
    assert making.items[0].attempts == 1


def test_more_items_may_be_checked_at_once_than_are_made(database: Database) -> None:
    batch = new_batch(database, 40, state="checking")
    work = claim(database, "một", 2, checks=10)
    while work and work.work == "check":
        assert len(work.items) > 2
        settle(database, work, [Outcome(item, "right") for item in work.items])
        work = claim(database, "một", 2, checks=10)
    assert go_on(database, batch)
    assert len(claimed(database, most=2).items) == 2


@pytest.mark.parametrize(
    ("then", "wrong", "state"),
    [
        ("ask", 0, "checked"),
        ("good", 0, "running"),
        ("good", 1, "running"),
        ("good", 2, "done"),
        ("clean", 0, "running"),
        ("clean", 1, "checked"),
    ],
)
def test_what_follows_the_check_is_what_was_asked_for(
    database: Database, then: str, wrong: int, state: str
) -> None:
    batch = new_batch(database, 2, state="checking", then=then)
    work = claimed(database)
    endings = ["failed"] * wrong + ["right"] * (2 - wrong)
    settle(
        database,
        work,
        [Outcome(one, end) for one, end in zip(work.items, endings, strict=True)],  # type: ignore[arg-type]  # words of `Ending`
    )
    assert batch_state(database, batch) == state


def test_a_paused_batch_begins_nothing_and_finishes_what_it_has_begun(database: Database) -> None:
    batch = new_batch(database, 3)
    work = claimed(database, most=1)
    assert pause(database, batch)
    assert claim(database, "hai", 1) is None
    assert finish(database, work) == 1
    assert batch_state(database, batch) == "paused"
    assert go_on(database, batch)
    finish(database, claimed(database))
    assert batch_state(database, batch) == "done"


def test_cancelling_keeps_what_is_done_and_ignores_what_comes_late(database: Database) -> None:
    batch = new_batch(database, 3)
    finish(database, claimed(database, most=1))
    running = claimed(database, most=1)
    assert cancel(database, batch)
    assert finish(database, running) == 0
    assert states(database, batch) == {1: "done", 2: "cancelled", 3: "cancelled"}
    assert not cancel(database, batch)


def test_only_what_failed_or_was_cancelled_is_tried_again(database: Database) -> None:
    batch = new_batch(database, 3)
    finish(database, claimed(database, most=1))
    finish(database, claimed(database, most=1), "failed")
    cancel(database, batch)
    assert retry(database, batch) == 2
    work = claimed(database)
    assert (work.work, [one.number for one in work.items]) == ("check", [2, 3])
    finish(database, work, "right")
    finish(database, claimed(database))
    assert set(states(database, batch).values()) == {"done"}
    assert batch_state(database, batch) == "done"


def test_small_work_goes_before_large_and_batches_take_turns(database: Database) -> None:
    unit = new_unit(database, "Đơn vị khác")
    large, other = new_batch(database, 9, lane=2), new_batch(database, 9, lane=2, unit=unit)
    turns = [claimed(database, most=1).batch_id for _ in range(4)]
    assert turns.count(large) == turns.count(other) == 2
    urgent = new_batch(database, 1, lane=1)
    assert claimed(database).batch_id == urgent


def test_a_batch_of_few_goes_ahead_once_its_file_is_read(database: Database) -> None:
    large = new_batch(database, 9)
    small = new_batch(database, 2, state="reading")
    assert claimed(database, most=1).batch_id == large, "whose turn it is"
    reading = claimed(database)
    assert (reading.batch_id, reading.work) == (small, "read")
    assert read_finished(database, reading)
    assert [claimed(database, most=1).batch_id for _ in range(3)] == [small, small, large]


def test_a_file_is_read_by_one_and_by_another_if_the_first_dies(database: Database) -> None:
    batch = new_batch(database, 0, state="reading")
    first = claimed(database, "một")
    assert first.work == "read"
    assert claim(database, "hai", 1) is None
    end_leases(database)
    second = claimed(database, "hai")
    assert not read_finished(database, first)
    assert batch_state(database, batch) == "reading"
    assert read_finished(database, second)
    assert batch_state(database, batch) == "checked"


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(database: Database) -> None:
    batch = new_batch(database, 0, state="reading")
    assert read_failed(database, claimed(database), "Tệp hỏng.", again=False)
    assert batch_state(database, batch) == "refused"
    assert not has_work(database)


def test_progress_counts_every_item_once(database: Database) -> None:
    batch = new_batch(database, 6)
    finish(database, claimed(database, most=2))
    finish(database, claimed(database, most=1), "failed")
    claimed(database, most=1)
    seen = progress(database, batch)
    assert (seen.done, seen.failed, seen.running, seen.waiting) == (2, 1, 1, 2)
    assert (seen.total, seen.left) == (6, 3)
    assert seen.per_second > 0
    assert seen.seconds_left is not None


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["claim", "done", "failed", "again", "later", "die", "lose", "power"]),
        st.sampled_from(["một", "hai"]),
        st.integers(1, 4),
    ),
    max_size=40,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_STEPS)
def test_whatever_happens_no_item_is_lost_and_none_is_done_twice(
    database: Database, steps: list[tuple[str, str, int]]
) -> None:
    batch = new_batch(database, 6)
    hands: dict[str, list[Claim]] = {"một": [], "hai": []}
    finished: list[int] = []
    for what, who, number in steps:
        if what == "claim":
            if (work := claim(database, who, number)) is not None:
                hands[who].append(work)
        elif what in ("die", "power"):
            hand_back(database, who, blame=what == "die")
        elif what == "lose":
            end_leases(database)
            sweep(database)
        elif hands[who]:
            work = hands[who].pop()
            for one in work.items:
                if settle(database, work, [Outcome(one, what)]) and what == "done":  # type: ignore[arg-type]  # a word of `Ending`
                    finished.append(one.id)
        end_pauses(database)
    for who in hands:
        hand_back(database, who, blame=False)
    end_pauses(database)
    while (work := claim(database, "cuối", 3)) is not None:
        for one in work.items:
            finished += [one.id] * settle(database, work, [Outcome(one, "done")])
    assert len(finished) == len(set(finished))
    assert set(states(database, batch).values()) <= {"done", "failed"}
    assert batch_state(database, batch) == "done"


def test_a_batch_that_is_over_tells_its_counts_without_counting(database: Database) -> None:
    batch = new_batch(database, 3)
    finish(database, claimed(database, most=2))
    keep_counts(database, batch)
    assert kept(database, batch).counts == {}, "it goes on"
    finish(database, claimed(database), "failed")
    keep_counts(database, batch)
    found = progress_of(database, [kept(database, batch)])[batch]
    assert (found.done, found.failed, found.total) == (2, 1, 3)
    retry(database, batch)
    assert kept(database, batch).counts == {}
    assert progress_of(database, [kept(database, batch)])[batch].unchecked == 1


def kept(database: Database, batch: str) -> Batch:
    with database.reading() as session:
        return session.get_one(Batch, batch)
