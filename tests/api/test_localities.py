from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_localities_are_listed_with_their_calendars(client: FlaskClient) -> None:
    body = client.get("/api/v1/localities").get_json()
    names = [one["name"] for one in body["localities"]]
    assert names[0] == "mac_dinh"
    assert {"phuong_tay_mo", "ban_tgdv_ha_tinh", "ubnd_xa_mau", "mttq_xa_mau"} < set(names)
    for one in body["localities"]:
        assert client.get(one["deadlines"]).status_code == 200
        answer = client.get(one["calendar"])
        assert answer.status_code == 200
        assert answer.data.startswith(b"BEGIN:VCALENDAR")


def test_what_is_due_says_when_from_whom_and_to_whom(client: FlaskClient) -> None:
    url = "/api/v1/localities/phuong_tay_mo/deadlines?day=2026-01-10&within=15"
    due = client.get(url).get_json()["due"]
    registration = due[0]
    assert registration["day"] == "2026-01-17"
    assert registration["days_left"] == 7
    assert registration["from"]
    assert registration["to"]
    assert "17/01/2026" in registration["text"]
    assert all(one["day"] is None or one["day"] <= "2026-01-25" for one in due)


def test_a_day_that_the_calendar_lacks_is_told_with_a_proposal(client: FlaskClient) -> None:
    url = "/api/v1/localities/xa_thanh_uy/deadlines?day=2026-11-01&within=60"
    said = " ".join(one["text"] for one in client.get(url).get_json()["due"])
    assert "31/11/2026" in said
    assert "30/11/2026" in said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("day=31/11/2026", "2026-01-15"),
        ("day=2026-13-01", "2026-01-15"),
        ("within=-1", "từ 1 đến"),
        ("within=nhiều", "từ 1 đến"),
        ("within=9999999999999", "từ 1 đến"),
    ],
)
def test_a_wrong_question_gets_a_sentence(client: FlaskClient, query: str, said: str) -> None:
    answer = client.get(f"/api/v1/localities/phuong_tay_mo/deadlines?{query}")
    assert answer.status_code == 400
    assert said in answer.get_json()["detail"]


def test_an_unknown_locality_is_told_those_there_are(client: FlaskClient) -> None:
    answer = client.get("/api/v1/localities/khong_co/deadlines")
    assert answer.status_code == 404
    assert "phuong_tay_mo" in answer.get_json()["detail"]
