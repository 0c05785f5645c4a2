"""The tables of batches: the ledger of all work that outlives a request."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Float, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from doc_service.records.tables import Table, new_id, now


class Batch(Table):
    """Many documents from one file, by one form or one kind of dossier."""

    __tablename__ = "batches"
    __table_args__ = (
        Index(None, "unit_id", "created_at"),
        Index(None, "unit_id", "asked_as", unique=True),
        Index(None, "state", "lane"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    """Empty where a unit's key asked for it."""

    asked_as: Mapped[str]
    """What makes it the same batch when it is sent again: the key given, or the fingerprint."""

    fingerprint: Mapped[str]
    """Hash of what is asked for and of the file."""

    label: Mapped[str]
    kind: Mapped[str]
    """`form` or `dossier`."""

    form: Mapped[str]
    """Name of the form, or of the kind of dossier."""

    locality: Mapped[str]
    outputs: Mapped[list[Any]]
    pattern: Mapped[str] = mapped_column(default="")
    """Of file names; see `batches.naming`."""

    draft: Mapped[bool] = mapped_column(default=False)
    then: Mapped[str] = mapped_column(default="ask")
    """What follows the check: `ask`; `good`, go on with what is right; `clean`, only if all is."""

    input: Mapped[str]
    """Key in storage of what was sent."""

    input_name: Mapped[str]
    chosen: Mapped[dict[str, Any] | None]
    """Which stored documents it is made of, where no file was sent; `input` then has their ids."""

    again_of: Mapped[str | None]
    """The batch that this one makes again with new data."""

    state: Mapped[str] = mapped_column(default="reading")
    """`reading`, `checking`, `checked`, `running`, `paused`, `done`, `cancelled`, `refused`."""

    said: Mapped[str] = mapped_column(default="")
    """Why it is refused, or what it waits for."""

    problems: Mapped[list[Any]] = mapped_column(default=list)
    """Of the file as a whole."""

    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Items by state, once it is over: a list of batches need not count them again."""

    lane: Mapped[int] = mapped_column(default=2)
    """Who goes first; see `ledger.terms`."""

    served: Mapped[float] = mapped_column(Float, default=0.0)
    """When some of it was last claimed, in seconds of the database's clock: units take turns."""

    owner: Mapped[str] = mapped_column(default="")
    """Who reads the file."""

    until: Mapped[float] = mapped_column(Float, default=0.0)
    """End of their lease, in seconds of the database's clock."""

    attempts: Mapped[int] = mapped_column(default=0)
    """Times that reading was begun."""

    created_at: Mapped[dt.datetime] = mapped_column(default=now)
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]


class BatchItem(Table):
    """One record of a batch: what is to be made of it, and what became of that."""

    __tablename__ = "batch_items"
    __table_args__ = (
        Index(None, "batch_id", "number", unique=True),
        Index(None, "batch_id", "state", "phase", "attempts", "number"),
        Index(None, "batch_id", "state", "phase", "ended"),  # counting reads nothing else
        Index(None, "state", "until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"))
    number: Mapped[int]
    """From 1, in the order of the file."""

    label: Mapped[str]
    """What a clerk knows it by."""

    source: Mapped[str] = mapped_column(default="")
    """Where in the file it is: a row, a line, the path of a member."""

    content: Mapped[str] = mapped_column(default="")
    """Key in storage of a member that is read when it is checked."""

    name: Mapped[str] = mapped_column(default="")
    """Of its files, without extension; unique within the batch."""

    issuer: Mapped[str] = mapped_column(default="")
    """Who issues it, as printed; what is printed together is theirs."""

    phase: Mapped[str] = mapped_column(default="check")
    """`check`, then `make`."""

    state: Mapped[str] = mapped_column(default="waiting")
    """`waiting`, `running`, `done`, `failed`, `cancelled`."""

    attempts: Mapped[int] = mapped_column(default=0)
    """Times that somebody began with it in this phase, counted before they do."""

    due: Mapped[float] = mapped_column(Float, default=0.0)
    """Not before this second of the database's clock."""

    owner: Mapped[str] = mapped_column(default="")
    until: Mapped[float] = mapped_column(Float, default=0.0)
    """End of the owner's lease, in seconds of the database's clock."""

    seconds: Mapped[float] = mapped_column(Float, default=0.0)
    """That it took to make."""

    problems: Mapped[list[Any]] = mapped_column(default=list)
    """What is wrong with it, or to be looked at: `{pointer, message, code, severity, …}`."""

    files: Mapped[list[Any]] = mapped_column(default=list)
    """`{format, name, sha256, size, pages}` of each finished file."""

    ended: Mapped[float] = mapped_column(Float, default=0.0)
    """When it was done or failed, in seconds of the database's clock."""

    record: Mapped[BatchRecord] = relationship(
        primaryjoin="and_(foreign(BatchItem.batch_id) == BatchRecord.batch_id, "
        "foreign(BatchItem.number) == BatchRecord.number)",
        lazy="raise",
        viewonly=True,
    )
    """What it is made of; load it where it is needed (`joinedload`)."""


class BatchRecord(Table):
    """What an item is made of; apart from the item, whose row changes with every step."""

    __tablename__ = "batch_records"

    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any] | None]
    """As the API takes them; empty for a file that nobody has read yet."""

    cells: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Where its values stand in the workbook they were read from."""

    unread: Mapped[list[Any]] = mapped_column(default=list)
    """Problems of the reading, which every check begins with."""
