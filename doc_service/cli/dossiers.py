"""Dossiers: list them, make an example of their data, issue one from data or filled workbooks."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from doc_service.cli.group import json_object, main, open_service, reports_errors, say, write
from doc_service.dossiers.declarations import dossier as find
from doc_service.dossiers.filled_workbooks import Upload
from doc_service.dossiers.given import DOCUMENTS, SHARED
from doc_service.dossiers.issuing import DossierOrder
from doc_service.dossiers.sources import in_a_line
from doc_service.errors import BadRequest, InvalidData
from doc_service.problems import Problem

_SHARED_FILE: Final = "chung.json"

_OTHER_WORKBOOKS: Final = (".xls", ".xlsm", ".xlsb", ".ods")

_OF_PROGRAMS: Final = ("~$", ".")
"""How files begin that nobody put there: Excel's of a workbook that is open, hidden ones."""

_OF_SYSTEMS: Final = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given of a dossier."""

    data: Mapping[str, Any]
    workbooks: tuple[Upload, ...] = ()
    files: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Pointer into the data → JSON file that gave what is there."""


@main.command()
@reports_errors
def dossiers() -> None:
    """Liệt kê các loại hồ sơ và văn bản trong từng hồ sơ."""
    with open_service() as service:
        for one in service.dossiers.values():
            click.echo(f"{one.name}: {one.title}")
            for document in one.documents:
                title = service.catalog.form(document.form).title
                optional = "" if document.required else " (nếu có)"
                compared = " (chỉ để đối chiếu)" if document.reference else ""
                copies = f", {document.copies:02d} bộ" if document.copies > 1 else ""
                click.echo(f"  - {document.form}: {title}{optional}{compared}{copies}")


@main.command()
@click.argument("name")
@click.argument("data", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Thư mục ghi hồ sơ.",
)
@click.option(
    "--to", "outputs", default="docx,pdf", show_default=True, help="Định dạng, cách nhau dấu phẩy."
)
@click.option("--draft", is_flag=True, help="Bản dự thảo: cho phép thiếu dữ liệu, thiếu văn bản.")
@click.option("--locality", default="", help="Địa phương; để trống là mặc định.")
@click.option("--zip", "zipped", is_flag=True, help="Ghi một tệp ZIP thay cho từng tệp.")
@click.option("--example", is_flag=True, help="Chỉ in dữ liệu ví dụ của hồ sơ, không lập.")
@reports_errors
def dossier(
    name: str,
    data: Path | None,
    folder: Path,
    outputs: str,
    draft: bool,
    locality: str,
    zipped: bool,
    example: bool,
) -> None:
    """Lập hồ sơ NAME từ DATA: tệp JSON, hoặc thư mục có chung.json và các tệp Excel, JSON đã điền.

    Trong thư mục, tệp JSON của một văn bản mang tên biểu mẫu: to_trinh.json,
    ke_hoach_mo_hinh.1.json; tệp Excel tự biết thuộc biểu mẫu nào.
    """
    with open_service(workers=2) as service:
        if example:
            shown = find(service.dossiers, name).example
            click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
            return
        if data is None:
            raise BadRequest("Thiếu dữ liệu: ghi tệp JSON hoặc thư mục của hồ sơ.")
        given = _folder(data) if data.is_dir() else _Given(_file(data))
        chosen = tuple(one.strip() for one in outputs.split(",") if one.strip())
        order = DossierOrder(
            name, given.data, locality, chosen, draft, given.workbooks, files=given.files
        )
        try:
            made = service.issue_dossier(order)
        except InvalidData as error:
            raise InvalidData([in_a_line(one) for one in error.problems]) from None
    say([in_a_line(one) for one in made.warnings])
    if zipped:
        write(folder / f"{made.name}.zip", made.archive())
        return
    for file in made.files:
        write(folder / made.name / file.name, file.content)


def _file(path: Path) -> Mapping[str, Any]:
    given = json_object(path.read_bytes())
    inner = given.get("data")
    # what the API's example gives is a whole order; its data are meant
    return inner if "dossier" in given and isinstance(inner, dict) else given


def _object(path: Path) -> Mapping[str, Any]:
    """Read one of several JSON files; what is wrong names the file."""
    try:
        return json_object(path.read_bytes())
    except BadRequest as error:
        raise BadRequest(f"{path.name}: {error}") from None


def _folder(folder: Path) -> _Given:
    """Read a folder: shared facts, a JSON file for each document, filled workbooks.

    Files that are not read are named on standard error.
    """
    shared: Mapping[str, Any] = {}
    documents: dict[str, list[Mapping[str, Any]]] = {}
    files: dict[str, str] = {}
    workbooks: list[Upload] = []
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.lower()
        if path.name.startswith(_OF_PROGRAMS) or path.name.lower() in _OF_SYSTEMS:
            continue
        if path.is_dir() or suffix not in (".json", ".xlsx"):
            say([_unread(path)])
        elif suffix == ".xlsx":
            workbooks.append(Upload(path.name, path.read_bytes()))
        elif path.name.lower() == _SHARED_FILE:
            shared = _object(path)
            files[f"/{SHARED}"] = path.name
        else:
            of_form = documents.setdefault(path.name.split(".")[0], [])
            files[f"/{DOCUMENTS}/{path.name.split('.')[0]}/{len(of_form)}"] = path.name
            of_form.append(_object(path))
    if not shared and not documents and not workbooks:
        raise BadRequest(
            f"Thư mục “{folder.name}” không có {_SHARED_FILE} hay tệp Excel, JSON nào."
        )
    return _Given({SHARED: shared, DOCUMENTS: documents}, tuple(workbooks), files)


def _unread(path: Path) -> Problem:
    """Return a warning that says why a file is not read."""
    if path.is_dir():
        said = f"Không đọc thư mục con “{path.name}”: đặt tệp của hồ sơ ngay trong thư mục."
    elif path.suffix.lower() in _OTHER_WORKBOOKS:
        said = f"Không đọc tệp “{path.name}”: hãy mở ra và lưu lại thành tệp Excel .xlsx."
    else:
        said = f"Không đọc tệp “{path.name}”: chỉ đọc tệp JSON và tệp Excel .xlsx đã điền."
    return Problem("", said, "unread", "warning")
