"""Names printed in capitals, as they are written in running text.

A letterhead says ĐẢNG ỦY PHƯỜNG TÂN HÒA; the data say `Đảng ủy phường Tân Hòa`. The text itself is
the best witness; where it does not name the organ, the usual spelling of offices is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from doc_service.importing.markers import is_capitals
from doc_service.vietnamese.text import normalise_space

_EDGES = re.compile(r"^\W+|\W+$")

# common nouns and their companions, in small letters unless they come first
_SMALL: Final = frozenset(
    re.findall(
        r"\S+",
        "ủy uỷ bộ phường xã thị trấn tỉnh thành phố huyện quận khu đặc tổ dân số thôn xóm ấp bản "
        "và của các cơ quan trường vụ trực thư ban nhân tịch viên nhiệm phòng đạo đốc hội liên "
        "hiệp đoàn tổng cấp trung tâm thuộc về công an tham mưu",
    )
)
# names of organs and offices, spelt as in running text
_NAMES: Final = tuple(
    tuple(name.split())
    for name in (
        "Mặt trận Tổ quốc Việt Nam",
        "Ban Thường trực",
        "Ban Thường vụ",
        "Ban Chấp hành",
        "Ban Chỉ đạo",
        "Ủy ban nhân dân",
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "Ủy ban Kiểm tra",
        "Hội đồng nhân dân",
        "Hội Liên hiệp Phụ nữ",
        "Hội Nông dân",
        "Hội Cựu chiến binh",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "Đảng ủy",
        "Đảng bộ",
        "Chi bộ",
        "Tỉnh ủy",
        "Thành ủy",
        "Thị ủy",
        "Huyện ủy",
        "Quận ủy",
        "Ban Xây dựng Đảng",
        "Tuyên giáo và Dân vận",
        "Tuyên giáo",
        "Dân vận",
        "Tổ chức",
        "Nội chính",
        "Văn phòng",
        "Công an",
        "Thường trực",
        "Bí thư",
        "Phó Bí thư",
        "Trưởng ban",
        "Phó Trưởng ban",
        "Chủ tịch",
        "Phó Chủ tịch",
        "Chánh Văn phòng",
        "Phó Chánh Văn phòng",
        "Chủ nhiệm",
        "Phó Chủ nhiệm",
        "Tổ dân phố",
        "Trưởng Ban Chỉ đạo",
        "Phó Trưởng Ban Chỉ đạo",
        "phong trào thi đua",
        "Dân vận khéo",
    )
)


def from_capitals(text: str, running_text: str = "") -> str:
    """Return a name without its capitals; a name in mixed case stays as it is.

    Args:
        text: the name as printed.
        running_text: where the name may occur in its usual spelling.
    """
    name = normalise_space(text)
    if not is_capitals(name):
        return name
    seen = Counter(
        found
        for found in re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", running_text, re.IGNORECASE)
        if not is_capitals(found)
    )
    spelt = seen.most_common(1)[0][0] if seen else " ".join(_spelt(name.lower().split()))
    return spelt[:1].upper() + spelt[1:]


def _spelt(words: list[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        known = max((name for name in _NAMES if _is_at(name, words, at)), key=len, default=())
        if known:
            yield from map(_dressed, known, words[at : at + len(known)])
            at += len(known)
        else:
            yield words[at] if words[at] in _SMALL else _capitalised(words[at])
            at += 1


def _is_at(name: tuple[str, ...], words: list[str], at: int) -> bool:
    return [word.lower() for word in name] == [
        _EDGES.sub("", word) for word in words[at : at + len(name)]
    ]


def _dressed(spelt: str, word: str) -> str:
    """Return a word as spelt, between the marks it stands in: `“dân` is `“Dân`."""
    return word.replace(_EDGES.sub("", word), spelt)


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]", lambda letter: letter[0].upper(), word, count=1)
