"""Văn bản: the list of documents, one document with its files, origins and history."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    flash,
    json,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from doc_service.accounts.members import Role
from doc_service.accounts.people import units
from doc_service.desk.contents import contents
from doc_service.desk.drafts import open_document
from doc_service.desk.issuing import copy, restore, revoke
from doc_service.desk.previews import stored_picture
from doc_service.desk.shelf import (
    STATES,
    Filter,
    detail,
    documents,
    form_of,
    forms,
    saved,
    stored_file,
    years,
)
from doc_service.desk.typed import with_whole_pictures
from doc_service.errors import InvalidData
from doc_service.formats import FORMATS
from doc_service.http import member
from doc_service.records import Document
from doc_service.service import DocService
from doc_service.web.languages import gettext as _
from doc_service.web.sentences import told_first
from doc_service.web.shelf_words import (
    change_place,
    change_word,
    choice_labels,
    happening,
    origin,
)
from doc_service.web.wording import official

_LONGEST_SEARCH: Final = 200
_LARGEST: Final = 2**31 - 1
"""Of a number in an address: what every database can hold."""


def shelf_blueprint(service: DocService) -> Blueprint:
    """Return the pages of stored documents."""
    blueprint = Blueprint("shelf", __name__)
    for words in (origin, happening, change_place, change_word):
        blueprint.add_app_template_filter(words, f"said_{words.__name__}")
    _add_reading(blueprint, service)
    _add_history(blueprint, service)
    _add_changes(blueprint, service)
    return blueprint


def _add_reading(blueprint: Blueprint, service: DocService) -> None:
    desk = service.desk

    @blueprint.get("/van-ban", endpoint="documents")
    def documents_page() -> ResponseReturnValue:
        asked = _filter()
        found = documents(desk, member(), asked)
        shown = {"found": found, "asked": asked, "address": _address, "states": _states()}
        if request.headers.get("HX-Request"):
            answer = make_response(render_template("pieces/documents_found.html", **shown))
            answer.headers["HX-Replace-Url"] = _address(replace(asked, page=found.page))
            return answer
        return render_template("documents.html", **shown, choices=_choices(service, asked))

    @blueprint.get("/van-ban/<number>", endpoint="document")
    def document_page(number: str) -> ResponseReturnValue:
        if open_document(desk, member(), number).state == "draft":
            return redirect(url_for("drafting.page", number=number))
        return _document_page(service, number)

    @blueprint.get("/van-ban/<number>/tep/<output>")
    def file(number: str, output: str) -> Response:
        kept, content = stored_file(desk, member(), number, output)
        answer = send_file(
            io.BytesIO(content),
            FORMATS[kept.format].media_type,
            not request.args.get("xem"),
            download_name=kept.name,
            etag=kept.sha256,
        )
        # kept by this browser, but asked again each time whether this person still may see it
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer

    @blueprint.get("/van-ban/<number>/du-lieu")
    def data(number: str) -> Response:
        found = detail(desk, member(), number)
        document = found.document
        form = form_of(desk, document)
        fields = form.fields if form else ()
        whole = with_whole_pictures(fields, document.data, stored_picture(desk))
        body = {"form": document.form, "locality": document.locality, "data": whole}
        stem = PurePath(found.files[0].name).stem if found.files else f"{document.form}-du-thao"
        return send_file(
            io.BytesIO(json.dumps(body, indent=2, sort_keys=False).encode()),
            "application/json",
            as_attachment=True,
            download_name=f"{stem}.json",
        )


def _add_history(blueprint: Blueprint, service: DocService) -> None:
    desk = service.desk

    @blueprint.get("/van-ban/<number>/lich-su")
    def history(number: str) -> str:
        return render_template("history.html", found=detail(desk, member(), number))

    @blueprint.get(f"/van-ban/<number>/phien-ban/<int(max={_LARGEST}):version>")
    def version(number: str, version: int) -> str:
        found = saved(desk, member(), number, version)
        form = form_of(desk, found.document)
        parts = contents(form.fields if form else (), found.data, {})
        labels = choice_labels(form.fields if form else ())
        return render_template("version.html", found=found, parts=parts, choice_labels=labels)

    @blueprint.post(f"/van-ban/<number>/phien-ban/<int(max={_LARGEST}):version>")
    def take_up(number: str, version: int) -> ResponseReturnValue:
        draft = restore(desk, member(), number, version, _number(request.form.get("ban")))
        if draft.id == number:
            flash(_("Đã khôi phục phiên bản %(number)s vào dự thảo.", number=version))
        else:
            flash(_("Đã lập dự thảo mới từ phiên bản %(number)s.", number=version))
        return redirect(url_for("drafting.page", number=draft.id))


def _add_changes(blueprint: Blueprint, service: DocService) -> None:
    desk = service.desk

    @blueprint.post("/van-ban/<number>/thu-hoi")
    def withdraw(number: str) -> ResponseReturnValue:
        why = request.form.get("ly_do", "")
        try:
            revoke(desk, member(), number, why)
        except InvalidData as error:
            page = _document_page(service, number, said=told_first(error), why=why)
            return page, error.status
        flash(_("Đã thu hồi văn bản này."))
        return redirect(url_for("shelf.document", number=number))

    @blueprint.post("/van-ban/<number>/lap-lai")
    def again(number: str) -> ResponseReturnValue:
        made = copy(desk, member(), number)
        flash(_("Đã lập dự thảo mới; hãy xem lại số, ngày và những gì đã khác trước."))
        return redirect(url_for("drafting.page", number=made.id))


def _document_page(service: DocService, number: str, *, said: str = "", why: str = "") -> str:
    found = detail(service.desk, member(), number)
    document = found.document
    form = form_of(service.desk, document)
    return render_template(
        "document.html",
        found=found,
        document=document,
        form=form,
        parts=contents(form.fields if form else (), document.data, document.origins),
        choice_labels=choice_labels(form.fields if form else ()),
        states=_states(),
        formats=_formats(),
        has_pdf=any(one.format == "pdf" for one in found.files),
        said=said,
        why=why,
    )


def _choices(service: DocService, asked: Filter) -> dict[str, Any]:
    """Return what the filters offer: what there is, and what is chosen."""
    desk, asks = service.desk, member()
    names = {*forms(desk, asks), *([asked.form] if asked.form else [])}
    titled = [(name, _title(service, name)) for name in names]
    return {
        "forms": sorted(titled, key=lambda pair: pair[1]),
        "years": sorted({*years(desk, asks), *([asked.year] if asked.year else [])}, reverse=True),
        "units": units(service.database) if asks.role is Role.ADMIN else [],
    }


def _title(service: DocService, name: str) -> str:
    unsaved = Document(form=name, locality=member().locality)
    form = form_of(service.desk, unsaved)
    return official(form.title) if form else name


def _filter() -> Filter:
    asked = request.args
    state = asked.get("trang_thai", "")
    return Filter(
        text=asked.get("chu", "").strip()[:_LONGEST_SEARCH],
        form=asked.get("bieu_mau", ""),
        state=state if state in STATES else "",
        year=_number(asked.get("nam")),
        unit_id=_number(asked.get("don_vi")) if member().role is Role.ADMIN else 0,
        page=_number(asked.get("trang")) or 1,
    )


def _number(text: str | None) -> int:
    """Return a whole number of an address or a form; 0 for anything else."""
    plain = (text or "").strip()
    is_number = plain.isascii() and plain.isdigit() and len(plain) <= len(str(_LARGEST))
    return min(int(plain), _LARGEST) if is_number else 0


def _address(asked: Filter, page: int = 0) -> str:
    """Return the address of a list, without the filters that don't narrow."""
    page = page or asked.page
    values = {
        "chu": asked.text,
        "bieu_mau": asked.form,
        "don_vi": asked.unit_id,
        "nam": asked.year,
        "trang_thai": asked.state,
        "trang": page if page > 1 else 0,
    }
    chosen: dict[str, Any] = {name: value for name, value in values.items() if value}
    return url_for("shelf.documents", **chosen)


def _states() -> dict[str, str]:
    """Return what each of `STATES` is called."""
    return {
        "draft": _("Dự thảo"),
        "issued": _("Đã phát hành"),
        "revoked": _("Đã thu hồi"),
    }


def _formats() -> dict[str, str]:
    return {"docx": _("Word (DOCX)"), "pdf": _("PDF"), "xlsx": _("Excel (XLSX)")}
