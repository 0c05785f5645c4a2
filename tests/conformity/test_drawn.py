from __future__ import annotations

import pytest
from lxml import etree

from doc_service.conformity.drawn import has_rule, picture_ids
from tests.conformity.files import SPACES, box, picture, shape, vml
from tests.importing.documents import p, r


def paragraph(*inside: str) -> etree._Element:
    return etree.fromstring(f"<w:body {SPACES}>{p(*inside)}</w:body>")[0]


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        (r("chữ"), False),
        (shape("line", 2_000_000, 0), True),
        (shape("straightConnector1", 2_000_000, 12_700), True),
        (shape("line", 0, 2_000_000), False),
        (shape("line", 2_000_000, 2_000_000), False),
        (shape("rect", 2_000_000, 9_525), True),
        (shape("rect", 2_000_000, 900_000), False),
        (shape("ellipse", 2_000_000, 0), False),
        (vml("<v:line from='10pt,5pt' to='180pt,5pt'/>"), True),
        (vml("<v:line from='10pt,5pt' to='10pt,90pt'/>"), False),
        (vml("<v:line/>"), True),
        (vml("<v:shape type='#_x0000_t32' style='position:absolute;width:165pt;height:0'/>"), True),
        (vml("<v:shape o:connectortype='straight' style='width:0;height:9pt'/>"), False),
        (vml("<v:shape type='#_x0000_t75' style='width:165pt;height:0'/>"), False),
        (vml("<v:rect style='width:0;height:1.5pt' o:hr='t'/>"), True),
        (picture("rId1"), False),
    ],
)
def test_a_rule_is_a_straight_line_across(inside: str, rule: bool) -> None:
    assert has_rule(paragraph(inside)) is rule


def test_a_line_in_both_versions_or_in_a_group_is_seen() -> None:
    newer = shape("line", 9, 0).removeprefix("<w:r>").removesuffix("</w:r>")
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{newer}</mc:Choice>"
        "<mc:Fallback><w:pict><v:line/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert has_rule(paragraph(both))


def test_a_line_in_a_text_box_belongs_to_the_paragraph_in_it() -> None:
    assert not has_rule(paragraph(box(p(shape("line", 9, 0)))))


def test_pictures_are_named_by_their_relationship() -> None:
    old = vml("<v:shape><v:imagedata r:id='rId7'/></v:shape>")
    assert list(picture_ids(paragraph(picture("rId5"), old))) == ["rId5", "rId7"]
    assert list(picture_ids(paragraph(r("chữ")))) == []
