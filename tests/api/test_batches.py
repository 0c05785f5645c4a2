"""Batches over HTTP: one file in, how far it is, everything out; another unit's do not exist."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from doc_service.accounts.people import units
from doc_service.batches import watching
from doc_service.batches.watching import Pace
from doc_service.http.batch_answers import watchers
from doc_service.ledger import Outcome, claim, settle
from doc_service.records import Batch, BatchItem
from doc_service.service import DocService
from tests.api.conftest import api_of, keyed
from tests.ledgers import batch_state, new_batch, states
from tests.stored_documents import issue

LINES = b'{"nam": 2026}\n{"nam": 2027}\n'


@pytest.fixture(scope="module")
def who(app: Flask, service: DocService) -> tuple[FlaskClient, int]:
    """A caller, and the number of their unit."""
    made = keyed(app, service)
    return made, max(one.id for one in units(service.database))


@pytest.fixture(scope="module")
def caller(who: tuple[FlaskClient, int]) -> FlaskClient:
    return who[0]


@pytest.fixture(scope="module")
def unit(who: tuple[FlaskClient, int]) -> int:
    return who[1]


@pytest.fixture(scope="module")
def stranger(app: Flask, service: DocService) -> FlaskClient:
    return keyed(app, service)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, app: Flask) -> Iterator[None]:
    """Let streams of events be short."""
    monkeypatch.setattr(watching, "HOLD", 0.0)
    before, watchers(app).pace = watchers(app).pace, Pace(life=0.2, look=0.02)
    yield
    watchers(app).pace = before


@pytest.fixture
def begun(service: DocService, unit: int) -> Callable[..., str]:
    """A way to have a batch of the caller's unit."""
    return lambda items=3, **more: new_batch(service.database, items, unit=unit, **more)


def finish(service: DocService, batch: str, ending: str = "done", most: int = 1) -> None:
    """Have the next items of a batch end."""
    with service.database.session() as session:  # other tests' batches wait for ever
        session.execute(update(Batch).values(lane=2))
        session.execute(update(Batch).where(Batch.id == batch).values(lane=0))
    work = claim(service.database, "thợ", most)
    assert work and work.batch_id == batch
    outcomes = []
    for one in work.items:
        content = f"%PDF- bản {one.number}".encode()
        file = {
            "format": "pdf",
            "name": f"Báo cáo {one.number}.pdf",
            "sha256": service.desk.storage.put(content),
            "size": len(content),
            "pages": 2,
        }
        place = {"sheet": "Dữ liệu", "row": 7, "column": "C"}
        problem = {
            "pointer": "/nam",
            "message": "Năm chưa đúng.",
            "code": "type",
            "severity": "error",
            "place": place,
        }
        good = ending == "done"
        said = Outcome(one, ending, [] if good else [problem], [file] if good else [])  # type: ignore[arg-type]  # `ending` is one of the words
        outcomes.append(said)
    settle(service.database, work, outcomes)


def post(
    caller: FlaskClient, content: bytes = LINES, key: str = "", name: str = "a.jsonl", **more: Any
) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    data = {"file": (io.BytesIO(content), name), "form": "mau_01", **more}
    return caller.post("/api/v1/batches", data=data, headers=headers)


def test_a_file_becomes_a_batch_and_its_address_is_told(caller, service) -> None:
    answer = post(caller, b'{"nam": 1}', outputs="pdf", then="good", label="Cuối năm")
    assert answer.status_code == 202
    body = answer.get_json()
    assert answer.headers["Location"] == body["links"]["self"] == f"/api/v1/batches/{body['id']}"
    assert (body["state"], body["label"], body["form"]) == ("reading", "Cuối năm", "mau_01")
    assert (body["outputs"], body["then"], body["draft"]) == (["pdf"], "good", False)
    assert (body["input_name"], body["actions"]) == ("a.jsonl", ["cancel"])
    with service.database.reading() as session:
        assert service.desk.storage.get(session.get_one(Batch, body["id"]).input) == b'{"nam": 1}'


def test_the_same_sent_twice_is_the_same_batch(caller) -> None:
    first, second = post(caller, b'{"nam": 2}'), post(caller, b'{"nam": 2}')
    assert (first.status_code, second.status_code) == (202, 200)
    assert first.get_json()["id"] == second.get_json()["id"]
    assert second.headers["Location"] == first.headers["Location"]


def test_a_key_names_one_request(caller) -> None:
    first = post(caller, b'{"nam": 3}', key="dot-2026")
    assert post(caller, b'{"nam": 3}', key='"dot-2026"').get_json()["id"] == first.get_json()["id"]
    other = post(caller, b'{"nam": 4}', key="dot-2026")
    assert (other.status_code, other.get_json()["code"]) == (422, "key_reused")
    assert post(caller, b'{"nam": 3}', key="dot-2027").status_code == 202


def test_everything_that_is_wrong_is_told_at_once(caller) -> None:
    data = {
        "form": "mau_99",
        "outputs": "doc,pdf",
        "draft": "có",
        "then": "sau",
        "label": "x" * 201,
        "again_of": "0" * 32,
    }
    answer = caller.post("/api/v1/batches", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    found = {one["pointer"] for one in answer.get_json()["problems"]}
    assert found == {"/file", "/form", "/outputs", "/draft", "/then", "/label", "/again_of"}


def test_a_form_or_a_dossier_is_named_and_not_both(caller) -> None:
    for more in ({"form": ""}, {"dossier": "ho_so_dang_ky"}):
        answer = post(caller, **more)
        assert [one["pointer"] for one in answer.get_json()["problems"]] == ["/form"]
    wrong = post(caller, form="", dossier="ho_so_la").get_json()["problems"]
    assert [one["pointer"] for one in wrong] == ["/dossier"]


def test_a_misspelt_field_and_another_kind_of_request_are_refused(caller) -> None:
    answer = post(caller, output="pdf")
    assert answer.status_code == 400 and "“output”" in answer.get_json()["detail"]
    assert caller.post("/api/v1/batches", data=b"form=mau_01").status_code == 415


def test_stored_documents_become_a_batch_instead_of_a_file(caller, service, unit) -> None:
    form = service.catalog.form("mau_03")
    issue(service.database, unit, form, form.example)
    body = {
        "form": "mau_03",
        "stored": {"form": "mau_03", "year": 2026, "values": {"ngay": "2026-12-05"}},
        "outputs": ["pdf"],
        "draft": True,
        "label": "Lập lại cuối năm",
    }
    first, second = (caller.post("/api/v1/batches", json=body) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 200)
    made = first.get_json()
    assert second.get_json()["id"] == made["id"]
    assert (made["outputs"], made["draft"], made["label"]) == (["pdf"], True, "Lập lại cuối năm")
    assert made["stored"]["form"] == "mau_03" and made["stored"]["values"] == {"ngay": "2026-12-05"}
    assert post(caller, b'{"nam": 9}').get_json()["stored"] is None


def test_another_units_stored_documents_are_not_there(stranger, service, unit) -> None:
    form = service.catalog.form("giay_moi")
    issue(service.database, unit, form, form.example)
    body = {"form": "giay_moi", "stored": {"form": "giay_moi"}}
    answer = stranger.post("/api/v1/batches", json=body)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.get_json()["problems"]] == ["/stored"]


def test_what_is_wrong_with_a_request_for_stored_documents_is_told_at_once(caller) -> None:
    missing = caller.post("/api/v1/batches", json={"form": "mau_01", "la": 1})
    assert missing.status_code == 400
    assert "“la”" in missing.get_json()["detail"] and "“stored”" in missing.get_json()["detail"]
    body = {"form": "mau_99", "stored": {"form": "mau_98", "year": "x"}, "outputs": ["doc"]}
    answer = caller.post("/api/v1/batches", json={**body, "then": "sau"})
    found = {one["pointer"] for one in answer.get_json()["problems"]}
    assert found == {"/form", "/outputs", "/then", "/stored/form", "/stored/year"}


def test_a_batch_may_be_larger_than_anything_else_within_its_own_bound(service_with) -> None:
    service = service_with(max_upload_mb=1, max_batch_mb=3)
    caller = keyed(api_of(service), service)

    def send(path: str, field: str, megabytes: int) -> Any:
        parts = (
            b'--x\r\nContent-Disposition: form-data; name="form"\r\n\r\nmau_01\r\n--x\r\n'
            + f'Content-Disposition: form-data; name="{field}"; filename="a"\r\n\r\n'.encode()
            + b" " * (megabytes * 2**20)
            + b"\r\n--x--\r\n"
        )
        return caller.post(path, data=parts, content_type="multipart/form-data; boundary=x")

    assert send("/api/v1/batches", "file", 2).status_code == 202
    large = send("/api/v1/batches", "file", 4)
    assert (large.status_code, large.get_json()["code"]) == (413, "upload_too_large")
    assert send("/api/v1/documents", "workbook", 2).status_code == 413


def test_the_list_comes_in_pages_the_newest_first(app, service) -> None:
    caller = keyed(app, service)
    unit = max(one.id for one in units(service.database))
    made = [new_batch(service.database, 1, unit=unit) for _ in range(3)]
    first = caller.get("/api/v1/batches?limit=2").get_json()
    assert [one["id"] for one in first["batches"]] == [made[2], made[1]]
    rest = caller.get(f"/api/v1/batches?limit=2&before={first['next']}").get_json()
    assert [one["id"] for one in rest["batches"]] == [made[0]] and rest["next"] is None


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x", "limit=-1", "limit=١"])
def test_a_wrong_page_is_refused(caller, begun, query: str) -> None:
    assert caller.get(f"/api/v1/batches?{query}").status_code == 400
    assert caller.get(f"/api/v1/batches/{begun(1)}/items?{query}").status_code == 400


def test_a_batch_says_how_far_it_is_and_what_may_be_done(caller, service, begun) -> None:
    batch = begun(4)
    finish(service, batch, "done", 2)
    finish(service, batch, "failed")
    body = caller.get(f"/api/v1/batches/{batch}").get_json()
    counts = body["counts"]
    assert (counts["total"], counts["done"], counts["failed"], counts["waiting"]) == (4, 2, 1, 1)
    assert body["actions"] == ["pause", "cancel", "retry"]
    assert body["per_second"] > 0 and body["seconds_left"] > 0


def test_items_come_by_state_and_in_pages(caller, service, begun) -> None:
    batch = begun(5)
    finish(service, batch, "done", 2)
    finish(service, batch, "failed")
    path = f"/api/v1/batches/{batch}/items"
    first = caller.get(f"{path}?limit=2").get_json()
    assert [one["number"] for one in first["items"]] == [1, 2] and first["next"] == 2
    after = caller.get(f"{path}?limit=10&after=2").get_json()
    assert [one["state"] for one in after["items"]] == ["failed", "waiting", "waiting"]
    failed = caller.get(f"{path}?state=failed").get_json()["items"]
    assert failed[0]["problems"][0]["place"] == {"sheet": "Dữ liệu", "row": 7, "column": "C"}
    assert caller.get(f"{path}?state=lost").status_code == 400


def test_one_finished_file_is_sent_under_its_name_and_type(caller, service, begun) -> None:
    batch = begun(2)
    finish(service, batch)
    item = caller.get(f"/api/v1/batches/{batch}/items").get_json()["items"][0]
    answer = caller.get(item["files"][0]["link"])
    assert (answer.data, answer.mimetype) == ("%PDF- bản 1".encode(), "application/pdf")
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment; filename=\"Bao cao 1.pdf\"; filename*=UTF-8''")
    assert "B%C3%A1o%20c%C3%A1o%201.pdf" in said
    for other in ("1/docx", "2/pdf", "3/pdf", "1/../pdf", f"{2**31}/pdf"):
        assert caller.get(f"/api/v1/batches/{batch}/items/{other}").status_code == 404


def test_a_file_is_never_sent_as_a_type_that_the_record_names(caller, service, begun) -> None:
    batch = begun(1)
    finish(service, batch)
    with service.database.session() as session:
        item = session.scalars(select(BatchItem).where(BatchItem.batch_id == batch)).one()
        item.files = [{**item.files[0], "format": "html"}]
    assert caller.get(f"/api/v1/batches/{batch}/items/1/html").status_code == 404


def test_everything_comes_as_one_zip(caller, service, begun) -> None:
    batch = begun(2, outputs=["docx", "pdf"])
    finish(service, batch, "done", 2)
    answer = caller.get(f"/api/v1/batches/{batch}/archive")
    assert answer.mimetype == "application/zip" and answer.is_streamed
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert {"Báo cáo 1.pdf", "Báo cáo 2.pdf", "danh-muc.json", "danh-muc.xlsx"} == set(names)
    only = caller.get(f"/api/v1/batches/{batch}/archive?format=docx")
    names = zipfile.ZipFile(io.BytesIO(only.data)).namelist()
    assert {"danh-muc.json", "danh-muc.xlsx"} == set(names)
    assert caller.get(f"/api/v1/batches/{batch}/archive?format=xlsx").status_code == 400


def test_the_list_of_everything_comes_for_machines_and_for_people(caller, service, begun) -> None:
    batch = begun(2)
    finish(service, batch, "failed")
    said = json.loads(caller.get(f"/api/v1/batches/{batch}/manifest").data)
    assert [one["trang_thai"] for one in said["ban_ghi"]] == ["failed", "waiting"]
    book = caller.get(f"/api/v1/batches/{batch}/manifest?format=xlsx")
    assert book.data[:2] == b"PK" and book.mimetype.endswith("sheet")
    assert caller.get(f"/api/v1/batches/{batch}/manifest?format=csv").status_code == 400


def test_nothing_is_printed_of_a_batch_without_finished_pdfs(caller, begun) -> None:
    assert caller.get(f"/api/v1/batches/{begun(1)}/printed").status_code == 404
    docx = begun(1, outputs=["docx"])
    assert caller.get(f"/api/v1/batches/{docx}/printed").status_code == 400


@pytest.mark.parametrize(
    ("action", "state"), [("pause", "paused"), ("cancel", "cancelled"), ("go_on", "running")]
)
def test_actions_move_a_batch(caller, service, begun, action: str, state: str) -> None:
    batch = begun(2, state="checked" if action == "go_on" else "running")
    answer = caller.post(f"/api/v1/batches/{batch}/actions", json={"action": action})
    assert (answer.status_code, answer.get_json()["state"]) == (200, state)
    assert batch_state(service.database, batch) == state


def test_what_failed_is_tried_again(caller, service, begun) -> None:
    batch = begun(2)
    finish(service, batch, "failed", 2)
    answer = caller.post(f"/api/v1/batches/{batch}/actions", json={"action": "retry"}).get_json()
    assert answer["state"] == "checking" and set(states(service.database, batch).values()) == {
        "waiting"
    }


@pytest.mark.parametrize(
    "body", [{}, {"action": 1}, {"action": "explode"}, {"action": "pause", "x": 1}]
)
def test_an_unknown_action_changes_nothing(caller, service, begun, body: dict[str, Any]) -> None:
    batch = begun(1)
    assert caller.post(f"/api/v1/batches/{batch}/actions", json=body).status_code == 400
    assert batch_state(service.database, batch) == "running"


def events(answer: Any) -> list[dict[str, str]]:
    """Read a stream as a browser does."""
    assert answer.mimetype == "text/event-stream"
    found = []
    for block in answer.data.decode().split("\n\n"):
        pairs = [line.split(": ", 1) for line in block.splitlines() if ": " in line]
        one = dict(pair for pair in pairs if pair[0])
        if "event" in one:
            found.append(one)
    return found


def test_events_tell_what_fails_and_how_far_it_is(caller, service, begun) -> None:
    batch = begun(3)
    finish(service, batch, "failed", 2)
    answer = caller.get(f"/api/v1/batches/{batch}/events")
    assert answer.data.startswith(b"retry: 1000\n\n")
    found = events(answer)
    assert [one["event"] for one in found] == ["failed", "failed", "progress"]
    said = json.loads(found[0]["data"])
    assert (said["number"], said["problems"][0]["message"]) == (1, "Năm chưa đúng.")
    progress = json.loads(found[2]["data"])
    assert progress["counts"]["failed"] == 2 and progress["state"] == "running"
    headers = {"Last-Event-ID": found[0]["id"]}
    again = events(caller.get(f"/api/v1/batches/{batch}/events", headers=headers))
    assert [json.loads(one["data"]).get("number") for one in again] == [2, None]
    asked = events(caller.get(f"/api/v1/batches/{batch}/events?since={found[1]['id']}"))
    assert [one["event"] for one in asked] == ["progress"]


def test_a_text_with_line_ends_cannot_forge_an_event(caller, service, begun) -> None:
    batch = begun(1)
    with service.database.session() as session:
        session.execute(
            update(BatchItem)
            .where(BatchItem.batch_id == batch)
            .values(label="a\n\nevent: progress\ndata: {}\n\n")
        )
    finish(service, batch, "failed")
    found = events(caller.get(f"/api/v1/batches/{batch}/events"))
    assert [one["event"] for one in found] == ["failed", "progress"]
    assert json.loads(found[0]["data"])["label"].startswith("a\n")


def test_who_knows_the_end_need_not_come_back(caller, service, begun) -> None:
    batch = begun(1)
    finish(service, batch)
    found = events(caller.get(f"/api/v1/batches/{batch}/events"))
    assert json.loads(found[-1]["data"])["state"] == "done"
    headers = {"Last-Event-ID": found[-1]["id"]}
    assert caller.get(f"/api/v1/batches/{batch}/events", headers=headers).status_code == 204


PARTS = ("", "/items", "/events", "/archive", "/manifest", "/failures", "/items/1/pdf")


@pytest.mark.parametrize("part", PARTS)
def test_another_units_batch_is_answered_as_one_that_does_not_exist(
    stranger, service, begun, part: str
) -> None:
    batch = begun(1)
    finish(service, batch)
    said = [
        {**stranger.get(f"/api/v1/batches/{number}{part}").get_json(), "request_id": ""}
        for number in (batch, "0" * 32)
    ]
    assert said[0] == said[1] and said[0]["status"] == 404


def test_another_unit_cannot_act_or_make_a_batch_again(stranger, service, begun) -> None:
    batch = begun(1)
    answer = stranger.post(f"/api/v1/batches/{batch}/actions", json={"action": "cancel"})
    assert answer.status_code == 404 and batch_state(service.database, batch) == "running"
    wrong = post(stranger, again_of=batch).get_json()["problems"]
    assert [one["pointer"] for one in wrong] == ["/again_of"]
    assert batch not in {one["id"] for one in stranger.get("/api/v1/batches").json["batches"]}


def test_every_address_of_a_batch_in_the_description_answers(caller, service, begun) -> None:
    batch = begun(2, outputs=["docx"])  # of what is no real PDF nothing can be put together
    finish(service, batch, "done")
    finish(service, batch, "failed")
    paths = caller.get("/api/v1/openapi.json").get_json()["paths"]
    asked = [path for path, methods in paths.items() if "{batch}" in path and "get" in methods]
    assert len(asked) == 8
    for path in asked:
        real = path.replace("{batch}", batch).replace("{item}", "1").replace("{output}", "pdf")
        expected = 400 if real.endswith("/printed") else 200
        assert caller.get("/api/v1" + real).status_code == expected, real
