"""Where to sign: from the marked blank lines of a page to the boxes of signature fields.

All lengths are points, from the lower left corner of the page (ISO 32000-1, 8.3.2.3).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from doc_service.errors import SigningRefused

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

POINTS_PER_MM: Final = 72 / 25.4

_PERSON_MM: Final = 55.0
"""Width of a person's field: less than every signature column of the house style."""

_EDGE_MM: Final = 15.0
"""No person's field comes nearer to the page's edge: the least side margin of any rule set."""

_APART_MM: Final = 2.0
"""Between the fields of two persons who sign side by side."""

_LINE: Final = 1.15
"""Height of a blank line of Times New Roman, and of its like, in sizes of the font."""

_SEALS: Final = ("ky_co_quan", "ky_dau_quan_ly", "ky_dau_de_nghi")

_LABELS: Final = {
    "nguoi_ky": "Chữ ký của người ký",
    "co_quan": "Con dấu, chữ ký số của cơ quan",
    "thu_ky": "Chữ ký của người ghi biên bản",
    "nguoi_viet": "Chữ ký của người viết",
    "nguoi_lap": "Chữ ký của người lập",
    "cap_uy_quan_ly": "Chữ ký xác nhận của cấp ủy quản lý trực tiếp",
    "cap_uy_de_nghi": "Chữ ký xác nhận của cấp ủy đề nghị",
    "dau_quan_ly": "Con dấu, chữ ký số của cấp ủy quản lý trực tiếp",
    "dau_de_nghi": "Con dấu, chữ ký số của cấp ủy đề nghị",
    "cam_ket": "Chữ ký của người cam kết",
}
_NUMBERED = re.compile(r"(?P<role>.+)_(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Spot:
    """The first blank line of a person's space, or the seal's line, as the document marks it."""

    name: str
    """Name of the bookmark, such as `ky_nguoi_ky`."""

    page: int
    """From 1."""

    x: float
    """Centre of the line."""

    y: float
    """Top of the line."""

    paper: Box
    """The page's media box."""


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """One empty signature field."""

    name: str
    """Name of the field and of the bookmark, such as `ky_nguoi_ky`."""

    role: str
    """Who signs: `nguoi_ky`, `co_quan`, `thu_ky`, `cam_ket`…"""

    label: str
    """The same for people, in Vietnamese; viewers show it at the field."""

    page: int
    """From 1."""

    box: Box
    """Where the field is."""


@dataclass(frozen=True, slots=True)
class Block:
    """The blank lines that a signature takes."""

    line: float
    """Height of one line."""

    lines: int
    """How many there are."""

    seal: float
    """Diameter of the seal."""

    @classmethod
    def of(cls, pt: float, blank_lines: int, seal_mm: float) -> Block:
        """Return the block of a rule set: size of its signature's font, blank lines, seal."""
        return cls(pt * _LINE, blank_lines, seal_mm * POINTS_PER_MM)

    @property
    def height(self) -> float:
        """Height of all blank lines."""
        return self.line * self.lines


def chosen(spots: Sequence[Spot], sign: bool | Collection[str]) -> list[Spot]:
    """Return the spots that get a field: none, all, or just those named.

    Raises:
        SigningRefused: there is no spot of a name that is asked for.
    """
    if isinstance(sign, bool):
        return list(spots) if sign else []
    names = {spot.name for spot in spots}
    missing = sorted(set(sign) - names)
    if missing:
        there = f"chỉ có: {', '.join(sorted(names))}" if names else "không có chỗ ký nào"
        raise SigningRefused(f"Văn bản không có chỗ ký “{missing[0]}”; {there}.")
    return [spot for spot in spots if spot.name in sign]


def signature_places(
    wanted: Iterable[Spot], spots: Sequence[Spot], block: Block
) -> tuple[SignaturePlace, ...]:
    """Return the fields of the spots that are wanted, as one reads: persons before their seal.

    Args:
        wanted: where a field is to be.
        spots: all of them; a field keeps its distance even where its neighbour gets none.
        block: the blank lines.
    """
    read = sorted(wanted, key=lambda one: (one.page, -one.y, one.x, one.name))
    return tuple(
        SignaturePlace(one.name, *_who(one.name), one.page, _box(one, spots, block)) for one in read
    )


def _who(name: str) -> tuple[str, str]:
    """Return role and label of a field."""
    role = name.removeprefix("ky_")
    if role in _LABELS:
        return role, _LABELS[role]
    numbered = _NUMBERED.fullmatch(role)
    if numbered and numbered["role"] in _LABELS:
        return numbered["role"], f"{_LABELS[numbered['role']]} thứ {int(numbered['number'])}"
    return role, f"Chữ ký ({role.replace('_', ' ')})"


def _box(spot: Spot, spots: Sequence[Spot], block: Block) -> Box:
    half = _half_width(spot, spots, block)
    if spot.name in _SEALS:
        return _seal_box(spot, half, block)
    return _rounded(spot.x - half, spot.y - block.height, spot.x + half, spot.y)


def _seal_box(spot: Spot, half: float, block: Block) -> Box:
    """Return where a seal covers the left third of the person's signature (NĐ 30, PL I, 8a).

    The seal's line is the second of the blank lines; the seal is level with their middle.
    """
    left, bottom, right, top = spot.paper
    middle = spot.y + block.line - block.height / 2
    x0 = spot.x - half + 2 * half / 3 - block.seal
    x0 = max(left, min(x0, right - block.seal))
    y0 = max(bottom, min(middle - block.seal / 2, top - block.seal))
    return _rounded(x0, y0, x0 + block.seal, y0 + block.seal)


def _half_width(spot: Spot, spots: Sequence[Spot], block: Block) -> float:
    """Return half of what a person's field at this spot may take of the page's width."""
    left, _, right, _ = spot.paper
    edge = min(spot.x - left, right - spot.x) - _EDGE_MM * POINTS_PER_MM
    beside = [
        (abs(one.x - spot.x) - _APART_MM * POINTS_PER_MM) / 2
        for one in spots
        if one.page == spot.page
        and abs(one.y - spot.y) < block.height
        and abs(one.x - spot.x) > block.line
    ]
    return max(block.line, min(_PERSON_MM * POINTS_PER_MM / 2, edge, *beside))


def _rounded(*numbers: float) -> Box:
    x0, y0, x1, y1 = (round(number, 2) for number in numbers)
    return x0, y0, x1, y1
