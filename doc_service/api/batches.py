"""Batches: one file in, many documents out; how far they are, and what may be done with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, Response, current_app, jsonify, request, url_for

from doc_service.api.batch_requests import asked_batch
from doc_service.api.bodies import Keys, json_body, refuse, wrong_keys
from doc_service.batches.overview import (
    Overview,
    act,
    batches_of,
    find_batch,
    find_item,
    items_of,
)
from doc_service.batches.saying import told
from doc_service.batches.watching import Event, is_news
from doc_service.batches.wiring import Batches
from doc_service.errors import BadRequest
from doc_service.http import member
from doc_service.http.batch_answers import (
    ITEM_STATES,
    LARGEST_NUMBER,
    archive_answer,
    events_answer,
    failures_answer,
    file_answer,
    manifest_answer,
    printed_answer,
    since,
    watchers,
)
from doc_service.http.problem_json import problem_dict
from doc_service.records import BatchItem
from doc_service.service import DocService

MOST: Final = 1000
"""Items or batches of one page."""


def batches_blueprint(service: DocService) -> Blueprint:
    """Return the resource of batches."""
    blueprint = Blueprint("batches", __name__)
    _add_batches(blueprint, service.batches)
    _add_results(blueprint, service.batches)
    return blueprint


def _add_batches(blueprint: Blueprint, batches: Batches) -> None:
    @blueprint.post("/batches")
    def create() -> tuple[Response, int, dict[str, str]]:
        member().require("write")
        made, is_new = asked_batch(batches)
        answer = jsonify(batch_dict(find_batch(batches, member(), made.id)))
        where = {"Location": url_for("batches.one", number=made.id)}
        return answer, 202 if is_new else 200, where

    @blueprint.get("/batches")
    def listed() -> Response:
        most = _number("limit", 50)
        before = request.args.get("before")
        last = find_batch(batches, member(), before).batch if before else None
        found = batches_of(batches, member(), before=last, most=most)
        following = found[-1].batch.id if len(found) == most else None
        return jsonify(batches=[batch_dict(one) for one in found], next=following)

    @blueprint.get("/batches/<number>")
    def one(number: str) -> Response:
        return jsonify(batch_dict(find_batch(batches, member(), number)))

    @blueprint.get("/batches/<number>/items")
    def items(number: str) -> Response:
        batch = find_batch(batches, member(), number).batch
        state = request.args.get("state", "")
        if state and state not in ITEM_STATES:
            raise BadRequest(
                f"Không có trạng thái “{state}”; chọn trong: {', '.join(ITEM_STATES)}."
            )
        most = _number("limit", 100)
        found = items_of(batches, batch, state=state, after=_number("after", 0, 0), most=most)
        following = found[-1].number if len(found) == most else None
        return jsonify(items=[item_dict(one) for one in found], next=following)

    @blueprint.post("/batches/<number>/actions")
    def actions(number: str) -> Response:
        find_batch(batches, member(), number)
        member().require("write")
        body = json_body()
        refuse(wrong_keys(body, _ACTION))
        return jsonify(batch_dict(act(batches, member(), number, body["action"])))

    @blueprint.get("/batches/<number>/events")
    def events(number: str) -> Response:
        found = find_batch(batches, member(), number)
        known = since(request.headers.get("Last-Event-ID"), request.args.get("since"))
        if not is_news(found, known):
            return Response(status=204)  # tells a browser not to come back
        stream = watchers(current_app).watch(batches, found.batch.id, known)
        return events_answer(stream, _event_dict)


def _add_results(blueprint: Blueprint, batches: Batches) -> None:
    @blueprint.get("/batches/<number>/archive")
    def archive(number: str) -> Response:
        batch = find_batch(batches, member(), number).batch
        return archive_answer(batches, batch, request.args.get("format", ""))

    @blueprint.get("/batches/<number>/manifest")
    def manifest(number: str) -> Response:
        batch = find_batch(batches, member(), number).batch
        return manifest_answer(batches, batch, request.args.get("format", "json"))

    @blueprint.get("/batches/<number>/printed")
    def printed(number: str) -> Response:
        batch = find_batch(batches, member(), number).batch
        # a key is a program's, and no person who could have made an index
        return printed_answer(batches, batch, member().name if member().user_id else "")

    @blueprint.get("/batches/<number>/failures")
    def failures(number: str) -> Response:
        return failures_answer(batches, find_batch(batches, member(), number).batch)

    @blueprint.get(f"/batches/<number>/items/<int(max={LARGEST_NUMBER}):item>/<output>")
    def file(number: str, item: int, output: str) -> Response:
        return file_answer(batches, find_item(batches, member(), number, item), output)


_ACTION: Final[Keys] = {"action": (str, "tên thao tác", True)}


def _number(name: str, default: int, least: int = 1) -> int:
    given = request.args.get(name, str(default))
    most = LARGEST_NUMBER if least == 0 else MOST
    if not (given.isascii() and given.isdecimal() and least <= int(given[:12]) <= most):
        raise BadRequest(f"“{name}” phải là số từ {least} đến {most}.")
    return int(given)


def batch_dict(found: Overview) -> dict[str, Any]:
    """Return a batch as JSON."""
    batch = found.batch
    return {
        "id": batch.id,
        "label": batch.label,
        "kind": batch.kind,
        "form": batch.form,
        "locality": batch.locality,
        "outputs": batch.outputs,
        "pattern": batch.pattern,
        "draft": batch.draft,
        "then": batch.then,
        "input_name": batch.input_name,
        "stored": batch.chosen,
        "again_of": batch.again_of,
        **_progress_dict(found),
        "problems": [problem_dict(one) for one in told(batch.problems)],
        "created_at": _moment(batch.created_at),
        "started_at": _moment(batch.started_at),
        "finished_at": _moment(batch.finished_at),
        "links": {
            name: url_for(f"batches.{endpoint}", number=batch.id)
            for name, endpoint in _LINKS.items()
        },
    }


_LINKS: Final = {
    "self": "one",
    "items": "items",
    "actions": "actions",
    "events": "events",
    "archive": "archive",
    "manifest": "manifest",
    "printed": "printed",
    "failures": "failures",
}


def _progress_dict(found: Overview) -> dict[str, Any]:
    progress = found.progress
    left = progress.seconds_left
    return {
        "state": found.batch.state,
        "said": found.batch.said,
        "actions": list(found.actions),
        "counts": {
            "total": progress.total,
            "unchecked": progress.unchecked,
            **{state: getattr(progress, state) for state in ITEM_STATES},
        },
        "per_second": round(progress.per_second, 3),
        "seconds_left": None if left is None else round(left, 1),
    }


def item_dict(item: BatchItem) -> dict[str, Any]:
    """Return an item of a batch as JSON."""
    return {
        **_failed_dict(item),
        "state": item.state,
        "phase": item.phase,
        "attempts": item.attempts,
        "seconds": round(item.seconds, 3),
        "files": [
            {
                **one,
                "link": url_for(
                    "batches.file", number=item.batch_id, item=item.number, output=one["format"]
                ),
            }
            for one in item.files
        ],
    }


def _failed_dict(item: BatchItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "label": item.label,
        "source": item.source,
        "problems": [problem_dict(one) for one in told(item.problems)],
    }


def _event_dict(event: Event) -> Mapping[str, Any]:
    if event.item is not None:
        return _failed_dict(event.item)
    return _progress_dict(event.overview) if event.overview else {}


def _moment(value: dt.datetime | None) -> str | None:
    return value.isoformat() if value else None
