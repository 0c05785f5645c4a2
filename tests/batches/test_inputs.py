from __future__ import annotations

import io
import json
from typing import Any

import pytest

from doc_service.batches.inputs import Raw, open_input, read_raw
from doc_service.errors import BadRequest, InputError, InvalidData, InvalidWorkbook, WrongWorkbook
from doc_service.forms.catalog import Catalog, Form
from doc_service.problems import Place, Problem
from doc_service.workbooks.blank import blank_workbook
from doc_service.workbooks.many_blank import many_workbook
from tests.batches.zips import zipped


@pytest.fixture(scope="module")
def form(catalog: Catalog) -> Form:
    return catalog.form("mau_01")


@pytest.fixture(scope="module")
def one(form: Form) -> bytes:
    return blank_workbook(form, filled=form.example)


def opened(content: bytes, form: Form | None, name: str = "tệp") -> tuple[list[Raw], list[Problem]]:
    problems: list[Problem] = []
    return list(open_input(io.BytesIO(content), name, form, problems)), problems


def lines(*records: Any) -> bytes:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in records).encode()


def test_a_workbook_of_many_gives_a_record_for_each_row(form: Form) -> None:
    content = many_workbook(form, filled=[form.example, form.example])
    raws, problems = opened(content, form)
    assert problems == []
    assert [(one.number, one.label, one.source) for one in raws] == [
        (1, "1", "trang “Các văn bản”, dòng 6"),
        (2, "2", "trang “Các văn bản”, dòng 7"),
    ]
    assert raws[0].data == form.example and raws[0].content == b""


def test_its_records_find_their_cells_after_they_were_kept_as_json(form: Form) -> None:
    raw = opened(many_workbook(form, filled=[form.example]), form)[0][0]
    kept = json.loads(json.dumps([raw.data, raw.cells]))
    read = read_raw(Raw(1, "1", "", b"", kept[0], (), kept[1]), form)
    assert read.data == form.example
    assert read.located([Problem("/mo_hinh/2/ten", "Sai.", "x")])[0].place == Place(
        "Mô hình đăng ký", 5, "E"
    )


def test_a_workbook_of_one_is_one_record(form: Form, one: bytes) -> None:
    raws, _ = opened(one, form, "TDP 5.xlsx")
    assert [(raw.number, raw.label, raw.content) for raw in raws] == [(1, "TDP 5.xlsx", one)]
    read = read_raw(raws[0], form)
    assert read.data == form.example
    assert read.located([Problem("/nam", "Sai.", "x")])[0].place is not None


def test_json_lines_are_records_and_a_bad_line_is_one_too(form: Form) -> None:
    content = lines(form.example) + b"\n\n{broken\n" + lines(form.example)
    raws, _ = opened(content, form)
    assert [(raw.number, raw.label) for raw in raws] == [
        (1, "dòng 1"),
        (2, "dòng 3"),
        (3, "dòng 4"),
    ]
    assert raws[1].data is None and "dòng 3" in raws[1].problems[0].message
    assert read_raw(raws[2], form).data == form.example


def test_the_first_line_may_be_the_bad_one(form: Form) -> None:
    raws, _ = opened(b"{broken\n" + lines(form.example), form)
    assert [raw.data is None for raw in raws] == [True, False]


def test_one_object_over_several_lines_is_one_record(form: Form) -> None:
    content = json.dumps(form.example, ensure_ascii=False, indent=1).encode("utf-8-sig")
    raws, _ = opened(content, form, "một.json")
    assert [(raw.label, raw.data) for raw in raws] == [("một.json", form.example)]


def test_a_broken_object_is_refused_with_its_line(form: Form) -> None:
    content = json.dumps(form.example, indent=1).encode()[:-40]
    with pytest.raises(BadRequest, match="dòng"):
        opened(content, form)


def test_an_array_is_records(form: Form) -> None:
    content = json.dumps([form.example, form.example]).encode("utf-16")
    assert [raw.data for raw in opened(content, form)[0]] == [form.example] * 2


def test_a_zip_keeps_its_members_as_bytes(form: Form, one: bytes) -> None:
    said = json.dumps({"form": "mau_01", "data": dict(form.example)}).encode()
    content = zipped({"b/TDP 10.json": said, "b/TDP 9.xlsx": one, "a.pdf": b"%PDF-1.7"})
    raws, _ = opened(content, form)
    assert [raw.label for raw in raws] == ["a.pdf", "b/TDP 9.xlsx", "b/TDP 10.json"]
    assert [raw.data for raw in raws] == [None] * 3
    assert [read_raw(raw, form).data for raw in raws[1:]] == [form.example] * 2
    with pytest.raises(BadRequest, match="PDF"):
        read_raw(raws[0], form)


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"[1, 2]", BadRequest, "danh sách"),
        (b"{", BadRequest, "dòng 1"),
        (b"xin ch\xc3\xa0o", BadRequest, "tệp chữ"),
        (b"PK\x03\x04 broken", InvalidWorkbook, "Save As"),
    ],
)
def test_a_member_that_is_no_record_says_why(
    form: Form, content: bytes, error: type[InputError], said: str
) -> None:
    with pytest.raises(error, match=said):
        read_raw(Raw(1, "x", "x", content), form)


def test_a_member_of_another_form_says_so(form: Form) -> None:
    with pytest.raises(InvalidData) as caught:
        read_raw(Raw(1, "x", "x", b'{"form": "mau_03", "data": {}}'), form)
    assert "mau_03" in caught.value.problems[0].message


def test_a_workbook_of_many_within_a_zip_is_to_be_sent_alone(form: Form) -> None:
    with pytest.raises(WrongWorkbook, match="nhiều văn bản"):
        read_raw(Raw(1, "x.xlsx", "x.xlsx", many_workbook(form)), form)


def test_a_record_of_nothing_is_not_judged_as_empty_data(form: Form) -> None:
    raw = opened(b"{broken\n" + lines(form.example), form)[0][0]
    with pytest.raises(InvalidData):
        read_raw(raw, form)


def test_a_dossier_is_not_made_of_a_workbook(form: Form, one: bytes) -> None:
    with pytest.raises(WrongWorkbook, match="Hồ sơ"):
        opened(one, None)
    assert len(opened(lines({"chung": {}}), None)[0]) == 1


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "x", "trống"),
        (b"%PDF-1.7", "x.pdf", "PDF"),
        (b"{\\rtf1}", "x.rtf", "RTF"),
        (b"a;b\n1;2", "x.csv", "CSV"),
        (b"PK\x03\x04 broken", "x.zip", "ZIP bị hỏng"),
        (b"PK\x03\x04 broken", "x.xlsx", "Save As"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "x.xls", "Save As"),
    ],
)
def test_what_is_of_no_use_says_what_it_is(
    form: Form, content: bytes, name: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        opened(content, form, name)


def test_the_file_is_left_open(form: Form) -> None:
    file = io.BytesIO(lines(form.example))
    assert len(list(open_input(file, "x", form, []))) == 1
    assert not file.closed
