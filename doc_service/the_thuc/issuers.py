"""Kinds of issuing organs, read from `issuers.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from doc_service.errors import InvalidSchema
from doc_service.the_thuc.rule_sets import Family


@dataclass(frozen=True, slots=True)
class IssuerKind:
    """What the regulation says of one kind of organ."""

    name: str
    label: str
    family: Family
    superior: Literal["dang_bo", "cap_uy", "tu_do", ""]
    """What the first line of the letterhead names."""

    code: str
    """Usual abbreviation in the symbol; a locality may use another."""

    bodies: tuple[str, ...]
    """Collective bodies it signs on behalf of, the usual one first; empty: the head signs."""

    heads: tuple[str, ...]
    """Positions that sign first, as the letters K/T name them."""

    seal: bool
    keep: str
    """Where the file copy stays: the words after “Lưu”."""

    deputy_mode: Literal["thay_mat", "ky_thay", "truc_tiep"] = "thay_mat"
    """How a deputy signs unless the clerk says otherwise (shared domain reference §1.8)."""

    unsealed: tuple[str, ...] = ()
    """How names of such organs begin that have no seal all the same, in small letters."""

    may_not_issue: tuple[str, ...] = ()
    """Codes of document types it may not issue (399-QĐ/TW, Điều 11 and 13)."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """One organ as it issues one document."""

    kind: IssuerKind
    name: str
    """Full name, such as `Chi bộ Tổ dân phố số 5`."""

    place: str
    """Place name before the date, without a date."""

    superior: str = ""
    """First line of the letterhead, where there is one."""

    @property
    def seal(self) -> bool:
        """Whether it has a seal of its own: its kind has, and it is no group within one."""
        return self.kind.seal and not self.name.lower().startswith(self.kind.unsealed)


@cache
def issuer_kinds() -> Mapping[str, IssuerKind]:
    """Return every kind by name, in file order."""
    data = tomllib.loads((Path(__file__).parent / "issuers.toml").read_text("utf-8"))
    return {name: _kind(name, row) for name, row in data.items()}


def issuer_kind(name: str) -> IssuerKind:
    """Return one kind.

    Raises:
        InvalidSchema: there is no such kind.
    """
    try:
        return issuer_kinds()[name]
    except KeyError:
        raise InvalidSchema(f"Không có loại cơ quan “{name}”.") from None


def _kind(name: str, row: Mapping[str, Any]) -> IssuerKind:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return IssuerKind(name=name, **values)
