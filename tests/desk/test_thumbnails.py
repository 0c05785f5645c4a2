from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from doc_service.conversion import Pdf, Priority
from doc_service.desk import Desk
from doc_service.desk.thumbnails import LARGE, SMALL, Thumbnails
from doc_service.documents import Parts
from doc_service.errors import ConverterCrashed
from doc_service.forms.catalog import Form


class Office:
    """A converter that remembers what was asked of it."""

    def __init__(self, blank: Any) -> None:
        self.blank = blank
        self.asked: list[Priority] = []
        self.at_once = 0
        self.most_at_once = 0
        self.broken = False

    def convert(
        self, docx: bytes, *, watermark: str = "", priority: Priority = Priority.DOCUMENT
    ) -> Pdf:
        self.asked.append(priority)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.broken:
                raise ConverterCrashed("LibreOffice dừng đột ngột.")
            time.sleep(0.01)
            made: Pdf = self.blank.convert(docx)
            return made
        finally:
            self.at_once -= 1


@pytest.fixture
def libreoffice(office: Desk) -> Office:
    return Office(office.parts.converter)


@pytest.fixture
def open_pictures(office: Desk, libreoffice: Office, tmp_path: Path) -> Callable[[], Thumbnails]:
    parts: Parts = replace(office.parts, converter=libreoffice)
    return lambda: Thumbnails(parts, tmp_path / "thumbnails")


def comes(pictures: Thumbnails, form: Form, width: int = SMALL) -> Image.Image:
    until = time.monotonic() + 60
    while (content := pictures.picture(form, width)) is None:
        assert time.monotonic() < until, "no picture came"
        time.sleep(0.01)
    return Image.open(io.BytesIO(content))


def settles(pictures: Thumbnails) -> None:
    until = time.monotonic() + 60
    while pictures._is_working:
        assert time.monotonic() < until, "work does not end"
        time.sleep(0.01)


def test_a_picture_that_is_not_there_yet_keeps_nobody_waiting_and_comes_behind_all_else(
    office: Desk, open_pictures: Callable[[], Thumbnails], libreoffice: Office
) -> None:
    pictures, form = open_pictures(), office.form("ke_hoach", "")
    assert pictures.picture(form, SMALL) is None
    assert comes(pictures, form).size == (SMALL, 397)
    assert comes(pictures, form, LARGE).width == LARGE
    assert libreoffice.asked == [Priority.BATCH]


def test_it_is_made_once_for_a_version_of_the_form_also_after_a_new_start(
    office: Desk, open_pictures: Callable[[], Thumbnails], libreoffice: Office
) -> None:
    form = office.form("ke_hoach", "")
    comes(open_pictures(), form)
    again = open_pictures()
    assert again.picture(form, SMALL) is not None and again.pdf(form).startswith(b"%PDF")
    assert len(libreoffice.asked) == 1


def test_of_many_asked_for_at_once_one_is_made_at_a_time(
    office: Desk, open_pictures: Callable[[], Thumbnails], libreoffice: Office
) -> None:
    pictures = open_pictures()
    forms = [office.form(name, "") for name in ("ke_hoach", "cong_van", "giay_moi")]
    for form in forms * 3:
        pictures.picture(form, SMALL)
    for form in forms:
        comes(pictures, form)
    assert len(libreoffice.asked) == 3 and libreoffice.most_at_once == 1


def test_a_sample_that_fails_is_not_tried_at_every_glance_and_keeps_no_other_back(
    office: Desk, open_pictures: Callable[[], Thumbnails], libreoffice: Office
) -> None:
    pictures, form = open_pictures(), office.form("ke_hoach", "")
    libreoffice.broken = True
    pictures.picture(form, SMALL)
    settles(pictures)
    libreoffice.broken = False
    assert pictures.picture(form, SMALL) is None
    comes(pictures, office.form("cong_van", ""))
    assert len(libreoffice.asked) == 2


def test_the_pdf_is_made_at_once_for_who_asks_for_it(
    office: Desk, open_pictures: Callable[[], Thumbnails], libreoffice: Office
) -> None:
    pictures, form = open_pictures(), office.form("ke_hoach", "")
    assert pictures.pdf(form).startswith(b"%PDF")
    comes(pictures, form)
    assert libreoffice.asked == [Priority.DOCUMENT]


def test_another_template_another_locality_and_another_example_each_have_a_picture_of_their_own(
    office: Desk, open_pictures: Callable[[], Thumbnails], tmp_path: Path
) -> None:
    pictures, form = open_pictures(), office.form("ke_hoach", "")
    template = tmp_path / "ke_hoach.docx"
    template.write_bytes(form.template.read_bytes() + b"\0")
    others = (
        replace(form, templates={"dang": template}),
        replace(form, example={**form.example, "trich_yeu": "về việc khác"}),
        office.form("ke_hoach", "xa_xuan_hung"),
    )
    keys = {Thumbnails.key(open_pictures(), one) for one in others}
    assert len(keys) == 3 and pictures.key(form) not in keys
    assert pictures.key(form) == open_pictures().key(form)
