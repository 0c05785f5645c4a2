"""A dossier made: its files, their names and order, the merged PDF and its index."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from doc_service.assembly.assembler import Assembler
from doc_service.assembly.checks import W
from doc_service.documents import Parts
from doc_service.dossiers.declarations import Dossier
from doc_service.dossiers.issuing import DossierOrder, IssuedDossier, issue_dossier, slug
from doc_service.errors import DossierNotFound, InvalidData, UnknownOutput
from doc_service.forms.catalog import Catalog
from doc_service.service import DocService
from doc_service.zip_archive import read_members
from tests.dossiers.sets import NAMES, RECOGNITION, REGISTRATION, REVIEW, REWARD, Kind


class NoConverter:
    def convert(self, docx: bytes, **how: Any) -> Any:
        raise AssertionError("nothing is to be converted")


class NoAssembler(Assembler):
    def assemble(self, *what: Any, **how: Any) -> bytes:
        raise AssertionError("nothing is to be rendered")


@pytest.fixture(scope="module")
def parts(catalog: Catalog) -> Parts:
    return Parts(catalog, Assembler(), NoConverter(), lambda: dt.date(2026, 11, 22))


@pytest.fixture
def make(parts: Parts, dossiers: Mapping[str, Dossier]):
    def made(name: str, data: Any, **order: Any) -> IssuedDossier:
        order = {"outputs": ("docx",), **order}
        return issue_dossier(DossierOrder(name, data, **order), dossiers, parts)

    return made


def text_of(docx: bytes) -> str:
    xml = read_members(docx)["word/document.xml"].decode()
    plain = "".join(part.split("<", 1)[0] for part in xml.split(">"))
    return plain.replace("\u00a0", " ").replace("\u2011", "-")


def column(docx: bytes, head: str) -> list[str]:
    """The cells under a heading of the document's table."""
    body = etree.fromstring(read_members(docx)["word/document.xml"])
    rows = [
        ["".join(cell.itertext(f"{W}t")).replace("\u2011", "-") for cell in row.iter(f"{W}tc")]
        for row in body.iter(f"{W}tr")
    ]
    top = next(number for number, row in enumerate(rows) if head in row)
    at, width = rows[top].index(head), len(rows[top])
    return [row[at] for row in rows[top + 1 :] if len(row) == width]


COUNT = {REGISTRATION: 5, RECOGNITION: 9, REWARD: 3, REVIEW: 9}
"""Documents of each example, the index among them."""


@pytest.mark.parametrize("name", NAMES)
def test_every_example_becomes_a_whole_dossier(make, kinds: dict[str, Kind], name: str) -> None:
    made = make(name, kinds[name].example)
    files = list(made.files)
    assert len(files) == COUNT[name]
    assert [file.name for file in files] == sorted(file.name for file in files)
    assert files[0].name == "00-muc-luc.docx"
    assert made.merged is None
    assert made.name.startswith(f"{name}-2026-")
    index = text_of(files[0].content)
    for issued in made.documents[1:]:
        assert issued.title in index


@pytest.mark.parametrize("name", NAMES)
def test_the_same_order_gives_the_same_bytes_and_names(
    make, kinds: dict[str, Kind], name: str
) -> None:
    first, again = (make(name, kinds[name].example) for _ in range(2))
    assert first.archive() == again.archive()
    assert list(read_members(first.archive())) == [file.name for file in first.files]


def test_names_tell_the_document_and_whose_it_is(make, recognition: Kind) -> None:
    made = make(RECOGNITION, recognition.example)
    assert [file.name for file in made.files] == [
        "00-muc-luc.docx",
        "01-bien-ban-binh-xet.docx",
        "02-to-trinh.docx",
        "03-bao-cao-thanh-tich-tap-the-chi-bo-to-dan-pho-so-5.docx",
        "04-bao-cao-thanh-tich-tap-the-cong-an-phuong.docx",
        "05-bao-cao-thanh-tich-tap-the-trung-tam-phuc-vu-hanh-chinh-cong-phuong.docx",
        "06-bao-cao-thanh-tich-ca-nhan-nguyen-khanh-van.docx",
        "07-mau-03.docx",
        "08-danh-sach-de-nghi.docx",
    ]
    assert made.title.startswith("Hồ sơ đề nghị công nhận")


class QuickAssembler(Assembler):
    def assemble(self, *what: Any, **how: Any) -> bytes:
        return b"PK"


def test_a_hundred_documents_still_sort_in_their_order(
    catalog: Catalog, dossiers: Mapping[str, Dossier], registration: Kind
) -> None:
    data = registration.example
    usual, plan = data["chung"]["mo_hinh"][0], data["van_ban"]["ke_hoach_mo_hinh"][0]
    models = [{**usual, "ten": f"Ngõ xanh số {number}"} for number in range(98)]
    data["chung"]["mo_hinh"] = models
    data["van_ban"]["ke_hoach_mo_hinh"] = [
        {**plan, "so_ky_hieu": {"so": number + 1}, "ten": row["ten"]}
        for number, row in enumerate(models)
    ]
    parts = Parts(catalog, QuickAssembler(), NoConverter(), lambda: dt.date(2026, 11, 22))
    order = DossierOrder(REGISTRATION, data, outputs=("docx",))
    names = [file.name for file in issue_dossier(order, dossiers, parts).files]
    assert names == sorted(names)
    assert names[:2] == ["000-muc-luc.docx", "001-mau-01.docx"]
    assert names[-1] == "100-ke-hoach-mo-hinh-ngo-xanh-so-97.docx"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Chi bộ Tổ dân phố số 5", "chi-bo-to-dan-pho-so-5"),
        ("Đảng ủy / UBND: “A\\B”", "dang-uy-ubnd-a-b"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 60, ""),
        ("từ " * 30, "-".join(["tu"] * 16)),
        ("", ""),
        ("🇻🇳", ""),
    ],
)
def test_a_name_is_made_fit_for_any_file_system(text: str, short: str) -> None:
    assert slug(text) == short


def test_nothing_is_rendered_when_anything_is_wrong(
    catalog: Catalog, dossiers: Mapping[str, Dossier], recognition: Kind
) -> None:
    parts = Parts(catalog, NoAssembler(), NoConverter(), lambda: dt.date(2026, 11, 22))
    data = recognition.example
    data["van_ban"]["danh_sach_de_nghi"]["ngay"] = "2026-11-10"
    with pytest.raises(InvalidData) as caught:
        issue_dossier(DossierOrder(RECOGNITION, data), dossiers, parts)
    assert [one.code for one in caught.value.problems] == ["dates_out_of_order"]


def test_an_unknown_dossier_or_format_is_answered_by_those_there_are(make) -> None:
    with pytest.raises(DossierNotFound, match=REVIEW):
        make("ho_so_la", {})
    with pytest.raises(UnknownOutput, match="docx, pdf, xlsx"):
        make(REVIEW, {}, outputs=("odt",))


def test_a_draft_of_nothing_is_made_and_marked_by_its_names(make) -> None:
    made = make(RECOGNITION, {}, draft=True)
    assert [file.name for file in made.files] == [
        "00-muc-luc-du-thao.docx",
        "01-bien-ban-binh-xet-du-thao.docx",
        "02-to-trinh-du-thao.docx",
        "03-mau-03-du-thao.docx",
        "04-danh-sach-de-nghi-du-thao.docx",
    ]
    assert made.name == f"{RECOGNITION}-2026-du-thao"
    for file in made.files:
        assert "w:highlight" in read_members(file.content)["word/document.xml"].decode()


def test_the_index_lists_symbol_day_author_and_copies(make, recognition: Kind) -> None:
    index = text_of(next(make(RECOGNITION, recognition.example).files).content)
    for said in ("22-TTr/ĐU", "20/11/2026", "Chi bộ Tổ dân phố số 5", "03 bộ, đóng quyển"):
        assert said in index


def test_locality_words_reach_every_document(make, recognition: Kind) -> None:
    made = make(RECOGNITION, recognition.example, locality="thi_xa_2023")
    assert len(made.documents) == COUNT[RECOGNITION]


def pages_of(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.soffice
def test_the_five_items_come_as_one_pdf_in_order(service: DocService, recognition: Kind) -> None:
    made = service.issue_dossier(DossierOrder(RECOGNITION, recognition.example))
    names = [file.name for file in made.files]
    assert names == sorted(names)
    assert made.merged is not None
    assert names[-1] == made.merged.name == f"{made.name}.pdf"
    merged = PdfReader(io.BytesIO(made.merged.content))
    # lists hold the headings within a document
    entries = [one for one in merged.outline if not isinstance(one, list)]
    outline = [(one.title, merged.get_destination_page_number(one)) for one in entries]
    index, *documents = made.documents
    copies = [3 if "thành tích của" in one.title else 1 for one in documents]
    assert [title for title, _ in outline] == [
        "Mục lục",
        *(
            one.title + (f" (bộ {number}/{count})" if count > 1 else "")
            for one, count in zip(documents, copies, strict=True)
            for number in range(1, count + 1)
        ),
    ]
    starts, at = [0], index.pages
    ranges = []
    for one, count in zip(documents, copies, strict=True):
        [pdf] = [file.content for file in one.files if file.format.name == "pdf"]
        assert pages_of(pdf) == one.pages
        first = at - index.pages + 1
        for _ in range(count):
            starts.append(at)
            at += one.pages
        last = at - index.pages
        ranges.append(str(first) if first == last else f"{first}-{last}")
    assert [page for _, page in outline] == starts
    assert len(merged.pages) == at
    shown = unicodedata.normalize("NFC", merged.pages[0].extract_text())
    assert shown.find("MỤC LỤC") >= 0
    assert column(index.files[0].content, "Tờ số") == ranges
    labels = merged.page_labels
    assert labels[0] == "i"
    assert labels[index.pages :] == [str(number) for number in range(1, at - index.pages + 1)]
    assert merged.get_fields() in (None, {})  # a signature holds for the file it was put into
    assert all(one.places for one in made.documents)
    assert "ky_nguoi_ky" in {place.name for place in index.places}
    assert len({file.sha256 for file in made.files}) == len(names)


@pytest.mark.soffice
def test_a_draft_says_so_on_every_page_and_has_no_place_to_sign(service: DocService) -> None:
    made = service.issue_dossier(DossierOrder(REWARD, {}, draft=True))
    assert [one.places for one in made.documents] == [()] * len(made.documents)
    assert made.merged is not None
    assert made.merged.name == f"{REWARD}-2026-du-thao.pdf"
    for page in PdfReader(io.BytesIO(made.merged.content)).pages:
        assert "DỰ THẢO" in unicodedata.normalize("NFC", page.extract_text())
