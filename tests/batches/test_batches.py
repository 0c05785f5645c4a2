"""Batches from the file to the finished files, in this process, with the real LibreOffice."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook

from doc_service.accounts.members import Role
from doc_service.batches import working
from doc_service.batches.failures import failures
from doc_service.batches.overview import act, batches_of, find_batch, items_of
from doc_service.batches.printing import printed, volume_name, volumes
from doc_service.batches.results import archive, manifest_json, manifest_workbook
from doc_service.conversion import ConverterPool, Pdf, Priority
from doc_service.errors import (
    ConversionTimeout,
    Forbidden,
    InvalidData,
    KeyReused,
    NotFound,
    OutOfDiskSpace,
    UnknownOutput,
)
from doc_service.ledger import settle
from doc_service.service import DocService
from doc_service.workbooks.many_blank import many_workbook
from doc_service.workers.loop import Worker
from tests.batch_places import json_lines, record, text_of
from tests.batches.conftest import Office, with_converter
from tests.ledgers import end_pauses, new_unit

pytestmark = pytest.mark.soffice


def test_every_good_record_becomes_a_document_and_every_bad_one_says_why(office: Office) -> None:
    records = [record(number) for number in range(1, 6)]
    records[2] = {**records[2], "ngay": "31/11/2026"}
    batch = office.send(json_lines(records) + b"\n{khong phai json\n", outputs=("docx", "pdf"))
    assert office.work(batch) == "done"
    listed = office.listed(batch)
    assert [one.state for one in listed] == ["done", "done", "failed", "done", "done", "failed"]
    assert "tháng 11/2026 chỉ có 30 ngày" in listed[2].problems[0].message
    for one in (listed[0], listed[4]):
        docx, pdf = one.files
        assert (docx["format"], pdf["format"], pdf["pages"]) == ("docx", "pdf", 1)
        assert f"Mô hình số {one.number}" in text_of(office.batches.storage.get(pdf["sha256"]))


def test_nothing_is_made_before_somebody_says_go_on(office: Office) -> None:
    batch = office.send(json_lines([record(1), {}]), then="ask")
    assert office.work(batch) == "checked"
    assert [one.state for one in office.listed(batch)] == ["waiting", "failed"]
    act(office.batches, office.member, batch, "go_on")
    assert office.work(batch) == "done"
    assert [one.state for one in office.listed(batch)] == ["done", "failed"]


def test_the_same_batch_sent_twice_is_the_same_batch(office: Office) -> None:
    first = office.send(json_lines([record(1)]), label="Lần một")
    assert office.send(json_lines([record(1)]), name="ten-khac.jsonl", label="Lần hai") == first
    assert office.send(json_lines([record(1)]), outputs=("docx",)) != first
    assert office.send(json_lines([record(2)])) != first
    keyed = office.send(json_lines([record(3)]), key="yeu-cau-7")
    assert office.send(json_lines([record(3)]), key="yeu-cau-7") == keyed
    with pytest.raises(KeyReused):
        office.send(json_lines([record(4)]), key="yeu-cau-7")
    assert len(batches_of(office.batches, office.member)) == 4


def test_wrong_wishes_are_refused_before_anything_is_kept(office: Office) -> None:
    with pytest.raises(UnknownOutput):
        office.send(b"{}", outputs=("doc",))
    with pytest.raises(InvalidData) as raised:
        office.send(b"{}", pattern="{stt} {khong_co}", label="x" * 201)
    assert {one.pointer for one in raised.value.problems} == {"/pattern", "/ten"}
    viewer = replace(office, member=replace(office.member, role=Role.VIEWER))
    with pytest.raises(Forbidden):
        viewer.send(json_lines([record(1)]))
    assert batches_of(office.batches, office.member) == []


def test_another_unit_sees_nothing_of_it(office: Office, service: DocService) -> None:
    batch = office.send(json_lines([record(1)]))
    other = replace(office.member, unit_id=new_unit(service.database, "Chi bộ khác"))
    assert batches_of(office.batches, other) == []
    with pytest.raises(NotFound):
        find_batch(office.batches, other, batch)
    with pytest.raises(NotFound):
        act(office.batches, other, batch, "cancel")


def test_files_are_named_as_asked_and_never_alike(office: Office) -> None:
    records = [{**record(1), "ngay": "2026-10-12"}, {**record(2), "ngay": "2026-10-12"}]
    batch = office.send(json_lines(records), pattern="{co_quan.ten} {ngay}")
    office.work(batch)
    names = [one.files[0]["name"] for one in office.listed(batch)]
    assert names[0].startswith("Chi bộ Tổ dân phố số 5 2026-10-12")
    assert len({name.casefold() for name in names}) == 2


def test_the_zip_holds_every_file_and_the_list_of_everything(office: Office) -> None:
    batch = office.send(json_lines([record(1), record(2), {}]), outputs=("docx", "pdf"))
    office.work(batch)
    found = office.batch(batch)
    zipped = zipfile.ZipFile(io.BytesIO(b"".join(archive(office.batches, found))))
    assert zipped.testzip() is None
    assert len(zipped.namelist()) == 2 * 2 + 2
    assert zipped.read("danh-muc.json") == b"".join(manifest_json(office.batches, found))
    said = json.loads(zipped.read("danh-muc.json"))["ban_ghi"]
    assert [one["trang_thai"] for one in said] == ["done", "done", "failed"]
    assert said[2]["van_de"][0]["noi_dung"]
    only = zipfile.ZipFile(io.BytesIO(b"".join(archive(office.batches, found, ["pdf"]))))
    assert sum(name.endswith(".docx") for name in only.namelist()) == 0
    sheet = load_workbook(io.BytesIO(manifest_workbook(office.batches, found))).active
    assert [row[3].value for row in sheet.iter_rows(min_row=3)] == ["Xong"] * 4 + ["Lỗi"]


def test_what_failed_comes_back_to_be_mended_and_sent_again(office: Office) -> None:
    batch = office.send(json_lines([record(1), {**record(2), "ngay": "31/11/2026"}]))
    office.work(batch)
    bad = failures(office.batches, office.batch(batch))
    zipped = zipfile.ZipFile(io.BytesIO(bad.content))
    assert bad.name == "dot.can-sua.zip"
    [line] = zipped.read("can-sua.jsonl").decode().splitlines()
    mended = {**json.loads(line), "ngay": "2026-11-30"}
    sheet = load_workbook(io.BytesIO(zipped.read("danh-sach-loi.xlsx"))).active
    assert "31/11/2026" in str(sheet["E3"].value)
    again = office.send(json_lines([mended]), again_of=batch)
    assert office.work(again) == "done"
    assert [one.state for one in office.listed(again)] == ["done"]


def test_only_what_failed_is_tried_again(office: Office) -> None:
    batch = office.send(json_lines([record(1), {}]))
    office.work(batch)
    before = office.listed(batch)[0].files
    act(office.batches, office.member, batch, "retry")
    assert office.work(batch) == "done"
    assert office.listed(batch)[0].files == before
    assert [one.state for one in office.listed(batch)] == ["done", "failed"]


def test_each_organisation_gets_one_pdf_to_print_with_an_index_ahead(office: Office) -> None:
    records = []
    for number in range(1, 6):
        one = record(number)
        one["co_quan"] = {**one["co_quan"], "ten": f"Chi bộ Tổ dân phố số {number % 2 + 1}"}
        records.append(one)
    batch = office.send(json_lines(records))
    office.work(batch)
    found = office.batch(batch)
    listed = volumes(office.batches, found)
    assert [(one.issuer, one.documents) for one in listed] == [
        ("Chi bộ Tổ dân phố số 2", 3),
        ("Chi bộ Tổ dân phố số 1", 2),
    ]
    assert volume_name(listed[0]) == "Chi bộ Tổ dân phố số 2.pdf"
    merged = pypdf.PdfReader(io.BytesIO(printed(office.batches, found, listed[0], "Lê Thị Thư")))
    texts = [" ".join(page.extract_text().split()) for page in merged.pages]
    assert "MỤC LỤC" in texts[0].upper()
    assert [
        f"Mô hình số {number}" in text for number, text in zip((1, 3, 5), texts[1:], strict=True)
    ] == [True] * 3
    assert [one.title for one in merged.outline if not isinstance(one, list)][0] == "Mục lục"


@pytest.mark.parametrize("by", ["", "b"])
def test_an_index_is_there_even_where_nobody_with_a_name_made_it(office: Office, by: str) -> None:
    batch = office.send(json_lines([record(1)]), label="2026")
    office.work(batch)
    found = office.batch(batch)
    [volume] = volumes(office.batches, found)
    pages = pypdf.PdfReader(io.BytesIO(printed(office.batches, found, volume, by))).pages
    index = " ".join(pages[0].extract_text().split())
    assert "MỤC LỤC" in index
    assert "Trích ngang thành tích" in index
    assert "NGƯỜI LẬP MỤC LỤC" in index
    assert "DỰ THẢO" not in index


def test_each_wrong_cell_of_a_workbook_is_told_once(office: Office, service: DocService) -> None:
    form = service.catalog.form("mau_01")
    rows = [dict(row) for row in form.example["mo_hinh"]]
    rows[0]["linh_vuc"] = "khong_co"
    wrong = {**form.example, "ngay": "2026-11-31", "mo_hinh": rows}
    content = many_workbook(form, filled=[form.example, wrong])
    batch = office.send(content, name="nhieu.xlsx", form="mau_01")
    office.work(batch)
    good, bad = office.listed(batch)
    assert (good.state, bad.state) == ("done", "failed")
    errors = [one for one in bad.problems if one.severity == "error"]
    assert [one.pointer for one in errors] == ["/ngay", "/mo_hinh/0/linh_vuc"]
    assert [one.place.sheet for one in errors if one.place] == ["Các văn bản", "Mô hình đăng ký"]
    marked = failures(office.batches, office.batch(batch))
    assert marked.name == "nhieu.can-sua.xlsx"


def test_text_of_all_kinds_is_printed_as_it_was_typed(office: Office) -> None:
    typed = "Ngõ văn minh & <b>sạch</b> {{ 7*7 }} {% raw %}"
    one = record(1)
    one["thanh_tich"] = [{**one["thanh_tich"][0], "ten": unicodedata.normalize("NFD", typed)}]
    batch = office.send(json_lines([one, record(2)]))
    office.work(batch)
    first = office.listed(batch)[0].files[0]
    text = text_of(office.batches.storage.get(first["sha256"]))
    assert "".join(typed.split()) in "".join(text.split())


class Poisoned:
    """A converter that hangs, until its deadline, on whatever holds a word."""

    def __init__(self, pool: ConverterPool, word: bytes) -> None:
        self._pool = pool
        self._word = word

    def convert(
        self, docx: bytes, *, watermark: str = "", priority: Priority = Priority.BATCH
    ) -> Pdf:
        if self._word in zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"):
            raise ConversionTimeout("LibreOffice không trả lời.", detail="poison")
        return self._pool.convert(docx, watermark=watermark, priority=priority)


def test_one_poison_document_fails_alone_after_its_attempts(
    office: Office, service: DocService, pool: ConverterPool
) -> None:
    poisoned = with_converter(service, Poisoned(pool, "Mô hình số 3".encode()))
    office = replace(office, batches=poisoned)
    batch = office.send(json_lines([record(number) for number in range(1, 6)]))
    assert office.work(batch) == "done"
    listed = office.listed(batch)
    assert [one.state for one in listed] == ["done", "done", "failed", "done", "done"]
    assert listed[2].problems[0].code == "conversion_timeout"


def test_a_full_disk_holds_a_batch_up_and_costs_it_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = office.send(json_lines([record(number) for number in range(1, 4)]))
    storage = type(office.batches.storage)
    put_many, tries = storage.put_many, []

    def full(self: Any, contents: Any) -> list[str]:
        contents = list(contents)
        if contents and len(tries) < 5:
            tries.append(len(contents))
            raise OutOfDiskSpace("Ổ đĩa đã đầy.")
        return put_many(self, contents)

    monkeypatch.setattr(storage, "put_many", full)
    worker = Worker(office.batches, "một")
    while not tries:
        worker.step()
    assert (office.batch(batch).state, office.batch(batch).said) == ("running", "Ổ đĩa đã đầy.")
    end_pauses(office.batches.database)
    assert office.work(batch) == "done"
    assert (len(tries), office.batch(batch).said) == (5, "")
    assert [one.state for one in office.listed(batch)] == ["done"] * 3


def test_a_database_that_is_away_loses_no_work_that_is_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = office.send(json_lines([record(1)]))
    refused: list[str] = []

    def away(database: Any, claim: Any, outcomes: Any) -> int:
        if claim.work == "make" and len(refused) < 3:
            refused.append(claim.work)
            raise OutOfDiskSpace("Ổ đĩa của cơ sở dữ liệu đã đầy.")
        return settle(database, claim, outcomes)

    monkeypatch.setattr(working, "settle", away)
    monkeypatch.setattr(working, "_PAUSES", (0.01,))
    assert office.work(batch) == "done"
    assert len(refused) == 3
    [item] = items_of(office.batches, office.batch(batch))
    assert item.attempts == 1, "made once, not once for every refusal"


def test_each_record_may_be_a_whole_dossier(office: Office, service: DocService) -> None:
    good = service.dossiers["ho_so_dang_ky"].example
    content = json_lines([good, {"chung": {}, "van_ban": {}}])
    batch = office.send(content, kind="dossier", form="ho_so_dang_ky")
    assert office.work(batch) == "done"
    whole, wrong = office.listed(batch)
    assert (whole.state, wrong.state) == ("done", "failed")
    assert wrong.problems
    zipped = zipfile.ZipFile(io.BytesIO(office.batches.storage.get(whole.files[0]["sha256"])))
    assert sum(name.endswith(".pdf") for name in zipped.namelist()) >= 3


def test_a_file_of_no_use_is_refused_with_what_to_do(office: Office) -> None:
    batch = office.send(b"%PDF-1.7 ...", name="bang.pdf")
    assert office.work(batch) == "refused"
    assert "PDF" in office.batch(batch).said
