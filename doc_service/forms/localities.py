"""Localities: one place's labels, defaults, deadlines, quotas and templates, as a folder of data.

`form_templates/<locality>/locality.json` starts from the default locality: it need only hold what
differs. DOCX files beside it replace the national templates of the same name.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from doc_service.errors import InvalidSchema, LocalityNotFound
from doc_service.forms.deadlines import Deadline
from doc_service.forms.json_records import record
from doc_service.forms.proofreading import Erratum
from doc_service.forms.quotas import Quota
from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.the_thuc.signature import MODES
from doc_service.vietnamese.dates import parse_iso
from doc_service.vietnamese.text import fold

DEFAULT: Final = "mac_dinh"

Level = Literal["thanh_pho", "xa_phuong", "co_so"]
LEVELS: Final[tuple[Level, ...]] = ("thanh_pho", "xa_phuong", "co_so")
"""Levels of registration, highest first."""

LABEL_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "linh_vuc": ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri"),
    "cap": LEVELS,
    "cap_ngan": LEVELS,
}
"""Sets of codes that every locality labels; the order is the order of columns and rows."""

_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{0,63}$")


@dataclass(frozen=True, slots=True)
class UsualIssuer:
    """The organ that issues a locality's own documents, as the data key `co_quan` has it."""

    loai: str
    """Code of a kind of organ."""

    ten: str = ""
    """Empty where only the kind is known: then every organ of the kind is the issuer."""

    dia_danh: str = ""
    cap_tren: str = ""

    def __post_init__(self) -> None:
        """Refuse a kind of organ that does not exist."""
        if self.loai not in issuer_kinds():
            raise ValueError(f"không có loại cơ quan “{self.loai}”")

    def is_named(self, data: object) -> bool:
        """Return whether data for the field `co_quan` name this organ, or none at all."""
        if not isinstance(data, Mapping):
            return data is None
        key = "ten" if self.ten else "loai"
        mine = self.data()[key]
        return fold(str(data.get(key, mine))) == fold(mine)

    def data(self) -> dict[str, str]:
        """Return it as data for the field `co_quan`."""
        return _said(loai=self.loai, ten=self.ten, cap_tren=self.cap_tren, dia_danh=self.dia_danh)


@dataclass(frozen=True, slots=True)
class UsualSigner:
    """Who usually signs for the issuer, as the data key `nguoi_ky` has it."""

    chuc_vu: str
    hinh_thuc: str = ""
    """Mode of signing; "": the usual one of organ and position."""

    tap_the: str = ""
    kiem: str = ""
    ho_ten: str = ""
    """Empty where the locality names positions only."""

    from_: str = ""
    """First day in office, ISO; "": since ever."""

    to: str = ""
    """Last day in office, ISO; "": until now."""

    def __post_init__(self) -> None:
        """Refuse modes that do not exist and terms that cannot be read."""
        if self.hinh_thuc and self.hinh_thuc not in MODES:
            raise ValueError(f"không có hình thức ký “{self.hinh_thuc}”")
        for bound in (self.from_, self.to):
            if bound and not parse_iso(bound).is_full:
                raise ValueError("nhiệm kỳ from, to phải ghi đủ ngày, tháng, năm")

    def data(self) -> dict[str, str]:
        """Return it as data for the field `nguoi_ky`."""
        return _said(
            hinh_thuc=self.hinh_thuc,
            tap_the=self.tap_the,
            chuc_vu=self.chuc_vu,
            kiem=self.kiem,
            ho_ten=self.ho_ten,
        )


@dataclass(frozen=True, slots=True)
class UsualRecipient:
    """One line of `noi_nhan`."""

    noi: str
    muc_dich: str = ""

    def data(self) -> dict[str, str]:
        """Return it as one row of the field `noi_nhan`."""
        return _said(noi=self.noi, muc_dich=self.muc_dich)


@dataclass(frozen=True, slots=True)
class FieldWording:
    """Another title or help for one field; "" keeps the form's."""

    title: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class FormOverride:
    """How a locality's variant of one form differs."""

    defaults: Mapping[str, Any] = field(default_factory=dict)
    """Values for fields left empty, before the locality's general ones."""

    labels: Mapping[str, FieldWording] = field(default_factory=dict)
    """`field` or `rows.column` → wording."""

    hidden: tuple[str, ...] = ()
    """Optional columns and fields that are not asked here: `rows.column` or `field`."""


NO_OVERRIDE: Final = FormOverride()


@dataclass(frozen=True, slots=True)
class Locality:
    """One place's variant of the forms."""

    name: str
    folder: Path
    label: str
    labels: Mapping[str, Mapping[str, str]]
    """Set → code → label; see `LABEL_CODES`."""

    defaults: Mapping[str, Any]
    """Values for fields left empty; “Lưu {luu}” says where the issuer keeps its copy."""

    count_participants: Literal["per_field", "distinct"]
    """Mẫu 02 subtotals: add up the rows, or count a participant in two fields once."""

    print_zero: bool
    """Whether a count of nothing prints 0 or stays blank."""

    levels: tuple[Level, ...] = LEVELS
    """Levels of registration that exist here, highest first."""

    issuer: UsualIssuer | None = None
    signers: tuple[UsualSigner, ...] = ()
    """The one who signs most often first."""

    recipients: tuple[UsualRecipient, ...] = ()
    """Who usually receives the issuer's own documents."""

    forms: Mapping[str, FormOverride] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    quotas: tuple[Quota, ...] = ()
    errata: tuple[Erratum, ...] = ()
    """What is wrong in the plan that the locality comes from."""

    typos: Mapping[str, str] = field(default_factory=dict)
    """Wrong spelling, in small letters → right one."""

    typo_exceptions: tuple[str, ...] = ()
    """Phrases in which a wrong spelling is right: `thời điểm hình thành`."""

    def __post_init__(self) -> None:
        """Refuse labels that are not those of `LABEL_CODES`, and ids used twice."""
        _check_labels(self.labels)
        if not self.levels or self.levels != tuple(one for one in LEVELS if one in self.levels):
            raise ValueError(f"levels phải theo thứ tự {', '.join(LEVELS)}, không lặp")
        for entries in (self.deadlines, self.quotas):
            ids = [one.id for one in entries]
            if twice := sorted({one for one in ids if ids.count(one) > 1}):
                raise ValueError(f"id dùng hai lần: {', '.join(twice)}")

    def override(self, form: str) -> FormOverride:
        """Return how this locality's variant of a form differs."""
        return self.forms.get(form, NO_OVERRIDE)

    def signer_on(self, day: dt.date | None) -> UsualSigner | None:
        """Return who usually signs on a day; without one, who signs most often."""
        if day is None:
            return next(iter(self.signers), None)
        said = day.isoformat()
        return next(
            (
                one
                for one in self.signers
                if (one.from_ or said) <= said and said <= (one.to or said)
            ),
            None,
        )


def load_localities(folder: Path) -> dict[str, Locality]:
    """Read every locality below `folder`, the default one first.

    Raises:
        InvalidSchema: a file is not JSON, says something unknown, or lacks a label.
    """
    plain = _read(folder / DEFAULT / "locality.json")
    found = {DEFAULT: _locality(folder / DEFAULT, plain)}
    for path in sorted(folder.glob("*/locality.json")):
        if path.parent.name != DEFAULT:
            found[path.parent.name] = _locality(path.parent, _over(plain, _read(path)))
    return found


def locality(localities: Mapping[str, Locality], name: str) -> Locality:
    """Return one locality.

    Raises:
        LocalityNotFound: there is none of that name.
    """
    try:
        return localities[name or DEFAULT]
    except KeyError:
        known = ", ".join(localities)
        raise LocalityNotFound(f"Không có địa phương “{name}”; hiện có: {known}.") from None


def _said(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidSchema(
            f"Không đọc được tệp locality.json của địa phương “{path.parent.name}”.",
            detail=str(error),
        ) from None
    if not isinstance(data, dict):
        raise InvalidSchema(
            f"Tệp locality.json của địa phương “{path.parent.name}” phải là một đối tượng JSON."
        )
    return data


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = (
            _over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return merged


def _locality(folder: Path, data: Mapping[str, Any]) -> Locality:
    name = folder.name
    if not _NAME.match(name):
        raise InvalidSchema(
            f"Tên thư mục địa phương “{name}” chỉ dùng chữ thường không dấu, số, “_”, “-”."
        )
    source = f"Tệp locality.json của địa phương “{name}”"
    return record(Locality, data, source, name=name, folder=folder)


def _check_labels(labels: Mapping[str, Mapping[str, str]]) -> None:
    if unknown := set(labels) - set(LABEL_CODES):
        raise ValueError(f"có bộ nhãn lạ: {', '.join(sorted(unknown))}")
    for label_set, codes in LABEL_CODES.items():
        given = labels.get(label_set, {})
        if set(given) != set(codes):
            raise ValueError(f"“labels.{label_set}” phải đặt tên cho đủ {', '.join(codes)}")
        if not all(label.strip() for label in given.values()):
            raise ValueError(f"nhãn ở “labels.{label_set}” phải là chữ")


def unknown_forms(place: Locality, forms: Sequence[str]) -> list[str]:
    """Return the names under `forms` and in deadlines that are no form's."""
    named = {*place.forms, *(one.form for one in place.deadlines if one.form)}
    return sorted(named - set(forms))
