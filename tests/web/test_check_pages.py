from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from doc_service.documents import Order
from doc_service.forms.catalog import Catalog
from doc_service.service import DocService
from tests.desks import Caller

if TYPE_CHECKING:
    from playwright.sync_api import Page

AsUser = Callable[[str], Caller]


@pytest.fixture(scope="module")
def word(desk_service: DocService, catalog: Catalog) -> bytes:
    order = Order("ke_hoach", catalog.form("ke_hoach").example)
    return desk_service.issue(order).files[0].content


def broken(content: bytes) -> bytes:
    """Return the document with a colon after “Số”, which a rule forbids."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace("Số".encode(), "Số:".encode())
            new.writestr(name, data)
    return held.getvalue()


def check(caller: Caller, content: bytes, name: str = "vb.docx", **more: str) -> Any:
    return caller.changes("/soat-the-thuc", {"tep": (io.BytesIO(content), name), **more})


def test_findings_are_grouped_with_clause_place_and_counts(as_user: AsUser, word: bytes) -> None:
    answer = check(as_user("van.thu"), broken(word), "Kế hoạch.docx")
    assert answer.status_code == 200
    assert "Kế hoạch.docx" in answer.text
    assert "văn bản của Đảng" in answer.text
    assert "Soát theo:" in answer.text
    assert "Phải sửa" in answer.text
    assert "chỗ phải sửa" in answer.text
    assert 'class="finding"' in answer.text


def test_our_own_document_has_nothing_to_correct(as_user: AsUser, word: bytes) -> None:
    assert "chỗ phải sửa" not in check(as_user("van.thu"), word).text


def test_another_rule_set_may_be_forced(as_user: AsUser, word: bytes) -> None:
    answer = check(as_user("van.thu"), word, bo_the_thuc="nd30")
    assert "Nghị định 30" in answer.text
    assert '<option value="nd30" selected>' in answer.text


def test_a_viewer_may_check_too(as_user: AsUser, word: bytes) -> None:
    assert check(as_user("nguoi.xem"), word).status_code == 200


def test_the_copy_has_comments_and_a_safe_name(as_user: AsUser, word: bytes) -> None:
    answer = check(as_user("van.thu"), broken(word), "..\\a b.docx", nhan_xet="1")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "nhan-xet.docx" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as zipped:
        assert "word/comments.xml" in zipped.namelist()


def test_nothing_of_a_checked_file_is_kept(
    as_user: AsUser, desk_service: DocService, word: bytes
) -> None:
    folder = desk_service.settings.data_folder / "files"
    before = sorted(folder.rglob("*"))
    check(as_user("van.thu"), word, nhan_xet="1")
    assert sorted(folder.rglob("*")) == before


WRONG: Mapping[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-1.7", "Đây là tệp PDF"),
    "doc": (bytes.fromhex("D0CF11E0A1B11AE1"), "Word kiểu cũ"),
    "empty": (b"", "Tệp trống"),
    "picture": (b"\x89PNG", "Word"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_file_that_cannot_be_checked_is_a_sentence(as_user: AsUser, kind: str) -> None:
    content, said = WRONG[kind]
    answer = check(as_user("van.thu"), content)
    assert answer.status_code == 422
    assert said in answer.text


def test_no_file_is_a_sentence(as_user: AsUser) -> None:
    assert "Chưa chọn tệp nào" in as_user("van.thu").changes("/soat-the-thuc").text


def test_a_report_appears_on_the_page_and_the_file_stays_chosen(
    page_as: Callable[..., Page], tmp_path: Path, word: bytes
) -> None:
    (tmp_path / "vb.docx").write_bytes(broken(word))
    page = page_as("van.thu")
    page.goto("/soat-the-thuc")
    page.set_input_files("#tep", tmp_path / "vb.docx")
    page.click("#upload .btn-primary")
    page.wait_for_selector(".finding")
    with page.expect_download() as found:
        page.click("#upload .btn-quiet")
    assert found.value.suggested_filename == "vb.nhan-xet.docx"
