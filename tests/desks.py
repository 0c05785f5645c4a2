"""A desk with people: two units, their users, and ways to be one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

if TYPE_CHECKING:
    from doc_service.records import Database

PASSWORD = "mot mat khau dai"
UNIT = "Đảng ủy phường An Thịnh"
OTHER_UNIT = "Chi bộ Tổ dân phố số 9"
PROFILE: dict[str, Any] = {
    "co_quan": {
        "loai": "dang_uy",
        "ten": UNIT,
        "cap_tren": "Đảng bộ thành phố Sông Lam",
        "dia_danh": "An Thịnh",
    },
    "nguoi_ky": [{"chuc_vu": "Phó Bí thư", "ho_ten": "Trần Văn Bình"}],
    "noi_nhan": [
        {"noi": "Thường trực Thành ủy", "muc_dich": "để báo cáo"},
        {"noi": "Lưu Văn phòng Đảng ủy"},
    ],
}
USERS = (
    ("van.thu", "Lê Thị Thư", "van_thu", UNIT),
    ("nguoi.xem", "Phạm Văn Xem", "nguoi_xem", UNIT),
    ("chi.bo", "Hoàng Thị Chi", "van_thu", OTHER_UNIT),
)
"""Besides `quantri`, the administrator of the first unit."""


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Hash passwords cheaply: tests log in hundreds of times."""
    from argon2 import PasswordHasher

    from doc_service.accounts import secrets

    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "_hasher", lambda: cheap)
        yield


class Caller(FlaskClient):
    """Somebody who calls the app; `csrf` is the token that their changes carry."""

    csrf = ""

    def changes(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        """Send a form as the page would."""
        return self.post(path, data={"csrf_token": self.csrf, **(data or {})}, **options)


def settled_file(folder: Path) -> Path:
    """Make a database of SQLite with the units and users, to be copied."""
    from doc_service.records import Database

    file = folder / "vanthu.db"
    database = Database(f"sqlite:///{file}")
    database.upgrade()
    settle(database)
    database.close()
    return file


def settle(database: Database) -> None:
    """Make the units and users of a new desk; everybody's password is `PASSWORD`."""
    from doc_service.accounts.logins import use_link
    from doc_service.accounts.people import (
        NewUser,
        change_unit,
        first_link,
        new_unit,
        new_user,
        units,
    )

    use_link(database, first_link(database, "mac_dinh"), PASSWORD, "Nguyễn Thị Quản")
    first = units(database)[0]
    change_unit(database, first.id, UNIT, "mac_dinh", PROFILE)
    numbers = {UNIT: first.id, OTHER_UNIT: new_unit(database, OTHER_UNIT, "mac_dinh").id}
    for login, name, role, unit in USERS:
        _, secret = new_user(database, NewUser(login, name, role, numbers[unit]))
        use_link(database, secret, PASSWORD)


def stranger(app: Flask) -> Caller:
    """Somebody who is not logged in."""
    return Caller(app, app.response_class, use_cookies=True)


def page_token(client: FlaskClient) -> str:
    """The token of the log-in page, which everybody gets."""
    text = client.get("/dang-nhap").get_data(as_text=True)
    return text.split('name="csrf_token" value="')[1].split('"')[0]


def log_in(client: Caller, login: str, password: str = PASSWORD, **options: Any) -> Any:
    """Log in through the page, and take the token of the session."""
    answer = client.post(
        "/dang-nhap",
        data={"ten": login, "mat_khau": password, "csrf_token": page_token(client)},
        **options,
    )
    if answer.status_code == 302:
        client.csrf = client.get("/phien").get_json()["csrf"]
    return answer


def signed_in(app: Flask, login: str) -> Caller:
    """Somebody who has just logged in."""
    client = stranger(app)
    answer = log_in(client, login)
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return client
