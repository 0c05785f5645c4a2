from __future__ import annotations

from collections.abc import Mapping

import pytest

from doc_service.dossiers.declarations import Dossier
from doc_service.dossiers.loading import load_dossiers
from doc_service.forms.catalog import Catalog
from doc_service.settings import ROOT
from tests.dossiers.sets import RECOGNITION, REGISTRATION, REVIEW, REWARD, Kind, kind


@pytest.fixture(scope="session")
def dossiers(catalog: Catalog) -> Mapping[str, Dossier]:
    """The real dossiers."""
    return load_dossiers(ROOT / "schemas", catalog)


@pytest.fixture(scope="session")
def kinds(catalog: Catalog, dossiers: Mapping[str, Dossier]) -> dict[str, Kind]:
    """Every kind of dossier with its forms."""
    return {name: kind(catalog, one) for name, one in dossiers.items()}


@pytest.fixture(scope="session")
def registration(kinds: dict[str, Kind]) -> Kind:
    """Mẫu 01, Mẫu 02, a plan for each model."""
    return kinds[REGISTRATION]


@pytest.fixture(scope="session")
def recognition(kinds: dict[str, Kind]) -> Kind:
    """Minutes, tờ trình, reports in three copies, Mẫu 03, list; Mẫu 01 to compare with."""
    return kinds[RECOGNITION]


@pytest.fixture(scope="session")
def review(kinds: dict[str, Kind]) -> Kind:
    """Plan, team, reports, minutes, notice, decision."""
    return kinds[REVIEW]


@pytest.fixture(scope="session")
def reward(kinds: dict[str, Kind]) -> Kind:
    """Tờ trình and decision of the State; whatever leads there if given."""
    return kinds[REWARD]
