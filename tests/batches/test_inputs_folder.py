from __future__ import annotations

import io
from pathlib import Path

import pytest

from doc_service.batches.inputs_folder import pack_folder
from doc_service.batches.inputs_zip import zip_records
from doc_service.errors import BadRequest


def test_a_folder_is_the_zip_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/10.json", "b/9.json", "a.json", "~$a.xlsx", "Thumbs.db"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "link.json").symlink_to(tmp_path / "a.json")
    held = io.BytesIO()
    assert pack_folder(tmp_path, held) == 3
    assert [(one.label, one.content) for one in zip_records(held)] == [
        ("a.json", b"a.json"),
        ("b/9.json", b"b/9.json"),
        ("b/10.json", b"b/10.json"),
    ]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    first, second = io.BytesIO(), io.BytesIO()
    pack_folder(tmp_path, first)
    (tmp_path / "a.json").touch()
    pack_folder(tmp_path, second)
    assert first.getvalue() == second.getvalue()


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="không có tệp"):
        pack_folder(tmp_path, io.BytesIO())
