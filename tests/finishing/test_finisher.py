from __future__ import annotations

import io
import re
import subprocess
import sys
from typing import NoReturn

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.errors import FinishingError, SigningRefused
from doc_service.finishing import revision
from doc_service.finishing.finisher import finish, merge, warm
from doc_service.finishing.metadata import Metadata
from doc_service.finishing.parts import Part
from doc_service.settings import ROOT

from .archive_rules import violations
from .conftest import Converted
from .drawn import drawn, saved

METADATA = Metadata(
    "Tờ trình đề nghị công nhận",
    "Đảng ủy xã Mẫu",
    "Số 12-TTr/ĐU",
    "dân vận khéo",
    {"vanthu_bieu_mau": "to_trinh", "vanthu_libreoffice": "7.4.7.2"},
)
MARKS = {"ky_nguoi_ky": (2, 428.85, 462.1), "ky_co_quan": (2, 428.85, 446.0)}


def finished(pdf: bytes, sign: bool | tuple[str, ...] = True) -> bytes:
    return finish(pdf, METADATA, sign=sign, pt=14, blank_lines=4).content


def images(pdf: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    looks = [
        bytes(page.render(scale=1, may_draw_forms=True, draw_annots=True).buffer)
        for page in document
    ]
    document.close()
    return looks


def test_the_answer_says_where_the_fields_are_and_the_file_has_them_there() -> None:
    made = finish(drawn(MARKS, pages=2), METADATA, sign=True, pt=14, blank_lines=4)
    assert [place.name for place in made.places] == ["ky_nguoi_ky", "ky_co_quan"]
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert "/Annots" not in pdf.pages[0].obj
        widgets = list(pdf.pages[1].obj.Annots)
        assert [str(one.T) for one in widgets] == ["ky_nguoi_ky", "ky_co_quan"]
        assert [str(one.TU) for one in widgets] == [place.label for place in made.places]
        for place, widget in zip(made.places, widgets, strict=True):
            assert place.page == 2
            assert tuple(float(side) for side in widget.Rect) == place.box
            assert str(widget.FT) == "/Sig"
            assert "/V" not in widget
            assert "/MK" not in widget  # neither border nor background
            assert widget.AP.N.read_bytes() == b""
        assert len(pdf.Root.AcroForm.Fields) == 2


def test_what_was_made_stays_as_it_is_and_the_rest_follows() -> None:
    before = drawn(MARKS, pages=2)
    assert finished(before).startswith(before)


def test_equal_input_makes_equal_bytes_and_other_metadata_another_file() -> None:
    pdf = drawn(MARKS, pages=2)
    assert finished(pdf) == finished(pdf)
    other = finish(pdf, Metadata("Khác", ""), sign=True, pt=14, blank_lines=4).content
    identifiers = []
    for content in (finished(pdf), other, finished(pdf, sign=False)):
        with pikepdf.open(io.BytesIO(content)) as opened:
            identifiers.append([bytes(half) for half in opened.trailer.ID])
    assert len({first for first, _ in identifiers}) == 1
    assert len({second for _, second in identifiers}) == 3


def test_a_draft_says_what_it_is_and_has_no_field() -> None:
    made = finish(drawn(MARKS, pages=2), METADATA, sign=False, pt=14, blank_lines=4)
    assert made.places == ()
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert str(pdf.docinfo.Title) == METADATA.title


def test_only_the_places_that_are_asked_for_get_a_field() -> None:
    made = finish(drawn(MARKS, pages=2), METADATA, sign={"ky_co_quan"}, pt=14, blank_lines=4)
    assert [place.name for place in made.places] == ["ky_co_quan"]


def test_a_document_that_nobody_signs_is_finished_without_fields() -> None:
    made = finish(drawn(), METADATA, sign=True, pt=14, blank_lines=4)
    assert made.places == ()
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_a_bookmark_of_another_kind_is_no_place_to_sign() -> None:
    marks = {"ky_nguoi_ky": (1, 300.0, 400.0), "_Toc1": (1, 90.0, 700.0), "kyhieu": (1, 9.0, 9.0)}
    made = finish(drawn(marks), METADATA, sign=True, pt=14, blank_lines=4)
    assert [place.name for place in made.places] == ["ky_nguoi_ky"]


def test_a_place_that_is_not_there_is_told() -> None:
    with pytest.raises(SigningRefused, match="“ky_thu_ky”"):
        finish(drawn(MARKS, pages=2), METADATA, sign=["ky_thu_ky"], pt=14, blank_lines=4)


def test_a_page_lying_down_keeps_the_fields_on_it() -> None:
    pdf = drawn({"ky_nguoi_ky": (1, 780.0, 200.0)}, paper=(0, 0, 842, 595))
    [place] = finish(pdf, METADATA, sign=True, pt=14, blank_lines=4).places
    assert place.box[2] < 842
    assert (place.box[0] + place.box[2]) / 2 == pytest.approx(780, abs=0.01)


def encrypted() -> bytes:
    with pikepdf.open(io.BytesIO(drawn(MARKS, pages=2))) as pdf:
        held = io.BytesIO()
        pdf.save(held, encryption=pikepdf.Encryption(owner="chu", user=""))
        return held.getvalue()


def without_page() -> bytes:
    with pikepdf.open(io.BytesIO(drawn({"ky_nguoi_ky": (1, 300.0, 400.0)}))) as pdf:
        next(iter(pdf.Root.Dests.values()))[0] = pdf.make_indirect(pikepdf.Dictionary())
        return saved(pdf)


def endless_pages() -> bytes:
    with pikepdf.open(io.BytesIO(drawn({"ky_nguoi_ky": (1, 300.0, 400.0)}))) as pdf:
        number, _ = pdf.Root.Pages.objgen
    text = drawn({"ky_nguoi_ky": (1, 300.0, 400.0)})
    page = re.search(rb"/Kids \[ (\d+) 0 R \]", text)
    assert page
    return text.replace(page[0], page[0].replace(page[1], b"%d" % number))


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"%PDF-1.6\n%%EOF\n",
        b"khong phai PDF",
        drawn(MARKS, pages=2)[:-300],
        drawn(MARKS, pages=2)[300:],
        encrypted(),
        without_page(),
        endless_pages(),
    ],
    ids=["empty", "hollow", "text", "no end", "no head", "encrypted", "no page", "endless"],
)
def test_a_file_that_cannot_be_finished_is_told_in_words_and_the_cause_logged(pdf: bytes) -> None:
    with pytest.raises(FinishingError, match="Hãy thử lại") as caught:
        finished(pdf)
    assert caught.value.code == "finishing"
    assert caught.value.detail


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=12))
def test_a_damaged_file_is_finished_or_refused_never_anything_else(at: int, junk: bytes) -> None:
    pdf = drawn(MARKS, pages=2)
    at %= len(pdf)
    damaged = pdf[:at] + junk + pdf[at + len(junk) :]
    for work in (finished, lambda one: merge([Part("Một", one)], METADATA)):
        try:
            assert work(damaged).startswith(b"%PDF-")
        except FinishingError as error:
            assert error.detail


def test_cross_references_read_one_by_one_or_all_at_once_make_the_same_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quickly = finished(drawn(MARKS, pages=2))
    monkeypatch.setattr(revision.PlainTable, "of", all_at_once)
    assert finished(drawn(MARKS, pages=2)) == quickly


def all_at_once(_: bytes) -> NoReturn:
    raise ValueError("as if the file were written in another way")


def test_a_file_whose_cross_references_are_packed_is_finished_as_well() -> None:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(MARKS, pages=2))) as pdf:
        pdf.save(held, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pikepdf.open(io.BytesIO(finished(held.getvalue()))) as pdf:
        assert [str(one.T) for one in pdf.pages[1].obj.Annots] == ["ky_nguoi_ky", "ky_co_quan"]
        assert pdf.check_pdf_syntax() == []


def test_a_file_is_not_finished_twice() -> None:
    with pytest.raises(FinishingError):
        finished(finished(drawn(MARKS, pages=2)))


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, doc_service.finishing.finisher as one;"
        "heavy = {'pyhanko', 'pikepdf'};"
        "assert not heavy & set(sys.modules);"
        "one.warm();"
        "assert heavy <= set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_warming_up_twice_does_no_harm() -> None:
    warm()
    warm()


@pytest.mark.soffice
class TestWithLibreOffice:
    """What only its own files can show."""

    @pytest.mark.parametrize("form", ["to_trinh", "bien_ban_binh_xet"])
    def test_it_is_still_an_archive_file(self, converted: Converted, form: str) -> None:
        before = converted(form, "")
        assert violations(before) == []
        after = finished(before)
        assert violations(after) == []
        with pikepdf.open(io.BytesIO(after)) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"

    def test_nothing_new_is_seen_and_no_text_is_lost(self, converted: Converted) -> None:
        before = converted("to_trinh", "")
        after = finished(before)
        assert images(after) == images(before)
        old, new = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(after)
        for one, other in zip(old, new, strict=True):
            text = one.get_textpage().get_text_range()
            assert text
            assert other.get_textpage().get_text_range() == text

    def test_the_seal_has_its_place_for_an_organ_and_none_for_a_chi_bo(
        self, converted: Converted
    ) -> None:
        organ = finish(
            converted("bien_ban_binh_xet", ""), METADATA, sign=True, pt=14, blank_lines=4
        )
        assert {one.role for one in organ.places} == {"thu_ky", "nguoi_ky", "co_quan"}
        cell = finish(
            converted("bien_ban_binh_xet", "bien_ban_binh_xet.chi_bo"),
            METADATA,
            sign=True,
            pt=14,
            blank_lines=4,
        )
        assert {one.role for one in cell.places} == {"thu_ky", "nguoi_ky"}

    def test_the_fields_lie_between_title_and_name(self, converted: Converted) -> None:
        """Nothing is printed where people sign, and there is something just above and below."""
        made = finish(converted("to_trinh", ""), METADATA, sign=True, pt=14, blank_lines=4)
        person = made.places[0]
        page = pypdfium2.PdfDocument(made.content)[person.page - 1].get_textpage()
        x0, y0, x1, y1 = person.box
        assert page.get_text_bounded(x0, y0 + 2, x1, y1 - 2).strip() == ""
        assert page.get_text_bounded(x0, y1, x1, y1 + 20).strip().isupper()
        name = page.get_text_bounded(x0, y0 - 18, x1, y0).strip()
        assert name.istitle()
