"""Which organ issues a document, from the lines of its letterhead; and whose style it follows.

Shared domain reference §1.4 (the two lines), §2.3 (detector), §2.4 (Front and mass organisations).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from doc_service.conformity import shapes, signers
from doc_service.conformity.parts_closing import Closing
from doc_service.conformity.parts_head import Head
from doc_service.conformity.pieces import Piece
from doc_service.conformity.shapes import Symbol
from doc_service.the_thuc.issuers import Issuer, issuer_kinds
from doc_service.the_thuc.rule_sets import Family
from doc_service.vietnamese.text import fold

_KINDS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("chi_bo", ("chi bo",)),
    ("dang_uy", ("dang uy",)),
    ("tinh_uy", ("tinh uy", "thanh uy")),
    ("uy_ban_kiem_tra", ("uy ban kiem tra",)),
    ("ban_chi_dao", ("ban chi dao", "tieu ban")),
    ("ubnd", ("uy ban nhan dan", "ubnd")),
    ("mttq", ("uy ban mttq", "uy ban mat tran", "ubmttq", "mat tran", "mttq", "ban thuong truc")),
    ("hoi_dong", ("hoi dong",)),
    ("doan_the", ("hoi ", "doan ", "chi hoi", "chi doan", "lien doan", "cong doan", "tinh doan")),
    ("co_quan_tham_muu", ("ban ", "van phong")),
    ("phong_ubnd", ("phong ", "van phong", "trung tam", "truong ", "so ", "cong an")),
)
"""Kind of organ → how its folded name begins; the first that fits the family counts."""

_GRASSROOTS: Final = ("dang bo xa", "dang bo phuong", "dang bo dac khu", "dang bo thi tran")
_NO_KIND: Final = ("hoi dong nhan dan", "ban thuong vu", "ban chap hanh")
"""Organs of no kind in `issuers.toml`, though their names begin as others' do."""

_NO_FRONT: Final = ("hoi dong",)


def organ_lines(head: Head) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Part the lines of the letterhead's left half: those of the superior, those of the issuer.

    Bold tells them apart; where it does not, the last name is the issuer's.
    """
    organs = head.organs
    bold = [piece.is_bold for piece in organs]
    if any(bold) and not bold[0] and bold == sorted(bold):
        at = bold.index(True)
        return tuple(organs[:at]), tuple(organs[at:])
    starts = [at for at, piece in enumerate(organs) if not at or _begins(piece)]
    last = starts[-1] if starts else 0
    return tuple(organs[:last]), tuple(organs[last:])


def _begins(piece: Piece) -> bool:
    return shapes.begins_organ(piece.text)


def joined(lines: Sequence[Piece]) -> str:
    """Return a name that several lines hold."""
    return " ".join(piece.text for piece in lines)


def family_of(head: Head, closing: Closing, symbol: Symbol | None) -> Family | Literal[""]:
    """Return whose style a document follows; "" where nothing says.

    The title on the right decides; of two, or of none, how the document is numbered and signed.
    """
    titles = {whose for whose, _ in head.mottoes}
    party, state = "party" in titles, bool(titles & {"state", "slogan"})
    votes = _votes(head, closing, symbol)
    if "youth" in titles:
        return "mttq"
    if party and (not state or votes >= 0):
        return "dang"
    if not state and votes > 0:
        return "dang"
    if not state and votes == 0:
        return ""
    return "mttq" if _is_front(head) else "nha_nuoc"


def _votes(head: Head, closing: Closing, symbol: Symbol | None) -> int:
    """Return what speaks for the Party, less what speaks for the State."""
    votes = 1 if head.star else 0
    if symbol is not None:
        votes += 1 if symbol.family == "dang" else -1
    own = [block for block in closing.blocks if not block.confirms]
    marks = [text.split()[0] for block in own for text in block.texts if signers.authority(text)[0]]
    votes += sum("/" in mark for mark in marks) - sum("." in mark for mark in marks)
    issuer = fold(joined(organ_lines(head)[1]))
    party = ("chi bo", "dang uy", "tinh uy", "thanh uy", "dang bo", "uy ban kiem tra")
    return votes + (2 if issuer.startswith(party) else 0)


def _is_front(head: Head) -> bool:
    names = [fold(joined(lines)) for lines in organ_lines(head)]
    fronts = [start for kind, starts in _KINDS if kind in ("mttq", "doan_the") for start in starts]
    return any(name.startswith(tuple(fronts)) and not name.startswith(_NO_FRONT) for name in names)


def issuer_of(head: Head, family: Family | Literal[""], place: str) -> Issuer | None:
    """Return the organ that issues a document; None where its kind is not sure."""
    above, own = (joined(lines) for lines in organ_lines(head))
    key = fold(own)
    if not key or key.startswith(_NO_KIND):
        return None
    for name, starts in _KINDS:
        kind = issuer_kinds()[name]
        if key.startswith(starts) and kind.family == family:
            if name == "dang_uy" and fold(above).startswith(_GRASSROOTS):
                kind = issuer_kinds()["dang_uy_co_so"]
            return Issuer(kind, own, place, above)
    return None
