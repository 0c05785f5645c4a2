from __future__ import annotations

import pytest

from doc_service.forms.catalog import Catalog, Form, load_catalog

from .places import SCHEMAS, TO_TRINH, TO_TRINH_DATA, own_template, schema_folder, template_folder


@pytest.fixture(scope="session")
def mau_01(catalog: Catalog) -> Form:
    """The list of models."""
    return catalog.form("mau_01")


@pytest.fixture(scope="session")
def mau_02(catalog: Catalog) -> Form:
    """The table of numbers."""
    return catalog.form("mau_02")


@pytest.fixture(scope="session")
def mau_03(catalog: Catalog) -> Form:
    """The summaries of achievements."""
    return catalog.form("mau_03")


@pytest.fixture(scope="session")
def to_trinh(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """A form with number and symbol, made for the tests."""
    folder = tmp_path_factory.mktemp("to_trinh")
    schemas = schema_folder(folder / "schemas", "to_trinh", TO_TRINH, TO_TRINH_DATA)
    templates = template_folder(folder / "templates", {})
    own_template(templates, "to_trinh")
    return load_catalog(schemas, templates).form("to_trinh")


@pytest.fixture(scope="session")
def mau_02_distinct(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """The table of a place that counts a participant in two fields once, and prints no 0."""
    changes = {"count_participants": "distinct", "print_zero": False}
    templates = template_folder(tmp_path_factory.mktemp("distinct"), {"rieng": changes})
    return load_catalog(SCHEMAS, templates).form("mau_02", "rieng")
