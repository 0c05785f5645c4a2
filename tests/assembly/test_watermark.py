from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from lxml import etree

from doc_service.assembly.checks import W
from doc_service.assembly.watermark import with_watermark
from doc_service.settings import ROOT
from doc_service.zip_archive import read_members

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VML = "{urn:schemas-microsoft-com:vml}"


def template(name: str) -> bytes:
    return (Path(ROOT) / "form_templates" / f"{name}.docx").read_bytes()


def marks(docx: bytes) -> list[str]:
    """The texts that stand across the pages, of every header."""
    return [
        text.get("string", "")
        for name, content in read_members(docx).items()
        if name.startswith("word/header")
        for text in etree.fromstring(content).iter(f"{VML}textpath")
        if text.get("string")
    ]


def test_every_page_of_a_plan_has_the_mark_the_first_one_too() -> None:
    docx = with_watermark(template("ke_hoach"), "DỰ THẢO")
    body = etree.fromstring(read_members(docx)["word/document.xml"])
    [section] = body.iter(f"{W}sectPr")
    kinds = [one.get(f"{W}type") for one in section.iterchildren(f"{W}headerReference")]
    assert sorted(kinds) == ["default", "first"]
    assert marks(docx) == ["DỰ THẢO", "DỰ THẢO"]


def test_an_appendix_with_pages_of_its_own_has_the_mark_too() -> None:
    docx = with_watermark(template("quyet_dinh_khen_thuong"), "DỰ THẢO")
    body = etree.fromstring(read_members(docx)["word/document.xml"])
    for section in body.iter(f"{W}sectPr"):
        if section.find(f"{W}titlePg") is not None:
            kinds = [one.get(f"{W}type") for one in section.iterchildren(f"{W}headerReference")]
            assert "first" in kinds


def test_the_package_stays_whole_and_the_page_number_where_it_was() -> None:
    docx = with_watermark(template("ke_hoach"), "DỰ THẢO")
    opened = Document(io.BytesIO(docx))
    header = opened.sections[0].header
    assert "PAGE" in etree.tostring(header._element).decode()
    assert opened.sections[0].first_page_header.paragraphs[0].text == ""


def test_the_same_document_gives_the_same_bytes() -> None:
    once = with_watermark(template("mau_01"), "DỰ THẢO")
    assert once == with_watermark(template("mau_01"), "DỰ THẢO")
