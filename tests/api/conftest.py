from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from doc_service.api import create_api
from doc_service.service import DocService


@pytest.fixture
def client(service: DocService) -> FlaskClient:
    """A caller of the API."""
    return create_api(service).test_client()
