"""A desk on a folder of its own, with two units and their people, and no LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import today
from tests.desks import OTHER_UNIT, PROFILE, UNIT

if TYPE_CHECKING:
    from doc_service.accounts.members import Member
    from doc_service.conversion import Pdf
    from doc_service.desk import Desk
    from doc_service.forms.catalog import Catalog


class BlankPages:
    """A converter that makes an empty page of every document."""

    def __init__(self) -> None:
        """Make the page once."""
        from pypdf import PdfWriter

        writer, page = PdfWriter(), io.BytesIO()
        writer.add_blank_page(595, 842)
        writer.write(page)
        self.page = page.getvalue()

    def convert(self, docx: bytes, **how: Any) -> Pdf:
        """Return the page."""
        from doc_service.conversion import Pdf

        return Pdf(self.page, 1, "7.4.7.2")


@pytest.fixture
def office(records_url: str, tmp_path: Path, catalog: Catalog) -> Iterator[Desk]:
    """A desk whose people are `who`'s."""
    from doc_service.assembly.assembler import Assembler
    from doc_service.desk import Desk
    from doc_service.documents import Parts
    from doc_service.records import Database, Unit, User
    from doc_service.storage import FolderStorage

    database = Database(records_url)
    database.upgrade()
    with database.session() as session:
        session.add(Unit(id=1, name=UNIT, locality="mac_dinh", profile=PROFILE))
        session.add(Unit(id=2, name=OTHER_UNIT, locality="mac_dinh", profile={}))
        session.flush()
        for number, (login, (name, role, unit)) in enumerate(PEOPLE.items(), 1):
            session.add(User(id=number, unit_id=unit, login=login, name=name, role=role))
    parts = Parts(catalog, Assembler(), BlankPages(), today)
    yield Desk(database, FolderStorage(tmp_path / "files"), parts)
    database.close()


PEOPLE = {
    "quantri": ("Nguyễn Thị Quản", "quan_tri", 1),
    "van.thu": ("Lê Thị Thư", "van_thu", 1),
    "van.thu.2": ("Đỗ Văn Lưu", "van_thu", 1),
    "nguoi.xem": ("Phạm Văn Xem", "nguoi_xem", 1),
    "chi.bo": ("Hoàng Thị Chi", "van_thu", 2),
}


@pytest.fixture
def who() -> dict[str, Member]:
    """The people of the desk, by login."""
    from doc_service.accounts.members import Member, Role

    units = {1: UNIT, 2: OTHER_UNIT}
    return {
        login: Member(unit, units[unit], "mac_dinh", Role(role), name, number, login)
        for number, (login, (name, role, unit)) in enumerate(PEOPLE.items(), 1)
    }
