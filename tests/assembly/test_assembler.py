from __future__ import annotations

import io
import shutil
import time
import zipfile
from pathlib import Path

import pytest

from doc_service.assembly.assembler import Assembler
from doc_service.assembly.checks import Supplied
from doc_service.assembly.compiled import compile_template
from doc_service.assembly.environment import template_environment
from doc_service.assembly.properties import Properties
from doc_service.errors import ContentLost, InvalidTemplate, TemplateNotFound
from doc_service.house_style.frame import Sheet
from doc_service.house_style.package import Template, build
from doc_service.ooxml import paragraph
from doc_service.the_thuc.rule_sets import rule_set
from doc_service.zip_archive import read_members, write_members

META = Properties("Tiêu đề", "Đơn vị", date="2026-01-15", custom={"vanthu_bieu_mau": "thu"})


def template_of(*texts: str) -> bytes:
    blocks = tuple(paragraph(text) for text in texts)
    return build(Template(Sheet(rule_set("dang-hd36")), blocks))


def compiled(*texts: str):
    return compile_template("thu.docx", template_of(*texts), template_environment())


def document_xml(docx: bytes) -> str:
    return read_members(docx)["word/document.xml"].decode()


def assemble(texts: tuple[str, ...], context: dict, supplied=()) -> bytes:
    return Assembler().assemble(compiled(*texts), context, META, supplied)


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    return write_members({**read_members(content), name: data}.items())


def test_markup_in_a_value_is_printed_as_it_is() -> None:
    xml = document_xml(assemble(("{{ ten }}",), {"ten": "A & B <C> {{ 7*7 }}"}))
    assert "A &amp; B &lt;C&gt; {{ 7*7 }}" in xml


def test_a_missing_name_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(InvalidTemplate):
        assemble(("{{ khong_co }}",), {})


def test_nothing_prints_for_none() -> None:
    assert "None" not in document_xml(assemble(("[{{ ten }}]",), {"ten": None}))


def test_a_line_break_in_a_value_becomes_one_in_word() -> None:
    assert document_xml(assemble(("{{ ten }}",), {"ten": "một\nhai"})).count("<w:br/>") == 1


def test_a_value_that_the_template_does_not_print_stops_the_document() -> None:
    supplied = [Supplied("/ten", ("Tổ dân phố số 5",)), Supplied("/khac", ("mất tích",))]
    with pytest.raises(ContentLost) as error:
        assemble(("{{ ten | hoa }}",), {"ten": "Tổ dân phố số 5"}, supplied)
    assert "/khac" in str(error.value)
    assert "/ten" not in str(error.value)


def test_a_name_printed_over_several_paragraphs_is_not_lost() -> None:
    supplied = [Supplied("/ten", ("Ban Công tác Mặt trận",))]
    assert assemble(("Ban Công tác", "Mặt trận"), {}, supplied)


def test_a_template_cannot_reach_the_interpreter() -> None:
    with pytest.raises(InvalidTemplate):
        assemble(("{{ ''.__class__.__mro__ }}",), {})


def test_a_template_that_writes_broken_xml_is_refused() -> None:
    content = with_part(
        template_of("x"),
        "word/document.xml",
        document_xml(template_of("{{ 'a' | safe }}")).replace("'a'", "'&lt;w:p&gt;'").encode(),
    )
    broken = compile_template("thu.docx", content, template_environment())
    with pytest.raises(ContentLost):
        Assembler().assemble(broken, {}, META)


def test_a_wrong_tag_is_said_when_the_template_is_read() -> None:
    with pytest.raises(InvalidTemplate, match="thẻ viết sai"):
        compiled("{{ ten ")


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    path = tmp_path / "thu.docx"
    assembler = Assembler()
    path.write_bytes(template_of("cũ"))
    before = assembler.template(path)
    assert assembler.template(path) is before
    time.sleep(0.01)
    path.write_bytes(template_of("mới"))
    after = assembler.template(path)
    assert after is not before
    assert "mới" in document_xml(assembler.assemble(after, {}, META))


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound, match="mat.docx"):
        Assembler().template(tmp_path / "mat.docx")


@pytest.mark.parametrize(
    ("part", "data", "said"),
    [
        ("word/vbaProject.bin", b"x", "macro"),
        ("word/embeddings/oleObject1.bin", b"x", "macro|nhúng"),
        ("word/_rels/x.rels", b'<r TargetMode="External"/>', "liên kết"),
        ("word/document.xml", b'<w:document xmlns:w="w"><w:del w:id="1"/></w:document>', "vết sửa"),
        ("word/document.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "DOCTYPE"),
        ("word/document.xml", "<!DOCTYPE x><x/>".encode("utf-16"), "DOCTYPE"),
        ("word/document.xml", b"<w:document", "hỏng"),
    ],
)
def test_a_dangerous_or_broken_template_is_refused(part: str, data: bytes, said: str) -> None:
    with pytest.raises(InvalidTemplate, match=said):
        compile_template(
            "thu.docx", with_part(template_of("x"), part, data), template_environment()
        )


def test_something_else_than_word_is_refused() -> None:
    with pytest.raises(InvalidTemplate):
        compile_template("thu.docx", b"khong phai zip", template_environment())
    with pytest.raises(InvalidTemplate, match="không phải tệp Word"):
        compile_template("thu.docx", write_members([("a.txt", b"x")]), template_environment())


def test_title_author_and_provenance_are_in_the_properties() -> None:
    members = read_members(assemble(("x",), {}))
    core, custom = members["docProps/core.xml"].decode(), members["docProps/custom.xml"].decode()
    assert "<dc:title>Tiêu đề</dc:title>" in core
    assert "<dc:creator>Đơn vị</dc:creator>" in core
    assert "2026-01-15T00:00:00Z" in core
    assert 'name="vanthu_bieu_mau"' in custom
    assert b"docProps/custom.xml" in members["[Content_Types].xml"]
    assert b"docProps/core.xml" in members["_rels/.rels"]


def test_word_finds_the_content_types_first() -> None:
    with zipfile.ZipFile(io.BytesIO(assemble(("x",), {}))) as zipped:
        assert zipped.namelist()[0] == "[Content_Types].xml"


def test_many_threads_share_one_assembler(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    path = tmp_path / "thu.docx"
    path.write_bytes(template_of("{{ so }}"))
    assembler = Assembler()

    def make(number: int) -> bool:
        docx = assembler.assemble(assembler.template(path), {"so": f"số {number}"}, META)
        return f"số {number}<" in document_xml(docx)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(make, range(64)))
    shutil.rmtree(tmp_path)
