"""Users and keys at the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doc_service.accounts.keys import key_member
from doc_service.accounts.logins import link_user, log_in, use_link
from doc_service.accounts.people import NewUser, change_user, user_of_login
from doc_service.cli import main
from doc_service.records import Database
from tests.desks import OTHER_UNIT, UNIT, cheap_passwords, settle


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'vanthu.db'}")
    opened.upgrade()
    with cheap_passwords():
        settle(opened)
        yield opened
    opened.close()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VANTHU_DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("VANTHU_WORK_FOLDER", str(tmp_path / "work"))
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def test_users_are_listed_with_role_and_unit(run, database: Database) -> None:
    clerk = user_of_login(database, "van.thu")
    said = NewUser(clerk.login, clerk.name, clerk.role, clerk.unit_id)
    change_user(database, clerk.id, said, is_active=False)
    result = run("users")
    assert result.exit_code == 0
    lines = {line.split()[0]: line for line in result.output.splitlines()}
    assert set(lines) == {"quantri", "van.thu", "nguoi.xem", "chi.bo"}
    assert OTHER_UNIT in lines["chi.bo"]
    assert "(đã khóa)" in lines["van.thu"]


def test_a_forgotten_password_is_helped_without_a_browser(run, database, monkeypatch) -> None:
    monkeypatch.setenv("VANTHU_PUBLIC_URL", "https://vanthu.example/")
    result = run("login-link", "VAN.THU")
    assert result.exit_code == 0
    [secret] = re.findall(r"^https://vanthu\.example/dang-nhap/(\S+)$", result.output, re.M)
    assert link_user(database, secret).login == "van.thu"
    use_link(database, secret, "mot mat khau khac")
    assert log_in(database, "van.thu", "mot mat khau khac", "")


def test_a_link_for_nobody_or_for_somebody_locked_is_refused(run, database: Database) -> None:
    result = run("login-link", "khong.ai")
    assert result.exit_code == 2
    assert "khong.ai" in result.output
    clerk = user_of_login(database, "van.thu")
    said = NewUser(clerk.login, clerk.name, clerk.role, clerk.unit_id)
    change_user(database, clerk.id, said, is_active=False)
    result = run("login-link", "van.thu")
    assert result.exit_code == 2
    assert "đã bị khóa" in result.output


def test_a_key_is_made_listed_and_revoked(run, database: Database) -> None:
    result = run("key", "new", "Một cửa", "--unit", UNIT)
    secret = result.output.strip()
    found = key_member(database, secret)
    assert found
    assert found.unit == UNIT
    listed = run("key", "list").output
    assert secret not in listed
    assert f"{secret[:9]}…  Một cửa · {UNIT}" in listed
    assert run("key", "revoke", listed.split()[0]).exit_code == 0
    assert key_member(database, secret) is None
    assert "(đã thu hồi)" in run("key", "list").output


def test_a_key_needs_a_unit_where_there_are_several_and_a_name(run, database: Database) -> None:
    for arguments in (("Một cửa",), ("Một cửa", "--unit", "Đơn vị lạ")):
        result = run("key", "new", *arguments)
        assert result.exit_code == 2
        assert OTHER_UNIT in result.output
    assert run("key", "new", " ", "--unit", UNIT).exit_code == 3
    assert run("key", "revoke", "999").exit_code == 2


def test_on_an_empty_machine_there_is_nobody_yet(run) -> None:
    assert run("users").output == ""
    assert "chưa có đơn vị nào" in run("key", "new", "Một cửa").output


def test_every_command_says_what_it_does() -> None:
    for name in ("users", "login-link", "key"):
        assert main.commands[name].help
