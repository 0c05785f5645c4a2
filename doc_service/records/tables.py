"""The tables. Times are UTC; identifiers of documents are random, so that none can be guessed."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

from sqlalchemy import JSON, DateTime, ForeignKey, Index, MetaData, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Utc(TypeDecorator[dt.datetime]):
    """A moment with its time zone, kept as UTC without one: SQLite forgets zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the moment in UTC, without its zone."""
        return value.astimezone(dt.UTC).replace(tzinfo=None) if value else None

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Return the moment with its zone."""
        return value.replace(tzinfo=dt.UTC) if value else None


CHANGES: Final[dict[str, Any]] = {"key_share": True}
"""Locks a row that is read in order to be changed; rows that refer to it may still be added."""


def now() -> dt.datetime:
    """Return this moment."""
    return dt.datetime.now(dt.UTC)


def new_id() -> str:
    """Return an identifier that nobody can guess: 32 hexadecimal digits."""
    return uuid.uuid4().hex


class Table(DeclarativeBase):
    """What all tables share: names of constraints that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dt.datetime: Utc, dict[str, Any]: JSON, list[Any]: JSON}


class Unit(Table):
    """An organisation that issues documents; users and documents belong to one."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    locality: Mapped[str]
    profile: Mapped[dict[str, Any]]
    """`co_quan`, `nguoi_ky` (a list, the usual one first) and `noi_nhan`, as data of a form."""

    created_at: Mapped[dt.datetime] = mapped_column(default=now)


class User(Table):
    """Somebody who logs in."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    login: Mapped[str] = mapped_column(unique=True)
    """What is typed to log in, in small letters."""

    name: Mapped[str]
    role: Mapped[str]
    password: Mapped[str] = mapped_column(default="")
    """Argon2 hash; "" until one is chosen through a link."""

    stamp: Mapped[str] = mapped_column(default=new_id)
    """Changes with the password, the role and the lock: sessions of before end."""

    language: Mapped[str] = mapped_column(default="vi")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime] = mapped_column(default=now)
    seen_at: Mapped[dt.datetime | None]
    """Last log-in."""


class LoginLink(Table):
    """A link that lets somebody choose a password, once."""

    __tablename__ = "login_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class LoginFailure(Table):
    """One wrong password, by name and by address; what locks out."""

    __tablename__ = "login_failures"
    __table_args__ = (Index(None, "login", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str]
    address: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(default=now)


class ApiKey(Table):
    """A unit's key for other systems; only the hash of its secret is kept."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name: Mapped[str]
    prefix: Mapped[str]
    """How the secret begins, to tell keys apart."""

    secret_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[dt.datetime] = mapped_column(default=now)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]


class Secret(Table):
    """What every machine that uses this database signs with."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    """In hexadecimal."""


class Document(Table):
    """One document: a draft, then issued, then perhaps revoked."""

    __tablename__ = "documents"
    __table_args__ = (Index(None, "unit_id", "state", "updated_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    form: Mapped[str] = mapped_column(index=True)
    locality: Mapped[str]
    state: Mapped[str] = mapped_column(default="draft")
    """`draft`, `issued`, `revoked`, `discarded` (a draft put away)."""

    title: Mapped[str]
    searched: Mapped[str] = mapped_column(default="")
    """Title, symbol and issuer without diacritics, in small letters."""

    symbol: Mapped[str] = mapped_column(default="")
    """Such as `12-KH/ĐU`, once issued."""

    year: Mapped[int]
    data: Mapped[dict[str, Any]]
    """As typed; of an issued document the completed data that were printed."""

    origins: Mapped[dict[str, Any]]
    """JSON Pointer of a leaf → where its value came from; see `desk.origins`."""

    version: Mapped[int] = mapped_column(default=1)
    """Counts saves; who saves says which one they saw."""

    copied_from: Mapped[str | None]
    upload: Mapped[str] = mapped_column(default="")
    """Key in storage of the file a draft was read from."""

    upload_name: Mapped[str] = mapped_column(default="")
    rule_set: Mapped[str] = mapped_column(default="")
    data_sha256: Mapped[str] = mapped_column(default="")
    created_at: Mapped[dt.datetime] = mapped_column(default=now)
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[dt.datetime] = mapped_column(default=now)
    updated_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    issued_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]
    revoked_why: Mapped[str] = mapped_column(default="")


class Revision(Table):
    """A draft's data as somebody left them; nothing typed is ever lost."""

    __tablename__ = "revisions"
    __table_args__ = (Index(None, "document_id", "version", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    version: Mapped[int]
    data: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime] = mapped_column(default=now)
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class Event(Table):
    """What befell a document: who, when, what."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
    what: Mapped[str]
    """`created`, `copied`, `restored`, `discarded`, `issued`, `revoked`."""

    detail: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime] = mapped_column(default=now)
    by: Mapped[int] = mapped_column(ForeignKey("users.id"))


class DocumentFile(Table):
    """A finished file of an issued document."""

    __tablename__ = "document_files"
    __table_args__ = (Index(None, "document_id", "format", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    format: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    """Bytes."""


class Presence(Table):
    """A browser tab that has a draft open."""

    __tablename__ = "presences"

    tab: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    seen_at: Mapped[dt.datetime] = mapped_column(default=now)
