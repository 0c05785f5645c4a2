"""Where values came from and what befell a document, in sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from doc_service.desk.contents import Source
from doc_service.desk.revisions import Change
from doc_service.desk.shelf import Happening
from doc_service.forms.fields import Field
from doc_service.web.languages import gettext as _
from doc_service.web.showing import moment
from doc_service.web.wording import filled, marked

Words = dict[str, Callable[[], str]]
"""Sentences that are only made when they are said."""

_CELL: Final = re.compile(r"(?P<before>.*\bô )(?P<column>[A-Z]{1,3})(?P<row>\d+)(?P<after>.*)")
"""A place as `problems.Place` writes it, whatever stands around it."""

_SHEET: Final = re.compile(r"trang “(.*)”, ô ")
"""What stands before the cell there."""


def origin(sources: Sequence[Source], upload: str) -> Markup:
    """Return where a value came from, as HTML: `Lê Thị Thư nhập lúc 08:30, 22/11/2026`.

    Args:
        sources: one, or several where the parts of a value came from several.
        upload: name of the file that the draft was read from.
    """
    cells = [one for one in sources if one.get("how") == "file"]
    others = [_said(one) for one in sources if one.get("how") != "file"]
    return Markup("; ").join([*(_file(place, upload) for place in _places(cells)), *others])


def _said(one: Source) -> Markup:
    by, at, where = one.get("by", ""), _moment(one.get("at", "")), one.get("where", "")
    words: Words = {
        "typed": lambda: filled(_("%(by)s nhập lúc %(at)s"), by=by, at=at),
        "profile": lambda: _("Hồ sơ đơn vị"),
        "locality": lambda: _("Giá trị thường dùng của địa phương"),
        "calendar": lambda: _("Ngày bắt đầu dự thảo"),
        "document": lambda: filled(_("Văn bản %(name)s"), name=where),
        "example": lambda: _("Ví dụ của biểu mẫu"),
        "revision": lambda: filled(
            _("%(by)s khôi phục phiên bản %(number)s lúc %(at)s"), by=by, number=where, at=at
        ),
    }
    said = words.get(one.get("how", ""), lambda: where)()
    return said if isinstance(said, Markup) else marked(said)


def _moment(text: str) -> str:
    try:
        return moment(dt.datetime.fromisoformat(text))
    except ValueError:
        return text


def _file(place: Markup, upload: str) -> Markup:
    if not place:
        return filled(_("Tệp “%(file)s”"), file=upload)
    if not upload or upload in place:
        return place
    return escape(_("%(place)s của tệp “%(file)s”")) % {"place": place, "file": marked(upload)}


def _places(cells: Sequence[Source]) -> list[Markup]:
    """Return places in files, the cells of one row of a sheet as one: `ô A7–E7`."""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in cells:
        read = _CELL.fullmatch(one.get("where", ""))
        key = (read["before"], read["row"], read["after"]) if read else (one.get("where", ""),)
        found.setdefault(key, []).append(read["column"] if read else "")
    return [_place(key, columns) for key, columns in found.items()]


def _place(key: tuple[str, ...], columns: Sequence[str]) -> Markup:
    if len(key) == 1:
        return marked(key[0])
    before, row, after = key
    ordered = sorted(columns, key=lambda one: (len(one), one))
    ends = dict.fromkeys((ordered[0], ordered[-1]))
    cells = "–".join(f"{one}{row}" for one in ends)
    if (sheet := _SHEET.fullmatch(before)) and not after:
        return filled(_("trang “%(sheet)s”, ô %(cell)s"), sheet=sheet[1], cell=cells)
    return marked(f"{before}{cells}{after}")


def happening(one: Happening) -> str:
    """Return what somebody did: `phát hành, số`; the number and symbol stand after it."""
    detail: Mapping[str, object] = one.detail
    file, symbol, version = (detail.get(name) or "" for name in ("file", "symbol", "version"))
    words: Words = {
        "created": lambda: (
            _("lập dự thảo từ tệp “%(file)s”", file=file) if file else _("lập dự thảo")
        ),
        "copied": lambda: _("lập dự thảo từ một văn bản khác"),
        "edited": lambda: _("sửa, thành phiên bản %(number)s", number=version),
        "restored": lambda: _("khôi phục phiên bản %(number)s", number=version),
        "issued": lambda: _("phát hành, số") if symbol else _("phát hành"),
        "revoked": lambda: _("thu hồi"),
        "discarded": lambda: _("bỏ dự thảo"),
    }
    return words.get(one.what, lambda: one.what)()


def choice_labels(fields: Iterable[Field]) -> dict[str, set[str]]:
    """Return label of a field → labels of its choices: values that are words of the form."""
    found: dict[str, set[str]] = {}
    for one in fields:
        found.setdefault(one.label, set()).update(choice.label for choice in one.choices)
        for label, labels in choice_labels(one.fields).items():
            found.setdefault(label, set()).update(labels)
    return found


def change_place(one: Change) -> str:
    """Return which row or paragraph a change concerns, or ""."""
    if not one.line:
        return ""
    is_row, last = one.line == "row", one.number + one.count - 1
    if one.count > 1:
        words = _("dòng %(first)s–%(last)s") if is_row else _("đoạn %(first)s–%(last)s")
        return str(words % {"first": one.number, "last": last})
    words = _("dòng %(number)s") if is_row else _("đoạn %(number)s")
    return str(words % {"number": one.number})


def change_word(one: Change) -> str:
    """Return what was done: `thêm`, `xóa`, `chuyển từ dòng 3`; "" where both texts say it."""
    words: Words = {
        "added": lambda: _("thêm"),
        "removed": lambda: _("xóa"),
        "moved": lambda: _("chuyển từ dòng %(number)s", number=one.before),
        "changed": lambda: "" if one.before or one.after else _("thay"),
    }
    return words[one.how]()
