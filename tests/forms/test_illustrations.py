from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from doc_service.documents import Order
from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog
from doc_service.forms.illustrations import abridged
from doc_service.forms.preparation import Prepared, prepare
from doc_service.service import DocService
from doc_service.zip_archive import read_members
from tests.conftest import example, today

FORM = "bai_viet_dien_hinh"
ORIENTATION = 0x0112


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **saved: Any) -> str:
    held = io.BytesIO()
    Image.new(mode, (width, height)).save(held, kind, **saved)
    return base64.b64encode(held.getvalue()).decode()


def prepared(catalog: Catalog, *pictures: Any, draft: bool = False) -> Prepared:
    form = catalog.form(FORM)
    rows = [{"tep": one, "chu_thich": f"Ảnh thứ {at}"} for at, one in enumerate(pictures)]
    return prepare(form, {**example(form), "anh": rows}, draft=draft, today=today())


def said(catalog: Catalog, *pictures: Any) -> dict[str, str]:
    with pytest.raises(InvalidData) as caught:
        prepared(catalog, *pictures)
    return {one.pointer: one.message for one in caught.value.problems if one.severity == "error"}


GOOD = picture(1250, 850)


def test_a_picture_of_one_megapixel_is_taken_with_a_word_about_its_weight(catalog) -> None:
    made = prepared(catalog, GOOD, picture(1250, 851))
    assert len(made.media) == 2
    warnings = [one for one in made.warnings if one.code == "picture_light"]
    assert [one.pointer for one in warnings] == ["/anh/0/tep", "/anh/1/tep"]
    assert "MB" in warnings[0].message


def test_a_picture_that_is_too_small_is_told_how_large_it_must_be(catalog) -> None:
    found = said(catalog, GOOD, picture(800, 600))
    assert list(found) == ["/anh/1/tep"]
    assert "800 × 600" in found["/anh/1/tep"]
    assert "1 MP" in found["/anh/1/tep"]


@pytest.mark.parametrize("wrong", ["không phải ảnh", base64.b64encode(b"%PDF-1.7").decode(), "@@@"])
def test_what_is_no_picture_is_a_sentence_at_its_place(catalog, wrong: str) -> None:
    found = said(catalog, GOOD, wrong)
    assert list(found) == ["/anh/1/tep"]
    assert found["/anh/1/tep"].startswith("“")


def test_one_picture_is_too_few_and_four_are_too_many(catalog) -> None:
    assert "/anh" in said(catalog, GOOD)
    assert "/anh" in said(catalog, *[picture(1250, 850 + at) for at in range(4)])


def test_the_same_picture_twice_is_a_warning(catalog) -> None:
    codes = {one.pointer: one.code for one in prepared(catalog, GOOD, GOOD).warnings}
    assert codes["/anh/1/tep"] in ("duplicate", "picture_light")
    assert any(one.code == "duplicate" for one in prepared(catalog, GOOD, GOOD).warnings)


def test_a_photo_held_upright_is_shown_upright_and_cmyk_becomes_rgb(catalog) -> None:
    turned = Image.Exif()
    turned[ORIENTATION] = 6
    made = prepared(catalog, picture(1250, 850, exif=turned), picture(1250, 850, mode="CMYK"))
    upright, printed = made.context["anh"][0]["tep"], made.context["anh"][1]["tep"]
    assert (upright["rong_px"], upright["cao_px"]) == (850, 1250)
    content = made.media[printed["ma"]].content
    assert Image.open(io.BytesIO(content)).mode == "RGB"


def test_pictures_stand_in_the_document_with_their_captions(
    service: DocService, catalog: Catalog
) -> None:
    form = catalog.form(FORM)
    made = service.issue(Order(FORM, form.example))
    members = read_members(made.files[0].content)
    assert len([one for one in members if one.startswith("word/media/")]) == len(
        form.example["anh"]
    )
    root = etree.fromstring(members["word/document.xml"])
    described = [one.get("descr") for one in root.iter() if one.tag.endswith("}docPr")]
    assert described == [one["chu_thich"] for one in form.example["anh"]]


def test_a_draft_may_lack_its_pictures(catalog) -> None:
    assert prepared(catalog, draft=True).media == {}


def test_examples_are_shown_without_the_picture_itself(catalog) -> None:
    shown = abridged(catalog.form(FORM).example)
    assert all(len(one["tep"]) < 50 for one in shown["anh"])
    assert shown["anh"][0]["chu_thich"] == catalog.form(FORM).example["anh"][0]["chu_thich"]
