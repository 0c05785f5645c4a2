"""Proofreading running text: slips that a schema cannot see, each with its place and a proposal.

Everything here is a warning. Sources: shared domain reference §3.1 (dates), §3.5 (quotes), §6
(V-QUO-01, V-SP-01, V-TYPO-01, D-DL-01, D-REF-01); HD 36-HD/VPTW and NĐ 30/2020/NĐ-CP pad days
below 10 and the months 1 and 2 only.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from doc_service.problems import Problem
from doc_service.vietnamese.text import normalise_space

MOST: Final = 100
"""Warnings about one text; beyond them only their number is told."""


@dataclass(frozen=True, slots=True)
class Erratum:
    """Something wrong in the plan that a locality comes from."""

    where: str
    """Place in the source: `V.1`."""

    why: str
    found: str = ""
    """Words as the source has them; "" where nothing can be looked for."""

    pattern: str = ""
    """Regular expression that finds them, where the words alone would find too much."""

    propose: str = ""

    def __post_init__(self) -> None:
        """Refuse a pattern that does not compile."""
        try:
            re.compile(self.pattern)
        except re.error:
            raise ValueError(f"pattern “{self.pattern}” viết sai") from None


class _Place(Protocol):
    @property
    def errata(self) -> tuple[Erratum, ...]: ...

    @property
    def typos(self) -> Mapping[str, str]: ...

    @property
    def typo_exceptions(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class _Slip:
    start: int
    end: int
    code: str
    said: str
    """What is wrong; the place is put before it."""


def text_problems(locality: _Place, text: str, pointer: str, label: str) -> list[Problem]:
    """Return warnings about one running text, in reading order.

    Args:
        locality: whose typing errors and errata apply.
        text: cleaned text (`vietnamese.text.clean`).
        pointer: JSON Pointer of the text.
        label: what a clerk calls the field or the section: `Nội dung, mục II.1`.
    """
    lowered = text.lower()
    lowered = lowered if len(lowered) == len(text) else text  # İ grows: places would not match
    slips = [
        *_errata(locality, text),
        *_typos(locality, text, lowered),
        *_dates(text),
        *_phrases(text, lowered),
        *_marks(text),
        *_quotes(text),
    ]
    found = _apart(slips)
    problems = [
        Problem(pointer, f"“{label}”, chỗ “{_around(text, one)}”: {one.said}", one.code, "warning")
        for one in found[:MOST]
    ]
    if len(found) > MOST:
        said = f"“{label}”: còn {len(found) - MOST} chỗ khác; hãy sửa rồi kiểm tra lại."
        problems.append(Problem(pointer, said, "more_slips", "warning"))
    return problems


def _apart(slips: list[_Slip]) -> list[_Slip]:
    """Keep one slip where several checks speak of the same characters: the first check's."""
    kept: list[_Slip] = []
    for slip in slips:
        at = bisect_left(kept, slip.end, key=lambda one: one.start)
        if at == 0 or kept[at - 1].end <= slip.start:
            kept.insert(at, slip)
    return kept


_REACH: Final = 20  # characters of context, and as many again to the end of a word


def _around(text: str, slip: _Slip) -> str:
    """Return the words around a slip, whole ones, so that a search in Word finds them."""
    first, last = max(slip.start - _REACH, 0), slip.end + _REACH
    start = text.rfind(" ", max(first - _REACH, 0), first) + 1
    end = text.find(" ", last, last + _REACH)
    if not start and first > _REACH:
        start = first
    if end < 0:
        end = last if len(text) > last + _REACH else len(text)
    return normalise_space(text[start:end])


def _errata(place: _Place, text: str) -> Iterator[_Slip]:
    likely = [one for one in place.errata if one.pattern or (one.found and one.found in text)]
    for erratum in likely:
        for start, end in _found(erratum, text):
            offer = f" Đề nghị sửa thành “{erratum.propose}”." if erratum.propose else ""
            yield _Slip(start, end, "erratum", f"{erratum.why}.{offer}")


def _found(erratum: Erratum, text: str) -> Iterator[tuple[int, int]]:
    if erratum.pattern:
        return (match.span() for match in re.finditer(erratum.pattern, text))
    return _occurrences(erratum.found, text)


def _typos(place: _Place, text: str, lowered: str) -> Iterator[_Slip]:
    for wrong in [one for one in place.typos if one in lowered]:
        for start, end in _occurrences(wrong, lowered):
            if _is_excepted(place, wrong, lowered, start):
                continue
            offer = place.typos[wrong]
            offer = offer[0].upper() + offer[1:] if text[start].isupper() else offer
            yield _Slip(
                start, end, "typo", f"“{text[start:end]}” viết sai; đề nghị sửa thành “{offer}”."
            )


def _is_excepted(place: _Place, wrong: str, lowered: str, start: int) -> bool:
    """Return whether the words at `start` stand in a phrase where they are right."""
    return any(
        lowered.startswith(phrase, start - phrase.index(wrong))
        for phrase in place.typo_exceptions
        if wrong in phrase and phrase.index(wrong) <= start
    )


def _occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where whole words stand."""
    for start in _places(words, text):
        end = start + len(words)
        cut_before = words[0].isalnum() and text[start - 1 : start].isalnum()
        cut_after = words[-1].isalnum() and text[end : end + 1].isalnum()
        if not (cut_before or cut_after):
            yield start, end


def _places(words: str, text: str) -> Iterator[int]:
    """Yield where characters stand; `str.find` is ten times as fast as a regular expression."""
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + len(words))


_DATE: Final = re.compile(
    r"(?P<day>\d{1,2})(?:(?P<slash>/)| tháng )(?P<month>\d{1,2})(?:(?:/| năm )(?P<year>\d{4}))?"
)
_NOT_AFTER: Final = frozenset("0123456789/.,-")
_NOT_BEFORE: Final = frozenset("0123456789/-")


def _dates(text: str) -> Iterator[_Slip]:
    for at in sorted([*_places("/", text), *_places(" tháng ", text)]):
        match = _DATE.match(text, at - 2 if text[at - 2 : at].isdecimal() else max(at - 1, 0))
        if match is None:
            continue
        start, end = match.span()
        if text[start - 1 : start] in _NOT_AFTER or text[end : end + 1] in _NOT_BEFORE:
            continue  # a part of a longer number: 12/05/26, 1.1/2
        has_word = text[max(0, start - 5) : start].lower() == "ngày "
        if not (has_word or match["year"] or not match["slash"]):
            continue  # 3/4 may be a fraction
        said = _date_said(match, int(match["day"]), int(match["month"]), int(match["year"] or 2000))
        if said:
            yield _Slip(start, end, *said)


def _date_said(match: re.Match[str], day: int, month: int, year: int) -> tuple[str, str] | None:
    written = match[0]
    if not 1 <= month <= 12 or day == 0 or year == 0:
        return "date", f"ngày {written} không có thật; hãy xem lại."
    last = calendar.monthrange(year, month)[1]
    if day > last:
        offer = _rewritten(match, f"{last:02d}", match["month"])
        return "date", (
            f"ngày {written} không có thật: tháng {match['month']} chỉ có {last} ngày; "
            f"đề nghị sửa thành {offer}."
        )
    if month >= 3 and match["month"].startswith("0"):
        offer = _rewritten(match, match["day"], str(month))
        return "date_style", f"chỉ tháng 01 và 02 ghi số 0 đứng trước; đề nghị ghi {offer}."
    return None


def _rewritten(match: re.Match[str], day: str, month: str) -> str:
    rest = match[0][match.end("month") - match.start() :]
    return f"{day}{'/' if match['slash'] else ' tháng '}{month}{rest}"


_PHRASE: Final = "dân vận khéo"
_RIGHT_WORDS: Final = ("Dân vận khéo", "DÂN VẬN KHÉO")
_MARK_BEFORE: Final = re.compile("[\"“”'‘’]\\s?$")
_MARK_AFTER: Final = re.compile("\\s?[\"“”'‘’]")
_NAMED: Final = re.compile(r"(?:mô hình|điển hình|phong trào|thi đua),? $")


def _phrases(text: str, lowered: str) -> Iterator[_Slip]:
    """Judge how the movement's name is quoted: always “Dân vận khéo”, in capitals in a heading."""
    for start, end in _occurrences(_PHRASE, lowered):
        words = text[start:end]
        before = _MARK_BEFORE.search(text, max(0, start - 2), start)
        after = _MARK_AFTER.match(text, end)
        opening, closing = (before[0] if before else ""), (after[0] if after else "")
        if opening or closing:
            is_wrong = _is_misquoted(opening, words, closing)
        else:
            is_quoted = text.count("“", 0, start) > text.count("”", 0, start)
            is_wrong = not is_quoted and bool(_NAMED.search(lowered, max(0, start - 12), start))
        if is_wrong:
            right = words if words.isupper() else _RIGHT_WORDS[0]
            yield _Slip(
                start - len(opening),
                end + len(closing),
                "phrase",
                f"cụm từ này phải viết là “{right}”, trong ngoặc kép cong.",
            )


def _is_misquoted(opening: str, words: str, closing: str) -> bool:
    """Judge the marks beside the words, each with the one blank that may part it from them."""
    first, last = opening.strip(), closing.strip()
    if not {first, last} <= {"", "“", "”"}:
        return True
    if (first, last) == ("“", "”"):
        return len(opening + closing) > 2 or words not in _RIGHT_WORDS
    # a mark on one side only: the edge of a longer quotation, or of the next one
    return (first == "“" != opening) or (last == "”" != closing)


_DOUBLED: Final = (",,", ", ,", ";;", "; ;")
_PARTED: Final = (" ,", " ;", " :", " .")
_END_OF_WORDS: Final = frozenset((" ", "\n", "”", ")", ""))


def _marks(text: str) -> Iterator[_Slip]:
    for words in [one for one in _DOUBLED if one in text]:
        for at in _places(words, text):
            said = f"thừa dấu “{words[0]}”; hãy bớt đi."
            yield _Slip(at, at + len(words), "punctuation", said)
    for words in [one for one in _PARTED if one in text]:
        for at in _places(words, text):
            if text[at - 1 : at].isalnum() and text[at + 2 : at + 3] in _END_OF_WORDS:
                said = f"có dấu cách trước dấu “{words[1]}”; hãy bỏ dấu cách."
                yield _Slip(at, at + 2, "punctuation", said)


def _quotes(text: str) -> Iterator[_Slip]:
    """Judge quotation marks paragraph by paragraph, since none spans two."""
    opened: int | None = None
    marks = [(at, one) for one in '"“”\n' if one in text for at in _places(one, text)]
    for at, mark in sorted([*marks, (len(text), "\n")]):
        if mark == '"':
            if not text[at - 1 : at].isdigit():
                yield _quote(at, "dùng ngoặc kép thẳng; văn bản dùng “ và ”")
            continue
        if mark == "”":
            if opened is None:
                yield _quote(at, "có dấu ” mà không có dấu “ mở trước đó")
            opened = None
            continue
        if opened is not None:
            yield _quote(opened, "có dấu “ mà không có dấu ” đóng lại")
        opened = at if mark == "“" else None
        if opened and text[at - 1].isalnum():
            yield _quote(at, "thiếu dấu cách trước dấu “")


def _quote(at: int, said: str) -> _Slip:
    return _Slip(at, at + 1, "quotes", f"{said}; hãy sửa lại.")
