"""An office that has batches made, in this process, with the real LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from doc_service.accounts.members import Member, Role
from doc_service.batches.overview import find_batch
from doc_service.batches.results import entries
from doc_service.batches.submitting import Submission, submit
from doc_service.batches.wiring import Batches
from doc_service.conversion import ConverterPool
from doc_service.desk import Desk
from doc_service.service import DocService, pool_options
from doc_service.settings import load_settings
from doc_service.workers.loop import Worker
from tests.batch_places import FORM
from tests.ledgers import end_pauses, new_unit


@dataclass(frozen=True)
class Office:
    """A unit, somebody in it, and what batches are made with."""

    batches: Batches
    member: Member

    def send(self, content: bytes, name: str = "dot.jsonl", key: str = "", **wishes: Any) -> str:
        asked = Submission(**{"form": FORM, "outputs": ("pdf",), "then": "good", **wishes})
        return submit(self.batches, self.member, asked, io.BytesIO(content), name, key)[0].id

    def work(self, batch: str) -> str:
        """Work until nothing is left to do; returns the state of the batch."""
        worker = Worker(self.batches, "một")
        while worker.step():
            end_pauses(self.batches.database)
        return self.batch(batch).state

    def batch(self, batch: str) -> Any:
        return find_batch(self.batches, self.member, batch).batch

    def listed(self, batch: str) -> list[Any]:
        return list(entries(self.batches, self.batch(batch)))


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConverterPool]:
    folder = tmp_path_factory.mktemp("pool")
    settings = load_settings({}, data_folder=folder, work_folder=folder / "work", workers=1)
    with ConverterPool(pool_options(settings)) as opened:
        yield opened


@pytest.fixture
def service(tmp_path: Path) -> Iterator[DocService]:
    settings = load_settings({}, data_folder=tmp_path / "data", work_folder=tmp_path / "work")
    with DocService.open(settings) as opened:
        opened.open_records()
        yield opened


@pytest.fixture
def office(service: DocService, pool: ConverterPool) -> Office:
    unit = new_unit(service.database, "Đảng ủy phường An Thịnh")
    member = Member(unit, "Đảng ủy phường An Thịnh", "mac_dinh", Role.CLERK, "Lê Thị Thư")
    return Office(with_converter(service, pool), member)


def with_converter(service: DocService, converter: Any) -> Batches:
    desk = Desk(service.database, service.storage, replace(service.parts, converter=converter))
    return Batches(desk, service.dossiers)
