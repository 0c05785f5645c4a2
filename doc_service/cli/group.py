"""The command line: list forms, make blank workbooks, issue documents, check the forms."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from doc_service import __version__
from doc_service.calendars import calendar
from doc_service.documents import Issued, Order, WorkbookOrder
from doc_service.errors import BadRequest, DocServiceError, InvalidData, InvalidSchema
from doc_service.formats import FORMATS
from doc_service.forms.illustrations import with_picture_files
from doc_service.forms.localities import DEFAULT, unknown_forms
from doc_service.logs import configure_logs
from doc_service.problems import Problem
from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.workbooks.blank import blank_workbook
from doc_service.workbooks.marked import marked_workbook

Run = TypeVar("Run", bound=Callable[..., None])


def reports_errors(command: Run) -> Run:
    """Say an error as a sentence on standard error and leave with its exit code."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except DocServiceError as error:
            click.echo(f"{error.title}: {error}", err=True)
            if isinstance(error, InvalidData):
                _say(error.problems)
            if error.detail and error.status >= 500:
                click.echo(f"  ({error.detail})", err=True)
            sys.exit(error.exit_code)
        except OSError as error:
            click.echo(
                f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror}.", err=True
            )
            sys.exit(DocServiceError.exit_code)

    return run  # type: ignore[return-value]  # same signature, which `wraps` cannot say


def _say(problems: tuple[Problem, ...]) -> None:
    for one in problems:
        mark = "cảnh báo" if one.severity == "warning" else "lỗi"
        where = f"{one.place}: " if one.place else f"{one.pointer}: " if one.pointer else ""
        clause = f" [{one.clause}]" if one.clause else ""
        click.echo(f"  - {mark}: {where}{one.message}{clause}", err=True)


def _service(**overrides: Any) -> DocService:
    settings = load_settings(**overrides)
    configure_logs("WARNING", settings.log_format)
    return DocService.open(settings)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vanthu", message="VănThư %(version)s")
def main() -> None:
    """VănThư: lập văn bản “Dân vận khéo” đúng thể thức từ dữ liệu."""


@main.command()
@reports_errors
def forms() -> None:
    """Liệt kê các biểu mẫu và địa phương."""
    with _service() as service:
        for name in service.catalog.names():
            click.echo(f"{name:<12} {service.catalog.form(name).title}")
        places = ", ".join(
            f"{one.name} ({one.label})" for one in service.catalog.localities.values()
        )
        click.echo(f"\nĐịa phương: {places}")


@main.command()
@click.argument("form")
@click.option(
    "--json", "as_json", is_flag=True, help="Ghi dữ liệu ví dụ dạng JSON thay cho tệp Excel trống."
)
@click.option("--locality", default="", help="Địa phương; để trống là mặc định.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Tệp ghi ra; mặc định đặt theo tên biểu mẫu.",
)
@reports_errors
def new(form: str, as_json: bool, locality: str, output: Path | None) -> None:
    """Tạo tệp Excel trống (hoặc JSON ví dụ) của một biểu mẫu."""
    with _service() as service:
        found = service.catalog.form(form, locality)
        target = output or Path(f"{found.name}.json" if as_json else f"{found.name}-trang.xlsx")
        if as_json:
            content = (json.dumps(found.example, ensure_ascii=False, indent=2) + "\n").encode()
        else:
            content = blank_workbook(found)
        _write(target, content)


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
@reports_errors
def issue(form: str, data: Path, folder: Path, outputs: str, draft: bool, locality: str) -> None:
    """Lập văn bản FORM từ DATA: tệp JSON, tệp Excel đã điền, hoặc “-” là JSON từ đầu vào chuẩn."""
    chosen = tuple(one.strip() for one in outputs.split(",") if one.strip())
    content = sys.stdin.buffer.read() if str(data) == "-" else data.read_bytes()
    with _service(workers=1) as service:
        if content[:1] in (b"{", b" ", b"\n", b"[", b"\r", b"\xef"):
            fields = service.catalog.form(form, locality).fields
            given = with_picture_files(fields, _json(content), data.parent)
            made = service.issue(Order(form, given, locality, chosen, draft))
        else:
            made = _from_workbook(
                service, WorkbookOrder(content, form, locality, chosen, draft), data, folder
            )
    _say(made.warnings)
    for file in made.files:
        _write(folder / file.name, file.content)


def _from_workbook(service: DocService, order: WorkbookOrder, data: Path, folder: Path) -> Issued:
    try:
        return service.issue_workbook(order)
    except InvalidData as error:
        target = folder / f"{data.stem}.can-sua.xlsx"
        _write(target, marked_workbook(order.content, error.problems))
        raise


def _json(content: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"Tệp dữ liệu không phải JSON hợp lệ: {error}.") from None
    if not isinstance(data, dict):
        raise BadRequest("Tệp dữ liệu phải là một đối tượng JSON.")
    inner = data.get("data")
    # what the API's example gives is a whole order; its data are meant
    return inner if "form" in data and isinstance(inner, dict) else data


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
    with _service(workers=1) as service:
        found = service.import_document(content, "" if stdin else document.name)
    _say(found.problems)
    shown = json.dumps(found.data, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(shown, nl=False)
    else:
        _write(output, shown.encode())
        click.echo(f"Lập lại: python -m doc_service issue {found.form or 'BIỂU_MẪU'} {output}")
    if found.left_over:
        target = (output or Path(document.stem or "van-ban")).with_suffix(".phan-con-lai.txt")
        _write(target, found.left_over.encode(), quiet=output is None)


@main.command()
@click.option("--locality", default="", help="Địa phương; để trống là mặc định.")
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="Tính từ ngày này; mặc định hôm nay."
)
@click.option("--within", default=60, show_default=True, help="Xem trước bao nhiêu ngày.")
@click.option(
    "--ics", "target", type=click.Path(path_type=Path), help="Ghi thời hạn cả năm ra tệp lịch."
)
@reports_errors
def deadlines(locality: str, day: dt.datetime | None, within: int, target: Path | None) -> None:
    """Cho biết việc gì đến hạn, khi nào, ai gửi, gửi ai."""
    with _service() as service:
        place = service.catalog.form(service.catalog.names()[0], locality).locality
        today = day.date() if day else service.parts.today()
        if target is not None:
            _write(target, calendar(place.label, place.deadlines, today.year))
        for one in service.due(place.name, today, within_days=within):
            click.echo(f"- {one}")


@main.command("check-forms")
@click.option(
    "--to", "outputs", default="docx", show_default=True, help="Định dạng lập thử cho mỗi ví dụ."
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Ghi các văn bản lập thử vào thư mục này.",
)
@reports_errors
def check_forms(outputs: str, folder: Path | None) -> None:
    """Kiểm tra mọi biểu mẫu: đọc lược đồ, tệp mẫu và lập thử từng ví dụ."""
    chosen = tuple(one.strip() for one in outputs.split(",") if one.strip())
    with _service() as service:
        tries = [(form, stem) for form in service.catalog.forms.values() for stem in form.examples]
        for place in service.catalog.localities.values():
            if unknown := unknown_forms(place, service.catalog.names()):
                named = ", ".join(unknown)
                raise InvalidSchema(
                    f"Địa phương “{place.name}” nhắc đến biểu mẫu không có: {named}."
                )
        for form in service.catalog.forms.values():
            service.check_names(form)
        with click.progressbar(tries, label="Kiểm tra biểu mẫu", file=sys.stderr) as bar:
            for form, stem in bar:
                # every locality words every form; what is written out is the neutral one's
                shown = form.locality.name == DEFAULT
                wanted = chosen if shown else ("docx",)
                order = Order(form.name, form.examples[stem], form.locality.name, wanted)
                made = service.issue(order)
                for file in made.files if folder and shown else ():
                    _write(
                        Path(folder or ".") / f"{stem}.{file.format.name}", file.content, quiet=True
                    )
        click.echo(f"{len(tries)} ví dụ của {len(service.catalog.names())} biểu mẫu đều lập được.")


def _write(path: Path, content: bytes, *, quiet: bool = False) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    half.replace(path)
    if not quiet:
        click.echo(str(path))
