"""docxtpl, rendering the same template with the same data, must give the same XML."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from doc_service.assembly.assembler import Assembler
from doc_service.assembly.environment import template_environment
from doc_service.assembly.properties import Properties
from doc_service.forms.catalog import Catalog
from doc_service.forms.preparation import Prepared, prepare
from tests.conftest import sample

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
TODAY = dt.date(2026, 11, 21)
NASTY = "A & B <C> {{ 7*7 }} {% raw %} 'nháy' “kép” \\ $ # \u2028 dòng"


def canonical(content: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        root = etree.fromstring(zipped.read(part), etree.XMLParser(remove_blank_text=True))
    for drawing in root.iter(f"{{{DRAWING}}}docPr"):  # numbered when all of a document are known
        drawing.attrib.update({"id": "0", "name": ""})
    return etree.tostring(root, method="c14n", exclusive=True)


def by_docxtpl(path, context) -> bytes:
    template = DocxTemplate(path)
    template.render(dict(context), template_environment(line_breaks=False), autoescape=True)
    held = io.BytesIO()
    template.save(held)
    return held.getvalue()


def by_us(prepared: Prepared, assembler: Assembler) -> tuple[bytes, list[str]]:
    compiled = assembler.template(prepared.template)
    properties = Properties("t", "a")
    made = assembler.assemble(compiled, prepared.context, properties, media=prepared.media)
    return made, list(compiled.rendered)


def both(form, data, assembler: Assembler) -> tuple[bytes, bytes, list[str]]:
    prepared = prepare(form, data, draft=False, today=TODAY)
    ours, parts = by_us(prepared, assembler)
    return ours, by_docxtpl(prepared.template, prepared.context), parts


@pytest.mark.every_form
def test_every_form_and_example_gives_the_same_xml_as_docxtpl(catalog: Catalog) -> None:
    compared, assembler = 0, Assembler()
    for form in sample(catalog):
        for data in form.examples.values():
            ours, theirs, parts = both(form, data, assembler)
            for part in parts:
                assert canonical(ours, part) == canonical(theirs, part), (form.name, part)
                compared += 1
    assert compared >= 10


def test_text_that_looks_like_markup_gives_the_same_xml_too(catalog: Catalog) -> None:
    form = catalog.form("mau_03")
    data = {**form.example, "kinh_gui": NASTY}
    row = {**data["thanh_tich"][0], "tom_tat": f"Năm 2026\n{NASTY}\n\nhết 05 việc", "ten": NASTY}
    ours, theirs, parts = both(form, {**data, "thanh_tich": [row]}, Assembler())
    for part in parts:
        assert canonical(ours, part) == canonical(theirs, part)


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_the_same_input_gives_the_same_bytes(catalog: Catalog, name: str) -> None:
    form = catalog.form(name)
    first, second = (
        by_us(prepare(form, form.example, draft=False, today=TODAY), Assembler())[0]
        for _ in range(2)
    )
    assert first == second
