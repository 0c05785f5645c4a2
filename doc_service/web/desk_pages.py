"""Bàn làm việc: what is due, what was begun, and the four things one comes for."""

from __future__ import annotations

from flask import Blueprint, render_template

from doc_service.accounts.people import unit
from doc_service.desk.duties import WITHIN_DAYS, on_the_desk
from doc_service.http import member
from doc_service.service import DocService


def desk_blueprint(service: DocService) -> Blueprint:
    """Return the page that everybody begins at."""
    blueprint = Blueprint("desk", __name__)

    @blueprint.get("/")
    def desk() -> str:
        asks = member()
        return render_template(
            "desk.html",
            found=on_the_desk(service.desk, asks),
            is_new=not unit(service.database, asks.unit_id).profile,
            today=service.parts.today(),
            within_days=WITHIN_DAYS,
        )

    return blueprint
