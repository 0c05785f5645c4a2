"""The command line: list forms, make blank workbooks, issue documents, check the forms."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from doc_service import __version__
from doc_service.documents import Issued, Order, WorkbookOrder
from doc_service.errors import BadRequest, DocServiceError, InvalidData
from doc_service.formats import FORMATS
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
            made = service.issue(Order(form, _json(content), locality, chosen, draft))
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
        for form in service.catalog.forms.values():
            service.check_names(form)
        with click.progressbar(tries, label="Kiểm tra biểu mẫu", file=sys.stderr) as bar:
            for form, stem in bar:
                order = Order(form.name, form.examples[stem], form.locality.name, chosen)
                made = service.issue(order)
                for file in made.files if folder else ():
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
