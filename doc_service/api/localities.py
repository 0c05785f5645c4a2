"""Localities: what is due, and the same as a calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from flask import Blueprint, Response, jsonify, request, url_for

from doc_service.calendars import calendar
from doc_service.errors import BadRequest
from doc_service.forms.deadlines import Due
from doc_service.forms.localities import Locality, locality
from doc_service.http import member
from doc_service.service import DocService

ICALENDAR: Final = "text/calendar; charset=utf-8"
LONGEST: Final = 1500
"""Days that a question may look ahead."""


def localities_blueprint(service: DocService) -> Blueprint:
    """Return the pages about localities of one service."""
    blueprint = Blueprint("localities", __name__)

    def place_of(name: str) -> Locality:
        return locality(service.catalog.localities, name)

    @blueprint.get("/localities")
    def localities() -> Response:
        found = service.catalog.localities.values()
        return jsonify(localities=[_summary(one) for one in found], own=member().locality)

    @blueprint.get("/localities/<name>/deadlines")
    def deadlines(name: str) -> Response:
        place = place_of(name)
        day, ahead = _day(service), _number("within", 60)
        found = service.due(place.name, day, within_days=ahead)
        return jsonify(
            locality=place.name, day=day.isoformat(), within=ahead, due=[_due(one) for one in found]
        )

    @blueprint.get("/localities/<name>/deadlines.ics")
    def deadlines_calendar(name: str) -> Response:
        place = place_of(name)
        year = _number("year", service.parts.today().year)
        answer = Response(calendar(place.label, place.deadlines, year), content_type=ICALENDAR)
        answer.headers.set("Content-Disposition", "attachment", filename=f"{place.name}-{year}.ics")
        return answer

    return blueprint


def _day(service: DocService) -> dt.date:
    given = request.args.get("day", "")
    try:
        return dt.date.fromisoformat(given) if given else service.parts.today()
    except ValueError:
        raise BadRequest(f"“day” là “{given[:20]}”, phải là ngày dạng 2026-01-15.") from None


def _number(name: str, default: int) -> int:
    given = request.args.get(name, "")
    limit = 9999 if name == "year" else LONGEST
    if not given:
        return default
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:6]) <= limit:
        raise BadRequest(f"“{name}” là “{given[:20]}”, phải là số nguyên từ 1 đến {limit}.")
    return int(given)


def _summary(place: Locality) -> dict[str, Any]:
    return {
        "name": place.name,
        "label": place.label,
        "issuer": place.issuer.data() if place.issuer else None,
        "labels": place.labels,
        "levels": place.levels,
        "deadlines": url_for("localities.deadlines", name=place.name),
        "calendar": url_for("localities.deadlines_calendar", name=place.name),
    }


def _due(one: Due) -> dict[str, Any]:
    return {
        "id": one.deadline.id,
        "what": one.deadline.what,
        "form": one.deadline.form,
        "from": one.deadline.from_,
        "to": one.deadline.to,
        "raw": one.deadline.raw,
        "day": one.day.isoformat() if one.day else None,
        "days_left": one.days_left,
        "overdue": one.is_overdue,
        "warning": one.deadline.warning,
        "text": str(one),
    }
