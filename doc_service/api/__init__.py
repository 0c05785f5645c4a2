"""The HTTP face: parse, call the service, present."""

from __future__ import annotations

from flask import Flask

from doc_service.api.batches import batches_blueprint
from doc_service.api.checks import checks_blueprint
from doc_service.api.documents import documents_blueprint
from doc_service.api.dossiers import dossiers_blueprint
from doc_service.api.forms import forms_blueprint
from doc_service.api.imports import imports_blueprint
from doc_service.api.localities import localities_blueprint
from doc_service.service import DocService

__all__ = ["add_api"]


def add_api(app: Flask, service: DocService) -> None:
    """Add the API of one service to an application."""
    for blueprint in (
        forms_blueprint,
        localities_blueprint,
        documents_blueprint,
        imports_blueprint,
        dossiers_blueprint,
        checks_blueprint,
        batches_blueprint,
    ):
        app.register_blueprint(blueprint(service), url_prefix="/api/v1")
