"""What pages say of a batch: its state in words, how fast it goes, how long it will take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from doc_service.batches.overview import Overview
from doc_service.vietnamese.numbers import nghin
from doc_service.web.languages import gettext as _

_STATES: Final[Mapping[str, Callable[[], str]]] = {
    "reading": lambda: _("Đang đọc tệp"),
    "checking": lambda: _("Đang kiểm tra"),
    "checked": lambda: _("Chờ quyết định"),
    "running": lambda: _("Đang lập"),
    "paused": lambda: _("Tạm dừng"),
    "done": lambda: _("Xong"),
    "cancelled": lambda: _("Đã hủy"),
    "refused": lambda: _("Không nhận tệp"),
}

_ITEM_STATES: Final[Mapping[str, Callable[[], str]]] = {
    "waiting": lambda: _("Chờ"),
    "running": lambda: _("Đang lập"),
    "done": lambda: _("Xong"),
    "failed": lambda: _("Lỗi"),
    "cancelled": lambda: _("Bị hủy"),
}

_THENS: Final[Mapping[str, Callable[[], str]]] = {
    "ask": lambda: _("Hỏi lại sau khi kiểm tra"),
    "good": lambda: _("Lập ngay các bản ghi đúng, để lại bản ghi sai"),
    "clean": lambda: _("Chỉ lập khi tất cả các bản ghi đều đúng"),
}

_FORMATS: Final[Mapping[str, Callable[[], str]]] = {
    "docx": lambda: _("Word (DOCX)"),
    "pdf": lambda: _("PDF"),
    "xlsx": lambda: _("Excel (XLSX)"),
}

_MINUTE: Final = 60
_HOUR: Final = 3600


def state_word(state: str) -> str:
    """Return the state of a batch in a word or two."""
    return _STATES[state]()


def item_states() -> dict[str, str]:
    """Return the states of items with what they are called."""
    return {state: said() for state, said in _ITEM_STATES.items()}


def formats() -> dict[str, str]:
    """Return what files a batch may have, by name, in words."""
    return {name: said() for name, said in _FORMATS.items()}


def thens() -> dict[str, str]:
    """Return what may follow the check, in words."""
    return {name: said() for name, said in _THENS.items()}


def sentence(found: Overview) -> str:
    """Return what is happening to a batch now, and what to do about it."""
    progress = found.progress
    counts = {
        "all": nghin(progress.total),
        "right": nghin(progress.waiting),
        "wrong": nghin(progress.failed),
        "done": nghin(progress.done),
    }
    said: dict[str, Callable[[], str]] = {
        "reading": lambda: _("Máy chủ đang đọc tệp, rồi sẽ kiểm tra từng bản ghi trước khi lập."),
        "checking": lambda: _("Từng bản ghi được kiểm tra như khi lập; chưa có văn bản nào."),
        "running": lambda: _("Có thể đóng trang này; máy chủ vẫn lập tiếp."),
        "paused": lambda: _("Không lập thêm bản nào cho đến khi tiếp tục."),
        "cancelled": lambda: _("Văn bản đã lập xong trước khi hủy vẫn tải về được."),
        "refused": lambda: _("Hãy sửa tệp rồi nộp lại."),
    }
    if found.batch.state == "checked":
        return _checked(found, counts)
    if found.batch.state == "done":
        return (
            _("%(done)s bản đã lập xong, %(wrong)s bản lỗi.", **counts)
            if progress.failed
            else _("Cả %(done)s bản đã lập xong.", **counts)
        )
    return said[found.batch.state]()


def _checked(found: Overview, counts: Mapping[str, str]) -> str:
    if not found.progress.failed:
        return _("Đã kiểm tra %(all)s bản ghi: tất cả đều đúng.", **counts)
    if not found.progress.waiting:
        return _("Đã kiểm tra %(all)s bản ghi: không bản nào lập được.", **counts)
    return _("Đã kiểm tra %(all)s bản ghi: %(right)s đúng, %(wrong)s sai.", **counts)


def rate(per_second: float) -> str:
    """Return how fast it goes, in the unit in which it is a handy number; "" where nothing moves.

    `batch_page.js` says it in the same words.
    """
    if per_second >= 1:
        return _("%(n)s bản mỗi giây", n=_short(per_second))
    if per_second * _MINUTE >= 1:
        return _("%(n)s bản mỗi phút", n=_short(per_second * _MINUTE))
    return ""


def time_left(seconds: float | None) -> str:
    """Return about how long it will take; "" where nobody can tell."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _("còn chưa đến 1 phút")
    if seconds < _HOUR:
        return _("còn khoảng %(n)s phút", n=round(seconds / _MINUTE))
    hours, rest = divmod(round(seconds / _MINUTE), 60)
    return _("còn khoảng %(hours)s giờ %(minutes)s phút", hours=hours, minutes=rest)


def _short(value: float) -> str:
    return nghin(round(value)) if value >= 10 else f"{value:.1f}".replace(".", ",")
