"""Upkeep: doctor, backup, restore."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from doc_service.cli.group import main, open_service, reports_errors
from doc_service.upkeep.backup import Contents, back_up, restore
from doc_service.upkeep.doctor import examine
from doc_service.vietnamese.numbers import nghin


@main.command()
@click.option("--repair", is_flag=True, help="Sửa những gì sửa được.")
@reports_errors
def doctor(repair: bool) -> None:
    """Khám dữ liệu: việc bỏ dở, tệp mất, tệp thừa, ổ đĩa, LibreOffice."""
    left = 0
    with open_service(workers=1) as service:
        service.open_records()
        for one in examine(service):
            mended = repair and one.mend is not None
            if mended and one.mend is not None:
                one.mend()
            said = "đã sửa" if mended else "sửa được với --repair" if one.mend else "cần xử lý"
            click.echo(f"- {'lỗi' if one.kind == 'wrong' else 'chú ý'}: {one.said} [{said}]")
            left += one.kind == "wrong" and not mended
    if left:
        sys.exit(1)
    click.echo("Mọi thứ đều ổn." if not repair else "Xong.")


@main.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@reports_errors
def backup(target: Path) -> None:
    """Sao lưu hồ sơ và mọi tệp vào một tệp TARGET (.tar); dịch vụ vẫn chạy được."""
    with open_service(workers=1) as service:
        service.open_records()
        _tell("Đã sao lưu", back_up(service, target))


@main.command("restore")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@reports_errors
def restore_(source: Path) -> None:
    """Phục hồi từ tệp SOURCE vào thư mục dữ liệu còn trống; dừng dịch vụ trước."""
    with open_service(workers=1) as service:
        _tell("Đã phục hồi", restore(service, source))
        service.open_records()


def _tell(what: str, contents: Contents) -> None:
    click.echo(f"{what} {nghin(contents.files)} tệp, {nghin(contents.size // 2**20)} MiB.")
