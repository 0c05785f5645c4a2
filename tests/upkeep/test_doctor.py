"""The doctor: what a crash or a careless hand left is said, and mended where it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from doc_service.cli import main
from doc_service.ledger import Outcome, claim, settle
from doc_service.records import Batch
from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.upkeep.doctor import examine
from tests.ledgers import batch_state, end_leases, new_batch, new_unit, states


@pytest.fixture
def service(tmp_path: Path) -> Iterator[DocService]:
    settings = load_settings({}, data_folder=tmp_path / "data", work_folder=tmp_path / "work")
    with DocService.open(settings) as opened:
        opened.open_records()
        new_unit(opened.database)
        yield opened


@pytest.fixture
def run(service: DocService, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("VANTHU_DATA_FOLDER", str(service.settings.data_folder))
    monkeypatch.setenv("VANTHU_WORK_FOLDER", str(service.settings.work_folder))
    return lambda *arguments: CliRunner().invoke(main, ["doctor", *arguments])


def finished(service: DocService, content: bytes) -> str:
    """Return a batch of one finished item whose file has this content."""
    batch = new_batch(service.database, 1)
    work = claim(service.database, "một", 1)
    assert work is not None
    key = service.storage.put(content)
    file = {"format": "pdf", "name": "a.pdf", "sha256": key, "size": 1, "pages": 1}
    settle(service.database, work, [Outcome(work.items[0], "done", (), [file])])
    return batch


def said(service: DocService) -> list[str]:
    return [one.said for one in examine(service) if one.kind == "wrong"]


def mend(service: DocService) -> None:
    for one in examine(service):
        if one.mend is not None:
            one.mend()


def test_where_all_is_well_there_is_nothing_to_say(service: DocService) -> None:
    finished(service, b"pdf")
    assert said(service) == []


def test_what_the_dead_hold_is_given_back(service: DocService) -> None:
    batch = new_batch(service.database, 3)
    assert claim(service.database, "đã chết", 2)
    assert said(service) == [], "who gives signs of life is not dead"
    end_leases(service.database)
    assert said(service) == ["2 bản ghi do một tiến trình đã chết giữ."]
    mend(service)
    assert said(service) == []
    assert set(states(service.database, batch).values()) == {"waiting"}


def test_a_batch_without_work_that_never_ended_is_ended(service: DocService) -> None:
    batch = finished(service, b"pdf")
    with service.database.session() as session:
        session.execute(update(Batch).where(Batch.id == batch).values(state="running"))
    assert len(said(service)) == 1
    mend(service)
    assert said(service) == []
    assert batch_state(service.database, batch) == "done"


def test_finished_items_whose_files_are_gone_are_made_again(service: DocService) -> None:
    batch = finished(service, b"mat")
    key = next(iter(service.storage.keys()))
    service.storage.remove(key)
    assert "1 bản ghi đã xong nhưng mất tệp (số 1)" in said(service)[0]
    mend(service)
    assert states(service.database, batch) == {1: "waiting"}
    assert batch_state(service.database, batch) == "running"
    assert said(service) == []


def test_the_command_says_what_is_wrong_and_mends_it(
    service: DocService, run: Callable[..., Result]
) -> None:
    assert run().exit_code == 0
    new_batch(service.database, 1)
    claim(service.database, "đã chết", 1)
    end_leases(service.database)
    found = run()
    assert found.exit_code == 1
    assert "sửa được với --repair" in found.output
    mended = run("--repair")
    assert mended.exit_code == 0
    assert "đã sửa" in mended.output
    assert run().exit_code == 0
