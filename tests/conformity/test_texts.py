from __future__ import annotations

from lxml import etree

from doc_service.conformity.looks import Looks
from doc_service.conformity.paper import Span
from doc_service.conformity.texts import composed, plain_text, read_spans
from doc_service.word.styles import Styles
from tests.conformity.files import SPACES, box
from tests.importing.documents import p, r


def paragraph(*inside: str) -> etree._Element:
    return etree.fromstring(f"<w:body {SPACES}>{p(*inside)}</w:body>")[0]


def spans(*inside: str) -> tuple[Span, ...]:
    return read_spans(paragraph(*inside), "", "", Looks(Styles()))


def test_runs_are_read_wherever_a_paragraph_holds_them() -> None:
    inside = (
        f"<w:hyperlink>{r('liên ')}</w:hyperlink>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('kết ')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{r('và ')}</w:smartTag>",
        f"<mc:AlternateContent><mc:Choice>{r('mới')}</mc:Choice><mc:Fallback>{r('cũ')}"
        "</mc:Fallback></mc:AlternateContent>",
    )
    assert "".join(span.text for span in spans(*inside)) == "liên kết và mới"


def test_a_text_box_is_no_text_of_the_paragraph_that_anchors_it() -> None:
    assert [span.text for span in spans(r("ngoài"), box(p(r("trong"))))] == ["ngoài"]


def test_an_unknown_symbol_is_left_out() -> None:
    signs = "".join(
        f"<w:sym w:char='{code}'/>" for code in ("", "xyz", "110000000", "0007", "2013")
    )
    assert plain_text(paragraph(f"<w:r>{signs}</w:r>")) == "–"


def test_text_composed_already_stays_the_very_same() -> None:
    found = spans(r("Đảng ủy"))
    assert composed(found) == (found, False)


def test_plain_text_is_the_text_of_all_runs() -> None:
    assert plain_text(paragraph(r("Đa\u0309ng "), r("ủy", "<w:b/>"))) == "Đảng ủy"
