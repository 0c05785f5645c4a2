"""Probes: is the process alive, can it make documents."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from doc_service.service import DocService


def health_blueprint(service: DocService) -> Blueprint:
    """Return the probes of one service."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, int]:
        health = service.pool.health()
        body = {"status": "ready" if health.ready else "starting", "converter": asdict(health)}
        return jsonify(body), 200 if health.ready else 503

    return blueprint
