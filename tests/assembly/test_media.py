from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from typing import Any

import docx
import pytest
from docx.enum.shape import WD_INLINE_SHAPE
from docx.shared import Mm
from PIL import Image
from pypdf import PdfReader

from doc_service.assembly.assembler import Assembler
from doc_service.assembly.compiled import CompiledTemplate, compile_template
from doc_service.assembly.environment import template_environment
from doc_service.assembly.names import names_used, unknown_names
from doc_service.assembly.properties import Properties
from doc_service.errors import ContentLost, InvalidTemplate
from doc_service.house_style.frame import Sheet
from doc_service.house_style.package import Template, build
from doc_service.ooxml import paragraph, tag
from doc_service.pictures import Picture, read_picture
from doc_service.the_thuc.rule_sets import rule_set
from doc_service.zip_archive import read_members, write_members

META = Properties("Tiêu đề", "Đơn vị", date="2026-01-15")
RED, BLUE = (255, 0, 0), (0, 0, 255)
EACH = (
    tag("for anh in cac_anh"),
    paragraph("{{p anh | hinh(160, 110) }}"),
    paragraph("{{ anh.chu_thich }}"),
    tag("endfor"),
)


def sent(colour: tuple[int, int, int], size: tuple[int, int], kind: str) -> tuple[str, Picture]:
    """A picture of one colour, under the hash of its file."""
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, kind)
    return hashlib.sha256(held.getvalue()).hexdigest(), read_picture(held.getvalue())


RED_WIDE = sent(RED, (320, 110), "JPEG")
BLUE_HIGH = sent(BLUE, (100, 200), "PNG")
MEDIA = dict([RED_WIDE, BLUE_HIGH])


def data(of: tuple[str, Picture], caption: str | None = "Ra mắt mô hình") -> dict[str, Any]:
    key, picture = of
    return {
        "ma": key,
        "rong_px": picture.width,
        "cao_px": picture.height,
        "chu_thich": caption,
    }


def package(*blocks: str) -> bytes:
    return build(Template(Sheet(rule_set("dang-hd36")), blocks))


def compiled(content: bytes) -> CompiledTemplate:
    return compile_template("thu.docx", content, template_environment())


def assemble(
    context: Mapping[str, Any],
    media: Mapping[str, Picture] = MEDIA,
    content: bytes = b"",
) -> bytes:
    template = compiled(content or package(*EACH))
    return Assembler().assemble(template, context, META, media=media)


def two_pictures() -> bytes:
    return assemble({"cac_anh": [data(RED_WIDE, "Ảnh đỏ"), data(BLUE_HIGH, "Ảnh xanh")]})


def document_xml(content: bytes) -> str:
    return read_members(content)["word/document.xml"].decode()


def pictures_of(content: bytes) -> dict[str, bytes]:
    return {name: held for name, held in read_members(content).items() if "/media/" in name}


def numbers_of(content: bytes) -> list[int]:
    return [int(one) for one in re.findall(r'<wp:docPr id="(\d+)"', document_xml(content))]


def test_another_reader_finds_both_pictures_in_their_boxes() -> None:
    shapes = docx.Document(io.BytesIO(two_pictures())).inline_shapes
    assert [shape.type for shape in shapes] == [WD_INLINE_SHAPE.PICTURE] * 2
    assert [(shape.width, shape.height) for shape in shapes] == [
        (Mm(160), Mm(55)),
        (Mm(55), Mm(110)),
    ]


def test_the_pictures_are_in_the_package_as_they_were_read() -> None:
    content = two_pictures()
    assert pictures_of(content) == {
        f"word/media/{RED_WIDE[0][:16]}.jpg": RED_WIDE[1].content,
        f"word/media/{BLUE_HIGH[0][:16]}.png": BLUE_HIGH[1].content,
    }
    types = read_members(content)["[Content_Types].xml"].decode()
    assert '<Default Extension="jpg" ContentType="image/jpeg"/>' in types
    assert '<Default Extension="png" ContentType="image/png"/>' in types


def test_a_picture_stands_in_a_centred_paragraph_with_its_caption() -> None:
    document = docx.Document(io.BytesIO(two_pictures()))
    shown = next(one for one in document.paragraphs if one._p.xpath(".//pic:pic"))
    assert '<w:pStyle w:val="HinhAnh"/><w:keepNext/>' in document_xml(two_pictures())
    assert shown.paragraph_format.keep_with_next
    assert shown.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
    assert shown.text == ""


def test_who_cannot_see_the_picture_hears_its_caption() -> None:
    caption = 'Khu phố "5" & <Tổ 7>\nngày ra mắt'
    document = docx.Document(io.BytesIO(assemble({"cac_anh": [data(RED_WIDE, caption)]})))
    described = document.element.xpath("//wp:docPr/@descr")
    assert described == ['Khu phố "5" & <Tổ 7> ngày ra mắt']


@pytest.mark.parametrize("caption", ["", None])
def test_a_picture_needs_no_caption(caption: str | None) -> None:
    document = docx.Document(io.BytesIO(assemble({"cac_anh": [data(RED_WIDE, caption)]})))
    assert document.element.xpath("//wp:docPr/@descr") == [""]


def test_a_picture_shown_twice_is_stored_once_and_numbered_twice() -> None:
    content = assemble({"cac_anh": [data(RED_WIDE), data(BLUE_HIGH), data(RED_WIDE)]})
    relations = read_members(content)["word/_rels/document.xml.rels"].decode()
    assert relations.count(f'Id="rIdAnh{RED_WIDE[0][:16]}"') == 1
    assert len(pictures_of(content)) == 2
    assert numbers_of(content) == [1, 2, 3]


def test_numbers_go_on_from_those_of_the_templates_own_drawings() -> None:
    logo = (
        '<w:r><w:drawing><wp:inline><wp:docPr name="Logo" id="41"/></wp:inline></w:drawing></w:r>'
    )
    members = read_members(package(paragraph(runs="<w:r/>"), *EACH))
    drawing = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    xml = members["word/document.xml"].decode().replace("<w:r/>", logo)
    members["word/document.xml"] = xml.replace("<w:document ", f"<w:document {drawing}").encode()
    content = assemble({"cac_anh": [data(RED_WIDE)]}, content=write_members(members.items()))
    assert 'name="Logo" id="41"' in document_xml(content)
    assert numbers_of(content) == [42]


def test_a_picture_that_nothing_shows_stays_out_of_the_document() -> None:
    assert list(pictures_of(assemble({"cac_anh": [data(BLUE_HIGH)]}))) == [
        f"word/media/{BLUE_HIGH[0][:16]}.png"
    ]
    plain = {"content": package(paragraph("không có ảnh"))}
    assert assemble({}, MEDIA, **plain) == assemble({}, {}, **plain)


def test_a_picture_that_was_not_sent_stops_the_document() -> None:
    with pytest.raises(ContentLost, match="không có tệp của ảnh.*hãy gửi lại ảnh"):
        assemble({"cac_anh": [data(RED_WIDE)]}, {})


def test_the_same_pictures_give_the_same_bytes_in_any_order() -> None:
    backwards = dict(reversed(MEDIA.items()))
    context = {"cac_anh": [data(RED_WIDE), data(BLUE_HIGH)]}
    assert assemble(context, MEDIA) == assemble(context, backwards)


def test_a_text_that_looks_like_a_drawing_stays_a_text() -> None:
    forged = f'<a:blip r:embed="rIdAnh{"0" * 16}"/><wp:docPr id="0" name="Ảnh 0"'
    content = assemble({"cac_anh": [data(RED_WIDE, forged)]})
    assert numbers_of(content) == [1]
    assert docx.Document(io.BytesIO(content)).paragraphs[1].text == forged


def test_a_picture_may_stand_in_the_header_too() -> None:
    members = read_members(package(paragraph("x")))
    header = members["word/header1.xml"].decode()
    asked = paragraph("{{p anh | hinh(20, 20) }}")
    members["word/header1.xml"] = header.replace("</w:hdr>", f"{asked}</w:hdr>").encode()
    content = assemble({"anh": data(RED_WIDE)}, content=write_members(members.items()))
    parts = docx.Document(io.BytesIO(content)).sections[0].header.part.rels.values()
    assert [one.target_part.blob for one in parts] == [RED_WIDE[1].content]
    assert "rIdAnh" not in read_members(content)["word/_rels/document.xml.rels"].decode()


def test_a_template_made_from_a_document_of_ours_keeps_its_pictures() -> None:
    old = assemble({"cac_anh": [data(RED_WIDE)]})
    content = assemble({}, {}, content=old)
    assert pictures_of(content) == pictures_of(old)
    docx.Document(io.BytesIO(content))


def test_a_picture_that_is_not_there_prints_nothing() -> None:
    content = package(paragraph("{{p anh | hinh(160, 110) }}"), paragraph("hết"))
    xml = document_xml(assemble({"anh": None}, content=content))
    assert "drawing" not in xml
    assert "HinhAnh" not in xml


@pytest.mark.parametrize(
    ("call", "changes"),
    [
        ("hinh(0, 110)", {}),
        ("hinh(160, -1)", {}),
        ("hinh()", {}),
        ("hinh('rong', 110)", {}),
        ("hinh(160, 110)", {"ma": "../../x"}),
        ("hinh(160, 110)", {"ma": None}),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_the_templates_fault(call: str, changes: Any) -> None:
    content = package(paragraph(f"{{{{p anh | {call} }}}}"))
    with pytest.raises(InvalidTemplate, match="không điền được dữ liệu này"):
        assemble({"anh": {**data(RED_WIDE), **changes}}, content=content)


def test_the_thinnest_picture_still_has_a_height() -> None:
    line = sent(RED, (9000, 1), "PNG")
    content = package(paragraph("{{p anh | hinh(0.1, 1) }}"))
    made = assemble({"anh": data(line)}, dict([line]), content)
    shape = docx.Document(io.BytesIO(made)).inline_shapes[0]
    assert (shape.width, shape.height) == (Mm(0.1), 1)


def test_a_misspelt_picture_is_reported_like_any_other_name() -> None:
    used = names_used("{{ anhh | hinh(160, 110) }}", template_environment())
    assert unknown_names(used, [{"anh": data(RED_WIDE)}]) == ["anhh"]


@pytest.mark.soffice
def test_the_pdf_shows_both_pictures_and_says_what_they_are(service) -> None:
    pdf = service.pool.convert(two_pictures()).content
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    shown = [one.image.convert("RGB") for one in pages[0].images]
    middles = [image.getpixel((image.width // 2, image.height // 2)) for image in shown]
    for colour in (RED, BLUE):
        assert any(
            all(abs(one - other) < 12 for one, other in zip(middle, colour, strict=True))
            for middle in middles
        )
    assert len(shown) == 2
    assert alternatives(PdfReader(io.BytesIO(pdf))) == ["Ảnh đỏ", "Ảnh xanh"]


def alternatives(reader: PdfReader) -> list[str]:
    """What a screen reader says instead of the pictures."""
    found: list[str] = []
    left = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop(0).get_object()
        if isinstance(node, list):
            left = [*node, *left]
        elif hasattr(node, "get"):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                left.insert(0, node["/K"])
    return found
