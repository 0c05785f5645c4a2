"""Place and date of issue (P-DATE-*, N-DATE-*): shared domain reference §1.6, §2.2."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from doc_service.conformity.issuing import joined, organ_lines
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.conformity.rules.setting import Wanted, misset
from doc_service.conformity.shapes import DateLine
from doc_service.the_thuc.issuers import Issuer, issuer_kinds
from doc_service.the_thuc.letterhead import place_and_date, place_problems
from doc_service.vietnamese.dates import DateError, PartialDate
from doc_service.vietnamese.names import viet_hoa_ten
from doc_service.vietnamese.text import tone_style, unbind

_COMMUNE: Final = re.compile(
    r"(?<!\w)(?P<kind>XÃ|PHƯỜNG|ĐẶC KHU) (?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3}|\d{1,2})$"
)


def place_date(case: Case) -> Iterator[Fault]:
    """Judge the line: place, comma, long date, zeros before days and the months 1 and 2."""
    line, date = case.parts.head.place_date, case.parts.date
    if line is None or date is None:
        yield from _missing(case)
        return
    right = _right(date)
    if right and date.written.rstrip(".") != right:
        yield Fault(
            line.index,
            f"{_manner(date)}: {quoted(right)}",
            quoted(date.written),
            f"Sửa thành {quoted(right)}.",
        )
    elif not date.place and date.day and case.is_official:
        yield Fault(
            line.index,
            "Trước ngày ghi địa danh và dấu phẩy",
            quoted(date.written),
            f"Ghi địa danh trước ngày: {quoted(f'{_place(case)}, {date.written.lower()}')}.",
        )
    pt = case.range("place_date_pt", case.rules.place_date.pt)
    wanted = Wanted(pt, bold=False, italic=True, underline=False)
    if fault := misset(line, wanted, "Địa danh, ngày tháng"):
        yield fault


def _missing(case: Case) -> Iterator[Fault]:
    head = case.parts.head
    if not case.is_official or case.is_of("undated_types") or head.draft_mark:
        return
    example = unbind(place_and_date(_place(case), _today(case)))
    yield Fault(
        None,
        f"Dưới tiêu đề, bên phải trang đầu có địa danh và ngày, tháng, năm: {quoted(example)}",
        "không có địa danh và ngày, tháng, năm",
        "Thêm dòng địa danh, ngày, tháng, năm; chưa ký thì để trống chỗ ngày, tháng.",
    )


def _place(case: Case) -> str:
    """Return the place that the letterhead names, or where one is to be written."""
    for lines in reversed(organ_lines(case.parts.head)):
        if match := _COMMUNE.search(tone_style(joined(lines).upper(), "new")):
            name = viet_hoa_ten(match["name"])
            return f"{match['kind'].capitalize()} {name}" if name.isdecimal() else name
    return "(địa danh)"


def _today(case: Case) -> PartialDate:
    return PartialDate(case.today.year, case.today.month, case.today.day)


def _right(date: DateLine) -> str:
    """Return the line as it must be; "" where a part is left blank or there is no such day."""
    known = date.known()
    if known is None or known.date() is None or not date.place:
        return ""
    return unbind(place_and_date(date.place, known))


def _manner(date: DateLine) -> str:
    if not date.is_long:
        return "Ghi đủ chữ ngày, tháng, năm"
    if not date.has_comma:
        return "Sau địa danh có dấu phẩy"
    return "Thêm số 0 trước ngày dưới 10 và tháng 1, tháng 2; các tháng khác không thêm"


def real_day(case: Case) -> Iterator[Fault]:
    """Judge whether the day of issue exists and is not far ahead."""
    line, date = case.parts.head.place_date, case.parts.date
    if line is None or date is None:
        return
    try:
        known = date.partial()
    except DateError as error:
        yield Fault(
            line.index,
            "Ngày ban hành có thật",
            quoted(date.written),
            f"{error} Hãy xem lại.",
        )
        return
    day = known.date() if known else None
    ahead = dt.timedelta(days=case.limits.most("future_days"))
    if day is not None and day > case.today + ahead:
        yield Fault(
            line.index,
            f"Ngày ban hành không sau hôm nay quá {ahead.days} ngày",
            quoted(date.written),
            "Xem lại ngày, tháng, năm.",
            "warning",
        )


def place(case: Case) -> Iterator[Fault]:
    """Judge names of places that cannot stand without “phường”, “xã”."""
    line, date = case.parts.head.place_date, case.parts.date
    if line is None or date is None or not date.place or not case.is_official:
        return
    kind = next(iter(issuer_kinds().values()))
    for problem in place_problems(Issuer(kind, "", date.place), ""):
        yield Fault(
            line.index,
            "Địa danh là số hoặc chỉ có một tiếng thì ghi cả loại đơn vị hành chính",
            quoted(date.place),
            problem.message,
        )
