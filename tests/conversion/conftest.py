from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from doc_service.conversion import ConverterPool, PoolOptions

from .traces import nothing_left, worker_folders

FAKES = Path(__file__).parent.parent / "fakes"

MakePool = Callable[..., ConverterPool]


def real_soffice() -> Path:
    """`soffice.bin` beside the wrapper that is on the PATH."""
    wrapper = shutil.which("soffice")
    assert wrapper is not None, "install libreoffice-writer-nogui"
    return Path(wrapper).resolve().with_name("soffice.bin")


def options(work: Path, **changes: Any) -> PoolOptions:
    """Options with one worker and limits that suit a test; programs may be names of fakes."""
    given: dict[str, Any] = {
        "soffice": real_soffice(),
        "uno_python": Path("/usr/bin/python3"),
        "work_folder": work,
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


@pytest.fixture
def make_pool(work: Path) -> Iterator[MakePool]:
    """Makes pools, stops them after the test, and sees that none leaves anything."""
    pools: list[ConverterPool] = []

    def make(**changes: Any) -> ConverterPool:
        pools.append(ConverterPool(options(work, **changes)))
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
def pool(pool_folder: Path) -> Iterator[ConverterPool]:
    """A real LibreOffice that every peaceful test shares."""
    with ConverterPool(options(pool_folder)) as pool:
        yield pool
