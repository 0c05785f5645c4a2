"""What single lines of a signature are, told by their shape: on whose behalf, which position, who.

The vocabulary is that of `the_thuc.signature`, read backwards, and what clerks write instead.
Shared domain reference §1.8, §1.9, §2.2.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from doc_service.conformity.shapes import is_capitals
from doc_service.the_thuc.signature import Mode
from doc_service.vietnamese.names import viet_hoa_ten
from doc_service.vietnamese.text import tone_style

_PREFIXES: Final[tuple[tuple[Mode, re.Pattern[str]], ...]] = (
    ("thay_mat", re.compile(r"(?:T ?[/.] ?M|TM)\b ?[./]? *(?=\S)")),
    ("ky_thay", re.compile(r"(?:K ?[/.] ?T|KT)\b ?[./]? *(?=\S)")),
    ("thua_uy_quyen", re.compile(r"(?:T ?[/.] ?U ?[/.]? ?Q|TUQ)\b ?[./]? *(?=\S)")),
    ("thua_lenh", re.compile(r"(?:T ?[/.] ?L|TL)\b ?[./]? *(?=\S)")),
    ("quyen", re.compile(r"Q\. *(?=\S)|Q/ *(?=\S)|QUYỀN (?=\S)")),
)
_POSITIONS: Final = (
    *("bí thư", "phó ", "trưởng ", "quyền ", "chủ tịch", "chánh ", "chủ nhiệm", "giám đốc"),
    *("hiệu trưởng", "tổng ", "ủy viên", "thủ trưởng", "viện trưởng", "chỉ huy", "đội trưởng"),
    *("chính trị viên", "người đứng đầu", "chi hội trưởng", "chi hội phó", "tổ trưởng"),
)
"""How positions begin; with accents, since Trương and Tống are family names."""

_ROLES: Final = ("người ", "thư ký", "chủ trì", "chủ tọa", "đại diện", "xác nhận")
_NOTE = re.compile(r"\(?\s*(?:đã ký|ký|chữ ký|ký tên|ký số)\b[^()]*\)?", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:(?:Đ/c|Đồng chí|Ông|Bà|(?:Phó )?Giáo sư|Tiến s[ĩỹ](?: khoa học)?|Thạc s[ĩỹ]|Cử nhân|"
    r"Bác s[ĩỹ]|Kỹ sư|GS|PGS|TSKH|TS|ThS|CN|KS|BS|NGƯT|NSƯT|(?:Đại|Thượng|Trung|Thiếu) "
    r"(?:tướng|tá|úy))(?:\. *| +))+",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_A_NAME = re.compile(
    r"\b(?:mẫu|phụ lục|danh sách|biểu|bảng|kế hoạch|hướng dẫn|đề cương|kính|nơi nhận|đảng|đơn vị|"
    r"ghi chú|lưu|chi bộ|ban|phòng|tổ|số|xã|phường|năm|mục|phần|điều|chương|quyết định|lĩnh vực|"
    r"như|thường trực|ký)\b",
    re.IGNORECASE,
)

Opening = Literal["authority", "position", "role", ""]


def opening(text: str) -> Opening:
    """Return how a line of a signature begins it; "" where it is none."""
    if len(text) > 90 or not is_capitals(text.replace("kiêm", "")):
        return ""
    mode, rest = authority(text)
    if mode and is_capitals(rest):
        return "authority"
    if is_position(text):
        return "position"
    return "role" if _key(text).startswith(_ROLES) else ""


def is_position(text: str) -> bool:
    """Say whether a line begins as a position does, in whatever case."""
    return _key(text).startswith(_POSITIONS)


def _key(text: str) -> str:
    return tone_style(text.lower(), "new")


def authority(text: str) -> tuple[Mode | None, str]:
    """Return on whose behalf a line says somebody signs: `T/M ĐẢNG ỦY`; None without a prefix."""
    for mode, pattern in _PREFIXES:
        if match := pattern.match(text):
            return mode, text[match.end() :].strip()
    return None, text


def is_note(text: str) -> bool:
    """Say whether a line only says that, or how, it is signed: `(Đã ký)`."""
    return _NOTE.fullmatch(text) is not None


def miswritten_name(text: str) -> bool:
    """Say whether a line can be a name all in small letters, or its last syllable alone."""
    bare = without_title(text)
    if bare.islower():
        return is_name(viet_hoa_ten(bare))
    alone = _NAME_WORD.fullmatch(bare) is not None and 1 < len(bare) < 8
    return alone and bare.istitle() and is_name(f"{bare} {bare}")


def without_title(text: str) -> str:
    """Return a name without what must not stand before it: `TS.`, `Đồng chí`."""
    bare = text.strip()
    match = _TITLE.match(bare)
    return bare[match.end() :] if match else bare


def is_name(text: str) -> bool:
    """Say whether a line can be a signer's name; middle words may slip in case."""
    bare = without_title(text)
    words = bare.split()
    if len(words) > 7 or len(bare) > 45 or _NOT_A_NAME.search(bare) or is_position(bare):
        return False
    if not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    return len(words) > 1 and words[0][0].isupper()
