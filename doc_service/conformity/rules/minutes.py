"""Minutes (P-BB-01, N-BB-01): two signatures, times, votes. Shared domain reference §1.9."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from doc_service.conformity.paper import Paragraph
from doc_service.conformity.parts_closing import Block
from doc_service.conformity.pieces import plain
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.the_thuc.issuers import Issuer, issuer_kinds
from doc_service.the_thuc.signature import minutes_blocks
from doc_service.vietnamese.text import fold

_CLOCK: Final = r"(?P<hour>\d{1,2}) ?(?:giờ|h|:|g)(?: ?(?P<minute>\d{1,2}))?"
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_ENDS = re.compile(rf"(?:kết thúc|bế mạc)\b[^.;]{{0,60}}?{_CLOCK}(?P<after>[^.;]*)", re.IGNORECASE)
_CALLED = re.compile(r"triệu tập:? (\d+)", re.IGNORECASE)
_PRESENT = re.compile(r"có mặt:? (\d+)(?!\d| ?(?:hộ|%))(?:/(\d+))?", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3}) (?:phiếu|đồng chí|đại biểu|ý kiến)")

_WHO: Final = "phiếu|đồng chí|đ/c|đại biểu|đảng viên|hội viên|người|ý kiến|thành viên"
_AGREE: Final = "đồng ý|tán thành|nhất trí|biểu quyết"
_VOTES: Final = (
    re.compile(rf"(?:{_AGREE})(?: là| có)?:? ?(\d{{1,4}})(?= (?:{_WHO})\b|[.;,]?$|[.;,] )", re.I),
    re.compile(rf"(?<![\d/.,])(\d{{1,4}}) (?:{_WHO}) (?:{_AGREE})\b", re.IGNORECASE),
)
"""How many voted: `đồng ý 35 đồng chí`, `35 đồng chí đồng ý`."""

_MEETINGS: Final = tuple(
    f"bien ban {what}" for what in ("hop", "cuoc hop", "hoi nghi", "sinh hoat")
)
_SECRETARY: Final = ("nguoi ghi bien ban", "thu ky")
_CHAIR: Final = ("chu tri", "chu toa")


def minutes(case: Case) -> Iterator[Fault]:
    """Judge minutes, those of meetings also without a number; other documents pass."""
    titled = case.parts.head.title
    met = titled is not None and fold(titled.text).startswith(_MEETINGS)
    if case.type_code != "BB" or not (case.is_official or met):
        return
    yield from _signatures(case)
    yield from _times(case.parts.body)
    yield from _votes(case.parts.body)


def _signatures(case: Case) -> Iterator[Fault]:
    left, right = _wanted(case)
    own = [one for one in case.parts.closing.blocks if not one.confirms]
    secretary, chair = _block(own, _SECRETARY), _block(own, _CHAIR)
    if secretary is None or chair is None:
        missing = [name for name, one in ((left, secretary), (right, chair)) if one is None]
        if case.parts.head.draft_mark is None:
            place = own[0].lines[0].index if own else None
            yield Fault(
                place,
                f"Biên bản có hai chữ ký: bên trái “{left}”, bên phải “{right}”",
                f"thiếu {' và '.join(map(quoted, missing))}",
                f"Thêm chỗ ký {' và '.join(map(quoted, missing))}.",
            )
        return
    if _is_left(chair, secretary):
        yield Fault(
            chair.lines[0].index,
            f"Bên trái “{left}”, bên phải “{right}”",
            "hai chỗ ký đổi bên",
            "Đổi hai chỗ ký cho nhau: người chủ trì ký bên phải.",
        )
    for block, wanted in ((secretary, left), (chair, right)):
        if block.texts[0] != wanted:
            yield Fault(
                block.lines[0].index,
                quoted(wanted),
                quoted(block.texts[0]),
                f"Sửa thành {quoted(wanted)}.",
                "info",
            )


def _wanted(case: Case) -> tuple[str, str]:
    kind = next(iter(issuer_kinds().values()))
    blocks = minutes_blocks(case.rules, Issuer(kind, "", ""), secretary="", chair="")
    return blocks[0].lines[0].text, blocks[1].lines[0].text


def _block(blocks: Sequence[Block], starts: tuple[str, ...]) -> Block | None:
    return next(
        (one for one in blocks if any(fold(text).startswith(starts) for text in one.texts)), None
    )


def _is_left(one: Block, other: Block) -> bool:
    """Say whether a block stands left of another one beside it."""
    a, b = one.lines[0], other.lines[0]
    if a.paragraph.where is not None and b.paragraph.where is not None:
        return a.column[0] == b.column[0] and a.column[1] < b.column[1]
    return a.index == b.index and a.half == "left"


def _times(body: Sequence[Paragraph]) -> Iterator[Fault]:
    """Judge when it began and ended, where both are told."""
    texts = [(one, plain(one.text)) for one in body]
    begun = next(((one, match) for one, text in texts[:12] if (match := _TIME.search(text))), None)
    ended = next(
        ((one, match) for one, text in reversed(texts) if (match := _ENDS.search(text))), None
    )
    if begun is None or ended is None:
        what = "giờ bắt đầu" if begun is None else "giờ kết thúc"
        yield Fault(
            None,
            "Biên bản ghi giờ bắt đầu và giờ kết thúc",
            f"không thấy {what}",
            f"Ghi {what}, ví dụ “08 giờ 00 phút”.",
            "warning",
        )
        return
    start, end = _minutes(begun[1]), _minutes(ended[1])
    other_day = "ngày" in ended[1]["after"] and "cùng ngày" not in ended[1]["after"]
    if end <= start and not other_day:
        yield Fault(
            ended[0].index,
            "Giờ kết thúc sau giờ bắt đầu",
            f"bắt đầu {quoted(begun[1][0])}, kết thúc {quoted(_clock(ended[1]))}",
            "Xem lại hai mốc giờ.",
        )


def _minutes(match: re.Match[str]) -> int:
    return int(match["hour"]) * 60 + int(match["minute"] or 0)


def _clock(match: re.Match[str]) -> str:
    return f"{match['hour']} giờ {match['minute'] or '00'}"


def _votes(body: Sequence[Paragraph]) -> Iterator[Fault]:
    """Judge counts: present at most those called, votes at most those present."""
    called = present = None
    for one in body:
        text = plain(one.text)
        if match := _CALLED.search(text):
            called = int(match[1])
        if match := _PRESENT.search(text):
            present = int(match[1])
            called = int(match[2]) if match[2] else called
            if called is not None and present > called:
                yield Fault(
                    one.index,
                    "Số có mặt không lớn hơn số triệu tập",
                    f"triệu tập {called}, có mặt {present}",
                    "Xem lại hai con số.",
                )
        yield from _too_many(one, text, present)


def _too_many(one: Paragraph, text: str, present: int | None) -> Iterator[Fault]:
    """Judge the votes that one paragraph tells."""
    required = "Số phiếu, số người không lớn hơn tổng số"
    for part, whole in _SHARE.findall(text):
        if int(part) > int(whole):
            yield Fault(one.index, required, f"“{part}/{whole}”", "Xem lại hai con số.")
    votes = [(int(match[1]), match[0]) for sort in _VOTES for match in sort.finditer(text)]
    most, words = max(votes, default=(0, ""))
    if present is not None and most > present:
        found = f"có mặt {present}, {quoted(words)}"
        yield Fault(one.index, required, found, "Xem lại hai con số.")
