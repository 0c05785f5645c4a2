from __future__ import annotations

import io
import re
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from doc_service.api.openapi_checks import check_path
from doc_service.conformity.reading import read_paper
from doc_service.formats import FORMATS
from tests.conformity.files import file
from tests.conformity.test_checker import plan

URL = "/api/v1/checks"
DOCX = FORMATS["docx"].media_type
WRONG = file(plan(number="Số: 12/KH-ĐU"))


def test_an_uploaded_file_comes_back_as_findings(client: FlaskClient) -> None:
    upload = {"document": (io.BytesIO(WRONG), "kế hoạch.docx")}
    found = client.post(URL, data=upload).get_json()
    assert (found["name"], found["family"], found["passes"]) == ("kế hoạch.docx", "dang", False)
    assert found["errors"] == sum(
        one["count"] for one in found["findings"] if one["severity"] == "error"
    )
    numbers = [one for one in found["findings"] if one["rule"] == "P-NUM-01"]
    assert any("Số 12-KH/ĐU" in one["fix"] for one in numbers)


def test_a_file_may_be_sent_as_it_is_with_its_name_and_rule_set(client: FlaskClient) -> None:
    url = f"{URL}?name=a.docx&rule_set=dang-hd05"
    found = client.post(url, data=WRONG, content_type=DOCX).get_json()
    assert (found["name"], found["rule_set"]) == ("a.docx", "dang-hd05")


def test_the_rule_set_may_be_a_field_of_the_form(client: FlaskClient) -> None:
    upload = {"document": (io.BytesIO(WRONG), "a.docx"), "rule_set": "dang-hd05"}
    assert client.post(URL, data=upload).get_json()["rule_set"] == "dang-hd05"


def test_who_asks_for_word_gets_the_file_with_comments(client: FlaskClient) -> None:
    upload = {"document": (io.BytesIO(WRONG), "kế hoạch.docx")}
    answer = client.post(URL, data=upload, headers={"Accept": DOCX})
    assert answer.mimetype == DOCX
    assert int(answer.headers["VanThu-Errors"]) > 0
    assert answer.headers["VanThu-Rule-Set"] == "dang-hd36"
    assert "kế hoạch.nhan-xet.docx" in unquote(answer.headers["Content-Disposition"])
    assert read_paper(answer.data).commented


def test_a_name_that_no_header_may_hold_breaks_nothing(client: FlaskClient) -> None:
    answer = client.post(
        f"{URL}?name=a%0D%0AX-Y:%20z.docx", data=WRONG, content_type=DOCX, headers={"Accept": DOCX}
    )
    assert answer.status_code == 200
    assert "X-Y" not in answer.headers


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), ".doc"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (WRONG[:-30], "hỏng"),
        (file(plan(), {"word/vbaProject.bin": b"x"}), "macro"),
        (file("<w:p/>"), "không có chữ nào"),
        (b"", "trống"),
    ],
)
def test_what_cannot_be_checked_is_answered_by_a_sentence(
    client: FlaskClient, content: bytes, said: str
) -> None:
    answer = client.post(URL, data={"document": (io.BytesIO(content), "a.docx")})
    body = answer.get_json()
    assert (answer.status_code, body["code"]) == (422, "unreadable_word")
    assert said in body["detail"]
    assert re.search("[Hh]ãy", body["detail"])


def test_a_request_without_a_file_is_told_the_field(client: FlaskClient) -> None:
    answer = client.post(URL, data={"la": "x"}, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "“document”" in answer.get_json()["detail"]


def test_an_unknown_rule_set_is_told_which_there_are(client: FlaskClient) -> None:
    answer = client.post(f"{URL}?rule_set=khac", data=WRONG, content_type=DOCX)
    assert answer.status_code == 400
    assert "dang-hd36" in answer.get_json()["detail"]


def test_the_description_names_what_the_answer_holds(client: FlaskClient) -> None:
    answers = check_path()["responses"]["200"]["content"]
    found = client.post(URL, data=WRONG, content_type=DOCX).get_json()
    described = answers["application/json"]["schema"]["properties"]
    assert set(described) == set(found)
    assert set(described["findings"]["items"]["properties"]) == set(found["findings"][0])
    assert DOCX in answers
