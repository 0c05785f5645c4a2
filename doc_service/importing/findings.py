"""What a clerk has to look at after an import, as warnings: each says where and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doc_service.importing.closing import Closing
from doc_service.importing.head import Head
from doc_service.importing.lines import Line
from doc_service.importing.word_text import Losses
from doc_service.narrative.numbering import numbering_problems
from doc_service.narrative.outline import Section
from doc_service.narrative.printing import readings
from doc_service.problems import Problem
from doc_service.vietnamese.dates import DateError, parse_date

_BODY = "/noi_dung"
_WRITTEN_DATE = re.compile(
    r"(?<![\d/.,])\d{1,2}/\d{1,2}/\d{4}(?![\d/])|ngày \d{1,2} tháng \d{1,2} năm \d{4}",
    re.IGNORECASE,
)
_SHOWN = 80
"""Characters of a text that a message quotes."""


def head_problems(head: Head, type_name: str, *, guessed: bool) -> Iterator[Problem]:
    """Say which pieces of the head were not found or cannot be right."""
    at = head.letterhead
    if not type_name:
        yield _warning("", "type_unknown", "Không thấy tên loại văn bản; hãy tự chọn biểu mẫu.")
    elif guessed:
        yield _warning(
            "",
            "type_guessed",
            f"Không thấy tên loại văn bản ở đầu trang; đoán là “{type_name}” theo lời văn. "
            "Hãy xem lại biểu mẫu đã chọn.",
        )
    if at.date_error:
        yield _warning(
            "/ngay", "date", f"Ngày ban hành không đúng: {at.date_error} Hãy nhập lại ngày."
        )
    missing = [
        words
        for words, there in (
            ("tên cơ quan ban hành", at.organs),
            ("số và ký hiệu", at.organ_code),
            ("địa danh, ngày tháng", at.date or at.date_error),
            ("trích yếu", head.abstract),
        )
        if not there
    ]
    if missing:
        yield _warning(
            "", "head_missing", f"Không thấy {', '.join(missing)} ở đầu văn bản; hãy nhập thêm."
        )


def body_problems(sections: Sequence[Section]) -> Iterator[Problem]:
    """Say which numbers do not follow on and which dates no calendar has."""
    if not sections:
        yield _warning(
            _BODY, "body_missing", "Không thấy nội dung văn bản; hãy xem lại tệp đã gửi."
        )
    yield from numbering_problems(sections, _BODY)
    for pointer, text in readings(sections, _BODY):
        for match in _WRITTEN_DATE.finditer(text):
            try:
                parse_date(match[0])
            except DateError as error:
                yield _warning(
                    pointer, "date", f"Ngày ghi trong nội dung không đúng: {error} Hãy sửa lại."
                )


def closing_problems(closing: Closing, unit: str) -> Iterator[Problem]:
    """Say which pieces of the end were not found, and what was cut off after them.

    Args:
        closing: the end of the document.
        unit: what line numbers count, in a clerk's word.
    """
    if not closing.recipients:
        yield _warning("/noi_nhan", "recipients_missing", "Không thấy “Nơi nhận”; hãy nhập thêm.")
    if not closing.signer:
        yield _warning("/nguoi_ky", "signer_missing", "Không thấy chữ ký; hãy nhập người ký.")
    elif not closing.name:
        yield _warning(
            "/nguoi_ky/ho_ten",
            "signer_name_missing",
            f"Không thấy họ tên người ký dưới “{closing.signer[-1]}”; hãy nhập thêm.",
        )
    if closing.rest:
        first = closing.rest[0]
        yield _warning(
            "",
            "cut_after_signature",
            f"Phần sau chữ ký, từ {unit} {first.number} (“{_quoted(first.text)}”), gồm "
            f"{len(closing.rest)} {unit} có chữ, không đưa vào nội dung; hãy lập phụ lục, mẫu biểu "
            "bằng biểu mẫu riêng nếu cần.",
        )


def loss_problems(
    losses: Losses, dropped: Sequence[Line], unplaced: Sequence[str]
) -> Iterator[Problem]:
    """Say what of the file has no place in the data."""
    if unplaced:
        yield _warning(
            "",
            "head_unplaced",
            f"Ở đầu văn bản có {len(unplaced)} dòng không rõ là gì: “{_quoted(unplaced[0])}”; "
            "hãy xem lại phần chưa dùng.",
        )
    if dropped:
        shown = ", ".join(f"“{_quoted(line.text)}”" for line in dropped)
        yield _warning("", "furniture", f"Đã bỏ số trang và dòng lặp lại ở các trang: {shown}.")
    for count, code, what in (
        (losses.deleted, "deleted_text", "chữ đã xóa trong chế độ theo dõi thay đổi"),
        (losses.hidden, "hidden_text", "chữ ẩn"),
        (losses.pictures, "pictures", "hình"),
        (len(losses.notes), "notes", "chú thích cuối trang (xem ở phần chưa dùng)"),
    ):
        if count:
            yield _warning("", code, f"Có {count} {what} không đưa vào nội dung; hãy xem lại.")


def _warning(pointer: str, code: str, message: str) -> Problem:
    return Problem(pointer=pointer, message=message, code=code, severity="warning")


def _quoted(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
