from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from doc_service.forms.catalog import Catalog, Form, load_catalog
from doc_service.service import DocService
from doc_service.settings import load_settings

ROOT = Path(__file__).parent.parent

# a busy machine, or the first run of a fresh clone, is slow; where others wait for the result the
# same cases are tried every time, so that an unlucky draw blocks nobody
settings.register_profile("everyday", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("everyday"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everyday")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real forms, read once."""
    return load_catalog(ROOT / "schemas", ROOT / "form_templates")


def example(form: Form, name: str = "") -> dict[str, Any]:
    """A copy of a form's example, to change at will."""
    return deepcopy(dict(form.examples[name] if name else form.example))


def today() -> dt.date:
    """The day on which every test happens."""
    return dt.date(2026, 11, 21)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DocService]:
    """The real service; its LibreOffice starts with the first PDF."""
    settings = load_settings({}, workers=1, work_folder=tmp_path_factory.mktemp("work"))
    with DocService.open(settings, clock=today) as opened:
        yield opened


@pytest.fixture
def service_with() -> Iterator[Callable[..., DocService]]:
    """A way to open further services with other settings."""
    opened: list[DocService] = []

    def make(**settings: Any) -> DocService:
        opened.append(DocService.open(load_settings({}, **settings), clock=today))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
