"""What batches are made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from doc_service.desk import Desk
from doc_service.documents.orders import Parts
from doc_service.dossiers.declarations import Dossier
from doc_service.errors import DossierNotFound
from doc_service.records import Database
from doc_service.storage import Storage


@dataclass(frozen=True, slots=True)
class Batches:
    """The desk, and the kinds of dossiers."""

    desk: Desk
    dossiers: Mapping[str, Dossier] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The records."""
        return self.desk.database

    @property
    def storage(self) -> Storage:
        """The files."""
        return self.desk.storage

    @property
    def parts(self) -> Parts:
        """What documents are issued with."""
        return self.desk.parts

    def dossier(self, name: str) -> Dossier:
        """Return a kind of dossier.

        Raises:
            DossierNotFound: there is none of this name.
        """
        found = self.dossiers.get(name)
        if found is None:
            raise DossierNotFound(f"Không có loại hồ sơ “{name}”.")
        return found
