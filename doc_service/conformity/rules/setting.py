"""How a component is set: size, weight, slope, underline, against what the regulation wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from doc_service.conformity.catalogue import Range
from doc_service.conformity.findings import Severity
from doc_service.conformity.paper import Look
from doc_service.conformity.pieces import Piece
from doc_service.conformity.rules.case import Fault, figure, quoted, span_text

_HAIR: Final = 0.05
"""Points by which a size may differ: half-points are stored exactly."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A look; None leaves a side of it open."""

    pt: Range | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None


def styled(words: str, pt: Range) -> Wanted:
    """Return the look that a rule set words as `bold italic`, `underline` or ""."""
    return Wanted(pt, "bold" in words, "italic" in words, "underline" in words)


def misset(
    piece: Piece, wanted: Wanted, what: str, *, severity: Severity | None = None
) -> Fault | None:
    """Return what is wrong with the look of a piece, all in one; None where nothing is.

    Args:
        piece: text of one look, the commonest of its letters.
        wanted: how it must look.
        what: the component, as a sentence begins with it: `Số và ký hiệu`.
        severity: instead of the catalogue's.
    """
    look = piece.look
    if look is None:
        return None
    want, have = _differences(look, wanted)
    if not want:
        return None
    return Fault(
        piece.index,
        f"{what} {', '.join(want)}",
        f"{quoted(piece.text, most=50)} {', '.join(have)}",
        f"Chọn {quoted(piece.text, most=50)} và định dạng lại: {', '.join(want)}.",
        severity,
    )


def _differences(look: Look, wanted: Wanted) -> tuple[list[str], list[str]]:
    want: list[str] = []
    have: list[str] = []
    if wanted.pt and not wanted.pt[0] - _HAIR <= look.pt <= wanted.pt[1] + _HAIR:
        want.append(f"cỡ chữ {span_text(wanted.pt)}")
        have.append(f"cỡ chữ {figure(look.pt)}")
    sides = (
        (wanted.bold, look.bold, "in đậm", "không in đậm"),
        (wanted.italic, look.italic, "in nghiêng", "chữ đứng"),
        (wanted.underline, look.underline, "gạch chân", "không gạch chân"),
    )
    for asked, is_so, yes, no in sides:
        if asked is not None and asked is not is_so:
            want.append(yes if asked else no)
            have.append(yes if is_so else no)
    return want, have
