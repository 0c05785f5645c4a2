from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest

from doc_service.batches.inputs_raw import Raw
from doc_service.batches.inputs_zip import Limits, zip_records
from doc_service.errors import BadRequest
from tests.batches.zips import zipped


def records(content: bytes, limits: Limits | None = None) -> list[Raw]:
    return list(zip_records(io.BytesIO(content), limits))


def test_members_come_in_the_order_people_count_in() -> None:
    found = records(zipped({"b/10.json": b"1", "b/9.json": b"2", "A.json": b"3"}))
    assert [(one.number, one.label) for one in found] == [
        (1, "A.json"),
        (2, "b/9.json"),
        (3, "b/10.json"),
    ]


def test_what_systems_leave_behind_is_passed_over() -> None:
    left = ["__MACOSX/._a.json", "Thumbs.db", "b/~$a.xlsx", ".DS_Store", "b/desktop.ini", "c/"]
    assert [one.label for one in records(zipped(dict.fromkeys([*left, "a.json"], b"1")))] == [
        "a.json"
    ]


def test_names_in_utf_8_that_do_not_say_so_are_read_all_the_same() -> None:
    name = "Tổ dân phố số 5.json"
    raw = zipped({"T" * len(name.encode()): b"1"}).replace(b"T" * len(name.encode()), name.encode())
    assert records(raw)[0].label == name


def test_names_are_composed_and_know_one_kind_of_slash() -> None:
    name = unicodedata.normalize("NFD", "Đảng ủy") + "\\a.json"
    assert records(zipped({name: b"1"}))[0].label == "Đảng ủy/a.json"


def test_a_member_that_climbs_out_is_only_a_name() -> None:
    assert records(zipped({"../../etc/passwd": b"1"})) == []


def test_an_encrypted_member_is_a_bad_record() -> None:
    held = bytearray(zipped({"a.json": b"1", "b.json": b"2"}))
    held[held.find(b"PK\x01\x02") + 8] |= 1
    first, second = records(bytes(held))
    assert "mật khẩu" in first.problems[0].message
    assert second.content == b"2"


def test_a_damaged_member_is_a_bad_record() -> None:
    content = zipped({"a.json": b"123456789" * 30, "b.json": b"2"})
    at = content.find(b"a.json") + len(b"a.json")
    first, second = records(content[:at] + b"\xff\xff\xff" + content[at + 3 :])
    assert "hỏng" in first.problems[0].message and first.content == b""
    assert second.content == b"2"


def test_a_member_packed_in_another_way_is_a_bad_record() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_BZIP2) as target:
        target.writestr("a.json", b"1" * 99)
    assert "nén lại" in records(held.getvalue())[0].problems[0].message


def test_an_empty_member_is_a_bad_record() -> None:
    assert "trống" in records(zipped({"a.json": b""}))[0].problems[0].message


def test_a_member_beyond_the_limit_is_a_bad_record() -> None:
    first, second = records(zipped({"a": b"x" * 11, "b": b"y"}), Limits(each=10))
    assert "quá lớn" in first.problems[0].message and second.content == b"y"


def test_a_member_that_packs_too_well_is_a_bad_record() -> None:
    (found,) = records(zipped({"a": b"\0" * 2**21}))
    assert "bất thường" in found.problems[0].message


@pytest.mark.parametrize(
    ("limits", "said"), [(Limits(members=1), "quá nhiều"), (Limits(total=3), "quá lớn")]
)
def test_a_zip_beyond_the_limits_is_refused(limits: Limits, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        records(zipped({"a": b"12", "b": b"34"}), limits)


def test_members_that_overlap_are_refused() -> None:
    """Two names for the same bytes: a bomb takes thousands."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as target:
        target.writestr("a.json", b"x" * 5000)
        again = zipfile.ZipInfo("b.json")
        first = target.infolist()[0]
        for name in ("file_size", "compress_size", "CRC", "header_offset", "compress_type"):
            setattr(again, name, getattr(first, name))
        target.filelist.append(again)
    with pytest.raises(BadRequest, match="chồng"):
        records(held.getvalue())


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(BadRequest, match="ZIP bị hỏng"):
        records(b"PK\x03\x04 broken")
