"""The proof that the fields are good for something: they are signed, and the signatures hold."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pyhanko.sign.diff_analysis import ModificationLevel

from doc_service.finishing.finisher import Finished, finish
from doc_service.finishing.metadata import Metadata

from .certificates import Authority, signed
from .conftest import Converted

pytestmark = pytest.mark.soffice

METADATA = Metadata(
    "Tờ trình đề nghị công nhận", "Đảng ủy xã Mẫu", custom={"vanthu_bieu_mau": "to_trinh"}
)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.made()


def ready(pdf: bytes) -> Finished:
    return finish(pdf, METADATA, sign=True, pt=14, blank_lines=4)


def signed_in_turn(
    content: bytes, fields: tuple[str, ...], authority: Authority
) -> tuple[bytes, int]:
    """The file signed in every field, and how long it was before the last one signed."""
    length = 0
    for field in fields:
        length = len(content)
        content = signed(content, field, authority.signer(f"Người ký {field}"))
    return content, length


@pytest.mark.parametrize(
    ("form", "example", "fields"),
    [
        ("to_trinh", "", ("ky_nguoi_ky", "ky_co_quan")),
        ("bien_ban_binh_xet", "bien_ban_binh_xet.chi_bo", ("ky_thu_ky", "ky_nguoi_ky")),
        ("bien_ban_binh_xet", "", ("ky_thu_ky", "ky_nguoi_ky", "ky_co_quan")),
    ],
)
def test_every_field_is_signed_in_turn_and_every_signature_holds_afterwards(
    converted: Converted, authority: Authority, form: str, example: str, fields: tuple[str, ...]
) -> None:
    finished = ready(converted(form, example))
    assert {place.name for place in finished.places} == set(fields)
    content, _ = signed_in_turn(finished.content, fields, authority)
    judged = authority.judged(content)
    assert tuple(judged) == fields
    for field, status in judged.items():
        assert status.bottom_line, (field, status.summary())
        assert status.intact and status.valid and status.trusted, field
    earlier = [judged[field].modification_level for field in fields[:-1]]
    assert earlier == [ModificationLevel.FORM_FILLING] * len(earlier)
    assert judged[fields[-1]].modification_level in (None, ModificationLevel.NONE)


def test_a_changed_letter_breaks_the_signature(converted: Converted, authority: Authority) -> None:
    content, _ = signed_in_turn(
        ready(converted("to_trinh", "")).content, ("ky_nguoi_ky",), authority
    )
    assert content.count(b"<vanthu:bieu_mau>to_trinh<") == 1
    forged = content.replace(b"<vanthu:bieu_mau>to_trinh<", b"<vanthu:bieu_mau>to_trunh<")
    assert not authority.judged(forged)["ky_nguoi_ky"].intact


def test_nobody_else_is_trusted(converted: Converted, authority: Authority) -> None:
    content, _ = signed_in_turn(
        ready(converted("to_trinh", "")).content, ("ky_nguoi_ky",), Authority.made()
    )
    status = authority.judged(content)["ky_nguoi_ky"]
    assert status.intact
    assert not status.trusted


def test_signing_keeps_the_provenance(converted: Converted, authority: Authority) -> None:
    content, before = signed_in_turn(
        ready(converted("to_trinh", "")).content, ("ky_nguoi_ky", "ky_co_quan"), authority
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/vanthu_bieu_mau"]) == "to_trinh"
        assert b"to_trinh" in pdf.Root.Metadata.read_bytes()
    assert len(content) > before
