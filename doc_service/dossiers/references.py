"""What the texts of a dossier say of its own documents: `Tờ trình số 22-TTr/ĐU, ngày 20/11/2026`.

Forms of number, symbol and day: HD 36-HD/VPTW, mục số và ký hiệu; NĐ 30/2020/NĐ-CP Phụ lục I.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from doc_service.dossiers.agreement import place_said
from doc_service.dossiers.entries import Entry
from doc_service.forms.fields import leaves
from doc_service.forms.preparation import Prepared
from doc_service.problems import Problem, Severity
from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.vietnamese.dates import DateError, ngay_ngan, parse_date
from doc_service.vietnamese.text import fold, nfc, unbind

_DAY = (
    r"ngày\s+(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)

_SYMBOL = re.compile(
    r"(?P<symbol>(?P<number>\d{1,5})"
    r"(?:-(?P<type>[^\W\d_]+)/(?P<organ>[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"|/(?P<state_type>[^\W\d_]+)-(?P<state_organ>[^\W\d_]+(?:-[^\W\d_]+)*)))"
)

_NUMBERED = re.compile(rf"\b[Ss]ố:?\s+{_SYMBOL.pattern}(?:,?\s+(?:ký\s+)?{_DAY})?")

_ALONE: Final = ("BB", "TTr")
"""Types of which a dossier's texts mean the dossier's own where they give a day and no number."""

_MATTER = r"(?:\s+(?:cuộc|buổi|họp|hội nghị|bình xét|xét chọn|thẩm định|đề nghị|khen thưởng))*"
_OF = r"(?P<of>\s+của\s[^,;.\n]{0,80})?"

_UNNUMBERED: Final[Mapping[str, re.Pattern[str]]] = {
    code: re.compile(rf"\b{DOCUMENT_TYPES[code]}{_MATTER},?\s+{_DAY}{_OF}", re.IGNORECASE)
    for code in _ALONE
}

_ACCOMPANIED: Final = "kem_theo"
"""The field that names the document with which this one goes: it can be no other."""


@dataclass(frozen=True, slots=True)
class _Target:
    """A document of the dossier that others may name."""

    entry: Entry
    type: str
    number: int
    symbol: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class _Dated:
    """A document of the dossier that others may name by its type and day."""

    entry: Entry
    day: dt.date
    organ: str
    """How its issuer's name begins, folded: `dang uy`, `uy ban`."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """What one text says of some document."""

    said: str
    """The text's place in a clerk's words."""

    type: str
    organ: str
    symbol: str
    number: int
    day: dt.date | None
    accompanied: bool


def reference_problems(
    documents: Sequence[tuple[Entry, Prepared]], beside: Sequence[tuple[Entry, Prepared]] = ()
) -> Iterator[Problem]:
    """Yield a problem for every text that names a document of the dossier by another number or day.

    Two documents of one type and organ are told apart by number and day, so that only what cannot
    well mean a third document is wrong.

    Args:
        documents: those of the dossier.
        beside: those only to compare with, which may be named too.
    """
    by_symbol, by_type = _targets([*documents, *beside])
    spoken: set[str] = set()
    seen: dict[tuple[str, int], _Mention] = {}
    for entry, _ in documents:
        for pointer, text in _texts(entry):
            at, said = entry.origin(pointer), place_said(entry, pointer)
            if at in spoken:
                continue
            mentions = list(_mentions(pointer, text, said))
            found = [
                *(told for one in mentions for told in _numbered(entry, one, by_symbol)),
                *_by_day(entry, text, said, by_type),
            ] or [told for one in mentions for told in _told_before(one, seen)]
            for message, severity in dict.fromkeys(found):
                spoken.add(at)
                yield Problem(at, message, "reference", severity)


def _targets(
    documents: Sequence[tuple[Entry, Prepared]],
) -> tuple[dict[tuple[str, str], list[_Target]], dict[str, list[_Dated]]]:
    """Return the documents by type and organ, and those of a type that may be named by the day."""
    by_symbol: dict[tuple[str, str], list[_Target]] = defaultdict(list)
    by_type: dict[str, list[_Dated]] = defaultdict(list)
    for entry, prepared in documents:
        day = prepared.day.date()
        if day:
            organ = " ".join(fold(prepared.issuer).split()[:2])
            by_type[prepared.form.kind.type].append(_Dated(entry, day, organ))
        if found := _SYMBOL.fullmatch(unbind(nfc(prepared.symbol))):
            number, (code, at) = int(found["number"]), _codes(found)
            by_symbol[code, at].append(_Target(entry, code, number, prepared.symbol, day))
    return by_symbol, by_type


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    for field, pointer, value in leaves(entry.form.fields, entry.data):
        if field.kind in ("text", "narrative") and isinstance(value, str):
            yield pointer, unbind(nfc(value))


def _mentions(pointer: str, text: str, said: str) -> Iterator[_Mention]:
    """Yield the documents that a text names by number and symbol."""
    for found in _NUMBERED.finditer(text):
        code, organ = _codes(found)
        yield _Mention(
            said=said,
            type=code,
            organ=organ,
            symbol=found["symbol"],
            number=int(found["number"]),
            day=_day(found["day"]),
            accompanied=pointer == f"/{_ACCOMPANIED}",
        )


def _numbered(
    entry: Entry, mention: _Mention, targets: Mapping[tuple[str, str], Sequence[_Target]]
) -> Iterator[tuple[str, Severity]]:
    known = targets.get((mention.type, mention.organ), ())
    others = [one for one in known if one.entry is not entry]
    same = [one for one in others if one.number == mention.number]
    if same:
        yield from _other_day(mention, same)
    elif len(others) == len(known) == 1:
        yield from _other_number(mention, others[0])


def _told_before(
    mention: _Mention, seen: dict[tuple[str, int], _Mention]
) -> Iterator[tuple[str, Severity]]:
    """Yield what is said of a document outside the dossier to which two texts give two days."""
    if mention.day is None:
        return
    first = seen.setdefault((mention.symbol, mention.day.year), mention)
    if first.day and first.day != mention.day:
        name = DOCUMENT_TYPES.get(mention.type, "Văn bản")
        yield (
            f"{name} số {mention.symbol}: {mention.said} ghi ngày {ngay_ngan(mention.day)}, khác "
            f"với ngày {ngay_ngan(first.day)} ở {first.said}; hãy xem ngày nào đúng.",
            "warning",
        )


def _other_day(mention: _Mention, same: Sequence[_Target]) -> Iterator[tuple[str, Severity]]:
    """Yield what is wrong with the day of a reference by the right number.

    Numbers start anew every year, so that one of another year may be another document.
    """
    days = [one.day for one in same if one.day]
    if not mention.day or not days or mention.day in days:
        return
    name = DOCUMENT_TYPES.get(mention.type, "Văn bản")
    yield (
        f"{mention.said} nhắc đến {name} số {mention.symbol} ngày {ngay_ngan(mention.day)}, còn "
        f"{same[0].entry.said} trong hồ sơ (số {same[0].symbol}) ghi ngày {ngay_ngan(days[0])}; "
        "hãy sửa cho thống nhất.",
        "error" if mention.day.year == days[0].year else "warning",
    )


def _other_number(mention: _Mention, target: _Target) -> Iterator[tuple[str, Severity]]:
    """Yield what is wrong with the number of a reference to what may be the only such document.

    An organ issues several decisions a day, but one tờ trình of a matter: of other types it is a
    warning, and without the same day it is another document.
    """
    same_day = mention.day is not None and mention.day == target.day
    if not (same_day or mention.accompanied or (mention.day is None and target.type in _ALONE)):
        return
    name = DOCUMENT_TYPES.get(mention.type, "Văn bản")
    sure = mention.accompanied or (same_day and target.type in _ALONE)
    yield (
        f"{mention.said} nhắc đến {name} số {mention.symbol}, còn {target.entry.said} trong hồ sơ "
        f"là số {target.symbol}; hãy sửa cho thống nhất.",
        "error" if sure else "warning",
    )


def _by_day(
    entry: Entry, text: str, said: str, targets: Mapping[str, Sequence[_Dated]]
) -> Iterator[tuple[str, Severity]]:
    """Yield what is wrong with the day of a reference that gives no number."""
    for code, pattern in _UNNUMBERED.items():
        known = targets.get(code, ())
        if len(known) != 1 or known[0].entry is entry:
            continue
        [target] = known
        for found in pattern.finditer(text):
            day = _day(found["day"])
            if not day or day == target.day or day.year != target.day.year:
                continue
            if found["of"] and target.organ not in fold(found["of"]):
                continue
            yield (
                f"{said} nhắc đến {DOCUMENT_TYPES[code]} ngày {ngay_ngan(day)}, còn "
                f"{target.entry.said} trong hồ sơ ghi ngày {ngay_ngan(target.day)}; hãy xem có "
                "phải là một không.",
                "warning",
            )
            return


def _codes(found: re.Match[str]) -> tuple[str, str]:
    """Return the codes of type and organ; the Party and the State put them in other places."""
    return found["type"] or found["state_type"], found["organ"] or found["state_organ"]


def _day(text: str | None) -> dt.date | None:
    try:
        return parse_date(text).date() if text else None
    except DateError:
        return None
