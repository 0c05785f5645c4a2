"""Batches at the command line, with the real workers and the real LibreOffice."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doc_service.accounts.people import units
from doc_service.cli import main
from doc_service.forms.catalog import Catalog
from doc_service.records import Database
from tests.batch_places import json_lines, record, text_of
from tests.ledgers import new_unit
from tests.stored_documents import issue

pytestmark = pytest.mark.soffice


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VANTHU_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("VANTHU_WORK_FOLDER", str(tmp_path / "work"))
    monkeypatch.setenv("VANTHU_BATCH_WORKERS", "1")
    return lambda *arguments: CliRunner().invoke(main, ["batch", *arguments])


@pytest.fixture
def unit(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'vanthu.db'}")
    database.upgrade()
    new_unit(database, "Đảng ủy phường An Thịnh")
    database.close()


def test_a_folder_becomes_documents_and_what_is_wrong_comes_back(
    run: Callable[..., Result], unit: None, tmp_path: Path
) -> None:
    folder = tmp_path / "gửi lên"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.json").write_text(json.dumps(record(number)), "utf-8")
    bad = {**record(3), "ngay": "31/11/2026"}
    (folder / "3.json").write_text(json.dumps(bad), "utf-8")
    asked = ("mau_03", "gửi lên", "--to", "pdf", "--then", "good", "--name", "{stt} {tep}")
    found = run(*asked, "-o", "out")
    assert found.exit_code == 3, found.output
    assert "31/11/2026" in found.output
    assert "  lỗi: 3 3.json: " in found.output  # told once, though it is both label and source
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["1 1.pdf", "2 2.pdf", "gửi lên.can-sua.zip"]
    assert "Mô hình số 2" in text_of((tmp_path / "out" / "2 2.pdf").read_bytes())
    again = run(*asked, "-o", "het.zip")
    assert "Đợt này đã có" in again.output
    with zipfile.ZipFile(tmp_path / "het.zip") as zipped:
        assert {"1 1.pdf", "2 2.pdf", "danh-muc.xlsx"} <= set(zipped.namelist())


def test_all_is_well_where_all_is_right(
    run: Callable[..., Result], unit: None, tmp_path: Path
) -> None:
    (tmp_path / "dot.jsonl").write_bytes(json_lines([record(1)]))
    assert run("mau_03", "dot.jsonl", "--to", "pdf", "-o", "out").exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_batch_needs_a_unit_and_a_form_that_exist(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "dot.jsonl").write_bytes(b"{}")
    assert "chưa có đơn vị nào" in run("mau_03", "dot.jsonl").output


def test_a_form_that_does_not_exist_is_said(
    run: Callable[..., Result], unit: None, tmp_path: Path
) -> None:
    (tmp_path / "dot.jsonl").write_bytes(b"{}")
    found = run("khong_co", "dot.jsonl")
    assert (found.exit_code, "khong_co" in found.output) == (2, True)


def test_workers_that_cannot_start_are_said_instead_of_waited_for(
    run: Callable[..., Result], unit: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dot.jsonl").write_bytes(json_lines([record(1)]))
    monkeypatch.setattr("doc_service.workers.local.sys.executable", "/bin/false")
    found = run("mau_03", "dot.jsonl")
    assert (found.exit_code, "đã dừng" in found.output) == (6, True)


def test_stored_documents_are_made_instead_of_a_file(
    run: Callable[..., Result], unit: None, tmp_path: Path, catalog: Catalog
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'vanthu.db'}")
    issue(database, units(database)[0].id, catalog.form("mau_03"), record(7))
    database.close()
    stored = json.dumps({"form": "mau_03", "year": 2026, "values": {"ngay": "2026-12-05"}})
    found = run("mau_03", "--stored", stored, "--to", "pdf", "--then", "good", "-o", "out")
    assert found.exit_code == 0, found.output
    [made] = (tmp_path / "out").iterdir()
    text = text_of(made.read_bytes())
    assert "Mô hình số 7" in text and "ngày 05 tháng 12 năm 2026" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Hãy cho biết một nguồn"),
        ((".", "--stored", "{}"), "Hãy cho biết một nguồn"),
        (("--stored", "{"), "không phải JSON"),
        (("--stored", "[]"), "phải là một đối tượng"),
        (("--stored", '{"form": "la"}'), "Không có biểu mẫu “la”"),
    ],
)
def test_a_wrong_source_is_told_in_a_sentence(
    run: Callable[..., Result], unit: None, arguments: tuple[str, ...], said: str
) -> None:
    found = run("mau_03", *arguments)
    assert found.exit_code and said in found.output
    assert "Traceback" not in found.output
