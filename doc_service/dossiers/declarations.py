"""What a dossier consists of, as `schemas/dossiers/<name>.json` declares it.

A dossier lists its documents in their order and the facts that they share. A fact is entered once,
under `chung`; every slot says in which field of which document it stands.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from doc_service.errors import DossierNotFound

INDEX: Final = "muc_luc_ho_so"
"""The form of the index; the dossier itself fills its rows."""

INDEX_ROWS: Final = "van_ban"


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a document in which a fact stands."""

    form: str
    field: str
    columns: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Rows: column of the document → column of the fact, where their names differ."""

    where: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """Rows: only those of the fact whose columns say one of these."""

    mentions: tuple[str, ...] = ()
    """Rows: columns of the document that name the fact's value among other words."""

    more: bool = False
    """The document may have rows that the fact has not."""

    fewer: bool = False
    """The document may lack rows of the fact."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that several documents say."""

    name: str
    label: str
    slots: tuple[Slot, ...]
    help: str = ""
    same: tuple[str, ...] = ()
    """Rows: columns that must read the same everywhere; the first ones name the row."""

    key: str = ""
    """Rows: the column that names a row; "" for a fact that is no list."""

    agree: bool = True
    """False: the fact only fills in what a document leaves out; the document may say otherwise."""


@dataclass(frozen=True, slots=True)
class Each:
    """One document for each row of a fact."""

    fact: str
    fields: Mapping[str, str]
    """Field of the document → column of the fact; the first one tells whose document it is."""

    mentions: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """The same, for fields that name the column's value among other words."""

    where: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    named: str = ""
    """Column that names the document's file; "" is the fact's key."""


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document of a dossier."""

    form: str
    label: str
    """Its short name, as sentences say it."""

    required: bool = True
    copies: int = 1
    """Sets on paper; the merged PDF holds them all."""

    note: str = ""
    """What the index says beside it."""

    reference: bool = False
    """Only to compare with: it is no part of the dossier."""

    each: Each | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """Rows of minutes that must carry what the dossier proposes."""

    form: str
    rows: str
    votes: str
    """Column of the votes for."""

    present: str
    """Dotted path of how many could vote."""

    lists: Mapping[str, str]
    """Form → its rows that must have been carried."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One kind of dossier."""

    name: str
    title: str
    help: str
    source: str
    """What prescribes it."""

    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    in_order: tuple[tuple[tuple[str, str], ...], ...]
    """Chains of (form, date field), each date not before the one ahead of it."""

    votes: tuple[Vote, ...]
    example: Mapping[str, Any]

    def fact(self, name: str) -> Fact:
        """Return the fact of this name."""
        return next(one for one in self.facts if one.name == name)

    def document(self, form: str) -> Document | None:
        """Return the document that is made by this form."""
        return next((one for one in self.documents if one.form == form), None)

    def slots(self, form: str) -> Iterator[tuple[Fact, Slot]]:
        """Yield the facts that stand in documents of a form."""
        for fact in self.facts:
            for slot in fact.slots:
                if slot.form == form:
                    yield fact, slot


def dossier(dossiers: Mapping[str, Dossier], name: str) -> Dossier:
    """Return one kind of dossier.

    Raises:
        DossierNotFound: there is no such dossier; the message lists those there are.
    """
    try:
        return dossiers[name]
    except KeyError:
        known = ", ".join(sorted(dossiers))
        raise DossierNotFound(f"Không có loại hồ sơ “{name}”; hiện có: {known}.") from None
