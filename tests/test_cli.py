"""The command line, as a clerk or a script uses it."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from doc_service.cli import main
from doc_service.forms.catalog import Catalog
from doc_service.workbooks.blank import blank_workbook
from tests.conftest import ROOT
from tests.importing.bodies import SOURCES


@pytest.fixture
def run(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VANTHU_WORK_FOLDER", str(tmp_path / "work"))

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=stdin)

    return invoke


def test_every_command_has_help() -> None:
    assert {"forms", "new", "issue", "check-forms"} <= set(main.commands)
    for command in main.commands.values():
        assert command.help


def test_forms_lists_names_and_titles(run) -> None:
    result = run("forms")
    assert result.exit_code == 0
    for name in ("mau_01", "mau_02", "mau_03", "mac_dinh"):
        assert name in result.output


def test_new_writes_a_blank_workbook_or_an_example(run) -> None:
    assert run("new", "mau_01").exit_code == 0
    assert "Mô hình đăng ký" in load_workbook("mau_01-trang.xlsx").sheetnames
    assert run("new", "mau_01", "--json", "-o", "vd.json").exit_code == 0
    assert json.loads(Path("vd.json").read_text("utf-8"))["nam"] == 2026


def test_what_new_writes_issue_takes(run) -> None:
    run("new", "mau_03", "--json", "-o", "vd.json")
    result = run("issue", "mau_03", "vd.json", "-o", "kq", "--to", "docx,xlsx")
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in Path("kq").iterdir())
    assert names == [f"mau_03-2026-chi-bo-to-dan-pho-so-5.{one}" for one in ("docx", "xlsx")]


@pytest.mark.soffice
def test_a_filled_workbook_becomes_a_pdf(run, catalog: Catalog) -> None:
    form = catalog.form("mau_01")
    Path("dk.xlsx").write_bytes(blank_workbook(form, filled=form.example))
    result = run("issue", "mau_01", "dk.xlsx", "-o", "kq", "--to", "pdf")
    assert result.exit_code == 0, result.output
    assert next(Path("kq").glob("*.pdf")).read_bytes().startswith(b"%PDF-")
    assert not list(Path("work").rglob("*.docx"))


def test_data_may_come_from_standard_input(run, catalog: Catalog) -> None:
    example = json.dumps(catalog.form("mau_02").example)
    assert run("issue", "mau_02", "-", "-o", "kq", stdin=example).exit_code == 0


def test_an_order_as_the_api_takes_it_is_understood_too(run, catalog: Catalog) -> None:
    order = json.dumps({"form": "mau_02", "data": dict(catalog.form("mau_02").example)})
    assert run("issue", "mau_02", "-", "-o", "kq", stdin=order).exit_code == 0


def test_wrong_data_lists_every_place_and_leaves_with_its_code(run, catalog: Catalog) -> None:
    data = deepcopy(dict(catalog.form("mau_01").example))
    data["ngay"] = "2026-11-31"
    del data["nguoi_ky"]["ho_ten"]
    Path("sai.json").write_text(json.dumps(data), "utf-8")
    result = run("issue", "mau_01", "sai.json", "-o", "kq")
    assert result.exit_code == 3
    assert "/ngay" in result.stderr
    assert "30 ngày" in result.stderr
    assert "/nguoi_ky/ho_ten" in result.stderr
    assert not Path("kq").exists()


def test_a_wrong_workbook_comes_back_marked(run, catalog: Catalog) -> None:
    form = catalog.form("mau_01")
    data = deepcopy(dict(form.example))
    data["mo_hinh"][1]["linh_vuc"] = "nông nghiệp"
    Path("dk.xlsx").write_bytes(blank_workbook(form, filled=data))
    result = run("issue", "mau_01", "dk.xlsx", "-o", "kq")
    assert result.exit_code == 3
    assert "Mô hình đăng ký" in result.stderr
    assert Path("kq/dk.can-sua.xlsx").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("issue", "mau_99", "vd.json"), 2, "mau_01"),
        (("issue", "mau_01", "vd.json", "--to", "odt"), 2, "docx, pdf, xlsx"),
        (("issue", "mau_01", "hong.json"), 2, "JSON"),
        (("new", "mau_01", "--locality", "sao_hoa"), 2, "mac_dinh"),
    ],
)
def test_other_mistakes_are_sentences_with_an_exit_code(run, arguments, code, said) -> None:
    run("new", "mau_01", "--json", "-o", "vd.json")
    Path("hong.json").write_text("{hỏng", "utf-8")
    result = run(*arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_wrong_setting_is_a_sentence(run, monkeypatch) -> None:
    monkeypatch.setenv("VANTHU_PORT", "x")
    result = run("forms")
    assert result.exit_code == 6
    assert "VANTHU_PORT" in result.stderr


def test_a_folder_that_cannot_be_written_is_a_sentence(run) -> None:
    run("new", "mau_01", "--json", "-o", "vd.json")
    Path("kq").write_text("đây là tệp", "utf-8")
    result = run("issue", "mau_01", "vd.json", "-o", "kq/trong")
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert "kq" in result.stderr


@pytest.mark.every_form
def test_check_forms_makes_every_example(run) -> None:
    result = run("check-forms", "-o", "thu")
    assert result.exit_code == 0, result.output
    assert {path.name for path in Path("thu").iterdir()} >= {"mau_01.docx", "mau_01.phuong.docx"}


def test_last_years_plan_is_imported_and_issued_again(run) -> None:
    source = SOURCES / "002.txt"
    found = run("import", str(source), "-o", "du-lieu.json")
    assert found.exit_code == 0, found.output
    assert "issue ke_hoach du-lieu.json" in found.output
    path = Path("du-lieu.json")
    known = {"ngay": "2026-02-24", "so_ky_hieu": {"so": 3}}
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | known))
    made = run("issue", "ke_hoach", "du-lieu.json", "--locality", "xa_xuan_hung", "-o", ".")
    assert made.exit_code == 0, made.output
    assert list(Path().glob("ke_hoach-2026-*.docx"))


def test_what_follows_the_signature_is_kept_beside_the_data(run) -> None:
    assert run("import", str(SOURCES / "000.txt"), "-o", "du-lieu.json").exit_code == 0
    assert "MẪU SỐ 01" in Path("du-lieu.phan-con-lai.txt").read_text("utf-8")


def test_what_cannot_be_imported_is_a_sentence_with_its_code(run, tmp_path: Path) -> None:
    (tmp_path / "cu.pdf").write_bytes(b"%PDF-1.7\n")
    result = run("import", "cu.pdf")
    assert result.exit_code == 3
    assert "PDF" in result.output


def test_deadlines_are_told_and_written_as_a_calendar(run) -> None:
    told = run("deadlines", "--locality", "phuong_tay_mo", "--day", "2026-01-10")
    assert told.exit_code == 0
    assert "17/01/2026" in told.output
    arguments = ("--locality", "phuong_tay_mo", "--day", "2026-01-10", "--ics", "lich.ics")
    assert run("deadlines", *arguments).exit_code == 0
    assert Path("lich.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_picture_may_be_named_by_file_beside_the_data(run, catalog: Catalog) -> None:
    folder = ROOT / "schemas" / "examples"
    data = json.loads((folder / "bai_viet_dien_hinh.json").read_text("utf-8"))
    for picture in data["anh"]:
        Path(picture["tep"]).write_bytes((folder / picture["tep"]).read_bytes())
    Path("bai.json").write_text(json.dumps(data), "utf-8")
    assert run("issue", "bai_viet_dien_hinh", "bai.json", "-o", ".").exit_code == 0
    Path(data["anh"][0]["tep"]).unlink()
    lost = run("issue", "bai_viet_dien_hinh", "bai.json", "-o", ".")
    assert lost.exit_code != 0
    assert "/anh/0/tep" in lost.output
