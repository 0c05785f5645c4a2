"""What comes out of a batch, without making any of it."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

from sqlalchemy import select, update

from doc_service.batches.results import archive
from doc_service.records import Batch, BatchItem
from doc_service.service import DocService
from doc_service.settings import load_settings
from tests.ledgers import new_batch

COUNT, SIZE = 1000, 30_000
ROOM = 8 * 2**20
"""Bytes: a quarter of what the files have together; the ZIP's list of files grows with them."""


def test_a_zip_of_many_files_never_stands_in_memory(tmp_path: Path) -> None:
    with DocService.open(load_settings({}, data_folder=tmp_path / "d", work_folder=tmp_path)) as s:
        s.open_records()
        number = new_batch(s.database, COUNT, state="done")
        keys = [s.desk.storage.put(os.urandom(SIZE)) for _ in range(20)]
        with s.database.session() as session:
            items = session.scalars(select(BatchItem.id).order_by(BatchItem.number)).all()
            session.execute(update(BatchItem), [done(one, keys[one % 20]) for one in items])
        with s.database.reading() as session:
            batch = session.get_one(Batch, number)
        tracemalloc.start()
        sent = sum(len(piece) for piece in archive(s.batches, batch))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert sent > COUNT * SIZE
    assert most < ROOM


def done(item: int, key: str) -> dict[str, object]:
    file = {"format": "pdf", "name": f"Bản {item}.pdf", "sha256": key, "size": SIZE, "pages": 2}
    return {"id": item, "state": "done", "name": f"Bản {item}", "files": [file]}
