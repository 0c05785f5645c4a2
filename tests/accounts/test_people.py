"""Units and users, as an administrator makes and changes them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from doc_service.accounts.logins import link_user, use_link
from doc_service.accounts.people import (
    NewUser,
    change_unit,
    change_user,
    first_link,
    new_unit,
    new_user,
    set_language,
    unit,
    units,
    user,
    user_of_login,
    users,
)
from doc_service.errors import InvalidData, NotFound
from doc_service.records import Database
from tests.desks import OTHER_UNIT, PASSWORD, PROFILE, UNIT


@pytest.fixture
def empty(records_url: str) -> Iterator[Database]:
    opened = Database(records_url)
    opened.upgrade()
    yield opened
    opened.close()


def pointers(error: pytest.ExceptionInfo[InvalidData]) -> list[str]:
    return [one.pointer for one in error.value.problems]


def test_the_first_start_makes_an_administrator_once_and_a_link_each_time(empty: Database) -> None:
    first, second = first_link(empty, "mac_dinh"), first_link(empty, "mac_dinh")
    assert first != second
    assert len(users(empty)) == len(units(empty)) == 1
    assert link_user(empty, second).role == "quan_tri"


def test_of_several_starts_at_once_one_makes_the_administrator(empty: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        links = set(pool.map(lambda _: first_link(empty, "mac_dinh"), range(4)))
    assert len(links) == 4
    assert len(users(empty)) == len(units(empty)) == 1


def test_of_several_who_take_a_name_at_once_one_gets_it(database: Database) -> None:
    def takes(_: int) -> bool:
        try:
            return bool(new_unit(database, "Đảng ủy xã Bình Minh", "mac_dinh"))
        except InvalidData:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(takes, range(4))) == 1


def test_after_the_first_log_in_no_start_makes_a_link(empty: Database) -> None:
    use_link(empty, first_link(empty, "mac_dinh"), PASSWORD)
    assert first_link(empty, "mac_dinh") == ""


def test_units_are_listed_by_name_and_found_by_number(database: Database) -> None:
    assert [one.name for one in units(database)] == [OTHER_UNIT, UNIT]
    assert unit(database, units(database)[1].id).profile == PROFILE
    with pytest.raises(NotFound):
        unit(database, 999)


@pytest.mark.parametrize("name", ["", " ", "x", "x" * 201, UNIT, f" {UNIT} "])
def test_a_unit_needs_a_name_of_its_own(database: Database, name: str) -> None:
    with pytest.raises(InvalidData) as error:
        new_unit(database, name, "mac_dinh")
    assert pointers(error) == ["/ten"]
    with pytest.raises(InvalidData):
        change_unit(database, units(database)[0].id, name, "mac_dinh")


def test_a_unit_that_is_renamed_keeps_its_profile(database: Database) -> None:
    number = next(one.id for one in units(database) if one.name == UNIT)
    change_unit(database, number, "Đảng ủy phường Mới", "phuong_tay_mo")
    found = unit(database, number)
    assert (found.name, found.locality, found.profile) == (
        "Đảng ủy phường Mới",
        "phuong_tay_mo",
        PROFILE,
    )


def test_everything_wrong_with_a_user_is_told_at_once(database: Database) -> None:
    with pytest.raises(InvalidData) as error:
        new_user(database, NewUser("Tên Có Dấu", " ", "vua", 999))
    assert pointers(error) == ["/ten", "/dang_nhap", "/vai_tro", "/don_vi"]


@pytest.mark.parametrize("login", ["van.thu", "VAN.THU", " van.thu "])
def test_a_login_name_is_taken_once(database: Database, login: str) -> None:
    with pytest.raises(InvalidData) as error:
        new_user(database, NewUser(login, "Người Khác", "van_thu", units(database)[0].id))
    assert "Đã có người dùng" in error.value.problems[0].message


def test_the_last_administrator_cannot_leave(database: Database) -> None:
    chief = user_of_login(database, "quantri")
    for role, is_active in (("van_thu", True), ("quan_tri", False)):
        said = NewUser(chief.login, chief.name, role, chief.unit_id)
        with pytest.raises(InvalidData) as error:
            change_user(database, chief.id, said, is_active=is_active)
        assert pointers(error) == ["/vai_tro"]


def test_an_administrator_who_never_logged_in_does_not_count(database: Database) -> None:
    chief = user_of_login(database, "quantri")
    second, secret = new_user(database, NewUser("hai", "Người Hai", "quan_tri", chief.unit_id))
    said = NewUser(chief.login, chief.name, "van_thu", chief.unit_id)
    with pytest.raises(InvalidData):
        change_user(database, chief.id, said, is_active=True)
    use_link(database, secret, PASSWORD)
    change_user(database, chief.id, said, is_active=True)
    assert user(database, chief.id).role == "van_thu"
    assert user(database, second.id).role == "quan_tri"


def test_users_of_one_unit_are_listed_alone(database: Database) -> None:
    number = next(one.id for one in units(database) if one.name == OTHER_UNIT)
    assert [one.login for one, _ in users(database, number)] == ["chi.bo"]
    assert len(users(database)) == 4


def test_a_language_is_kept_and_nobody_is_no_error(database: Database) -> None:
    chief = user_of_login(database, "quantri")
    set_language(database, chief.id, "en")
    set_language(database, 0, "en")
    assert user(database, chief.id).language == "en"


def test_who_does_not_exist_is_not_found(database: Database) -> None:
    said = NewUser("ai.do", "Ai Đó", "van_thu", units(database)[0].id)
    for ask in (
        lambda: user(database, 999),
        lambda: user_of_login(database, "khong.ai"),
        lambda: change_user(database, 999, said, is_active=True),
        lambda: change_unit(database, 999, "Đơn vị", "mac_dinh"),
    ):
        with pytest.raises(NotFound):
            ask()
