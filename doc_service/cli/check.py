"""The conformity check on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from doc_service.cli.group import main, open_service, reports_errors, write
from doc_service.conformity.report import report_dict, report_text
from doc_service.errors import BadRequest, InvalidData


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option(
    "--comments",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi bản sao DOCX có nhận xét (comment) ở từng chỗ.",
)
@click.option(
    "--rule-set", default="", help="Bộ thể thức; để trống là theo loại và ngày của văn bản."
)
@reports_errors
def check(file: Path, as_json: bool, target: Path | None, rule_set: str) -> None:
    """Kiểm tra thể thức của tệp Word FILE: yêu cầu, hiện trạng, cách sửa từng chỗ.

    Mã thoát là 0 khi không có lỗi phải sửa, 3 khi có.
    """
    if target is not None and target.resolve() == file.resolve():
        raise BadRequest("Bản có nhận xét phải ghi ra tệp khác, để tệp gốc giữ nguyên.")
    content = file.read_bytes()
    with open_service(workers=1) as service:
        report = service.check(content, file.name, rule_set=rule_set)
        if target is not None:
            write(target, service.commented(content, report), quiet=as_json)
    if as_json:
        click.echo(json.dumps(report_dict(report), ensure_ascii=False, indent=2))
    else:
        click.echo(report_text(report), nl=False)
    if not report.passes:
        sys.exit(InvalidData.exit_code)
