"""Which way is chosen, and that the operator is told."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from doc_service.conversion import open_converter
from doc_service.conversion.batches import Batches
from doc_service.conversion.choice import has_uno

from .conftest import options


def python(folder: Path, script: str) -> Path:
    path = folder / "python3"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_with_a_python_that_has_uno_nothing_is_said(
    work: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pool = open_converter(options(work, uno_python=python(tmp_path, "exit 0")))
    assert not isinstance(pool.way, Batches)
    assert caplog.records == []


def test_without_one_the_log_says_what_to_install(
    work: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        pool = open_converter(options(work, uno_python=tmp_path / "absent"))
    assert isinstance(pool.way, Batches)
    (record,) = caplog.records
    assert "python3-uno" in record.getMessage() and "VANTHU_UNO_PYTHON" in record.getMessage()


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$"])
def test_a_python_that_cannot_import_uno_has_none(tmp_path: Path, script: str) -> None:
    assert not has_uno(python(tmp_path, script))


def test_a_file_that_cannot_be_run_has_none(tmp_path: Path) -> None:
    path = tmp_path / "python3"
    path.write_text("not a program")
    assert not has_uno(path)


def test_the_python_of_the_system_has_one() -> None:
    assert has_uno(Path("/usr/bin/python3"))
