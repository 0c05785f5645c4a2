"""Batches in a ledger, for tests that need some."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select, update

from doc_service.records import Batch, BatchItem, BatchRecord, Database, Unit
from doc_service.records.tables import new_id


def new_unit(database: Database, name: str = "Đơn vị") -> int:
    with database.session() as session:
        unit = Unit(name=name, locality="mac_dinh", profile={"co_quan": {"ten": name}})
        session.add(unit)
        session.flush()
        return unit.id


def new_batch(
    database: Database, items: int, *, state: str = "running", unit: int = 0, **wishes: Any
) -> str:
    """Return a batch with so many items, ready to be made (or checked, in that state)."""
    values: dict[str, Any] = {
        "unit_id": unit or _some_unit(database),
        "asked_as": new_id(),
        "fingerprint": "0",
        "label": "Đợt thử",
        "kind": "form",
        "form": "mau_01",
        "locality": "mac_dinh",
        "outputs": ["pdf"],
        "input": "0" * 64,
        "input_name": "dau_vao.xlsx",
        "state": state,
        **wishes,
    }
    phase = "check" if state in ("checking", "reading") else "make"
    with database.session() as session:
        batch = Batch(**values)
        session.add(batch)
        session.flush()
        rows = [
            {"batch_id": batch.id, "number": number, "label": f"Bản {number}", "phase": phase}
            for number in range(1, items + 1)
        ]
        if rows:
            session.execute(insert(BatchItem), rows)
            records = [{"batch_id": batch.id, "number": row["number"]} for row in rows]
            session.execute(insert(BatchRecord), records)
        return batch.id


def _some_unit(database: Database) -> int:
    with database.reading() as session:
        found = session.scalar(select(Unit.id).limit(1))
    return found or new_unit(database)


def states(database: Database, batch_id: str) -> dict[int, str]:
    """Return the state of each item by its number."""
    with database.reading() as session:
        rows = session.execute(
            select(BatchItem.number, BatchItem.state).where(BatchItem.batch_id == batch_id)
        )
        return {number: state for number, state in rows.all()}


def batch_state(database: Database, batch_id: str) -> str:
    with database.reading() as session:
        return session.get_one(Batch, batch_id).state


def end_leases(database: Database) -> None:
    """Have half a minute pass without a sign of life from anybody."""
    with database.session() as session:
        for table in (Batch, BatchItem):
            session.execute(update(table).where(table.owner != "").values(until=1.0))


def end_pauses(database: Database) -> None:
    """Have the pauses before further tries pass."""
    with database.session() as session:
        session.execute(update(BatchItem).values(due=0.0))
