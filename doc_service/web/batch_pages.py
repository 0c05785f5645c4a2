"""Lập theo đợt: many documents from one file; how far each batch is, and what came of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from doc_service.accounts.people import users
from doc_service.batches.overview import (
    act,
    batches_of,
    find_batch,
    find_item,
    items_of,
)
from doc_service.batches.saying import told
from doc_service.batches.submitting import submit
from doc_service.batches.watching import OVER, latest_failures
from doc_service.batches.wishes import submission
from doc_service.desk.finding import grouped
from doc_service.errors import FormNotFound, InputError, InvalidData
from doc_service.formats import FORMATS
from doc_service.forms.catalog import Form
from doc_service.http import member
from doc_service.http.batch_answers import (
    ITEM_STATES,
    LARGEST_NUMBER,
    archive_answer,
    failures_answer,
    file_answer,
    manifest_answer,
    printed_answer,
)
from doc_service.problems import Problem
from doc_service.records import Batch
from doc_service.service import DocService
from doc_service.web.batch_wishes import Chosen, chosen, example_name, recognised, wishes
from doc_service.web.batch_words import (
    formats,
    item_states,
    rate,
    sentence,
    state_word,
    thens,
    time_left,
)
from doc_service.web.languages import gettext as _
from doc_service.workbooks.blank import has_workbook
from doc_service.workbooks.many_blank import many_workbook

LISTED: Final = 30
"""Batches of one page of the list."""

SHOWN: Final = 50
"""Failures that the page of a batch shows, the latest; its list of items has all."""

ITEMS: Final = 100
"""Items of one page."""

SAID: Final = 5
"""Problems told of each item; its marked workbook has all."""


def batch_pages_blueprint(service: DocService) -> Blueprint:
    """Return the pages of batches."""
    blueprint = Blueprint("batch_pages", __name__)
    blueprint.add_app_template_filter(state_word, "batch_state")
    blueprint.add_app_template_filter(sentence, "batch_sentence")
    blueprint.add_app_template_filter(rate, "batch_rate")
    blueprint.add_app_template_filter(time_left, "time_left")
    blueprint.add_app_template_filter(told, "told_problems")
    _add_beginning(blueprint, service)
    _add_following(blueprint, service)
    _add_results(blueprint, service)
    return blueprint


def _add_beginning(blueprint: Blueprint, service: DocService) -> None:
    @blueprint.get("/dot")
    def batches() -> str:
        return _drawn_list(service, _asked(service))

    @blueprint.post("/dot")
    def begin() -> ResponseReturnValue:
        member().require("write")
        try:
            made, is_new = _begun(service)
        except InvalidData as error:
            return _refused(service, error.problems)
        if not is_new:
            flash(_("Tệp này với các lựa chọn này đã được nộp trước đây; đây là đợt đó."))
        address = url_for("batch_pages.batch", number=made.id)
        return jsonify(go=address) if _wants_json() else redirect(address, 303)

    @blueprint.post("/dot/nhan-dang")
    def recognise() -> Response:
        member().require("write")
        file = request.files.get("tep")
        return jsonify(form=recognised(service, file.stream) if file else "")

    @blueprint.get("/dot/ten-tep")
    def names() -> Response:
        form = _form(service, request.args.get("bieu_mau", ""))
        return jsonify(example_name(service, form, request.args.get("mau_ten", "")))

    @blueprint.get("/dot/tep-mau/<form>")
    def blank(form: str) -> Response:
        content = many_workbook(_form(service, form))
        name = f"{form}-nhieu-ban.xlsx"
        return send_file(io.BytesIO(content), FORMATS["xlsx"].media_type, True, name)


def _add_following(blueprint: Blueprint, service: DocService) -> None:
    batches = service.batches

    @blueprint.get("/dot/<number>")
    def batch(number: str) -> str:
        found = find_batch(batches, member(), number)
        failed, cursor = latest_failures(batches, found.batch.id, SHOWN)
        return render_template(
            "batch.html",
            found=found,
            failed=failed,
            cursor=str(cursor),
            shown=SAID,
            by=_people(service, found.batch.unit_id).get(found.batch.created_by or 0, ""),
            form=_known_form(service, found.batch),
            then=thens()[found.batch.then],
            is_live=found.batch.state not in OVER,
        )

    @blueprint.post("/dot/<number>/viec")
    def do(number: str) -> ResponseReturnValue:
        act(batches, member(), number, request.form.get("viec", ""))
        return redirect(url_for("batch_pages.batch", number=number), 303)

    @blueprint.get("/dot/<number>/ban-ghi")
    def items(number: str) -> str:
        found = find_batch(batches, member(), number)
        given = request.args.get("trang_thai", "")
        state = given if given in ITEM_STATES else ""
        after = min(request.args.get("sau", 0, type=int), LARGEST_NUMBER)
        rows = items_of(batches, found.batch, state=state, after=max(after, 0), most=ITEMS + 1)
        return render_template(
            "batch_items.html",
            found=found,
            rows=rows[:ITEMS],
            following=rows[ITEMS - 1].number if len(rows) > ITEMS else 0,
            after=after,
            state=state,
            states=item_states(),
            counts={one: getattr(found.progress, one) for one in ITEM_STATES},
            form=_known_form(service, found.batch),
            shown=SAID,
        )


def _add_results(blueprint: Blueprint, service: DocService) -> None:
    batches = service.batches

    def of(number: str) -> Batch:
        return find_batch(batches, member(), number).batch

    @blueprint.get("/dot/<number>/tat-ca.zip")
    def archive(number: str) -> Response:
        return archive_answer(batches, of(number), request.args.get("dinh_dang", ""))

    @blueprint.get("/dot/<number>/danh-muc.<kind>")
    def manifest(number: str, kind: str) -> Response:
        return manifest_answer(batches, of(number), kind)

    @blueprint.get("/dot/<number>/ban-in.zip")
    def printed(number: str) -> Response:
        return printed_answer(batches, of(number), member().name)

    @blueprint.get("/dot/<number>/can-sua")
    def failures(number: str) -> Response:
        return failures_answer(batches, of(number))

    @blueprint.get(f"/dot/<number>/ban-ghi/<int(max={LARGEST_NUMBER}):item>/tep/<output>")
    def file(number: str, item: int, output: str) -> Response:
        return file_answer(batches, find_item(batches, member(), number, item), output)


def _asked(service: DocService) -> Chosen:
    """Return what the form shows at first: what the address names, or what is made again."""
    again = request.args.get("lap_lai", "")
    if not again:
        return Chosen(form=request.args.get("bieu_mau", ""))
    batch = find_batch(service.batches, member(), again).batch
    return Chosen(
        form=batch.form if batch.kind == "form" else "",
        outputs=tuple(batch.outputs),
        pattern=batch.pattern,
        draft=batch.draft,
        then=batch.then,
        label=batch.label,
        again_of=batch.id,
    )


def _begun(service: DocService) -> tuple[Batch, bool]:
    file = request.files.get("tep")
    stream = file.stream if file and file.filename else None
    found = chosen(request.form)
    asked = submission(service.batches, member(), wishes(service, found, stream))
    assert stream is not None and file is not None  # else the wishes were refused
    return submit(service.batches, member(), asked, stream, file.filename or "")


def _refused(service: DocService, problems: Sequence[Problem]) -> ResponseReturnValue:
    if _wants_json():
        return jsonify(html=render_template("pieces/batch_wrong.html", wrong=problems)), 422
    return _drawn_list(service, chosen(request.form), wrong=problems), 422


def _drawn_list(service: DocService, asked: Chosen, wrong: Sequence[Problem] = ()) -> str:
    asks, place = member(), member().locality
    before = request.args.get("truoc")
    last = find_batch(service.batches, asks, before).batch if before else None
    found = batches_of(service.batches, asks, before=last, most=LISTED + 1)
    forms = [service.catalog.form(name, place) for name in service.catalog.names()]
    return render_template(
        "batches.html",
        found=found[:LISTED],
        following=found[LISTED - 1].batch.id if len(found) > LISTED else "",
        before=before,
        people=_people(service, asks.unit_id),
        titles={one.name: one.title for one in forms},
        groups=grouped(forms),
        blanks=[one for one in forms if has_workbook(one)],
        formats=formats(),
        thens=thens(),
        asked=asked,
        naming=_naming(service, asked),
        wrong=wrong,
        megabytes=service.settings.max_batch_mb,
    )


def _naming(service: DocService, asked: Chosen) -> dict[str, Any]:
    try:
        return example_name(service, _form(service, asked.form), asked.pattern)
    except FormNotFound:
        return {}


def _people(service: DocService, unit_id: int) -> dict[int, str]:
    return {one.id: one.name for one, _unit in users(service.database, unit_id)}


def _form(service: DocService, name: str) -> Form:
    return service.catalog.form(name, member().locality)


def _known_form(service: DocService, batch: Batch) -> Form | None:
    """Return the form of a batch; None for a dossier, or for a form that is gone."""
    try:
        return service.catalog.form(batch.form, batch.locality)
    except InputError:
        return None


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
