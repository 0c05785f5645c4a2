"""What the desk works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from doc_service.desk.ahead import Ahead
from doc_service.desk.turns import Turns
from doc_service.documents import Parts
from doc_service.forms.catalog import Catalog, Form
from doc_service.records import Database
from doc_service.storage import Storage


@dataclass(frozen=True, slots=True)
class Desk:
    """Records, files, and the parts that issue documents."""

    database: Database
    storage: Storage
    parts: Parts
    turns: Turns = field(default_factory=Turns)
    """Of previews: one at a time for each tab, the newest only."""

    ahead: Ahead | None = None
    """Lets this machine's workers rest during previews."""

    @property
    def catalog(self) -> Catalog:
        """The forms."""
        return self.parts.catalog

    def form(self, name: str, locality: str) -> Form:
        """Return a form as a locality words it.

        Raises:
            FormNotFound, LocalityNotFound: there is none.
        """
        return self.catalog.form(name, locality)
