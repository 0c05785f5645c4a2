"""The lines above and below a signature → the signer as data.

The vocabulary is that of `the_thuc.signature`, read backwards; shared domain reference §1.8, §2.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from doc_service.importing.casing import from_capitals
from doc_service.importing.markers import is_capitals
from doc_service.the_thuc.signature import Mode
from doc_service.vietnamese.text import fold, normalise_space

_PREFIX: Final[tuple[tuple[re.Pattern[str], Mode], ...]] = (
    (re.compile(r"(?:T\s?/\s?M\b|TM\s?\.|TM(?=\s))[\s.]*(?=\S)"), "thay_mat"),
    (re.compile(r"(?:K\s?/\s?T\b|KT\s?\.|KT(?=\s))[\s.]*(?=\S)"), "ky_thay"),
    (re.compile(r"(?:T\s?/\s?L\b|TL\s?\.|TL(?=\s))[\s.]*(?=\S)"), "thua_lenh"),
    (re.compile(r"(?:T\s?/\s?U\s?Q\b|TUQ\s?\.|TUQ(?=\s))[\s.]*(?=\S)"), "thua_uy_quyen"),
    (re.compile(r"Q\s?\.\s*(?=\S)"), "quyen"),
)
_KIEM = re.compile(r"\bkiêm\b", re.IGNORECASE)
_NOTE = re.compile(r"\(?\s*(?:đã ký|ký|chữ ký|ký tên|ký số|ký, )[^()]*\)?", re.IGNORECASE)
_POSITION: Final = (
    "bi thu",
    "pho ",
    "truong ",
    "quyen ",
    "chu tich",
    "chanh ",
    "chu nhiem",
    "giam doc",
    "hieu truong",
    "tong ",
    "uy vien",
    "thu truong",
    "vien truong",
    "chi huy",
    "chinh tri vien",
    "doi truong",
    "nguoi dung dau",
)
_TITLE = re.compile(r"(?:(?:Đ/c|Đồng chí|Ông|Bà|GS|PGS|TS|ThS|CN|KS|BS)\.?\s*)+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_NOT_A_NAME = re.compile(
    r"\b(?:mẫu|phụ lục|danh sách|biểu|bảng|kế hoạch|hướng dẫn|đề cương|kính gửi|nơi nhận|đảng|"
    r"đơn vị|ghi chú|lưu ý|chi bộ|ban|phòng|tổ|số|xã|phường|năm|mục|phần|điều|chương)\b",
    re.IGNORECASE,
)

Signer = dict[str, str]
"""`hinh_thuc`, `tap_the`, `chuc_vu`, `kiem`, `ho_ten`: those that are there."""


def is_authority(text: str) -> bool:
    """Say whether a line says on whose behalf somebody signs: `T/M BAN THƯỜNG VỤ`, `Q. …`."""
    return _mode(text) is not None and is_capitals(_without_prefix(text))


def may_follow(text: str, signer: Sequence[str]) -> bool:
    """Say whether a line of authority opens a signature, or is its second: `TM. …`, `KT. …`."""
    modes = [mode for mode in map(_mode, signer) if mode]
    return is_authority(text) and (
        not modes or (modes == ["thay_mat"] and _mode(text) == "ky_thay")
    )


def is_position(text: str) -> bool:
    """Say whether a line is a position in capitals: `PHÓ BÍ THƯ THƯỜNG TRỰC`."""
    return is_capitals(_KIEM.sub("", text)) and fold(text).startswith(_POSITION)


def is_kiem(text: str) -> bool:
    """Say whether a line is the word between two positions."""
    return fold(text) == "kiem"


def is_note(text: str) -> bool:
    """Say whether a line only says that it is signed: `(Đã ký)`, `(Ký, đóng dấu)`."""
    return _NOTE.fullmatch(text.strip()) is not None


def is_name(text: str) -> bool:
    """Say whether a line can be a signer's name: two to six words, the first and last capitalised.

    A middle word may begin small (`Trần văn Lâm`): clerks slip there.
    """
    bare = _TITLE.sub("", text, count=1).strip()
    words = bare.split()
    if not 2 <= len(words) <= 6 or len(bare) > 40 or _NOT_A_NAME.search(bare):
        return False
    if not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    return words[0][0].isupper() and words[-1][0].isupper()


def read_signer(lines: Sequence[str], name: str, running_text: str = "") -> Signer:
    """Read the lines of a signature.

    Args:
        lines: those above the name, notes such as “(Đã ký)” taken out.
        name: the name; "" where none is there.
        running_text: where organs and positions occur in their usual spelling.
    """
    printed: dict[str, list[str]] = {"tap_the": [], "chuc_vu": [], "kiem": []}
    mode: Mode | None = None
    into = "chuc_vu"
    for line in _parted(lines):
        found = _mode(line)
        if is_kiem(line):
            into = "kiem"
        elif found and mode is None:
            mode = found
            into = "chuc_vu" if mode == "quyen" else "tap_the"
            printed[into].append(_without_prefix(line))
        elif found:
            # TM. of an organ, KT. its head: the second line follows from the position
            into = "chuc_vu"
        else:
            into = "chuc_vu" if into == "tap_the" and is_position(line) else into
            printed[into].append(line)
    if mode is None and printed["chuc_vu"]:
        mode = "kiem" if printed["kiem"] else "truc_tiep"
    spelt = {key: from_capitals(" ".join(parts), running_text) for key, parts in printed.items()}
    signer = {"hinh_thuc": mode or "", **spelt, "ho_ten": normalise_space(name)}
    return {key: value for key, value in signer.items() if value}


def _parted(lines: Sequence[str]) -> list[str]:
    """Put a `kiêm` inside a line on a line of its own."""
    parted: list[str] = []
    for line in lines:
        before, word, after = line, "", ""
        if match := _KIEM.search(line):
            before, word, after = line[: match.start()], "kiêm", line[match.end() :]
        parted += [part.strip() for part in (before, word, after) if part.strip()]
    return parted


def _mode(text: str) -> Mode | None:
    for pattern, mode in _PREFIX:
        if pattern.match(text):
            return mode
    return None


def _without_prefix(text: str) -> str:
    for pattern, _ in _PREFIX:
        if match := pattern.match(text):
            return text[match.end() :].strip()
    return text
