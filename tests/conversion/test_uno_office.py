from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from doc_service.conversion.uno_office import GUESSED_AT_ONCE, is_guessed

ROW = (
    "<w:tr><w:tc>" + "<w:p/>" * 4 + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc></w:tr>"
)
TEXT = "<w:p><w:pPr/></w:p>"
END = "<w:p><w:pPr><w:sectPr></w:sectPr></w:pPr></w:p>"


def table(rows: int) -> str:
    return f"<w:tbl><w:tblPr/>{ROW * rows}</w:tbl>"


def written(folder: Path, body: str, part: str = "word/document.xml") -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(part, f"<w:document><w:body>{body}</w:body></w:document>")
    path = folder / "a.docx"
    path.write_bytes(packed.getvalue())
    return path


@pytest.mark.parametrize(
    "body",
    [
        TEXT * GUESSED_AT_ONCE,
        table(GUESSED_AT_ONCE),
        TEXT + table(GUESSED_AT_ONCE - 2) + TEXT,
        (table(9) + END) * 20,
    ],
)
def test_short_sections_are_not_guessed_however_many_there_are(tmp_path: Path, body: str) -> None:
    assert not is_guessed(written(tmp_path, body))


@pytest.mark.parametrize(
    "body",
    [
        TEXT * GUESSED_AT_ONCE + TEXT,
        table(GUESSED_AT_ONCE) + TEXT,
        table(9) + END + table(GUESSED_AT_ONCE) + TEXT,
    ],
)
def test_a_long_section_is_guessed(tmp_path: Path, body: str) -> None:
    assert is_guessed(written(tmp_path, body))
    assert is_guessed(written(tmp_path, body.replace("w:", "x:")))


def test_what_cannot_be_looked_into_is_taken_for_long(tmp_path: Path) -> None:
    assert is_guessed(written(tmp_path, TEXT, part="word/main.xml"))
    (tmp_path / "b.docx").write_bytes(b"PK")
    assert is_guessed(tmp_path / "b.docx")
