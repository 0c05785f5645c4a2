from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from doc_service.api import create_api
from doc_service.service import DocService


@pytest.fixture(scope="session")
def app(service: DocService) -> Flask:
    """The API; a test that adds to it makes its own."""
    return create_api(service)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A caller of the API."""
    return app.test_client()
