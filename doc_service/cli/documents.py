"""One document: issue it, or read an old one back into data."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from doc_service.cli.group import json_object, main, open_service, reports_errors, say, write
from doc_service.documents import Issued, Order, WorkbookOrder
from doc_service.errors import InvalidData
from doc_service.formats import FORMATS
from doc_service.forms.illustrations import with_picture_files
from doc_service.service import DocService
from doc_service.workbooks.marked import marked_workbook


@main.command()
@click.argument("form")
@click.argument(
    "data", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Thư mục ghi văn bản.",
)
@click.option(
    "--to",
    "outputs",
    default="docx",
    show_default=True,
    help=f"Định dạng, cách nhau dấu phẩy: {', '.join(FORMATS)}.",
)
@click.option(
    "--draft", is_flag=True, help="Bản dự thảo: cho phép thiếu dữ liệu, PDF có dấu DỰ THẢO."
)
@click.option("--locality", default="", help="Địa phương; để trống là mặc định.")
@click.option(
    "--sign",
    "signatures",
    default=None,
    help="Chỗ ký số trong PDF, cách nhau dấu phẩy, như ky_nguoi_ky,ky_co_quan; “khong” là không "
    "đặt; để trống thì bản chính thức có mọi chỗ ký của văn bản.",
)
@reports_errors
def issue(
    form: str,
    data: Path,
    folder: Path,
    outputs: str,
    draft: bool,
    locality: str,
    signatures: str | None,
) -> None:
    """Lập văn bản FORM từ DATA: tệp JSON, tệp Excel đã điền, hoặc “-” là JSON từ đầu vào chuẩn."""
    places = _places(signatures)
    chosen = tuple(one.strip() for one in outputs.split(",") if one.strip())
    content = sys.stdin.buffer.read() if str(data) == "-" else data.read_bytes()
    with open_service(workers=1) as service:
        if content[:1] in (b"{", b" ", b"\n", b"[", b"\r", b"\xef"):
            fields = service.catalog.form(form, locality).fields
            given = with_picture_files(fields, json_object(content), data.parent)
            made = service.issue(Order(form, given, locality, chosen, draft, places))
        else:
            made = _from_workbook(
                service, WorkbookOrder(content, form, locality, chosen, draft, places), data, folder
            )
    say(made.warnings)
    for file in made.files:
        write(folder / file.name, file.content)


def _places(given: str | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    return tuple(one.strip() for one in given.split(",") if one.strip() not in ("", "khong"))


def _from_workbook(service: DocService, order: WorkbookOrder, data: Path, folder: Path) -> Issued:
    try:
        return service.issue_workbook(order)
    except InvalidData as error:
        target = folder / f"{data.stem}.can-sua.xlsx"
        write(target, marked_workbook(order.content, error.problems))
        raise


@main.command("import")
@click.argument(
    "document", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Tệp JSON ghi ra.")
@reports_errors
def import_(document: Path, output: Path | None) -> None:
    """Đọc văn bản cũ (DOCX, văn bản thuần, Markdown) thành dữ liệu JSON để sửa và lập lại."""
    stdin = str(document) == "-"
    content = sys.stdin.buffer.read() if stdin else document.read_bytes()
    with open_service(workers=1) as service:
        found = service.import_document(content, "" if stdin else document.name)
    say(found.problems)
    shown = json.dumps(found.data, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(shown, nl=False)
    else:
        write(output, shown.encode())
        click.echo(f"Lập lại: python -m doc_service issue {found.form or 'BIỂU_MẪU'} {output}")
    if found.left_over:
        target = (output or Path(document.stem or "van-ban")).with_suffix(".phan-con-lai.txt")
        write(target, found.left_over.encode(), quiet=output is None)
