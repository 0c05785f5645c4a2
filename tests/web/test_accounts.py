"""Logging in, one-time links, sessions, forged requests, and what every page forbids."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import pytest

from doc_service.accounts import logins
from doc_service.accounts.logins import FAILURES_BY_LOGIN, LINK_LASTS, new_link
from doc_service.accounts.people import NewUser, change_user, new_user, units, user_of_login
from doc_service.records.tables import now
from tests.desks import PASSWORD, log_in, page_token, signed_in, stranger

HTML = {"Accept": "text/html"}


@pytest.fixture
def newcomer(desk_service):
    """A user whose link nobody has used, and the link's path."""
    count = 0

    def make() -> tuple[str, str]:
        nonlocal count
        count += 1
        login = f"moi.{now():%f}.{count}"
        unit = units(desk_service.database)[0]
        _, secret = new_user(desk_service.database, NewUser(login, "Người Mới", "van_thu", unit.id))
        return login, f"/dang-nhap/{secret}"

    return make


def choose(client, path: str, password: str = PASSWORD, name: str = "Người Mới"):
    token = page_token(client)
    return client.post(path, data={"csrf_token": token, "mat_khau": password, "ten": name})


# logging in


def test_a_clerk_logs_in_and_out_by_keyboard_alone(page_as) -> None:
    page = page_as()
    page.goto("/don-vi")
    assert page.url.endswith("/dang-nhap?tiep=/don-vi")
    page.locator("#ten:focus").wait_for()
    page.keyboard.type("van.thu")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\d/don-vi$"))  # not the one that names it as what comes next
    assert page.get_by_role("heading", level=1).inner_text() == "Đơn vị của tôi"
    page.get_by_text("Lê Thị Thư").click()
    page.get_by_role("button", name="Đăng xuất").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dang-nhap")
    page.goto("/don-vi")
    assert "/dang-nhap" in page.url


def test_a_wrong_password_is_said_and_the_name_stays(desk_app) -> None:
    client = stranger(desk_app)
    answer = log_in(client, "ten.go.sai", "sai mat khau")
    assert answer.status_code == 401
    page = answer.get_data(as_text=True)
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page
    assert 'value="ten.go.sai"' in page
    assert "sai mat khau" not in page


def test_after_too_many_wrong_passwords_the_page_says_when_to_try_again(own_desk) -> None:
    app, _ = own_desk()
    client = stranger(app)
    for _ in range(FAILURES_BY_LOGIN):
        assert log_in(client, "van.thu", "sai mat khau").status_code == 401
    answer = log_in(client, "van.thu", PASSWORD)
    assert answer.status_code == 429
    assert "15 phút" in answer.get_data(as_text=True)


def test_a_script_on_a_page_logs_in_again_and_gets_a_new_token(desk_app) -> None:
    client = stranger(desk_app)
    asked = {"Accept": "application/json"}
    answer = log_in(client, "van.thu", headers=asked)
    assert (answer.status_code, list(answer.get_json())) == (200, ["csrf"])
    wrong = log_in(stranger(desk_app), "van.thu.x", "sai", headers=asked)
    assert wrong.status_code == 401
    assert wrong.get_json()["message"]


@pytest.mark.parametrize(
    "asked",
    [
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "https:evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
    ],
)
def test_nobody_is_sent_to_another_host_after_logging_in(desk_app, asked: str) -> None:
    client = stranger(desk_app)
    data = {"ten": "van.thu", "mat_khau": PASSWORD, "tiep": asked}
    answer = client.post("/dang-nhap", data={**data, "csrf_token": page_token(client)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    client.csrf = client.get("/phien").get_json()["csrf"]
    switched = client.changes("/ngon-ngu", {"ngon_ngu": "vi", "tiep": asked})
    assert switched.headers["Location"] == "/"


def test_one_goes_on_where_one_was_with_what_was_asked(desk_app) -> None:
    client = stranger(desk_app)
    asked = client.get("/don-vi?a=1&b=2", headers=HTML).headers["Location"]
    page = client.get(asked).get_data(as_text=True)
    assert 'name="tiep" value="/don-vi?a=1&amp;b=2"' in page


# one-time links


def test_a_newcomer_opens_their_link_and_chooses_a_password(page_as, newcomer, desk_app) -> None:
    login, path = newcomer()
    page = page_as()
    page.goto(path)
    assert page.get_by_text(login).is_visible()
    page.get_by_label("Họ và tên").fill("Đỗ Thị Mới")
    page.get_by_label("Mật khẩu mới").fill("mot mat khau moi")
    page.get_by_role("button").click()
    page.wait_for_url("**/")
    assert page.get_by_text("Đỗ Thị Mới").is_visible()
    assert log_in(stranger(desk_app), login, "mot mat khau moi").status_code == 302


def test_a_link_is_used_once(desk_app, newcomer) -> None:
    _, path = newcomer()
    assert choose(stranger(desk_app), path).status_code == 302
    for again in (stranger(desk_app).get(path), choose(stranger(desk_app), path)):
        assert again.status_code == 401
        assert "đã dùng hoặc đã hết hạn" in again.get_data(as_text=True)


def test_looking_at_a_link_does_not_use_it_up(desk_app, newcomer) -> None:
    _, path = newcomer()
    for _ in range(3):
        assert stranger(desk_app).get(path).status_code == 200
    assert choose(stranger(desk_app), path).status_code == 302


def test_an_old_link_and_one_that_never_was_open_nothing(desk_app, newcomer, monkeypatch) -> None:
    _, path = newcomer()
    assert stranger(desk_app).get("/dang-nhap/khong-he-co").status_code == 401
    monkeypatch.setattr(logins, "now", lambda: now() + LINK_LASTS)
    assert stranger(desk_app).get(path).status_code == 401


def test_a_poor_password_is_refused_and_the_name_stays(desk_app, newcomer) -> None:
    _, path = newcomer()
    answer = choose(stranger(desk_app), path, "ngan", "Đỗ Thị Mới")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "ít nhất 10 ký tự" in page
    assert 'value="Đỗ Thị Mới"' in page


# sessions


def cookies(answer) -> dict[str, SimpleCookie]:
    return {
        name: morsel
        for header in answer.headers.getlist("Set-Cookie")
        for name, morsel in SimpleCookie(header).items()
    }


@pytest.mark.parametrize(
    ("public", "secure"), [("", ""), ("http://vanthu.example", ""), ("https://van.thu", True)]
)
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(own_desk, public, secure) -> None:
    app, _ = own_desk(public_url=public)
    client = stranger(app)
    base = {"base_url": "https://localhost"} if secure else {}
    token = client.get("/dang-nhap", **base).get_data(as_text=True)
    token = token.split('name="csrf_token" value="')[1].split('"')[0]
    headers = {"Referer": "https://localhost/dang-nhap"}
    data = {"ten": "van.thu", "mat_khau": PASSWORD, "csrf_token": token}
    answer = client.post("/dang-nhap", data=data, headers=headers, **base)
    cookie = cookies(answer)["vanthu"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", secure)
    assert cookie["expires"]
    assert not cookie["domain"]


def test_what_a_session_held_before_logging_in_is_gone(desk_app) -> None:
    client = stranger(desk_app)
    before = page_token(client)
    with client.session_transaction() as session:
        session["planted"] = "bẫy"
        planted = session["csrf_token"]
    log_in(client, "van.thu")
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["csrf_token"] != planted
    answer = client.post("/dang-xuat", data={"csrf_token": before})
    assert answer.status_code == 400


def test_a_session_ends_with_the_role_and_with_a_new_password(own_desk) -> None:
    app, service = own_desk()
    client = signed_in(app, "van.thu")
    user = user_of_login(service.database, "van.thu")
    said = NewUser(user.login, user.name, "nguoi_xem", user.unit_id)
    change_user(service.database, user.id, said, is_active=True)
    assert client.get("/phien").status_code == 401
    client = signed_in(app, "van.thu")
    other = stranger(app)
    choose(other, f"/dang-nhap/{new_link(service.database, user.id)}", "mot mat khau khac")
    assert client.get("/phien").status_code == 401
    assert other.get("/phien").status_code == 200


def test_a_cookie_that_was_altered_is_nobodys(desk_app, as_user) -> None:
    cookie = as_user("van.thu").get_cookie("vanthu").value
    client = stranger(desk_app)
    for altered in (cookie[:-2] + "xx", cookie[2:], "x" * 100, ""):
        client.set_cookie("vanthu", altered)
        assert client.get("/phien").status_code == 401


def test_after_logging_out_the_browser_keeps_nothing(as_user) -> None:
    client = as_user("van.thu")
    answer = client.changes("/dang-xuat")
    assert answer.headers["Location"].endswith("/dang-nhap")
    assert client.get("/phien").status_code == 401


def test_a_script_whose_session_ended_is_told_so_as_json(desk_app) -> None:
    answer = stranger(desk_app).get("/phien", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert "đăng nhập lại" in answer.get_json()["detail"]


# forged requests


@pytest.mark.parametrize("token", [None, "", "sai", "IjEyMyI.aaaa.bbbb"])
@pytest.mark.parametrize("path", ["/dang-xuat", "/ngon-ngu", "/don-vi", "/soan-thao"])
def test_a_change_without_the_sessions_token_is_refused(as_user, path, token) -> None:
    client = as_user("van.thu")
    data = {} if token is None else {"csrf_token": token}
    answer = client.post(path, data=data, headers=HTML)
    assert answer.status_code == 400
    assert "tải lại trang" in answer.get_data(as_text=True)
    assert client.get("/phien").status_code == 200


def test_the_token_of_another_session_is_no_good(as_user) -> None:
    client, other = as_user("van.thu"), as_user("van.thu")
    answer = client.post("/dang-xuat", data={"csrf_token": other.csrf})
    assert answer.status_code == 400


def test_logging_in_itself_cannot_be_forged(desk_app) -> None:
    data = {"ten": "van.thu", "mat_khau": PASSWORD}
    assert stranger(desk_app).post("/dang-nhap", data=data).status_code == 400


def test_the_api_takes_the_session_but_changes_need_the_token(as_user, catalog) -> None:
    client = as_user("van.thu")
    assert client.get("/api/v1/forms").status_code == 200
    order = {"form": "mau_01", "data": dict(catalog.form("mau_01").example)}
    assert client.post("/api/v1/documents", json=order).status_code == 400
    headers = {"X-CSRFToken": client.csrf}
    assert client.post("/api/v1/documents", json=order, headers=headers).status_code == 200


def test_a_viewer_issues_nothing_through_the_api(as_user, catalog) -> None:
    client = as_user("nguoi.xem")
    order = {"form": "mau_01", "data": dict(catalog.form("mau_01").example)}
    answer = client.post("/api/v1/documents", json=order, headers={"X-CSRFToken": client.csrf})
    assert answer.status_code == 403


# what every page forbids

PAGES = ("/don-vi", "/quan-tri", "/quan-tri/nguoi-dung/moi", "/khong-co", "/quan-tri/don-vi/999")


def test_every_page_allows_only_its_own_scripts_styles_and_requests(as_user, desk_app) -> None:
    answers = [as_user("quantri").get(path, headers=HTML) for path in PAGES]
    answers += [
        stranger(desk_app).get(path, headers=HTML) for path in ("/dang-nhap", "/dang-nhap/x")
    ]
    for answer in answers:
        said = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in said
        for kind in ("script-src", "style-src", "connect-src", "form-action"):
            assert re.search(rf"{kind} 'self'(;|$)", said)
        assert "base-uri 'none'" in said
        assert "frame-ancestors 'none'" in said
        assert "unsafe" not in said
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_holds_a_script_or_a_style_of_its_own(as_user, desk_app) -> None:
    pages = [as_user("quantri").get(path, headers=HTML) for path in PAGES]
    pages.append(stranger(desk_app).get("/dang-nhap"))
    for answer in pages:
        text = answer.get_data(as_text=True)
        assert re.findall(r"<script(?![^>]*(?:src=|application/json))", text) == []
        assert re.findall(r"""<[^>]+\s(?:style|on\w+)=["']""", text) == []
        assert re.findall(r"""(?:src|href)="(?:https?:)?//""", text) == []


def test_what_somebody_is_called_is_text_and_never_markup(own_desk) -> None:
    app, service = own_desk()
    user = user_of_login(service.database, "van.thu")
    said = NewUser(user.login, "<script>alert(1)</script>", user.role, user.unit_id)
    change_user(service.database, user.id, said, is_active=True)
    page = signed_in(app, "van.thu").get("/don-vi").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_another_host_name_is_not_answered(desk_app) -> None:
    answer = stranger(desk_app).get("/dang-nhap", headers={"Host": "evil.example"})
    assert answer.status_code == 400


def test_a_key_opens_the_api_and_no_page(desk_app, desk_service) -> None:
    from doc_service.accounts.keys import new_key

    unit = units(desk_service.database)[0]
    secret = new_key(desk_service.database, unit.id, "Hệ thống thử", None)
    headers = {"Authorization": f"Bearer {secret}"}
    assert stranger(desk_app).get("/api/v1/forms", headers=headers).status_code == 200
    for path in ("/don-vi", "/phien", "/quan-tri"):
        assert stranger(desk_app).get(path, headers=headers).status_code == 403


def test_the_log_does_not_tell_a_one_time_link(desk_app, caplog) -> None:
    with caplog.at_level("INFO", logger="doc_service.http.checks"):
        desk_app.test_client().get("/dang-nhap/mot-bi-mat-khong-ai-duoc-biet")
    said = [record.path for record in caplog.records if hasattr(record, "path")]
    assert said == ["/dang-nhap/<secret>"]
