"""The scripts that drive LibreOffice; what they do is tested through the pool."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from doc_service.conversion import command_worker, uno_desktop, uno_office, uno_worker
from doc_service.conversion.uno_office import draft


@pytest.mark.parametrize("module", [uno_worker.__file__, uno_desktop.__file__, uno_office.__file__])
def test_an_older_python_can_read_the_script(module: str) -> None:
    ast.parse(Path(module).read_text(), feature_version=(3, 9))


@pytest.mark.parametrize(
    "module",
    [uno_worker.__file__, uno_desktop.__file__, uno_office.__file__, command_worker.__file__],
)
def test_the_script_needs_nothing_of_the_service(module: str) -> None:
    tree = ast.parse(Path(module).read_text())
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not any(str(node.module).startswith("doc_service") for node in imported)


@pytest.mark.parametrize(("length", "points"), [(1, 96), (7, 96), (20, 45), (100, 12)])
def test_a_longer_watermark_is_smaller(length: int, points: int) -> None:
    assert draft("x" * length)["WatermarkFontHeight"] == points
