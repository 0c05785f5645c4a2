"""Forms: what can be asked for, and everything needed to ask."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, json, jsonify, request, url_for

from doc_service.api.openapi import openapi
from doc_service.formats import FORMATS
from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.http import place_asked
from doc_service.service import DocService
from doc_service.workbooks.blank import blank_workbook, has_workbook


def forms_blueprint(service: DocService) -> Blueprint:
    """Return the pages about forms of one service."""
    blueprint = Blueprint("forms", __name__)

    def form_of(name: str) -> Form:
        return service.catalog.form(name, place_asked(request.args.get("locality")))

    @blueprint.get("/forms")
    def forms() -> Response:
        return jsonify(
            forms=[_summary(form_of(name)) for name in service.catalog.names()],
            localities=[
                {"name": one.name, "label": one.label}
                for one in service.catalog.localities.values()
            ],
            outputs=[{"name": one.name, "label": one.label} for one in FORMATS.values()],
            openapi=url_for("forms.description"),
        )

    @blueprint.get("/forms/<name>")
    def form(name: str) -> Response:
        found = form_of(name)
        return jsonify({**_summary(found), "fields": [_field(one) for one in found.fields]})

    @blueprint.get("/forms/<name>/schema")
    def schema(name: str) -> Response:
        return Response(json.dumps(form_of(name).schema), content_type="application/schema+json")

    @blueprint.get("/forms/<name>/workbook")
    def workbook(name: str) -> Response:
        found = form_of(name)
        answer = Response(blank_workbook(found), content_type=FORMATS["xlsx"].media_type)
        answer.headers.set("Content-Disposition", "attachment", filename=f"{found.name}-trang.xlsx")
        return answer

    @blueprint.get("/forms/<name>/example")
    def example(name: str) -> Response:
        found = form_of(name)
        return jsonify(
            form=found.name, locality=found.locality.name, outputs=["pdf"], data=found.example
        )

    @blueprint.get("/openapi.json")
    def description() -> Response:
        return jsonify(openapi(service.catalog, service.dossiers))

    return blueprint


def _summary(form: Form) -> dict[str, Any]:
    kinds = ("schema", "workbook", "example") if has_workbook(form) else ("schema", "example")
    links = {one: url_for(f"forms.{one}", name=form.name) for one in kinds}
    return {
        "name": form.name,
        "title": form.title,
        "help": form.help,
        "families": form.families,
        "group": form.group,
        "assumed": form.assumed,
        "fingerprint": form.fingerprint,
        "links": {"self": url_for("forms.form", name=form.name), **links},
    }


def _field(field: Field) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "required": field.required,
        "help": field.help,
    }
    if field.choices:
        shown["choices"] = [{"code": one.code, "label": one.label} for one in field.choices]
    if field.max_words:
        shown["max_words"] = field.max_words
    if field.fields:
        shown["fields"] = [_field(one) for one in field.fields]
    return shown
