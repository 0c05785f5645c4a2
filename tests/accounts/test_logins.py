"""Logging in by password and by link; locking out those who guess."""

from __future__ import annotations

import datetime as dt
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from doc_service.accounts import logins
from doc_service.accounts.logins import (
    FAILURES_BY_ADDRESS,
    FAILURES_BY_LOGIN,
    LINK_LASTS,
    LOCK,
    find_member,
    link_user,
    log_in,
    new_link,
    session_id,
    use_link,
)
from doc_service.accounts.people import NewUser, change_user, new_user, units, user_of_login
from doc_service.errors import InvalidData, LockedOut, LoginRefused
from doc_service.records import Database, LoginFailure
from doc_service.records.tables import now
from tests.desks import PASSWORD

OFFICE = "192.168.1.20"


def later(monkeypatch: pytest.MonkeyPatch, by: dt.timedelta) -> None:
    """Let time pass."""
    monkeypatch.setattr(logins, "now", lambda: now() + by)


def wrong(database: Database, login: str, times: int, address: str = OFFICE) -> None:
    for _ in range(times):
        with pytest.raises(LoginRefused) as error:
            log_in(database, login, "sai mat khau", address)
        assert not isinstance(error.value, LockedOut)


def test_a_name_is_taken_in_any_case_and_with_spaces_around(database: Database) -> None:
    assert log_in(database, " Van.Thu ", PASSWORD, OFFICE).name == "Lê Thị Thư"


@pytest.mark.parametrize("login", ["van.thu", "khong.ai", ""])
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(
    database: Database, login: str
) -> None:
    with pytest.raises(LoginRefused, match="Tên đăng nhập hoặc mật khẩu chưa đúng"):
        log_in(database, login, "sai mat khau", OFFICE)


def test_a_password_is_the_same_composed_or_decomposed(database: Database) -> None:
    user = user_of_login(database, "van.thu")
    use_link(database, new_link(database, user.id), "ngôi nhà đỏ ở cuối làng")
    typed = unicodedata.normalize("NFD", "ngôi nhà đỏ ở cuối làng")
    assert log_in(database, "van.thu", typed, OFFICE).id == user.id


def test_five_wrong_passwords_lock_a_name_whatever_the_address(database: Database) -> None:
    for number in range(FAILURES_BY_LOGIN):
        wrong(database, "van.thu", 1, f"10.0.0.{number}")
    with pytest.raises(LockedOut, match="15 phút"):
        log_in(database, "van.thu", PASSWORD, "10.0.9.9")
    assert log_in(database, "chi.bo", PASSWORD, OFFICE)


def test_names_that_do_not_exist_are_locked_like_those_that_do(database: Database) -> None:
    wrong(database, "khong.ai", FAILURES_BY_LOGIN)
    with pytest.raises(LockedOut):
        log_in(database, "khong.ai", PASSWORD, OFFICE)


def test_an_address_that_guesses_at_many_names_is_locked(database: Database) -> None:
    for number in range(FAILURES_BY_ADDRESS):
        wrong(database, f"nguoi.{number}", 1)
    with pytest.raises(LockedOut):
        log_in(database, "van.thu", PASSWORD, OFFICE)
    assert log_in(database, "van.thu", PASSWORD, "192.168.1.21")


def test_many_guesses_at_once_are_counted_one_by_one(database: Database) -> None:
    def guess(_: int) -> type[Exception]:
        with pytest.raises(LoginRefused) as error:
            log_in(database, "van.thu", "sai mat khau", OFFICE)
        return error.type

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(guess, range(16)))
    assert seen.count(LockedOut) == 16 - FAILURES_BY_LOGIN


def test_a_name_with_a_sign_that_is_no_letter_is_only_a_wrong_name(database: Database) -> None:
    with pytest.raises(LoginRefused, match="chưa đúng"):
        log_in(database, "van.thu\0", PASSWORD, OFFICE)


def test_a_lock_ends_by_itself(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong(database, "van.thu", FAILURES_BY_LOGIN)
    later(monkeypatch, LOCK - dt.timedelta(seconds=10))
    with pytest.raises(LockedOut):
        log_in(database, "van.thu", PASSWORD, OFFICE)
    later(monkeypatch, LOCK + dt.timedelta(seconds=10))
    assert log_in(database, "van.thu", PASSWORD, OFFICE)


def test_the_right_password_forgets_the_wrong_ones(database: Database) -> None:
    wrong(database, "van.thu", FAILURES_BY_LOGIN - 1)
    log_in(database, "van.thu", PASSWORD, OFFICE)
    wrong(database, "van.thu", FAILURES_BY_LOGIN - 1)
    assert log_in(database, "van.thu", PASSWORD, OFFICE)


def test_old_failures_are_deleted(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong(database, "khong.ai", 3)
    later(monkeypatch, dt.timedelta(days=2))
    log_in(database, "van.thu", PASSWORD, OFFICE)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LoginFailure)) == 0


def test_a_new_link_opens_the_lock_of_its_user(database: Database) -> None:
    wrong(database, "van.thu", FAILURES_BY_LOGIN)
    user = user_of_login(database, "van.thu")
    use_link(database, new_link(database, user.id), "mot mat khau khac")
    assert log_in(database, "van.thu", "mot mat khau khac", OFFICE)


def test_a_link_works_once(database: Database) -> None:
    secret = new_link(database, user_of_login(database, "van.thu").id)
    assert link_user(database, secret).login == "van.thu"
    use_link(database, secret, "mot mat khau khac")
    with pytest.raises(LoginRefused, match="đã dùng hoặc đã hết hạn"):
        link_user(database, secret)
    with pytest.raises(LoginRefused, match="đã dùng hoặc đã hết hạn"):
        use_link(database, secret, PASSWORD)


def test_of_two_who_use_a_link_at_once_one_gets_in(database: Database) -> None:
    secret = new_link(database, user_of_login(database, "van.thu").id)

    def use(number: int) -> bool:
        try:
            use_link(database, secret, f"mat khau thu {number} cua toi")
        except LoginRefused:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(use, range(6))) == 1


def test_a_link_expires(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = new_link(database, user_of_login(database, "van.thu").id)
    later(monkeypatch, LINK_LASTS + dt.timedelta(seconds=1))
    with pytest.raises(LoginRefused, match="hết hạn"):
        use_link(database, secret, "mot mat khau khac")


def test_a_newer_link_ends_the_older_one(database: Database) -> None:
    user = user_of_login(database, "van.thu")
    old, new = new_link(database, user.id), new_link(database, user.id)
    with pytest.raises(LoginRefused):
        link_user(database, old)
    assert link_user(database, new).id == user.id


def test_a_link_of_somebody_locked_out_by_the_administrator_opens_nothing(
    database: Database,
) -> None:
    user = user_of_login(database, "van.thu")
    secret = new_link(database, user.id)
    said = NewUser(user.login, user.name, user.role, user.unit_id)
    change_user(database, user.id, said, is_active=False)
    with pytest.raises(LoginRefused):
        use_link(database, secret, "mot mat khau khac")
    with pytest.raises(LoginRefused):
        log_in(database, "van.thu", PASSWORD, OFFICE)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngan", "ít nhất 10 ký tự"),
        ("a" * 9, "ít nhất 10 ký tự"),
        ("x" * 201, "dài quá 200 ký tự"),
        ("toi la van.thu day", "không được chứa tên đăng nhập"),
        ("TOI LA VAN.THU DAY", "không được chứa tên đăng nhập"),
        ("abababababab", "lặp lại"),
    ],
)
def test_a_poor_password_is_refused_and_the_link_stays_good(
    database: Database, password: str, said: str
) -> None:
    secret = new_link(database, user_of_login(database, "van.thu").id)
    with pytest.raises(InvalidData) as error:
        use_link(database, secret, password)
    assert said in error.value.problems[0].message
    assert link_user(database, secret).login == "van.thu"


def test_a_name_that_is_too_long_and_a_poor_password_are_told_together(database: Database) -> None:
    secret = new_link(database, user_of_login(database, "van.thu").id)
    with pytest.raises(InvalidData) as error:
        use_link(database, secret, "ngan", "Lê " * 50)
    assert [one.pointer for one in error.value.problems] == ["/ten", "/mat_khau"]


def test_somebody_who_never_chose_a_password_cannot_log_in_without_one(database: Database) -> None:
    unit = units(database)[0]
    new_user(database, NewUser("moi.den", "Người Mới", "van_thu", unit.id))
    for given in ("", " ", PASSWORD):
        with pytest.raises(LoginRefused):
            log_in(database, "moi.den", given, OFFICE)


def test_a_session_ends_with_a_new_password_a_new_role_and_a_lock(database: Database) -> None:
    user = user_of_login(database, "van.thu")
    kept = session_id(user)
    assert find_member(database, kept)
    use_link(database, new_link(database, user.id), "mot mat khau khac")
    assert find_member(database, kept) is None
    for role, is_active in (("nguoi_xem", True), ("nguoi_xem", False)):
        kept = session_id(user_of_login(database, "van.thu"))
        said = NewUser(user.login, user.name, role, user.unit_id)
        change_user(database, user.id, said, is_active=is_active)
        assert find_member(database, kept) is None


def test_a_new_name_ends_no_session(database: Database) -> None:
    user = user_of_login(database, "van.thu")
    said = NewUser(user.login, "Lê Thị Anh Thư", user.role, user.unit_id)
    change_user(database, user.id, said, is_active=True)
    found = find_member(database, session_id(user))
    assert found
    assert found.name == "Lê Thị Anh Thư"


@pytest.mark.parametrize("kept", ["", "1", "1.", "abc.def", "-1.x", "99999.x", "1.x.y"])
def test_a_session_that_is_none_is_nobodys(database: Database, kept: str) -> None:
    assert find_member(database, kept) is None
