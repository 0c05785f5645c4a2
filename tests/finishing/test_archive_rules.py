"""The rules of archives are only worth something if they find what is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, String

from doc_service.finishing.finisher import finish
from doc_service.finishing.metadata import Metadata

from .archive_rules import violations
from .drawn import drawn

METADATA = Metadata("Tờ trình", "Đảng ủy xã Mẫu", custom={"vanthu_bieu_mau": "to_trinh"})
FINISHED = finish(
    drawn({"ky_nguoi_ky": (1, 428.85, 462.1)}), METADATA, sign=True, pt=14, blank_lines=4
).content


def test_what_this_service_makes_breaks_none() -> None:
    assert violations(FINISHED) == []


def _packet(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new))

    return change


def _field(name: str, value: pikepdf.Object | int) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Annots[0][name] = value

    return change


def _root(name: str, value: pikepdf.Object | bool) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.Root[name] = value

    return change


def _title(pdf: Pdf) -> None:
    pdf.docinfo.Title = String("Khác")


def _draw(pdf: Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


def _loose(pdf: Pdf) -> None:
    pdf.Root.Font = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=Name.Arial))


def _intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@pytest.mark.parametrize(
    ("clause", "change"),
    [
        ("6.2.3", _intent),
        ("6.2.11.4.1", _loose),
        ("6.3.2 f.", _field("/F", 2)),
        ("6.3.2 f.", _field("/AP", Dictionary())),
        ("6.4.1", _draw),
        ("6.4.1", _field("/A", Dictionary(S=Name.URI))),
        ("6.5.1", _root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1")))),
        ("6.6.2.1", _packet(b'id="W5M0', b'encoding="UTF-8" id="W5M0')),
        ("6.6.2.3.1", _packet(b"pdfaProperty:name>bieu_mau", b"pdfaProperty:name>mau_bieu")),
        ("6.6.3", _title),
        ("6.6.4", _packet(b"pdfaid:part>2", b"pdfaid:part>1")),
        ("6.8 ff.", _root("/OCProperties", Dictionary())),
    ],
)
def test_what_an_archive_forbids_is_found(clause: str, change: Callable[[Pdf], None]) -> None:
    with pikepdf.open(io.BytesIO(FINISHED)) as pdf:
        change(pdf)
        if clause == "6.5.1":
            pdf.Root.OpenAction = pdf.make_indirect(pdf.Root.OpenAction)
        held = io.BytesIO()
        pdf.save(held, fix_metadata_version=False)
    assert [one.split(":")[0] for one in violations(held.getvalue())] == [clause]
