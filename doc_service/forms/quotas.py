"""Quotas: how many models a locality asks each kind of organ to register, and at which levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from doc_service.problems import Problem
from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.vietnamese.text import nfc


@dataclass(frozen=True, slots=True)
class Counts:
    """Least numbers of models; 0 asks for none of that kind."""

    tap_the: int = 0
    """Of collectives."""

    ca_nhan: int = 0
    """Of individuals."""

    tong: int = 0
    """Of either."""

    moi: int = 0
    """Begun this year, or taken over from another place."""

    den: int = 0
    """Largest number usually recognised, where the plan names a range such as 3-5."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What one group of organs is asked for. Raises `ValueError` when it cannot be applied."""

    id: str
    group: str
    """The group as a clerk says it: `Chi bộ tổ dân phố`."""

    raw: str
    """Words of the source."""

    issuer_kinds: tuple[str, ...] = ()
    """Kinds of organs it binds; none: a quota that no registration shows, told but not checked."""

    name_pattern: str = ""
    """Regular expression that the organ's name must contain, in any case."""

    register: Counts = Counts()
    recognised: Counts = Counts()

    def __post_init__(self) -> None:
        """Refuse kinds of organs that do not exist and patterns that do not compile."""
        if unknown := sorted(set(self.issuer_kinds) - set(issuer_kinds())):
            raise ValueError(f"không có loại cơ quan {', '.join(unknown)}")
        try:
            re.compile(self.name_pattern)
        except re.error:
            raise ValueError(f"name_pattern “{self.name_pattern}” viết sai") from None

    def binds(self, issuer_kind: str, issuer_name: str) -> bool:
        """Return whether the quota is meant for this organ."""
        return issuer_kind in self.issuer_kinds and bool(
            re.search(self.name_pattern, nfc(issuer_name), re.IGNORECASE)
        )


class _Quotas(Protocol):
    @property
    def quotas(self) -> tuple[Quota, ...]: ...


class _Levels(Protocol):
    @property
    def levels(self) -> tuple[str, ...]: ...

    @property
    def labels(self) -> Mapping[str, Mapping[str, str]]: ...


_KINDS: Final[Mapping[str, str]] = {
    "tap_the": "mô hình tập thể",
    "ca_nhan": "mô hình cá nhân",
    "tong": "mô hình (tập thể và cá nhân)",
    "moi": "mô hình xây dựng mới hoặc nhân rộng",
}


def quota_for(locality: _Quotas, issuer_kind: str, issuer_name: str) -> Quota | None:
    """Return the first quota that binds this organ; special groups stand before general ones."""
    return next((one for one in locality.quotas if one.binds(issuer_kind, issuer_name)), None)


def quota_problems(
    locality: _Quotas,
    issuer_kind: str,
    issuer_name: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    pointer: str = "/mo_hinh",
) -> list[Problem]:
    """Return warnings about a registration that falls short of its organ's quota.

    Args:
        locality: whose quotas apply.
        issuer_kind: code of the organ's kind, such as `chi_bo`.
        issuer_name: the organ's full name.
        rows: one model each, `loai` being `tap_the` or `ca_nhan`; `moi` true for a new one. Where
            no row says `moi`, the number of new models cannot be known and is not judged.
        pointer: JSON Pointer of the rows.
    """
    quota = quota_for(locality, issuer_kind, issuer_name)
    if quota is None:
        return []
    return [
        Problem(
            pointer,
            f"{quota.group} đăng ký ít nhất {least:02d} {_KINDS[kind]}; "
            f"danh sách mới có {count}, còn thiếu {least - count}.",
            "quota",
            "warning",
        )
        for kind, least, count in _compared(quota.register, rows)
        if count < least
    ]


def _compared(asked: Counts, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int, int]]:
    """Yield kind, least number and number there for what is asked and can be counted."""
    loai = [row.get("loai") for row in rows]
    yield "tap_the", asked.tap_the, loai.count("tap_the")
    yield "ca_nhan", asked.ca_nhan, loai.count("ca_nhan")
    yield "tong", asked.tong, len(rows)
    if any("moi" in row for row in rows):
        yield "moi", asked.moi, sum(row.get("moi") is True for row in rows)


def level_problems(locality: _Levels, data: Mapping[str, Any]) -> list[Problem]:
    """Return warnings about levels of registration that the locality does not have.

    Args:
        locality: whose levels exist.
        data: a form's data; the key `cap` holds a level, at the top or in rows.
    """
    rows = [
        (f"/{name}/{number}/cap", f"Dòng {number + 1}: ", row.get("cap"))
        for name, value in data.items()
        if isinstance(value, list)
        for number, row in enumerate(value)
        if isinstance(row, Mapping)
    ]
    labels = locality.labels["cap"]
    known = ", ".join(labels[level] for level in locality.levels)
    return [
        Problem(
            pointer,
            f"{place}địa phương này không có cấp “{labels[level]}”; hãy chọn một trong: {known}.",
            "level",
            "warning",
        )
        for pointer, place, level in [("/cap", "", data.get("cap")), *rows]
        if isinstance(level, str) and level in labels and level not in locality.levels
    ]
