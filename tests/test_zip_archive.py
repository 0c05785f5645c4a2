from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.zip_archive import ArchiveError, Bounds, read_members, write_members


def test_what_is_written_reads_back_and_is_the_same_bytes_every_time() -> None:
    members = [("a.xml", b"<a/>"), ("b.bin", b"\x00" * 100)]
    for level in (0, 1, 6):
        content = write_members(members, level=level)
        assert content == write_members(members, level=level)
        assert read_members(content) == dict(members)


def test_a_bomb_is_refused_before_it_fills_memory() -> None:
    bomb = write_members([("a.xml", b"0" * 30_000_000)])
    with pytest.raises(ArchiveError, match="bất thường|quá lớn"):
        read_members(bomb)


def test_members_together_may_not_exceed_the_bound() -> None:
    content = write_members([(f"{n}.bin", b"x" * 600) for n in range(4)])
    with pytest.raises(ArchiveError, match="quá lớn"):
        read_members(content, Bounds(total=2000))
    with pytest.raises(ArchiveError, match="quá nhiều phần"):
        read_members(content, Bounds(members=3))


def test_a_size_that_lies_in_the_directory_does_not_help() -> None:
    content = bytearray(write_members([("a.bin", b"y" * 50_000)]))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(ArchiveError):
        read_members(bytes(content), Bounds(total=20_000))


@pytest.mark.parametrize("content", [b"", b"PK", b"khong phai", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_zip_is_said_to_be_broken(content: bytes) -> None:
    with pytest.raises(ArchiveError, match="hỏng"):
        read_members(content)


def test_a_truncated_zip_is_said_to_be_broken() -> None:
    whole = write_members([("a.xml", b"<a/>" * 1000)])
    with pytest.raises(ArchiveError, match="hỏng"):
        read_members(whole[: len(whole) // 2])


def test_a_damaged_member_is_said_to_be_broken() -> None:
    whole = bytearray(write_members([("a.bin", bytes(range(256)) * 20)], level=0))
    whole[60] ^= 0xFF
    with pytest.raises(ArchiveError, match="hỏng"):
        read_members(bytes(whole))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    xml = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(ArchiveError, match="DOCTYPE"):
        read_members(write_members([("word/document.xml", xml)]))


def test_an_encrypted_member_is_said_to_have_a_password() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        zipped.writestr("a.xml", "<a/>")
    content = bytearray(held.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    with pytest.raises(ArchiveError, match="mật khẩu"):
        read_members(bytes(content))


@given(st.data())
def test_a_damaged_package_is_read_or_refused_in_words(data: st.DataObject) -> None:
    package = bytearray(write_members([("word/document.xml", b"<a/>" * 40), ("b.bin", b"\0" * 99)]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(package) - 1))
        package[at] = data.draw(st.integers(0, 255))
    try:
        assert len(read_members(bytes(package))) <= 2
    except ArchiveError as error:
        assert str(error).endswith(".")


def test_a_list_of_members_said_to_begin_before_the_file_is_refused_in_words() -> None:
    package = bytearray(write_members([("a.bin", b"a")]))
    at = package.rindex(b"PK\x05\x06")
    package[at + 16 : at + 20] = (2**31 - 1).to_bytes(4, "little")
    with pytest.raises(ArchiveError, match="hỏng"):
        read_members(bytes(package))
