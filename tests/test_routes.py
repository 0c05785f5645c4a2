"""Who may ask for what: every route, tried by everybody; another unit's documents do not exist.

The last column but one is a clerk of another unit, who tries the first unit's documents.
"""

from __future__ import annotations

import base64
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from flask import Flask
from sqlalchemy import update

from doc_service.accounts.keys import keys_of, new_key
from doc_service.accounts.logins import find_member, session_id
from doc_service.accounts.people import units, user_of_login
from doc_service.desk.drafts import Beginning, begin
from doc_service.desk.thumbnails import SMALL
from doc_service.records import Batch, BatchItem, Document, DocumentFile
from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.workbooks.blank import blank_workbook
from tests.conftest import today
from tests.desks import UNIT, Caller, cheap_passwords, page_token, settle, signed_in, stranger
from tests.ledgers import new_batch

pytestmark = pytest.mark.soffice

CALLERS: Final = ("nobody", "viewer", "clerk", "administrator", "other", "key")
LOGINS: Final = {
    "viewer": "nguoi.xem",
    "clerk": "van.thu",
    "administrator": "quantri",
    "other": "chi.bo",
}

TABLE: Final = """
GET  /                                                          401 200 200 200 200 403
GET  /api/v1/batches                                            401 200 200 200 200 200
POST /api/v1/batches                                            401 403 415 415 415 415
GET  /api/v1/batches/<number>                                   401 200 200 200 404 200
POST /api/v1/batches/<number>/actions                           401 403 200 200 404 200
GET  /api/v1/batches/<number>/archive                           401 200 200 200 404 200
GET  /api/v1/batches/<number>/events                            401 200 200 200 404 200
GET  /api/v1/batches/<number>/failures                          401 200 200 200 404 200
GET  /api/v1/batches/<number>/items                             401 200 200 200 404 200
GET  /api/v1/batches/<number>/items/<int(max=2147483647):item>/<output> 401 200 200 200 404 200
GET  /api/v1/batches/<number>/manifest                          401 200 200 200 404 200
GET  /api/v1/batches/<number>/printed                           401 400 400 400 404 400
POST /api/v1/checks                                             401 422 422 422 422 422
POST /api/v1/documents                                          401 403 200 200 200 200
GET  /api/v1/dossiers                                           401 200 200 200 200 200
GET  /api/v1/dossiers/<name>                                    401 200 200 200 200 200
POST /api/v1/dossiers/<name>                                    401 403 415 415 415 415
GET  /api/v1/dossiers/<name>/example                            401 200 200 200 200 200
GET  /api/v1/dossiers/<name>/workbook                           401 200 200 200 200 200
GET  /api/v1/forms                                              401 200 200 200 200 200
GET  /api/v1/forms/<name>                                       401 200 200 200 200 200
GET  /api/v1/forms/<name>/example                               401 200 200 200 200 200
GET  /api/v1/forms/<name>/schema                                401 200 200 200 200 200
GET  /api/v1/forms/<name>/workbook                              401 200 200 200 200 200
POST /api/v1/imports                                            401 200 200 200 200 200
GET  /api/v1/localities                                         401 200 200 200 200 200
GET  /api/v1/localities/<name>/deadlines                        401 200 200 200 200 200
GET  /api/v1/localities/<name>/deadlines.ics                    401 200 200 200 200 200
GET  /api/v1/openapi.json                                       401 200 200 200 200 200
GET  /bieu-mau                                                  401 200 200 200 200 403
GET  /bieu-mau/<name>                                           401 200 200 200 200 403
GET  /bieu-mau/<name>/tep-trong.xlsx                            401 200 200 200 200 403
GET  /bieu-mau/<name>/trang-dau/<key>/<int:width>.png           401 200 200 200 200 403
GET  /bieu-mau/<name>/vi-du.docx                                401 200 200 200 200 403
GET  /bieu-mau/<name>/vi-du.pdf                                 401 200 200 200 200 403
GET  /dang-nhap                                                 200 200 200 200 200 200
POST /dang-nhap                                                 401 401 401 401 401 400
GET  /dang-nhap/<secret>                                        401 401 401 401 401 401
POST /dang-nhap/<secret>                                        401 401 401 401 401 400
POST /dang-xuat                                                 401 302 302 302 302 403
GET  /don-vi                                                    401 200 200 200 200 403
POST /don-vi                                                    401 403 422 422 422 403
GET  /dot                                                       401 200 200 200 200 403
POST /dot                                                       401 403 422 422 422 403
GET  /dot/<number>                                              401 200 200 200 404 403
GET  /dot/<number>/ban-ghi                                      401 200 200 200 404 403
GET  /dot/<number>/ban-ghi/<int(max=2147483647):item>/tep/<output> 401 200 200 200 404 403
GET  /dot/<number>/ban-in.zip                                   401 400 400 400 404 403
GET  /dot/<number>/can-sua                                      401 200 200 200 404 403
GET  /dot/<number>/danh-muc.<kind>                              401 200 200 200 404 403
GET  /dot/<number>/tat-ca.zip                                   401 200 200 200 404 403
POST /dot/<number>/viec                                         401 403 303 303 404 403
POST /dot/nhan-dang                                             401 403 200 200 200 403
GET  /dot/tep-mau/<form>                                        401 200 200 200 200 403
GET  /dot/ten-tep                                               401 404 404 404 404 403
GET  /dot/tu-van-ban                                            401 200 200 200 200 403
POST /dot/tu-van-ban                                            401 403 422 422 422 403
POST /dot/tu-van-ban/tep-excel                                  401 422 422 422 422 403
GET  /healthz                                                   200 200 200 200 200 200
GET  /ho-so                                                     401 200 200 200 200 403
GET  /ho-so/<name>                                              401 200 200 200 200 403
POST /ho-so/<name>                                              401 403 422 422 422 403
GET  /ho-so/<name>/tep-trong/<form>.xlsx                        401 200 200 200 200 403
GET  /ho-so/<name>/vi-du.json                                   401 200 200 200 200 403
POST /ngon-ngu                                                  401 302 302 302 302 403
GET  /nop-tep                                                   401 200 200 200 200 403
POST /nop-tep                                                   401 403 422 422 422 403
GET  /nop-tep/<number>/danh-dau                                 401 200 200 200 404 403
GET  /nop-tep/gioi-han                                          401 200 200 200 200 403
GET  /phien                                                     401 200 200 200 200 403
GET  /quan-tri                                                  401 403 403 200 403 403
GET  /quan-tri/don-vi/<int(max=2147483647):number>              401 403 403 200 403 403
POST /quan-tri/don-vi/<int(max=2147483647):number>              401 403 403 422 403 403
GET  /quan-tri/don-vi/moi                                       401 403 403 200 403 403
POST /quan-tri/don-vi/moi                                       401 403 403 422 403 403
POST /quan-tri/khoa/<int(max=2147483647):number>/thu-hoi        401 403 403 302 403 403
GET  /quan-tri/khoa/moi                                         401 403 403 200 403 403
POST /quan-tri/khoa/moi                                         401 403 403 422 403 403
GET  /quan-tri/nguoi-dung/<int(max=2147483647):number>          401 403 403 200 403 403
POST /quan-tri/nguoi-dung/<int(max=2147483647):number>          401 403 403 422 403 403
POST /quan-tri/nguoi-dung/<int(max=2147483647):number>/lien-ket 401 403 403 200 403 403
GET  /quan-tri/nguoi-dung/moi                                   401 403 403 200 403 403
POST /quan-tri/nguoi-dung/moi                                   401 403 403 422 403 403
GET  /readyz                                                    200 200 200 200 200 200
POST /soan-thao                                                 401 403 302 302 302 403
GET  /soan-thao/<number>                                        401 200 200 200 404 403
POST /soan-thao/<number>/anh                                    401 403 200 200 404 403
GET  /soan-thao/<number>/anh/<key>                              401 200 200 200 404 403
POST /soan-thao/<number>/bo                                     401 403 302 302 404 403
POST /soan-thao/<number>/co-mat                                 401 200 200 200 404 403
POST /soan-thao/<number>/doc-chu                                401 200 200 200 404 403
GET  /soan-thao/<number>/du-lieu                                401 200 200 200 404 403
PUT  /soan-thao/<number>/du-lieu                                401 403 200 200 404 403
POST /soan-thao/<number>/phat-hanh                              401 403 200 200 404 403
POST /soan-thao/<number>/roi-di                                 401 204 204 204 404 403
GET  /soan-thao/<number>/tep/<output>                           401 200 200 200 404 403
POST /soan-thao/<number>/xem-truoc                              401 200 200 200 404 403
GET  /soat-the-thuc                                             401 200 200 200 200 403
POST /soat-the-thuc                                             401 422 422 422 422 403
GET  /static/<version>/<path:name>                              200 200 200 200 200 200
GET  /van-ban                                                   401 200 200 200 200 403
GET  /van-ban/<number>                                          401 200 200 200 404 403
GET  /van-ban/<number>/du-lieu                                  401 200 200 200 404 403
POST /van-ban/<number>/lap-lai                                  401 403 302 302 404 403
GET  /van-ban/<number>/lich-su                                  401 200 200 200 404 403
GET  /van-ban/<number>/phien-ban/<int(max=2147483647):version>  401 200 200 200 404 403
POST /van-ban/<number>/phien-ban/<int(max=2147483647):version>  401 403 302 302 404 403
GET  /van-ban/<number>/tep/<output>                             401 200 200 200 404 403
POST /van-ban/<number>/thu-hoi                                  401 403 302 302 404 403
"""

ROUTES: Final = {
    (line.split()[0], line.split()[1]): tuple(int(one) for one in line.split()[2:])
    for line in TABLE.strip().splitlines()
}


@dataclass
class Everybody:
    """A desk, and what everybody carries."""

    app: Flask
    service: DocService
    cookies: dict[str, tuple[str, str]]
    """Caller → cookie of the session and token."""

    key: str
    picture: str
    upload: str
    """A workbook that was sent in."""

    def caller(self, name: str) -> tuple[Caller, dict[str, str]]:
        """A fresh browser with the session of one of them, and the headers of its changes."""
        client = stranger(self.app)
        headers = {"Accept": "application/json"}
        if name == "key":
            return client, {**headers, "Authorization": f"Bearer {self.key}"}
        if name == "nobody":
            return client, {**headers, "X-CSRFToken": page_token(client)}
        cookie, token = self.cookies[name]
        client.set_cookie("vanthu", cookie)
        return client, {**headers, "X-CSRFToken": token}

    def batch(self) -> str:
        """A new batch of the first unit, of which one record is done and one is wrong."""
        desk = self.service.desk
        unit = next(one for one in units(desk.database) if one.name == UNIT)
        number = new_batch(desk.database, 2, unit=unit.id, outputs=["docx"], state="paused")
        content = b"PK van ban"
        file = {"format": "docx", "name": "a.docx", "sha256": desk.storage.put(content)}
        ended = {"files": [{**file, "size": len(content), "pages": 0}], "state": "done"}
        wrong = {"problems": [{"pointer": "", "message": "Sai.", "code": "type"}]}
        for at, values in ((1, ended), (2, {"state": "failed", **wrong})):
            with desk.database.session() as session:
                of_batch = (BatchItem.batch_id == number, BatchItem.number == at)
                session.execute(update(BatchItem).where(*of_batch).values(**values))
                session.execute(update(Batch).where(Batch.id == number).values(state="done"))
        return number

    def document(self, *, issued: bool, picture: bool) -> str:
        """A new document of the first unit: a draft read from a file, or an issued one.

        One with a picture has it where the form knows of none, and cannot be issued.
        """
        desk = self.service.desk
        clerk = find_member(
            desk.database, session_id(user_of_login(desk.database, LOGINS["clerk"]))
        )
        assert clerk
        form = desk.form("mau_01", clerk.locality)
        more = {"anh": f"tep:{self.picture}"} if picture else {}
        data = {**form.example, **more}
        beginning = Beginning(data, {}, self.upload, "nop.xlsx", is_complete=True)
        number = begin(desk, clerk, "mau_01", beginning).id
        if issued:
            content = b"PK van ban"
            with desk.database.session() as session:
                session.execute(
                    update(Document).where(Document.id == number).values(state="issued")
                )
                key = desk.storage.put(content)
                session.add(
                    DocumentFile(
                        document_id=number, format="docx", name="a.docx", sha256=key, size=10
                    )
                )
        return number


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory, read_forms: object) -> Iterator[Everybody]:
    from app import create_app

    folder = tmp_path_factory.mktemp("routes")
    settings = load_settings({}, workers=1, data_folder=folder, work_folder=folder / "work")
    with cheap_passwords(), DocService.open(settings, clock=today) as service:
        service.open_records()
        settle(service.database)
        app = create_app(settings, service)
        first = next(one for one in units(service.database) if one.name == UNIT)
        cookies = {}
        for name, login in LOGINS.items():
            client = signed_in(app, login)
            cookie = client.get_cookie("vanthu")
            assert cookie
            cookies[name] = (cookie.value, client.csrf)
        key = new_key(service.database, first.id, "Hệ thống thử", None)
        service.pool.start()
        while not service.pool.health().ready:  # till then /readyz says 503 to everybody
            time.sleep(0.05)
        put = service.desk.storage.put
        upload = put(blank_workbook(service.catalog.form("mau_01")))
        yield Everybody(app, service, cookies, key, put(PICTURE), upload)


def test_the_table_has_every_route_and_no_other(everybody: Everybody) -> None:
    real = {
        (method, rule.rule)
        for rule in everybody.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert sorted(real - set(ROUTES)) == [], "not in the table"
    assert sorted(set(ROUTES) - real) == [], "no longer a route"


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_everybody_gets_what_they_may(everybody: Everybody, route: tuple[str, str]) -> None:
    method, rule = route
    seen = []
    for name in CALLERS:
        client, headers = everybody.caller(name)
        path = _path(everybody, rule)
        answer = client.open(path, method=method, headers=headers, **_sent(everybody, route))
        seen.append(answer.status_code)
        answer.close()
    assert dict(zip(CALLERS, seen, strict=True)) == dict(zip(CALLERS, ROUTES[route], strict=True))


@pytest.mark.parametrize("route", [one for one in ROUTES if "<number>" in one[1]], ids=" ".join)
def test_what_does_not_exist_and_what_is_another_units_are_answered_alike(
    everybody: Everybody, route: tuple[str, str]
) -> None:
    method, rule = route
    said = []
    for number in ("0" * 32, None):
        client, headers = everybody.caller("other")
        path = _path(everybody, rule, number)
        answer = client.open(path, method=method, headers=headers, **_sent(everybody, route))
        said.append({**answer.get_json(), "request_id": ""})
    assert said[0] == said[1]


PICTURE: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)

_NAMES: Final = (
    ("/ho-so/", "ho_so_dang_ky"),
    ("/api/v1/dossiers/", "ho_so_dang_ky"),
    ("/api/v1/localities/", "mac_dinh"),
    ("/static/", "desk.css"),
    ("", "mau_01"),
)
"""What stands for `<name>`, by the beginning of the rule."""


def _path(everybody: Everybody, rule: str, number: str | None = None) -> str:
    if rule.startswith("/quan-tri/khoa/") and "<" in rule:
        first = units(everybody.service.database)[0]
        new_key(everybody.service.database, first.id, "Để thu hồi", None)
        number = str(keys_of(everybody.service.database)[0][0].id)
    elif rule.startswith("/quan-tri/"):
        number = "1"
    elif number is None and rule.startswith(("/dot/<number>", "/api/v1/batches/<number>")):
        number = everybody.batch()
    elif number is None and "<number>" in rule:
        number = everybody.document(
            issued=rule.startswith("/van-ban/"), picture=rule.endswith("/anh/<key>")
        )
    named = next(name for start, name in _NAMES if rule.startswith(start))
    values = {
        "name": named,
        "path:name": named,
        "number": number,
        "form": "mau_01",
        "key": everybody.picture,
        "width": str(SMALL),
        "output": "docx",
        "kind": "json",
        "version": "1",
        "secret": "khong-co",
    }
    for place, value in values.items():
        rule = rule.replace(f"<{place}>", str(value))
    for kind in ("int:number", "int(max=2147483647):number"):
        rule = rule.replace(f"<{kind}>", str(number))
    rule = rule.replace("<int(max=2147483647):item>", "1")
    for kind in ("int:width", "int(max=2147483647):version"):
        rule = rule.replace(f"<{kind}>", values[kind.split(":")[1]] or "")
    assert "<" not in rule, rule
    return rule


def _sent(everybody: Everybody, route: tuple[str, str]) -> dict[str, Any]:
    """What a request sends, so that only the role can stand in its way."""
    example = dict(everybody.service.catalog.form("mau_01").example)
    sent: dict[str, dict[str, Any]] = {
        "PUT /soan-thao/<number>/du-lieu": {"json": {"version": 1, "data": {"nam": "2027"}}},
        "POST /soan-thao/<number>/xem-truoc": {"json": {"data": example, "tab": "t"}},
        "POST /soan-thao/<number>/co-mat": {"json": {"tab": "t"}},
        "POST /soan-thao/<number>/roi-di": {"json": {"tab": "t"}},
        "POST /soan-thao/<number>/doc-chu": {"json": {"text": "1. Một"}},
        "POST /soan-thao/<number>/danh-so": {"json": {"nodes": []}},
        "POST /soan-thao/<number>/phat-hanh": {"json": {"version": 1}},
        "POST /soan-thao/<number>/anh": {"data": {"anh": (io.BytesIO(PICTURE), "a.png")}},
        "POST /van-ban/<number>/thu-hoi": {"data": {"ly_do": "Sai số liệu trong bảng"}},
        "POST /soan-thao": {"data": {"bieu_mau": "mau_01"}},
        "POST /dot/<number>/viec": {"data": {"viec": "retry"}},
        "POST /api/v1/batches/<number>/actions": {"json": {"action": "retry"}},
        "POST /ngon-ngu": {"data": {"ngon_ngu": "vi"}},
        "POST /api/v1/documents": {"json": {"form": "mau_01", "data": example}},
        "POST /api/v1/imports": {"data": "Kính gửi: Ban", "content_type": "text/plain"},
    }
    return sent.get(" ".join(route), {})
