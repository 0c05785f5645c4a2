"""Users and keys, for an operator without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from doc_service.accounts import keys, people
from doc_service.accounts.logins import LINK_LASTS, new_link
from doc_service.cli.group import main, open_service, reports_errors
from doc_service.errors import NotFound
from doc_service.records import Database
from doc_service.service import DocService
from doc_service.settings import Settings


@main.command()
@reports_errors
def users() -> None:
    """Liệt kê người dùng: tên đăng nhập, vai trò, họ tên, đơn vị."""
    with _records() as service:
        for one, unit in people.users(service.database):
            state = "" if one.is_active else "  (đã khóa)"
            state = state or ("" if one.password else "  (chưa đặt mật khẩu)")
            click.echo(f"{one.login:<20} {one.role:<10} {one.name} · {unit.name}{state}")


@main.command("login-link")
@click.argument("login")
@reports_errors
def login_link(login: str) -> None:
    """Tạo liên kết đăng nhập dùng một lần cho người quên mật khẩu."""
    with _records() as service:
        found = people.user_of_login(service.database, login)
        if not found.is_active:
            said = f"Người dùng “{found.login}” đã bị khóa; mở khóa ở trang Quản trị trước."
            raise NotFound(said)
        secret = new_link(service.database, found.id)
        click.echo(f"{_address(service.settings)}/dang-nhap/{secret}")
        click.echo(f"Dùng được một lần, trong {LINK_LASTS.days} ngày.", err=True)


@main.group()
def key() -> None:
    """Khóa của đơn vị cho hệ thống khác gọi API."""


@key.command("new")
@click.argument("name")
@click.option("--unit", "unit_name", default="", help="Tên đơn vị; bỏ trống khi chỉ có một.")
@reports_errors
def new(name: str, unit_name: str) -> None:
    """Tạo khóa cho hệ thống NAME; khóa chỉ hiện một lần."""
    with _records() as service:
        unit_id = unit_named(service.database, unit_name)
        click.echo(keys.new_key(service.database, unit_id, name, None))


@key.command("list")
@reports_errors
def listed() -> None:
    """Liệt kê các khóa: số, đầu khóa, hệ thống, đơn vị."""
    with _records() as service:
        for one, unit in keys.keys_of(service.database):
            state = "  (đã thu hồi)" if one.revoked_at else ""
            click.echo(f"{one.id:<5} {one.prefix}…  {one.name} · {unit}{state}")


@key.command()
@click.argument("number", type=int)
@reports_errors
def revoke(number: int) -> None:
    """Thu hồi khóa có số NUMBER trong “key list”."""
    with _records() as service:
        keys.revoke_key(service.database, number)
        click.echo("Đã thu hồi.")


@contextmanager
def _records() -> Iterator[DocService]:
    with open_service() as service:
        service.open_records()
        yield service


def unit_named(database: Database, name: str) -> int:
    """Return the unit of a name, or the only one.

    Raises:
        NotFound: there is none, or several to choose from.
    """
    units = people.units(database)
    found = [one for one in units if not name or one.name == name]
    if len(found) != 1:
        listed = "; ".join(one.name for one in units) or "chưa có đơn vị nào"
        raise NotFound(f"Hãy ghi --unit bằng tên một đơn vị: {listed}.")
    return found[0].id


def _address(settings: Settings) -> str:
    """Return where users open the service."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.public_url.rstrip("/") or f"http://{host}:{settings.port}"
