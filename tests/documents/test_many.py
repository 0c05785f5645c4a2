"""Many documents at once: one result for each, and each as if it had been converted alone."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pikepdf import Array, Dictionary

from bench.data import registration
from doc_service.assembly.assembler import Assembler
from doc_service.assembly.checks import W
from doc_service.assembly.fusing import fuse
from doc_service.conversion import Pdf, Priority
from doc_service.documents import Issued, Judged, Order, Parts, judge, produce
from doc_service.documents import many as module
from doc_service.documents.many import produce_many
from doc_service.documents.samples import Kind, Samples
from doc_service.errors import (
    ConversionTimeout,
    ConverterCrashed,
    ConverterMissing,
    DocServiceError,
    InvalidTemplate,
)
from doc_service.finishing.parting import part
from doc_service.forms.catalog import Catalog
from doc_service.service import DocService
from doc_service.zip_archive import read_members, write_members
from tests.assembly.listed import with_list
from tests.conftest import example
from tests.finishing.archive_rules import violations
from tests.finishing.compared import seen
from tests.finishing.drawn import drawn, saved

POISON = "Nguyễn Văn Độc"


@dataclass(slots=True)
class Typesetter:
    """Sets each document on a page of its own, unless it is poisoned; no LibreOffice."""

    fault: DocServiceError = field(default_factory=lambda: ConverterCrashed("hỏng"))
    poison: str = POISON
    together: bool = True
    """Whether it can set more than one document at all."""

    blank: int = 0
    """Pages that it adds to a document that it sets alone."""

    asked: list[tuple[int, str, Priority]] = field(default_factory=list)
    """Documents, watermark and priority of each call."""

    def convert(
        self, docx: bytes, *, watermark: str = "", priority: Priority = Priority.DOCUMENT
    ) -> Pdf:
        root = etree.fromstring(read_members(docx)["word/document.xml"])
        names = [one.get(f"{W}name") or "" for one in root.iter(f"{W}bookmarkStart")]
        documents = sum(name.endswith("-") for name in names) or 1
        self.asked.append((documents, watermark, priority))
        if self.poison in "".join(root.itertext(f"{W}t")):
            raise self.fault
        if documents > 1 and not self.together:
            return Pdf(drawn(), 1, "7.4")
        page, marks = 1, {}
        for name in names:
            page += name.endswith("-")
            marks[name] = (page, 300.0, 400.0)
        page += self.blank if documents == 1 else 0
        return Pdf(set_pages(marks, page), page, "7.4")


def set_pages(marks: dict[str, tuple[int, float, float]], pages: int) -> bytes:
    """A PDF with what pages of LibreOffice's have in common."""
    with pikepdf.open(io.BytesIO(drawn(marks, pages=pages))) as pdf:
        pdf.Root.StructTreeRoot.K = Array([pdf.Root.StructTreeRoot.K])
        common = pdf.make_indirect(Dictionary())
        for one in pdf.pages:
            one.obj.Resources = common
        return saved(pdf)


class NoSamples(Samples):
    """Compares none, so that a test can count conversions."""

    def chosen(self, kind: Kind, documents: int) -> int | None:
        return None


def parts_with(catalog: Catalog, converter: Any, samples: Samples | None = None) -> Parts:
    day = dt.date(2026, 11, 22)
    asked = samples or NoSamples()
    return Parts(catalog, Assembler(), converter, lambda: day, samples=asked)


def judged(parts: Parts, name: str, form: str = "mau_02", **how: Any) -> Judged:
    data = example(parts.catalog.form(form))
    data["nguoi_ky"] = {**data["nguoi_ky"], "ho_ten": name}
    return judge(Order(form, data, outputs=how.pop("outputs", ("pdf",)), **how), parts)


def signer(result: Issued | DocServiceError) -> str:
    """Who signs an issued document, as its DOCX says; the kind of an error."""
    if isinstance(result, DocServiceError):
        return type(result).__name__
    root = etree.fromstring(read_members(result.files[0].content)["word/document.xml"])
    return [text for text in root.itertext(f"{W}t") if text.startswith("Nguyễn Văn")][-1]


def test_documents_of_one_template_share_a_conversion(catalog: Catalog) -> None:
    setter = Typesetter()
    parts = parts_with(catalog, setter)
    results = produce_many([judged(parts, f"Nguyễn Văn {one}") for one in "ABC"], parts)
    assert setter.asked == [(3, "", Priority.BATCH)]
    assert all(isinstance(one, Issued) and one.pages == 1 for one in results)
    assert all(isinstance(one, Issued) and one.places for one in results)


def test_drafts_and_other_forms_go_apart(catalog: Catalog) -> None:
    setter = Typesetter()
    parts = parts_with(catalog, setter)
    mixed = [
        judged(parts, "Nguyễn Văn A"),
        judged(parts, "Nguyễn Văn B", draft=True),
        judged(parts, "Nguyễn Văn C", form="mau_01"),
        judged(parts, "Nguyễn Văn D"),
        judged(parts, "Nguyễn Văn E", draft=True),
    ]
    results = produce_many(mixed, parts)
    assert sorted(setter.asked) == [
        (1, "", Priority.BATCH),
        (2, "", Priority.BATCH),
        (2, "DỰ THẢO", Priority.BATCH),
    ]
    assert [bool(one.places) for one in results if isinstance(one, Issued)] == [
        True,
        False,
        True,
        True,
        False,
    ]


def test_no_more_documents_share_a_conversion_than_are_good_for_it(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    setter = Typesetter()
    parts = parts_with(catalog, setter)
    many = [judged(parts, "Nguyễn Văn A")] * (module._MOST_TOGETHER + 2)
    produce_many(many, parts)
    assert [count for count, *_ in setter.asked] == [module._MOST_TOGETHER, 2]
    setter.asked.clear()
    monkeypatch.setattr(module, "_MOST_WEIGHT", 1)
    produce_many(many[:3], parts)
    assert [count for count, *_ in setter.asked] == [1, 1, 1]


@pytest.mark.parametrize("fault", [ConverterCrashed("hỏng"), ConversionTimeout("lâu")])
def test_a_poisonous_document_fails_alone(catalog: Catalog, fault: DocServiceError) -> None:
    parts = parts_with(catalog, Typesetter(fault))
    names = ["Nguyễn Văn A", POISON, "Nguyễn Văn C"]
    results = produce_many([judged(parts, one, outputs=("docx", "pdf")) for one in names], parts)
    assert [signer(one) for one in results] == [names[0], type(fault).__name__, names[2]]


def test_a_conversion_that_comes_out_otherwise_is_done_one_by_one(catalog: Catalog) -> None:
    setter = Typesetter(together=False)
    parts = parts_with(catalog, setter)
    results = produce_many([judged(parts, f"Nguyễn Văn {one}") for one in "AB"], parts)
    assert [count for count, *_ in setter.asked] == [2, 1, 1]
    assert all(isinstance(one, Issued) for one in results)


def test_what_looks_otherwise_together_than_alone_is_done_one_by_one_from_then_on(
    catalog: Catalog,
) -> None:
    setter = Typesetter(blank=1)
    parts = parts_with(catalog, setter, Samples())
    for asked in ([2, 1, 1, 1], [1, 1]):
        setter.asked.clear()
        results = produce_many([judged(parts, f"Nguyễn Văn {one}") for one in "AB"], parts)
        assert [count for count, *_ in setter.asked] == asked
        assert [one.pages for one in results if isinstance(one, Issued)] == [2, 2]
    drafts = [judged(parts, f"Nguyễn Văn {one}", draft=True) for one in "AB"]
    assert all(isinstance(one, Issued) for one in produce_many(drafts, parts))
    assert setter.asked[2][0] == 2, "nobody knows yet of drafts"


def test_a_group_is_compared_first_and_then_one_of_many(catalog: Catalog) -> None:
    setter = Typesetter()
    parts = parts_with(catalog, setter, Samples())
    for asked in ([2, 1], [2], [2]):
        setter.asked.clear()
        produce_many([judged(parts, f"Nguyễn Văn {one}") for one in "AB"], parts)
        assert [count for count, *_ in setter.asked] == asked


def test_where_nothing_can_be_converted_now_nobody_waits_for_each(catalog: Catalog) -> None:
    setter = Typesetter(ConverterMissing("thiếu LibreOffice"), poison="")
    parts = parts_with(catalog, setter)
    results = produce_many([judged(parts, f"Nguyễn Văn {one}") for one in "ABC"], parts)
    assert len(setter.asked) == 1
    assert [str(one) for one in results] == ["thiếu LibreOffice"] * 3
    assert len({id(one) for one in results}) == 3


@pytest.mark.parametrize(
    ("fault", "said"),
    [(InvalidTemplate("mẫu sai"), "mẫu sai"), (KeyError("ho_ten"), "ngoài dự kiến")],
)
def test_a_document_whose_template_fails_takes_no_other_with_it(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    parts = parts_with(catalog, Typesetter())
    fill = parts.assembler.assemble

    def assemble(template: Any, context: Any, *rest: Any, **how: Any) -> bytes:
        if POISON in str(context):
            raise fault
        return fill(template, context, *rest, **how)

    monkeypatch.setattr(parts.assembler, "assemble", assemble)
    names = ["Nguyễn Văn A", POISON, "Nguyễn Văn C"]
    first, second, third = produce_many([judged(parts, one) for one in names], parts)
    assert isinstance(first, Issued)
    assert isinstance(second, DocServiceError)
    assert isinstance(third, Issued)
    assert said in str(second)


def test_without_a_pdf_nothing_is_converted(catalog: Catalog) -> None:
    setter = Typesetter()
    parts = parts_with(catalog, setter)
    orders = [judged(parts, "Nguyễn Văn A", outputs=("docx", "xlsx"))] * 2
    assert produce_many(orders, parts) == [produce(one, parts) for one in orders]
    assert setter.asked == []
    assert produce_many([], parts) == []


_KINDS = st.sampled_from(["mau_02", "mau_03", "mau_01"])
_NAMES = st.sampled_from([POISON, *(f"Nguyễn Văn {letter}" for letter in "ABCDEG")])


@settings(max_examples=15)  # each makes several documents
@given(orders=st.lists(st.tuples(_KINDS, _NAMES, st.booleans()), max_size=5))
def test_there_is_one_result_for_each_in_the_order_given(
    catalog: Catalog, orders: Sequence[tuple[str, str, bool]]
) -> None:
    parts = parts_with(catalog, Typesetter())
    asked = [
        judged(parts, name, form, draft=draft, outputs=("docx", "pdf"))
        for form, name, draft in orders
    ]
    results = produce_many(asked, parts)
    expected = ["ConverterCrashed" if name == POISON else name for _, name, _ in orders]
    assert [signer(one) for one in results] == expected
    titles = [one.title for one in results if isinstance(one, Issued)]
    made = [one for one, (_, name, _) in zip(asked, orders, strict=True) if name != POISON]
    assert titles == [one.prepared.title for one in made]


SPREAD = (
    ("mau_02", "mau_02", "mau_02.phuong"),  # a landscape one
    ("mau_03", "mau_03"),  # with a footnote
    ("ke_hoach_mttq", "ke_hoach_mttq", "ke_hoach_mttq.hoi_nong_dan"),  # a narrative with headings
    ("bien_ban_binh_xet", "bien_ban_binh_xet", "bien_ban_binh_xet.chi_bo"),  # two who sign
    ("bai_viet_dien_hinh", "bai_viet_dien_hinh"),  # with pictures
    ("quyet_dinh_khen_thuong", "quyet_dinh_khen_thuong.pho_chu_tich"),  # of two sections
)


def orders_of(service: DocService, form: str, *examples: str, draft: bool = False) -> list[Order]:
    found = service.catalog.form(form)
    every = [Order(form, example(found, name), outputs=("pdf",), draft=draft) for name in examples]
    return [*every, every[0]]


def lists(rows: Sequence[int]) -> list[Order]:
    return [Order("mau_01", registration(number), outputs=("pdf",)) for number in rows]


def same_as_alone(service: DocService, orders: Sequence[Order]) -> None:
    """Compare what is made together with what is made one by one."""
    asked = [judge(one, service.parts) for one in orders]
    together = produce_many(asked, service.parts)
    made: dict[int, tuple[Issued, dict[str, Any]]] = {}
    for order, one, result in zip(orders, asked, together, strict=True):
        if id(order) not in made:
            issued = produce(one, service.parts)
            made[id(order)] = issued, seen(issued.files[0].content)
        alone, looks = made[id(order)]
        assert isinstance(result, Issued)
        content = result.files[0].content
        assert seen(content) == looks
        assert violations(content) == []
        assert replace(result, files=()) == replace(alone, files=())


@pytest.fixture
def counted(service: DocService, monkeypatch: pytest.MonkeyPatch) -> list[Priority]:
    """The priority of every conversion that the service does."""
    calls: list[Priority] = []
    convert = type(service.pool).convert

    def counting(pool: Any, docx: bytes, **how: Any) -> Pdf:
        calls.append(how.get("priority", Priority.DOCUMENT))
        return convert(pool, docx, **how)

    monkeypatch.setattr(type(service.pool), "convert", counting)
    monkeypatch.setattr(Samples, "chosen", NoSamples.chosen)
    return calls


@pytest.mark.soffice
@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
@pytest.mark.parametrize("form", SPREAD, ids=lambda form: form[0])
def test_documents_made_together_are_the_same_as_alone(
    service: DocService, counted: list[Priority], form: tuple[str, ...], draft: bool
) -> None:
    orders = orders_of(service, *form, draft=draft)
    same_as_alone(service, orders)
    assert counted.count(Priority.BATCH) == 1  # none of them fell back


@pytest.mark.soffice
@pytest.mark.parametrize("rows", [(3, 9, 14), (60, 1, 25, 40)], ids=str)
def test_lists_of_any_length_are_the_same_together_as_alone(
    service: DocService, counted: list[Priority], rows: Sequence[int]
) -> None:
    same_as_alone(service, lists(rows))
    assert counted.count(Priority.BATCH) == 1


@pytest.mark.soffice
@pytest.mark.every_form
def test_every_form_is_converted_together(service: DocService, counted: list[Priority]) -> None:
    for name in service.catalog.names():
        counted.clear()
        orders = orders_of(service, name, next(iter(service.catalog.form(name).examples)))
        results = produce_many([judge(one, service.parts) for one in orders], service.parts)
        assert all(isinstance(one, Issued) for one in results), name
        assert counted == [Priority.BATCH], name


@pytest.mark.soffice
def test_what_another_libreoffice_might_do_to_documents_together_is_noticed(
    service: DocService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def larger(documents: Sequence[bytes], prefixes: Sequence[str]) -> bytes:
        members = read_members(fuse(documents, prefixes))
        styles = members["word/styles.xml"]
        members["word/styles.xml"] = styles.replace(b'<w:sz w:val="28"/>', b'<w:sz w:val="29"/>')
        return write_members(members.items())

    monkeypatch.setattr(module, "fuse", larger)
    monkeypatch.setattr(service.parts.samples, "groups", {})
    monkeypatch.setattr(service.parts.samples, "apart", set())
    same_as_alone(service, orders_of(service, "mau_02", "mau_02"))


def with_note(docx: bytes, text: str) -> bytes:
    """A document whose footnote says something else."""
    members = read_members(docx)
    members["word/footnotes.xml"] = members["word/footnotes.xml"].replace(
        "Tóm tắt".encode(), text.encode()
    )
    return write_members(members.items())


@pytest.mark.soffice
@pytest.mark.parametrize("form", ["mau_02", "to_trinh", "mau_03"])
def test_lists_and_footnotes_of_each_document_are_its_own(service: DocService, form: str) -> None:
    [file] = service.issue(Order(form, example(service.catalog.form(form)))).files
    if form == "mau_03":
        documents = [with_note(file.content, text) for text in ("Một", "Hai", "Ba")]
    else:
        documents = [with_list(file.content)] * 3
    prefixes = ["a-", "b-", "c-"]
    fused = service.pool.convert(fuse(documents, prefixes))
    convert = cache(service.pool.convert)
    for docx, share in zip(documents, part(fused.content, prefixes), strict=True):
        alone = convert(docx)
        assert share.pages == alone.pages
        assert seen(share.content) == seen(alone.content)
