from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from doc_service.finishing.metadata import (
    NAMESPACE,
    Making,
    Metadata,
    claimed,
    info,
    iso_date,
    xmp,
)

MAKING = Making("Writer", "LibreOffice 7.4", "D:20261122072458Z'", "vi-VN", ("2", "B"))
METADATA = Metadata(
    "Tờ trình “A & B” <1>",
    "Đảng ủy xã Mẫu",
    "Số 12-TTr/ĐU",
    "dân vận khéo",
    {"vanthu_the_thuc": "dang-hd36", "vanthu_bieu_mau": "to_trinh", "vanthu_moi": "x"},
)


def properties(packet: bytes) -> dict[str, str]:
    tree = etree.fromstring(packet)
    described = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
    return {one.tag: "".join(one.itertext()) for top in tree.iter(described) for one in top}


def test_the_info_dictionary_says_what_the_document_is_and_who_made_it() -> None:
    assert info(METADATA, MAKING) == {
        "Title": "Tờ trình “A & B” <1>",
        "Author": "Đảng ủy xã Mẫu",
        "Subject": "Số 12-TTr/ĐU",
        "Keywords": "dân vận khéo",
        "Creator": "Writer",
        "Producer": "LibreOffice 7.4",
        "CreationDate": "D:20261122072458Z'",
        "vanthu_bieu_mau": "to_trinh",
        "vanthu_moi": "x",
        "vanthu_the_thuc": "dang-hd36",
    }


def test_the_packet_says_the_same() -> None:
    said = properties(xmp(METADATA, MAKING))
    assert said["{http://purl.org/dc/elements/1.1/}title"] == METADATA.title
    assert said["{http://purl.org/dc/elements/1.1/}creator"] == METADATA.author
    assert said["{http://purl.org/dc/elements/1.1/}description"] == METADATA.subject
    assert said["{http://purl.org/dc/elements/1.1/}language"] == "vi-VN"
    assert said["{http://ns.adobe.com/pdf/1.3/}Keywords"] == METADATA.keywords
    assert said["{http://ns.adobe.com/xap/1.0/}CreateDate"] == "2026-11-22T07:24:58Z"
    assert said[f"{{{NAMESPACE}}}bieu_mau"] == "to_trinh"
    assert said["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"


def test_every_word_of_provenance_is_described_for_validators() -> None:
    packet = xmp(METADATA, MAKING).decode()
    for name in ("bieu_mau", "the_thuc", "moi"):
        assert f"<pdfaProperty:name>{name}</pdfaProperty:name>" in packet
    assert packet.count("<pdfaProperty:description>") == 3
    assert f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>" in packet


def test_what_nobody_has_said_is_left_out() -> None:
    bare = Metadata("Công văn", "")
    assert info(bare, Making()) == {"Title": "Công văn"}
    packet = xmp(bare, Making())
    assert list(properties(packet)) == ["{http://purl.org/dc/elements/1.1/}title"]
    assert claimed(packet) is None


def test_the_claim_of_an_archive_is_read_back() -> None:
    assert claimed(xmp(METADATA, MAKING)) == ("2", "B")


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("D:20261122072458Z'", "2026-11-22T07:24:58Z"),
        ("D:20261122072458Z", "2026-11-22T07:24:58Z"),
        ("D:20261122142458+07'00'", "2026-11-22T14:24:58+07:00"),
        ("D:20261122142458-0330", "2026-11-22T14:24:58-03:30"),
        ("D:20261122142458", "2026-11-22T14:24:58"),
        ("D:2026", ""),
        ("hôm qua", ""),
    ],
)
def test_a_date_of_pdf_is_said_as_xmp_does(date: str, said: str) -> None:
    assert iso_date(date) == said


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_the_title_both_say_the_same_in_one_line(title: str, author: str) -> None:
    metadata = Metadata(title, author)
    said, packet = info(metadata, MAKING), properties(xmp(metadata, MAKING))
    assert packet.get("{http://purl.org/dc/elements/1.1/}title", "") == said.get("Title", "")
    assert packet.get("{http://purl.org/dc/elements/1.1/}creator", "") == said.get("Author", "")
    assert not any(char in said.get("Title", "") for char in "\0\n\r\t")
