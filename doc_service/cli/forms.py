"""The forms: list them, make blank workbooks, tell deadlines, check them all."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from doc_service.calendars import calendar
from doc_service.cli.group import main, open_service, reports_errors, write
from doc_service.documents import Order
from doc_service.errors import InvalidSchema
from doc_service.forms.localities import DEFAULT, unknown_forms
from doc_service.workbooks.blank import blank_workbook


@main.command()
@reports_errors
def forms() -> None:
    """Liệt kê các biểu mẫu và địa phương."""
    with open_service() as service:
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
    """Tạo tệp Excel trống (hoặc JSON ví dụ) của một biểu mẫu, hay phần dùng chung của một hồ sơ."""
    with open_service() as service:
        found = service.blank_form(form, locality)
        target = output or Path(f"{found.name}.json" if as_json else f"{found.name}-trang.xlsx")
        if as_json:
            kind = service.dossiers.get(found.name)
            shown = kind.example if kind else found.example
            content = (json.dumps(shown, ensure_ascii=False, indent=2) + "\n").encode()
        else:
            content = blank_workbook(found)
        write(target, content)


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
    with open_service() as service:
        place = service.catalog.form(service.catalog.names()[0], locality).locality
        today = day.date() if day else service.parts.today()
        if target is not None:
            write(target, calendar(place.label, place.deadlines, today.year))
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
    with open_service() as service:
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
                    write(
                        Path(folder or ".") / f"{stem}.{file.format.name}", file.content, quiet=True
                    )
        click.echo(f"{len(tries)} ví dụ của {len(service.catalog.names())} biểu mẫu đều lập được.")
