"""Biểu mẫu: the forms by purpose, each with its sample, its blank workbook and its example."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flask import Blueprint, Response, abort, render_template, request, send_file

from doc_service.desk.finding import found, grouped
from doc_service.desk.thumbnails import LARGE, SMALL, WIDTHS, Thumbnails
from doc_service.documents import Order
from doc_service.formats import FORMATS
from doc_service.forms.catalog import Form
from doc_service.forms.deadlines import Deadline
from doc_service.forms.fields import Field
from doc_service.http import member
from doc_service.service import DocService
from doc_service.web.languages import gettext as _
from doc_service.web.languages import language_now
from doc_service.web.wording import official
from doc_service.workbooks.blank import blank_workbook, has_workbook

_LONGEST: Final = 200
"""Characters of a search."""

_YEAR: Final = 365 * 86_400

_NOT_YET: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
"""What stands in for a picture that is being made: samples.js asks again for one this small."""


def catalog_blueprint(service: DocService) -> Blueprint:
    """Return the pages of the catalog."""
    blueprint = Blueprint("catalog", __name__)
    thumbnails = Thumbnails(service.parts, service.settings.data_folder / "thumbnails")
    _add_files(blueprint, service, thumbnails)

    @blueprint.app_template_global()
    def sample_of(form: Form, is_large: bool = False) -> dict[str, object]:
        width = LARGE if is_large else SMALL
        return {"key": thumbnails.key(form), "width": width, "height": _height(form, width)}

    @blueprint.get("/bieu-mau")
    def catalog() -> str:
        asked = request.args.get("tim", "")[:_LONGEST].strip()
        place = member().locality
        forms = [service.catalog.form(name, place) for name in service.catalog.names()]
        by_purpose = grouped(forms)
        in_order = [one for group in by_purpose for one in group.forms]
        return render_template(
            "catalog.html",
            asked=asked,
            groups=by_purpose,
            forms=_found(in_order, asked),
            deadlines=_deadlines(forms[0]),
            has_workbook=has_workbook,
        )

    @blueprint.get("/bieu-mau/<name>")
    def form(name: str) -> str:
        chosen = _form(service, name)
        return render_template(
            "form.html",
            form=chosen,
            fields=[one for one in chosen.fields if not one.hidden],
            deadlines=_deadlines(chosen).get(name, ()),
            families=[_family(one) for one in chosen.families],
            kind=_kind,
            has_workbook=has_workbook(chosen),
        )

    return blueprint


def _found(forms: Sequence[Form], asked: str) -> list[Form]:
    """Return the forms found by their texts in the language of the page, or in Vietnamese."""
    if language_now() == "vi":
        return found(forms, asked)
    by_name = {one.name: one for one in forms}
    worded = [
        replace(one, title=official(one.title), group=official(one.group), help=official(one.help))
        for one in forms
    ]
    both = [*found(worded, asked), *found(forms, asked)]
    return [by_name[name] for name in dict.fromkeys(one.name for one in both)]


def _form(service: DocService, name: str) -> Form:
    """Return a form as the locality of who asks words it."""
    return service.catalog.form(name, member().locality)


def _add_files(blueprint: Blueprint, service: DocService, thumbnails: Thumbnails) -> None:
    """Add the pictures, the blank workbooks and the examples."""

    @blueprint.get("/bieu-mau/<name>/trang-dau/<key>/<int:width>.png")
    def picture(name: str, key: str, width: int) -> Response:
        chosen = _form(service, name)
        if width not in WIDTHS:
            abort(404)
        content = thumbnails.picture(chosen, width)
        if content is None:
            return Response(_NOT_YET, mimetype="image/svg+xml")
        answer = Response(content, mimetype="image/png")
        if key == thumbnails.key(chosen):
            answer.cache_control.private = True
            answer.cache_control.max_age = _YEAR
            answer.cache_control.immutable = True
        return answer

    @blueprint.get("/bieu-mau/<name>/tep-trong.xlsx")
    def workbook(name: str) -> Response:
        chosen = _form(service, name)
        return _file(blank_workbook(chosen), "xlsx", f"{name}-trong.xlsx")

    @blueprint.get("/bieu-mau/<name>/vi-du.pdf")
    def example_pdf(name: str) -> Response:
        return _file(
            thumbnails.pdf(_form(service, name)), "pdf", f"{name}-vi-du.pdf", is_shown=True
        )

    @blueprint.get("/bieu-mau/<name>/vi-du.docx")
    def example_docx(name: str) -> Response:
        chosen = _form(service, name)
        made = service.issue(Order(name, chosen.example, chosen.locality.name, ("docx",)))
        return _file(made.files[0].content, "docx", f"{name}-vi-du.docx")


def _file(content: bytes, output: str, name: str, *, is_shown: bool = False) -> Response:
    return send_file(io.BytesIO(content), FORMATS[output].media_type, not is_shown, name)


def _height(form: Form, width: int) -> int:
    """Return how high an A4 page of a width is: 210 × 297 mm, on its side where it lies."""
    return round(width * 210 / 297 if form.kind.landscape else width * 297 / 210)


def _deadlines(form: Form) -> dict[str, list[Deadline]]:
    """Return name of a form → what the locality says of when it is due, in the year's order."""
    found: dict[str, list[Deadline]] = {}
    for one in form.locality.deadlines:
        found.setdefault(one.form, []).append(one)
    return found


def _family(name: str) -> str:
    """Return whose documents a family is."""
    said: dict[str, str] = {
        "dang": _("cơ quan của Đảng"),
        "nha_nuoc": _("cơ quan nhà nước"),
        "mttq": _("Mặt trận Tổ quốc, đoàn thể"),
    }
    return said[name]


def _kind(field: Field) -> str:
    """Return what is typed into a field."""
    said: dict[str, str] = {
        "text": _("Chữ"),
        "integer": _("Số"),
        "date": _("Ngày"),
        "time": _("Giờ"),
        "choice": _("Chọn một"),
        "picture": _("Ảnh"),
        "object": _("Nhóm ô"),
        "rows": _("Bảng nhiều dòng"),
        "narrative": _("Bài viết có đề mục"),
    }
    return said[field.kind]
