from __future__ import annotations

import datetime as dt
import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

# the process that only hands out the tests reads this file too, so the fixtures import the product
if TYPE_CHECKING:
    from sqlalchemy import Connection

    from doc_service.assembly.compiled import CompiledTemplate
    from doc_service.forms.catalog import Catalog, Form
    from doc_service.service import DocService
    from tests.scale.servers import Server

ROOT = Path(__file__).parent.parent

# a busy machine, or the first run of a fresh clone, is slow; the same cases are tried every time,
# so that an unlucky draw, or one that hypothesis cannot repeat, blocks nobody
settings.register_profile(
    "everyday",
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)
EVERYDAY = settings.get_profile("everyday")
settings.register_profile("ci", EVERYDAY, max_examples=100)
# other cases at every run, many of them: pytest --hypothesis-profile=thorough
settings.register_profile("thorough", EVERYDAY, derandomize=False, max_examples=2000)
settings.load_profile("ci" if os.environ.get("CI") else "everyday")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage among modules and tests, neither while they are read nor later.

    Afterwards look for it less often: what a test leaves is small and soon seen.
    """
    gc.disable()
    yield
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def read_forms() -> Iterator[Callable[[Path, Path], Catalog]]:
    """Let every service that a test opens share the forms: nothing can change them."""
    from doc_service import service

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "load_catalog", cache(service.load_catalog))
        yield service.load_catalog


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: at the end one worker would do it while the other has none."""
    items.sort(key=lambda item: "tests/workers/" not in item.nodeid)


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Let assemblers share what they compile: the same file becomes the same in each of them."""
    from doc_service.assembly import assembler

    compiling = assembler.compile_template
    own = assembler.template_environment()

    @cache
    def compiled(name: str, content: bytes) -> CompiledTemplate:
        return compiling(name, content, own)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembler, "compile_template", lambda *given: compiled(*given[:2]))
        yield


@pytest.fixture(scope="session", autouse=True)
def schema_made_once() -> Iterator[Callable[[pytest.MonkeyPatch], None]]:
    """Give an empty file of SQLite the schema that the migrations made of the first one.

    Nor does the disk confirm every write. What is yielded undoes both: `tests/records` looks at
    the migrations themselves and at what SQLite is told.
    """
    from doc_service.records import sqlite
    from doc_service.records.database import Database

    migrate, made = Database._migrate, sqlite3.connect(":memory:", check_same_thread=False)

    def copied(database: Database) -> None:
        if database.is_shared or database.is_made():
            migrate(database)
        elif made.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
            migrate(database)
            with database.engine.connect() as connection:
                raw(connection).backup(made)
        else:
            with database.engine.connect() as connection:
                made.backup(raw(connection))

    shipped = sqlite._PRAGMAS
    unsynced = tuple(one.replace("synchronous=FULL", "synchronous=OFF") for one in shipped)

    def undo(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Database, "_migrate", migrate)
        patch.setattr(sqlite, "_PRAGMAS", shipped)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "_migrate", copied)
        patch.setattr(sqlite, "_PRAGMAS", unsynced)
        yield undo
    made.close()


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    own = connection.connection.driver_connection
    assert isinstance(own, sqlite3.Connection)
    return own


@pytest.fixture(scope="session")
def catalog(read_forms: Callable[[Path, Path], Catalog]) -> Catalog:
    """The real forms."""
    return read_forms(ROOT / "schemas", ROOT / "form_templates")


def sample(catalog: Catalog) -> list[Form]:
    """Every form, and one form of each further locality in turn; where others wait, all of all."""
    if os.environ.get("CI"):
        return list(catalog.forms.values())
    names = catalog.names()
    further = [place for place in catalog.localities if place != "mac_dinh"]
    return [catalog.form(name) for name in names] + [
        catalog.form(names[turn % len(names)], place) for turn, place in enumerate(further)
    ]


def example(form: Form, name: str = "") -> dict[str, Any]:
    """A copy of a form's example, to change at will."""
    return deepcopy(dict(form.examples[name] if name else form.example))


def today() -> dt.date:
    """The day on which every test happens."""
    return dt.date(2026, 11, 21)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DocService]:
    """The real service; its LibreOffice starts with the first PDF."""
    from doc_service.service import DocService
    from doc_service.settings import load_settings

    folder = tmp_path_factory.mktemp("service")
    settings = load_settings({}, workers=1, data_folder=folder, work_folder=folder / "work")
    with DocService.open(settings, clock=today) as opened:
        yield opened


@pytest.fixture
def service_with(tmp_path: Path) -> Iterator[Callable[..., DocService]]:
    """A way to open further services with other settings, on a folder of the test."""
    from doc_service.service import DocService
    from doc_service.settings import load_settings

    opened: list[DocService] = []

    def make(**settings: Any) -> DocService:
        given = {"data_folder": tmp_path / "data", **settings}
        opened.append(DocService.open(load_settings({}, **given), clock=today))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A PostgreSQL server of this run's own."""
    from tests.scale.servers import postgresql

    with postgresql(is_safe=False) as server:
        yield server


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Redis server of this run's own."""
    from tests.scale.servers import redis

    with redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="session")
def rabbitmq_server() -> Iterator[Server]:
    """A RabbitMQ server of this run's own."""
    from tests.scale.servers import rabbitmq

    with rabbitmq() as server:
        yield server


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An S3 server of this run's own."""
    from tests.scale.servers import s3

    with s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.scale)])
def records_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where the records of a test are: an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.db'}"
        return
    from tests.scale.servers import empty_database

    with empty_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


@pytest.fixture(scope="session", autouse=True)
def few_formatted_rows() -> Iterator[int]:
    """Format 15 empty rows of a blank sheet, and say how many a clerk gets.

    They cost most of the time of writing and reading a workbook, and show nothing more.
    """
    from doc_service.workbooks import plan

    shipped = plan.FORMATTED_ROWS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "FORMATTED_ROWS", 15)
        yield shipped
