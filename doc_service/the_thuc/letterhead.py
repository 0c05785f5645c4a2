"""The two halves at the top of page 1: who issues, under which title, where and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from doc_service.problems import Problem
from doc_service.the_thuc.issuers import Issuer
from doc_service.the_thuc.metrics import Face, text_width, wrap
from doc_service.the_thuc.rule_sets import RuleSet
from doc_service.vietnamese.dates import PartialDate, ngay_dai, ngay_dai_mo
from doc_service.vietnamese.text import bind, fold

PT_PER_MM = 72 / 25.4

_SUPERIOR_STARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "dang_bo": ("dang bo",),
    "cap_uy": ("dang uy", "tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy"),
}
"""What the first line begins with, by what it has to name."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Texts of the letterhead, upper-cased and wrapped; lengths in points."""

    superior: tuple[str, ...]
    """Lines naming the superior organ, upright."""

    issuer: tuple[str, ...]
    """Lines naming the issuing organ, bold."""

    star: str
    """The asterisk under a Party organ's name, or ""."""

    issuer_rule_pt: float
    """Length of the rule under a State organ's name, or 0."""

    title: tuple[str, ...]
    title_rule_pt: float


def halves_mm(rules: RuleSet, *, landscape: bool) -> tuple[float, float]:
    """Return the widths of the two halves of the letterhead, which share the text width."""
    page, at = rules.page, rules.letterhead
    across = (page.height_mm if landscape else page.width_mm) - page.left_mm - page.right_mm
    left = across * at.left_mm / (at.left_mm + at.right_mm)
    return left, across - left


def letterhead(rules: RuleSet, issuer: Issuer, *, landscape: bool = False) -> Letterhead:
    """Compose the letterhead of a document.

    Args:
        rules: the rule set of the document.
        issuer: the organ that issues it.
        landscape: the page lies on its side.
    """
    at = rules.letterhead
    width = halves_mm(rules, landscape=landscape)[0] * PT_PER_MM
    names = _balanced(issuer.name.upper(), width, at.issuer_pt, "bold")
    return Letterhead(
        superior=_balanced(issuer.superior.upper(), width, at.superior_pt, "regular"),
        issuer=names,
        star=at.star,
        issuer_rule_pt=at.issuer_rule * text_width("".join(names[-1:]), at.issuer_pt, "bold"),
        title=at.title,
        title_rule_pt=title_rule_width(rules),
    )


def title_rule_width(rules: RuleSet) -> float:
    """Return the length in points of the rule under the title: as long as the title itself."""
    at = rules.letterhead
    return at.title_rule * text_width(at.title[-1], at.title_pt[-1], "bold")


def place_and_date(place: str, day: PartialDate) -> str:
    """Return `Tây Hồ, ngày 05 tháng 02 năm 2026`; a draft's missing parts stay blank.

    Source: HD 36 and NĐ 30 Phụ lục I, khoản 4: comma after the place, padding of days and months.
    """
    full = day.date()
    return f"{place}, {bind(ngay_dai(full)) if full else ngay_dai_mo(day)}"


_UNIT_WORDS: Final = ("phuong ", "xa ", "dac khu ", "thi tran ", "thanh pho ", "tinh ", "quan ")


def place_problems(issuer: Issuer, pointer: str) -> list[Problem]:
    """Warn of a place name that cannot stand without “phường”, “xã” (rule P-DATE-03).

    Names of one syllable and numbers carry the word (shared domain reference §1.6); names of
    persons do too, but no rule tells those.
    """
    place = issuer.place.strip()
    bare = not fold(place).startswith(_UNIT_WORDS)
    if not place or not bare or (len(place.split()) > 1 and not place.isdigit()):
        return []
    return [
        Problem(
            pointer=f"{pointer}/dia_danh",
            code="place",
            severity="warning",
            message=f"Địa danh “{place}” là số hoặc chỉ có một tiếng nên phải ghi cả loại đơn vị: "
            f"“Phường {place}”, “Xã {place}”.",
            clause="HD 36-HD/VPTW, mục địa danh; NĐ 30/2020/NĐ-CP, Phụ lục I",
        )
    ]


def letterhead_problems(issuer: Issuer, pointer: str) -> list[Problem]:
    """Check the first line of the letterhead against the kind of the organ.

    Source: shared domain reference §1.4; line 1 of a cấp ủy names the superior đảng bộ, line 1 of
    an advisory organ names the superior cấp ủy.
    """
    starts = _SUPERIOR_STARTS.get(issuer.kind.superior, ())
    if not issuer.superior or not starts or fold(issuer.superior).startswith(starts):
        return []
    example = "ĐẢNG BỘ PHƯỜNG …" if issuer.kind.superior == "dang_bo" else "ĐẢNG ỦY PHƯỜNG …"
    return [
        Problem(
            pointer=f"{pointer}/cap_tren",
            code="letterhead",
            severity="warning",
            message=f"Dòng cơ quan cấp trên “{issuer.superior[:200]}” chưa hợp với "
            f"{issuer.kind.label}: thường ghi “{example}”.",
            clause="HD 36-HD/VPTW, mục tên cơ quan ban hành",
        )
    ]


def _balanced(text: str, width_pt: float, pt: float, face: Face) -> tuple[str, ...]:
    """Wrap a name; where it needs several lines, make them about equally long."""
    lines = wrap(text, width_pt, pt, face)
    if len(lines) < 2:
        return tuple(line for line in lines if line)
    longest = max(text_width(line, pt, face) for line in lines)
    narrow = text_width(text, pt, face) / len(lines)
    while narrow < longest:
        tried = wrap(text, narrow, pt, face)
        if len(tried) <= len(lines):
            return tuple(tried)
        narrow += pt / 2
    return tuple(lines)
