"""The signature block: in whose name, by which position, by whom.

Sources: HD 36-HD/VPTW điểm 1.7, NĐ 30/2020/NĐ-CP Điều 13 and Phụ lục I khoản 7; shared domain
reference §1.8 and §2.2. What a clerk gives is a `Signer`; what is printed is a `SignatureBlock`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from doc_service.the_thuc.issuers import Issuer
from doc_service.the_thuc.rule_sets import RuleSet
from doc_service.vietnamese.text import fold, normalise_space

Mode = Literal["thay_mat", "ky_thay", "thua_lenh", "thua_uy_quyen", "quyen", "truc_tiep", "kiem"]

MODES: Final[Mapping[Mode, str]] = {
    "thay_mat": "Thay mặt tập thể (T/M)",
    "ky_thay": "Ký thay cấp trưởng (K/T)",
    "thua_lenh": "Thừa lệnh (T/L)",
    "thua_uy_quyen": "Thừa ủy quyền (TUQ., chỉ khối nhà nước)",
    "quyen": "Quyền cấp trưởng (Q.)",
    "truc_tiep": "Cấp trưởng ký trực tiếp",
    "kiem": "Kiêm chức vụ (ban chỉ đạo không có dấu)",
}
"""Mode → label; the dialect's choices and the docs read this table."""

_MEMBER = re.compile(r"(?:(?:dang|chi|tinh|thanh|huyen|quan|thi) )?uy vien\b")
_STANDING = re.compile(r"[\s,]+THƯỜNG TRỰC$")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, as data."""

    name: str
    position: str
    """`Bí thư`, `Phó Trưởng ban`…, in any case."""

    mode: Mode | None = None
    """None: the usual one for the organ and the position."""

    body: str = ""
    """T/M: the collective; T/L: who gives the order; K/T: the head who is signed for."""

    concurrent: str = ""
    """`kiem`: the second position, such as `Trưởng Ban Chỉ đạo`."""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One printed line above the signature."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """What is printed where somebody signs."""

    lines: tuple[SignatureLine, ...]
    name: str
    blank_lines: int
    seal: bool
    """Whether a seal may cover the signature: never for a chi bộ, never on the left of two."""


def usual_mode(rules: RuleSet, issuer: Issuer, position: str) -> Mode:
    """Choose the mode when the clerk gave none.

    Collectives sign T/M, heads directly; deputies as `issuers.toml` says of the kind of organ.
    """
    if is_deputy(position):
        return issuer.kind.deputy_mode
    return "thay_mat" if issuer.kind.bodies else "truc_tiep"


def is_deputy(position: str) -> bool:
    """Say whether a position is a deputy's, such as `Phó Trưởng ban Thường trực`."""
    return fold(position).startswith("pho ")


def signature_block(rules: RuleSet, issuer: Issuer, signer: Signer) -> SignatureBlock:
    """Compose the block of the person who signs for the organ."""
    mode = signer.mode or usual_mode(rules, issuer, signer.position)
    lines = _COMPOSERS[mode](rules, issuer, signer)
    return SignatureBlock(
        lines=tuple(line for line in lines if line.text),
        name=signer.name,
        blank_lines=rules.signature.blank_lines,
        seal=_sealed(issuer, mode),
    )


def minutes_blocks(
    rules: RuleSet, issuer: Issuer, *, secretary: str, chair: str
) -> tuple[SignatureBlock, SignatureBlock]:
    """Compose the two blocks of minutes: left the secretary, right the chair, who takes the seal.

    Source: shared domain reference §1.9; State minutes say THƯ KÝ and CHỦ TỌA (NĐ 30 Mẫu 1.9).
    """
    party = ("NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ")
    left, right = party if rules.family == "dang" else ("THƯ KÝ", "CHỦ TỌA")
    blank = rules.signature.blank_lines
    return (
        SignatureBlock((SignatureLine(left, bold=True),), secretary, blank, seal=False),
        SignatureBlock((SignatureLine(right, bold=True),), chair, blank, seal=issuer.seal),
    )


def prints_position(rules: RuleSet, position: str) -> bool:
    """Say whether a T/M block prints a position: ordinary members of a Party committee carry none.

    Source: shared domain reference §1.8: only bí thư and phó bí thư have a chức vụ line.
    """
    return rules.family != "dang" or not _MEMBER.match(fold(position))


def usual_head(issuer: Issuer, position: str) -> str:
    """Return the head a deputy signs for: TRƯỞNG BAN for a PHÓ TRƯỞNG BAN."""
    without = fold(position).removeprefix("pho ")
    matches = [head for head in issuer.kind.heads if without.startswith(fold(head))]
    if matches:
        return matches[0]
    if is_deputy(position):
        return _STANDING.sub("", _upper(position).removeprefix("PHÓ "))
    return next(iter(issuer.kind.heads), "")


def _sealed(issuer: Issuer, mode: Mode) -> bool:
    if issuer.kind.name == "chi_bo":
        return False
    # by order, or by a second office, the signature carries the seal of the organ that has one
    return issuer.seal or mode in ("thua_lenh", "kiem")


def _prefixed(rules: RuleSet, mode: str, text: str) -> str:
    return f"{rules.signature.prefixes.get(mode, '')} {text}".strip()


def _upper(text: str) -> str:
    return normalise_space(text).upper()


def _authority(rules: RuleSet, text: str) -> SignatureLine:
    return SignatureLine(text, bold="bold" in rules.signature.authority_style)


def _position(rules: RuleSet, text: str) -> SignatureLine:
    return SignatureLine(_upper(text), bold="bold" in rules.signature.position_style)


def _thay_mat(rules: RuleSet, issuer: Issuer, signer: Signer) -> list[SignatureLine]:
    body = _upper(signer.body or next(iter(issuer.kind.bodies), ""))
    lines = [_authority(rules, _prefixed(rules, "thay_mat", body))]
    if rules.family != "dang" and is_deputy(signer.position):
        head = _prefixed(rules, "ky_thay", usual_head(issuer, signer.position))
        lines.append(_authority(rules, head))
    printed = prints_position(rules, signer.position)
    return [*lines, *([_position(rules, signer.position)] if printed else [])]


def _ky_thay(rules: RuleSet, issuer: Issuer, signer: Signer) -> list[SignatureLine]:
    head = _upper(signer.body or usual_head(issuer, signer.position))
    return [
        _authority(rules, _prefixed(rules, "ky_thay", head)),
        _position(rules, signer.position),
    ]


def _by_order(mode: Mode) -> Callable[[RuleSet, Issuer, Signer], list[SignatureLine]]:
    def compose(rules: RuleSet, issuer: Issuer, signer: Signer) -> list[SignatureLine]:
        return [
            _authority(rules, _prefixed(rules, mode, _upper(signer.body))),
            _position(rules, signer.position),
        ]

    return compose


def _quyen(rules: RuleSet, issuer: Issuer, signer: Signer) -> list[SignatureLine]:
    return [_authority(rules, _prefixed(rules, "quyen", _upper(signer.position)))]


def _truc_tiep(rules: RuleSet, issuer: Issuer, signer: Signer) -> list[SignatureLine]:
    return [_authority(rules, _upper(signer.position))]


def _kiem(rules: RuleSet, issuer: Issuer, signer: Signer) -> list[SignatureLine]:
    return [
        _authority(rules, _upper(signer.position)),
        SignatureLine("kiêm", bold=False),
        _authority(rules, _upper(signer.concurrent)),
    ]


_COMPOSERS: Final[Mapping[Mode, Callable[[RuleSet, Issuer, Signer], list[SignatureLine]]]] = {
    "thay_mat": _thay_mat,
    "ky_thay": _ky_thay,
    "thua_lenh": _by_order("thua_lenh"),
    "thua_uy_quyen": _by_order("thua_uy_quyen"),
    "quyen": _quyen,
    "truc_tiep": _truc_tiep,
    "kiem": _kiem,
}
