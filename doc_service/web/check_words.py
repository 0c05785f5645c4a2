"""Findings of the conformity check in English: what the rule asks, and where the finding is.

What a finding itself says, with its words and numbers, is Vietnamese and follows in small print.
"""

from __future__ import annotations

import re
from typing import Final

from flask import Blueprint
from markupsafe import Markup, escape

from doc_service.conformity.findings import Finding
from doc_service.conformity.places import WHOLE
from doc_service.web.languages import RULE, language_now, translations
from doc_service.web.languages import gettext as _

_PLACE: Final = re.compile(
    r"(?P<name>[^:“]+?)(?:, mục (?P<heading>“.*”))?: (?P<words>“.*”|dòng trống)"
)
_CELL: Final = re.compile(r"Bảng (?P<table>\d+), dòng (?P<row>\d+), cột (?P<column>\d+)")


def add_check_words(blueprint: Blueprint) -> None:
    """Teach the templates to say findings in the language of the page."""
    blueprint.add_app_template_filter(rule_sentence)
    blueprint.add_app_template_filter(found_at)


def rule_sentence(one: Finding) -> str:
    """Return what the rule of a finding asks, in the page's language; "" in Vietnamese."""
    return translations(language_now(), "sentences").get(f"{RULE}{one.rule}", "")


def found_at(one: Finding) -> Markup:
    """Return the place of a finding in the page's language, the words it quotes marked.

    A place that is written in no way known here stays Vietnamese, and is marked whole.
    """
    others = f" và {one.count - 1} chỗ khác"
    where = one.place.removesuffix(others) if one.count > 1 else one.place
    said = _said(where)
    if said is None:
        return _vietnamese(one.place)
    if where == one.place:
        return said
    return escape(_("%(place)s và %(n)s chỗ khác")) % {"place": said, "n": one.count - 1}


def _said(where: str) -> Markup | None:
    """Return a place in the page's language; None where it is not known how to say it."""
    if where == WHOLE:
        return escape(_("Toàn văn bản"))
    match = _PLACE.fullmatch(where)
    name = _named(match["name"]) if match else ""
    if match is None or not name:
        return None
    said = escape(name)
    if match["heading"]:
        heading = _vietnamese(match["heading"])
        said = escape(_("%(part)s, mục %(heading)s")) % {"part": said, "heading": heading}
    quotes = match["words"].startswith("“")
    words = _vietnamese(match["words"]) if quotes else escape(_("dòng trống"))
    return Markup("{}: {}").format(said, words)


def _named(name: str) -> str:
    """Return the name of a component or of a cell; "" where it is neither."""
    cell = _CELL.fullmatch(name)
    if cell:
        return _("Bảng %(table)s, dòng %(row)s, cột %(column)s", **cell.groupdict())
    return _components().get(name, "")


def _components() -> dict[str, str]:
    """Return component of a document → its name in the page's language."""
    return {
        "Chữ ký": _("Chữ ký"),
        "Dấu sao dưới tên cơ quan": _("Dấu sao dưới tên cơ quan"),
        "Dự thảo": _("Dự thảo"),
        "Gạch dưới trích yếu": _("Gạch dưới trích yếu"),
        "Kính gửi": _("Kính gửi"),
        "Ký hiệu mẫu": _("Ký hiệu mẫu"),
        "Nội dung": _("Nội dung"),
        "Nơi nhận": _("Nơi nhận"),
        "Số và ký hiệu": _("Số và ký hiệu"),
        "Tiêu đề": _("Tiêu đề"),
        "Trích yếu": _("Trích yếu"),
        "Tên cơ quan ban hành": _("Tên cơ quan ban hành"),
        "Tên loại": _("Tên loại"),
        "Địa danh, ngày tháng": _("Địa danh, ngày tháng"),
    }


def _vietnamese(text: str) -> Markup:
    return Markup('<span lang="vi">{}</span>').format(text)
