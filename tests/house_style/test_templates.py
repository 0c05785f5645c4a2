"""The built templates: fresh, small, and laid out as the rules want."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from doc_service.house_style.__main__ import FOLDER, built
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template, build
from doc_service.house_style.styles import styles_xml
from doc_service.ooxml import paragraph
from doc_service.the_thuc.metrics import text_width
from doc_service.the_thuc.rule_sets import rule_set, rule_sets
from doc_service.zip_archive import read_members

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
NAMES = [path.stem for path, _ in built()]
LISTS = ["mau_01", "mau_02", "mau_03"]


def body(name: str) -> etree._Element:
    content = (FOLDER / f"{name}.docx").read_bytes()
    return etree.fromstring(read_members(content)["word/document.xml"])


def test_templates_are_as_their_sources_say() -> None:
    stale = [path.name for path, content in built() if path.read_bytes() != content]
    assert not stale, "chạy “make templates”"


def test_every_source_has_a_template_and_every_template_a_source() -> None:
    assert {path.stem for path in FOLDER.glob("*.docx")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_paper_and_margins_are_those_of_the_regulation(name: str) -> None:
    section = body(name).find(".//w:sectPr", NS)
    size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
    sides = {int(size.get(f"{W}w")), int(size.get(f"{W}h"))}
    assert sides == {11906, 16838}
    across = {
        side: int(margins.get(f"{W}{side}"))
        for side in ("top", "bottom", "left", "right", "header")
    }
    assert across == {"top": 1134, "bottom": 1134, "left": 1701, "right": 850, "header": 567}
    assert section.find("w:titlePg", NS) is not None


@pytest.mark.parametrize(
    ("name", "landscape"), [("mau_01", True), ("mau_02", True), ("mau_03", False)]
)
def test_wide_forms_lie_on_their_side(name: str, landscape: bool) -> None:
    size = body(name).find(".//w:pgSz", NS)
    assert (int(size.get(f"{W}w")) > int(size.get(f"{W}h"))) is landscape


def bookmarks(name: str) -> list[str]:
    marks = body(name).iterfind(".//w:bookmarkStart", NS)
    return [str(one.get(f"{W}name")) for one in marks]


SIGNED = [name for name in NAMES if "ky_nguoi_ky" in bookmarks(name)]


@pytest.mark.parametrize("name", NAMES)
def test_places_to_sign_are_bookmarks_and_each_is_one(name: str) -> None:
    names = bookmarks(name)
    assert len(names) == len(set(names))
    assert all(one.startswith("ky_") for one in names)
    ids = [one.get(f"{W}id") for one in body(name).iterfind(".//w:bookmarkStart", NS)]
    assert len(ids) == len(set(ids))


def test_nearly_every_form_is_signed_for_an_organ_whose_seal_has_a_place() -> None:
    of_a_person = {"bai_viet_dien_hinh", "bao_cao_thanh_tich_ca_nhan", "muc_luc_ho_so"}
    assert {name.partition(".")[0] for name in set(NAMES) - set(SIGNED)} <= of_a_person
    unsealed = {name for name in SIGNED if "ky_co_quan" not in bookmarks(name)}
    assert {name.partition(".")[0] for name in unsealed} <= of_a_person


@pytest.mark.parametrize("name", LISTS)
def test_head_rows_repeat_and_no_other_row_does(name: str) -> None:
    table = body(name).findall(".//w:body/w:tbl", NS)[-1]
    repeated = [row.find("w:trPr/w:tblHeader", NS) is not None for row in table.findall("w:tr", NS)]
    heads = sum(repeated)
    assert heads >= 1
    assert repeated == [True] * heads + [False] * (len(repeated) - heads)


@pytest.mark.parametrize("name", LISTS)
def test_the_signature_is_the_last_row_and_does_not_split(name: str) -> None:
    last = body(name).findall(".//w:body/w:tbl", NS)[-1].findall("w:tr", NS)[-1]
    assert last.find("w:trPr/w:cantSplit", NS) is not None
    assert last.find(".//w:bookmarkStart", NS) is not None
    text = "".join(last.itertext())
    assert "chu_ky.ho_ten" in text
    assert "noi_nhan" in text


@pytest.mark.parametrize("name", NAMES)
def test_no_row_splits_over_pages_and_no_signature_block_either(name: str) -> None:
    rows = [
        row for row in body(name).iterfind(".//w:tr", NS) if "{%tr" not in "".join(row.itertext())
    ]
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)


@pytest.mark.parametrize("name", SIGNED)
def test_four_blank_lines_stand_above_every_name(name: str) -> None:
    root = body(name)
    for last in [one for one in root.iterfind(".//w:p", NS) if style(one) == "HoTen"]:
        above = []
        for one in last.itersiblings(f"{W}p", preceding=True):
            if style(one) in ("QuyenHan", "ChucVu", "GhiChuKy"):
                break
            text = "".join(one.itertext())
            above += [] if text.startswith("{%p") else [text]
        marks = "".join(str(etree.tostring(one)) for one in last.getparent())
        sealed = "ky_co_quan" in marks or "ky_dau_" in marks
        # the place of the seal is written twice, for organs with a seal and without
        assert len(above) - sealed == 4
        assert not any(above)


def style(paragraph: etree._Element) -> str:
    found = paragraph.find("w:pPr/w:pStyle", NS)
    return "" if found is None else str(found.get(f"{W}val"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_small_and_names_no_unused_style(name: str) -> None:
    members = read_members((FOLDER / f"{name}.docx").read_bytes())
    assert sum(map(len, members.values())) < 60_000
    used = set(
        re.findall(r'w:(?:pStyle|rStyle) w:val="([^"]+)"', members["word/document.xml"].decode())
    )
    defined = set(re.findall(r'w:styleId="([^"]+)"', members["word/styles.xml"].decode()))
    assert used <= defined


@pytest.mark.parametrize("name", sorted(rule_sets()))
def test_the_rule_under_the_title_is_as_long_as_the_title(name: str) -> None:
    rules = rule_set(name)
    xml = letterhead(Sheet(rules), numbered=True)
    right = int(re.findall(r'<w:gridCol w:w="(\d+)"/>', xml)[1])
    indents = re.findall(r'<w:ind w:left="(\d+)" w:right="(\d+)"/>', xml)
    left_indent, right_indent = map(int, indents[-1])
    length = (right - left_indent - right_indent) / 20
    wanted = text_width(rules.letterhead.title[-1], rules.letterhead.title_pt[-1], "bold")
    assert abs(length - wanted) < 0.2


def test_a_party_title_is_divided_by_five_hyphens_and_a_state_title_by_none() -> None:
    assert ">-----<" in title(Sheet(rule_set("dang-hd36")), "KẾ HOẠCH", "thực hiện phong trào")
    assert "-----" not in title(Sheet(rule_set("nd30")), "KẾ HOẠCH", "Thực hiện phong trào")


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    sheet = Sheet(rule_set("nd30"))
    template = Template(sheet, (letterhead(sheet, numbered=True),))
    assert build(template) == build(template)


def spacing(rules: str, style_id: str) -> int:
    """Return the space above the paragraphs of a style, in dxa."""
    xml = styles_xml(rule_set(rules), {style_id})
    found = re.search(rf'w:styleId="{style_id}".*?w:before="(\d+)"', xml)
    assert found is not None
    return int(found[1])


def test_a_state_rule_stays_clear_of_the_letters_above_and_the_party_one_where_it_was() -> None:
    assert [spacing(name, "KeNgang") for name in ("nd30", "mttq", "dang-hd36")] == [60, 60, 0]


@pytest.mark.parametrize("name", sorted(rule_sets()))
def test_the_number_and_the_date_stand_on_one_line(name: str) -> None:
    at = rule_set(name)
    lower = spacing(name, "SoKyHieu") / 20 + at.number.pt
    assert lower == spacing(name, "DiaDanhNgay") / 20 + at.place_date.pt


def test_no_line_ends_between_a_word_and_its_number() -> None:
    sheet = Sheet(rule_set("nd30"))
    made = build(Template(sheet, (paragraph("trước ngày {{ han | ngay_so }}, số người {{ so }}"),)))
    text = read_members(made)["word/document.xml"].decode()
    assert "trước ngày\u00a0{{ han" in text
    assert "số người {{ so" in text
