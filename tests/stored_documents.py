"""Issued documents in the records, for tests that need some; nothing is printed of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from doc_service.desk.titles import searched, title_of
from doc_service.forms.catalog import Form
from doc_service.records import Database, Document, User


def issue(
    database: Database, unit: int, form: Form, data: Mapping[str, Any], *, state: str = "issued"
) -> str:
    """Return the id of a document of 2026 that stands in the records with these data."""
    by = _somebody(database, unit)
    with database.session() as session:
        document = Document(
            unit_id=unit,
            form=form.name,
            locality="mac_dinh",
            state=state,
            title=title_of(form, data),
            searched=searched(form, data),
            year=2026,
            data=dict(data),
            origins={},
            created_by=by,
            updated_by=by,
        )
        session.add(document)
        session.flush()
        return document.id


def _somebody(database: Database, unit: int) -> int:
    with database.session() as session:
        found = session.scalar(select(User.id))
        if found is None:
            user = User(unit_id=unit, name="Lê Thị Thư", login="thu", role="clerk", stamp="1")
            session.add(user)
            session.flush()
            found = user.id
        return found
