from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from doc_service.conversion import ConverterPool, PoolOptions
from doc_service.service import pool_options
from doc_service.settings import load_settings

from .traces import nothing_left, worker_folders
from .ways import COMMAND, UNO, WAYS, Way

FAKES = Path(__file__).parent.parent / "fakes"

MakePool = Callable[..., ConverterPool]


def real_soffice() -> Path:
    """`soffice.bin` beside the wrapper that is on the PATH."""
    wrapper = shutil.which("soffice")
    assert wrapper is not None, "install libreoffice-writer-nogui"
    return Path(wrapper).resolve().with_name("soffice.bin")


def allocator() -> Path | None:
    """The allocator that the service finds by its default settings."""
    return pool_options(load_settings({})).allocator


def options(work: Path, **changes: Any) -> PoolOptions:
    """Options with one worker and limits that suit a test; programs may be names of fakes."""
    given: dict[str, Any] = {
        "soffice": real_soffice(),
        "uno_python": Path("/usr/bin/python3"),
        "work_folder": work,
        "allocator": allocator(),
        "workers": 1,
        "start_timeout": 20.0,
        "queue_timeout": 20.0,
        "deadline": 20.0,
        **changes,
    }
    for program in ("soffice", "uno_python"):
        if isinstance(given[program], str):
            given[program] = FAKES / given[program]
    return PoolOptions(**given)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    """Every way in its turn: what holds for one has to hold for the other."""
    chosen: Way = request.param
    return chosen


@pytest.fixture
def make_pool(work: Path) -> Iterator[MakePool]:
    """Makes pools, stops them after the test, and sees that none leaves anything."""
    pools: list[ConverterPool] = []

    def make(way: Way = UNO, **changes: Any) -> ConverterPool:
        pools.append(way.make(options(work, **{**way.always, **changes})))
        return pools[-1]

    yield make
    folders = worker_folders(work)
    for pool in pools:
        pool.stop()
    assert nothing_left(work, folders)


@pytest.fixture(scope="session")
def pool_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("conversion")


@pytest.fixture(scope="session")
def uno_pool(pool_folder: Path) -> Iterator[ConverterPool]:
    """A real LibreOffice that every peaceful test shares."""
    with ConverterPool(options(pool_folder)) as pool:
        yield pool


@pytest.fixture(scope="session")
def command_pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConverterPool]:
    """The same without `uno`; a second for each conversion."""
    with COMMAND.make(options(tmp_path_factory.mktemp("command"), **COMMAND.always)) as pool:
        yield pool


@pytest.fixture(scope="session", params=["uno_pool", "command_pool"])
def pool(request: pytest.FixtureRequest) -> ConverterPool:
    """Every way in its turn, with the real LibreOffice."""
    chosen: ConverterPool = request.getfixturevalue(request.param)
    return chosen
