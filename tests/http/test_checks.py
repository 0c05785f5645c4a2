"""Which host names are answered to."""

from __future__ import annotations

import pytest
from flask import Flask

from doc_service.http.checks import register_request_checks
from doc_service.http.problem_json import register_errors
from doc_service.settings import load_settings


def answers(asked: str, **settings: object) -> bool:
    """Say whether an app of these settings answers to a host name."""
    app = Flask("thu", static_folder=None)
    register_request_checks(app, load_settings({}, **settings))
    register_errors(app)
    app.add_url_rule("/", view_func=lambda: "ok")
    return app.test_client().get("/", headers={"Host": asked}).status_code == 200


@pytest.mark.parametrize(
    ("settings", "host", "answered"),
    [
        ({}, "127.0.0.1:8000", True),
        ({}, "localhost", True),
        ({}, "[::1]:8000", True),
        ({}, "evil.example", False),
        ({}, "127.0.0.1.evil.example", False),
        ({"host": "0.0.0.0"}, "vanthu.example", True),
        ({"allowed_hosts": "vanthu.example, van.thu"}, "van.thu:8000", True),
        ({"allowed_hosts": "vanthu.example"}, "127.0.0.1", False),
        ({"allowed_hosts": "vanthu.example"}, "vanthu.example.evil", False),
    ],
)
def test_a_service_answers_to_its_own_names_only(
    settings: dict[str, str], host: str, answered: bool
) -> None:
    assert answers(host, **settings) == answered
