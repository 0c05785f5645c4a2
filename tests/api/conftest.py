from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from doc_service.accounts.keys import new_key
from doc_service.accounts.people import new_unit, units
from doc_service.api import add_api
from doc_service.http import new_application
from doc_service.service import DocService


def api_of(service: DocService) -> Flask:
    """The API of a service."""
    service.open_records()
    app = new_application(service)
    add_api(app, service)
    return app


def keyed(app: Flask, service: DocService, locality: str = "mac_dinh") -> FlaskClient:
    """A caller with the key of a new unit."""
    name = f"Đơn vị thử {len(units(service.database)) + 1}"
    made = new_unit(service.database, name, locality)
    client = app.test_client()
    secret = new_key(service.database, made.id, "Hệ thống thử", None)
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


@pytest.fixture(scope="session")
def app(service: DocService) -> Flask:
    """The API; a test that adds to it makes its own."""
    return api_of(service)


@pytest.fixture(scope="session")
def client(app: Flask, service: DocService) -> FlaskClient:
    """A caller of the API with a unit's key."""
    return keyed(app, service)


@pytest.fixture
def caller(service_with: Callable[..., DocService]) -> Callable[..., FlaskClient]:
    """A way to call the API of a service with other settings."""

    def make(locality: str = "mac_dinh", **settings: object) -> FlaskClient:
        service = service_with(**settings)
        return keyed(api_of(service), service, locality)

    return make
