"""Dossiers on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from doc_service.cli import main
from doc_service.forms.catalog import Catalog
from doc_service.workbooks.blank import blank_workbook
from doc_service.workbooks.reader import identify
from doc_service.zip_archive import read_members

NAME = "ho_so_dang_ky"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VANTHU_WORK_FOLDER", str(tmp_path / "work"))

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return invoke


@pytest.fixture
def example(run) -> dict[str, Any]:
    result = run("dossier", NAME, "--example")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def put(path: str, data: Any) -> None:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def test_dossiers_are_listed_with_their_documents(run) -> None:
    result = run("dossiers")
    assert result.exit_code == 0
    assert "ho_so_de_nghi_cong_nhan: Hồ sơ đề nghị công nhận" in result.output
    assert "  - bao_cao_thanh_tich_tap_the: Báo cáo thành tích" in result.output
    assert ", 03 bộ" in result.output
    assert "(chỉ để đối chiếu)" in result.output


def test_the_example_becomes_a_folder_of_files(run, example: dict[str, Any]) -> None:
    put("ho-so.json", example)
    result = run("dossier", NAME, "ho-so.json", "-o", "kq", "--to", "docx")
    assert result.exit_code == 0, result.output
    [folder] = Path("kq").iterdir()
    assert folder.name.startswith(f"{NAME}-2026-")
    assert [one.name for one in sorted(folder.iterdir())][:3] == [
        "00-muc-luc.docx",
        "01-mau-01.docx",
        "02-mau-02.docx",
    ]
    assert "chi bộ không có con dấu" in result.stderr


def test_a_whole_order_and_a_zip_are_understood(run, example: dict[str, Any]) -> None:
    put("ho-so.json", {"dossier": NAME, "data": example})
    result = run("dossier", NAME, "ho-so.json", "-o", "kq", "--to", "docx", "--zip")
    assert result.exit_code == 0, result.output
    [archive] = Path("kq").iterdir()
    assert archive.suffix == ".zip"
    assert len(read_members(archive.read_bytes())) == 5


def test_a_folder_of_json_and_workbooks_is_the_same_dossier(
    run, example: dict[str, Any], catalog: Catalog
) -> None:
    put("ho-so.json", example)
    documents = example["van_ban"]
    put("vao/chung.json", example["chung"])
    for number, plan in enumerate(documents["ke_hoach_mo_hinh"], start=1):
        put(f"vao/ke_hoach_mo_hinh.{number}.json", plan)
    put("vao/mau_02.json", documents["mau_02"])
    put("vao/muc_luc_ho_so.json", documents["muc_luc_ho_so"])
    workbook = blank_workbook(catalog.form("mau_01"), filled=documents["mau_01"])
    Path("vao/Danh sách.xlsx").write_bytes(workbook)
    Path("vao/~$Danh sách.xlsx").write_bytes(b"Excel dang mo")
    for source, out in (("ho-so.json", "a"), ("vao", "b")):
        result = run("dossier", NAME, source, "-o", out, "--to", "docx", "--zip")
        assert result.exit_code == 0, result.output
    [one], [other] = Path("a").iterdir(), Path("b").iterdir()
    assert one.read_bytes() == other.read_bytes()


def test_wrong_data_list_every_place_and_write_nothing(run, example: dict[str, Any]) -> None:
    example["van_ban"]["mau_01"]["ngay"] = "2026-11-31"
    example["van_ban"]["ke_hoach_mo_hinh"].pop()
    put("ho-so.json", example)
    result = run("dossier", NAME, "ho-so.json", "-o", "kq", "--to", "docx")
    assert result.exit_code == 3
    assert "/van_ban/mau_01/ngay" in result.stderr
    assert "Thiếu Kế hoạch mô hình của" in result.stderr
    assert not Path("kq").exists()


def test_problems_of_a_workbook_in_a_folder_name_file_and_cell(
    run, example: dict[str, Any], catalog: Catalog
) -> None:
    wrong = {**example["van_ban"]["mau_01"], "ngay": "31/11/2026"}
    put("vao/chung.json", example["chung"])
    Path("vao/m1.xlsx").write_bytes(blank_workbook(catalog.form("mau_01"), filled=wrong))
    result = run("dossier", NAME, "vao", "--to", "docx")
    assert result.exit_code == 3
    assert "lỗi: Tệp “m1.xlsx”, trang “Thông tin chung”, ô C" in result.stderr


def test_problems_of_a_json_file_name_it_and_the_field_in_it(run, example: dict[str, Any]) -> None:
    put("vao/chung.json", example["chung"])
    first, second = example["van_ban"]["ke_hoach_mo_hinh"]
    put("vao/ke_hoach_mo_hinh.1.json", first)
    put("vao/ke_hoach_mo_hinh.2.json", {**second, "ngay": "31/11/2026"})
    result = run("dossier", NAME, "vao", "--to", "docx")
    assert result.exit_code == 3
    assert "lỗi: Tệp “ke_hoach_mo_hinh.2.json”, /ngay: " in result.stderr
    assert "/van_ban/ke_hoach_mo_hinh/" not in result.stderr


def test_two_files_of_one_document_are_both_named(
    run, example: dict[str, Any], catalog: Catalog
) -> None:
    put("vao/chung.json", example["chung"])
    workbook = blank_workbook(catalog.form("mau_02"), filled=example["van_ban"]["mau_02"])
    Path("vao/bieu.xlsx").write_bytes(workbook)
    Path("vao/bieu sua.XLSX").write_bytes(workbook)
    result = run("dossier", NAME, "vao", "--to", "docx")
    assert result.exit_code == 3
    [line] = [one for one in result.stderr.splitlines() if "chỉ có một" in one]
    assert line == (
        "  - lỗi: Tệp “bieu.xlsx”: Hồ sơ chỉ có một Mẫu 02; hãy bỏ bớt. Văn bản này đã có ở tệp "
        "“bieu sua.XLSX”."
    )


def test_a_json_file_named_otherwise_than_its_form_is_named(run, example: dict[str, Any]) -> None:
    put("vao/chung.json", example["chung"])
    put("vao/mau 02.json", example["van_ban"]["mau_02"])
    result = run("dossier", NAME, "vao", "--to", "docx")
    assert "lỗi: Tệp “mau 02.json”: Hồ sơ không có mục “mau 02”" in result.stderr


def test_files_that_are_not_read_are_named_with_the_reason(run, example: dict[str, Any]) -> None:
    put("vao/chung.json", example["chung"])
    for name in ("Tờ trình.xls", "Báo cáo.docx", "Quyết định.pdf", "~$Mẫu.xlsx", ".DS_Store"):
        Path("vao", name).write_bytes(b"x")
    Path("vao/cu").mkdir()
    result = run("dossier", NAME, "vao", "--to", "docx")
    assert result.exit_code == 3
    said = [one for one in result.stderr.splitlines() if "Không đọc" in one]
    assert said == [
        "  - cảnh báo: Không đọc tệp “Báo cáo.docx”: chỉ đọc tệp JSON và tệp Excel .xlsx đã điền.",
        "  - cảnh báo: Không đọc tệp “Quyết định.pdf”: chỉ đọc tệp JSON và tệp Excel .xlsx đã "
        "điền.",
        "  - cảnh báo: Không đọc tệp “Tờ trình.xls”: hãy mở ra và lưu lại thành tệp Excel .xlsx.",
        "  - cảnh báo: Không đọc thư mục con “cu”: đặt tệp của hồ sơ ngay trong thư mục.",
    ]


def test_a_draft_of_a_part_is_made(run, example: dict[str, Any]) -> None:
    del example["van_ban"]["ke_hoach_mo_hinh"]
    put("ho-so.json", example)
    assert run("dossier", NAME, "ho-so.json", "--to", "docx").exit_code == 3
    result = run("dossier", NAME, "ho-so.json", "--to", "docx", "--draft", "-o", "kq")
    assert result.exit_code == 0, result.output
    [folder] = Path("kq").iterdir()
    assert all("du-thao" in one.name for one in folder.iterdir())
    assert "Thiếu Kế hoạch mô hình" in result.stderr


def test_other_mistakes_are_sentences_with_an_exit_code(run, example: dict[str, Any]) -> None:
    put("ho-so.json", example)
    put("vao/chung.json", example["chung"])
    Path("vao/mau_01.json").write_text("{hỏng", "utf-8")
    Path("rong").mkdir()
    for arguments, code, said in (
        (("ho_so_la", "ho-so.json"), 2, NAME),
        ((NAME,), 2, "Thiếu dữ liệu"),
        ((NAME, "rong"), 2, "chung.json"),
        ((NAME, "vao"), 2, "mau_01.json"),
        ((NAME, "ho-so.json", "--to", "odt"), 2, "docx, pdf, xlsx"),
        ((NAME, "ho-so.json", "--locality", "sao_hoa"), 2, "mac_dinh"),
    ):
        result = run("dossier", *arguments)
        assert result.exit_code == code, arguments
        assert said in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.soffice
def test_with_pdf_comes_the_merged_one(run) -> None:
    put("ho-so.json", {})
    result = run("dossier", "ho_so_khen_thuong", "ho-so.json", "--draft", "-o", "kq", "--to", "pdf")
    assert result.exit_code == 0, result.output
    merged = Path("kq/ho_so_khen_thuong-2026-du-thao/ho_so_khen_thuong-2026-du-thao.pdf")
    assert merged.read_bytes().startswith(b"%PDF-")


def test_new_makes_the_workbook_of_the_shared_facts_or_the_whole_example(
    run, example: dict[str, Any]
) -> None:
    assert run("new", NAME).exit_code == 0
    assert identify(Path(f"{NAME}-trang.xlsx").read_bytes()).form == NAME
    assert run("new", NAME, "--json").exit_code == 0
    assert json.loads(Path(f"{NAME}.json").read_text("utf-8")) == example
