"""What the words and figures of a document say: limits, pictures, secrecy (D-*, S-*).

Shared domain reference §1.11, §6, §7.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doc_service.conformity.paper import Paragraph
from doc_service.conformity.pieces import plain
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.the_thuc.secrecy import secrecy_mark
from doc_service.vietnamese.dates import DateError, ngay_ngan, parse_date
from doc_service.vietnamese.numbers import nghin
from doc_service.vietnamese.text import fold
from doc_service.vietnamese.words import word_count

_TIME = re.compile(r"\b(?:tháng|năm|quý|ngày|tuần|giai đoạn)\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|hạn cuối|đến hết)(?: \d{1,2} giờ)?,? ngày "
    r"(?P<day>\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_DONE = re.compile(r"\bđã\b", re.IGNORECASE)
_SUMMARY: Final = "tom tat thanh tich"
_ARTICLE: Final = ("bai viet gioi thieu", "bai viet ve tam guong", "guong dien hinh")
_MEGA: Final = 1_000_000


def secrecy(case: Case) -> Iterator[Fault]:
    """Find marks of secrecy: neither this service nor digital signing is for such documents."""
    for one in case.paper.paragraphs:
        if len(one.text) < 30 and (mark := secrecy_mark(plain(one.text))):
            yield Fault(
                one.index,
                "Chỉ xử lý, ký số văn bản không mật",
                quoted(mark),
                "Dừng lại: soạn, gửi và lưu văn bản này theo quy định về bảo vệ bí mật nhà nước, "
                "trên máy không nối mạng; không đưa lên dịch vụ này.",
            )


def deadlines(case: Case) -> Iterator[Fault]:
    """Find deadlines before the day of issue, in documents that plan (D-DL-01)."""
    day = case.parts.day.date() if case.parts.day else None
    if day is None or not case.is_of("planning_types"):
        return
    for one in case.parts.body:
        if "/" not in one.text:
            continue
        text = plain(one.text)
        for match in _DEADLINE.finditer(text):
            if _DONE.search(_sentence(text, match)):
                continue
            try:
                due = parse_date(match["day"]).date()
            except DateError:
                continue
            # an earlier year is what went before, no deadline
            if due is not None and due < day and due.year == day.year:
                yield Fault(
                    one.index,
                    "Thời hạn không trước ngày ban hành",
                    f"{quoted(match[0])}, văn bản ban hành ngày {ngay_ngan(day)}",
                    "Xem lại thời hạn hoặc ngày ban hành.",
                    "warning",
                )


def _sentence(text: str, match: re.Match[str]) -> str:
    """Return the sentence that a match stands in."""
    start = max(text.rfind(mark, 0, match.start()) for mark in ".;") + 1
    ends = [at for mark in ".;" if (at := text.find(mark, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def words(case: Case) -> Iterator[Fault]:
    """Count the words of an article, and of each summary of achievements (D-WC-01)."""
    if _is_article(case):
        count = word_count(" ".join(one.text for one in case.parts.body))
        yield from _too_long(None, count, case.limits.most("article_words"), "Bài viết")
    for first, text in _summaries(case):
        most = case.limits.most("summary_words")
        yield from _too_long(first.index, word_count(text), most, "Tóm tắt thành tích")


def _too_long(place: int | None, count: int, most: float, what: str) -> Iterator[Fault]:
    if count > most:
        yield Fault(
            place,
            f"{what} không quá {nghin(int(most))} từ",
            f"{nghin(count)} từ",
            f"Rút gọn ít nhất {nghin(count - int(most))} từ.",
        )


def time_and_figures(case: Case) -> Iterator[Fault]:
    """Look for a time and a figure in each summary of achievements (D-WC-02)."""
    for first, text in _summaries(case):
        missing = [
            name
            for name, there in (
                ("thời gian thực hiện", _TIME.search(text)),
                ("số liệu cụ thể", re.search(r"\d", _TIME_WITH_NUMBER.sub("", text))),
            )
            if not there
        ]
        if missing and text.strip(" .…"):
            yield Fault(
                first.index,
                "Tóm tắt thành tích nêu rõ thời gian thực hiện, có số liệu cụ thể",
                f"chưa có {' và '.join(missing)}",
                f"Bổ sung {' và '.join(missing)}.",
            )


_TIME_WITH_NUMBER = re.compile(r"(?:tháng|năm|quý|ngày) \d{1,4}(?:/\d{1,4})*", re.IGNORECASE)


def _is_article(case: Case) -> bool:
    """Say whether this is the article that introduces an exemplary person."""
    head = case.parts.head
    lines = [head.title, *head.abstract] if head.title else head.abstract
    titles = (fold(one.text) for one in lines if one is not None)
    return case.parts.kind == "article" and any(
        start in title for title in titles for start in _ARTICLE
    )


def _summaries(case: Case) -> list[tuple[Paragraph, str]]:
    """Return the first paragraph and the text of each entry in a column of summaries.

    An entry may take several rows, of which the first alone is numbered.
    """
    column = next(
        (
            (one.where.table, one.where.column, one.where.row)
            for one in case.paper.paragraphs
            if one.where is not None and fold(one.text).startswith(_SUMMARY)
        ),
        None,
    )
    if column is None:
        return []
    table, at, head_row = column
    cells = [
        one
        for one in case.paper.paragraphs
        if one.where is not None and one.where.table == table and one.where.row > head_row
    ]
    numbered = {
        one.where.row for one in cells if one.where and one.where.column == 0 and one.text.strip()
    }
    end = case.parts.closing.start
    entries: list[tuple[Paragraph, list[str], int]] = []
    for one in cells:
        if one.where is None or one.where.column != at or one.index >= end or not one.text.strip():
            continue
        row = one.where.row
        if not entries or (row in numbered and row != entries[-1][2]):
            entries.append((one, [one.text], row))
        else:
            entries[-1][1].append(one.text)
    return [(first, " ".join(texts)) for first, texts, _ in entries]


def pictures(case: Case) -> Iterator[Fault]:
    """Judge the pictures of an article: how many, how large (D-IMG-01)."""
    if not _is_article(case):
        return
    images = case.paper.images
    low, high = case.limits.range("article_images")
    if not low <= len(images) <= high:
        yield Fault(
            None,
            f"Bài viết kèm từ {int(low):02d} đến {int(high):02d} ảnh",
            f"{len(images):02d} ảnh",
            "Bổ sung hoặc bớt ảnh.",
        )
    least = case.limits.least("image_pixels")
    for number, image in enumerate(images, start=1):
        pixels = image.width_px * image.height_px
        if pixels and pixels < least:
            yield Fault(
                image.paragraph,
                f"Mỗi ảnh từ {least / _MEGA:.0f} megapixel (MP) trở lên",
                f"ảnh {number} chỉ {image.width_px} × {image.height_px} điểm ảnh",
                "Thay bằng ảnh gốc, chưa bị thu nhỏ khi gửi qua tin nhắn.",
            )
