"""Which form a document is of, and which kind of organ issued it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.vietnamese.text import fold

FORM_BY_TYPE: Final[Mapping[str, str]] = {
    "Nghị quyết": "",
    "Quyết định": "",
    "Kết luận": "",
    "Quy chế": "",
    "Quy định": "",
    "Hướng dẫn": "huong_dan",
    "Thông báo": "",
    "Báo cáo": "bao_cao_dinh_ky",
    "Kế hoạch": "ke_hoach",
    "Chương trình": "",
    "Đề án": "",
    "Tờ trình": "to_trinh",
    "Công văn": "cong_van",
    "Biên bản": "",
    "Giấy mời": "giay_moi",
}
"""Name of the type, as `DOCUMENT_TYPES` has it → form with a narrative body, "" where none has."""

FORM_BY_FAMILY: Final[Mapping[tuple[str, str], str]] = {
    ("Kế hoạch", "nha_nuoc"): "ke_hoach_ubnd",
    ("Kế hoạch", "mttq"): "ke_hoach_mttq",
}
"""The same where the State or the Front has a form of its own."""

_ORGANS: Final[tuple[tuple[str, str], ...]] = (
    ("ban chi dao", "ban_chi_dao"),
    ("hoi dong nhan dan", ""),
    ("hoi dong", "hoi_dong"),
    ("uy ban kiem tra", "uy_ban_kiem_tra"),
    ("uy ban nhan dan", "ubnd"),
    ("ubnd", "ubnd"),
    ("uy ban mat tran", "mttq"),
    ("uy ban mttq", "mttq"),
    ("ubmttq", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("tinh uy", "tinh_uy"),
    ("thanh uy", "tinh_uy"),
    ("dang uy xa", "dang_uy"),
    ("dang uy phuong", "dang_uy"),
    ("dang uy dac khu", "dang_uy"),
    ("dang uy", "dang_uy_co_so"),
    ("chi bo", "chi_bo"),
    ("ban ", "co_quan_tham_muu"),
    ("van phong", "co_quan_tham_muu"),
    ("hoi ", "doan_the"),
    ("doan ", "doan_the"),
    ("cong doan", "doan_the"),
    ("lien doan", "doan_the"),
)
"""How a folded name begins → kind in `issuers.toml`; the first that fits."""

_TYPES: Final = "|".join(sorted((name.lower() for name in FORM_BY_TYPE), key=len, reverse=True))
# “… ban hành kế hoạch công tác năm 2023 như sau”, “… xây dựng kế hoạch triển khai …”
_ANNOUNCES = re.compile(
    rf"\b(?:ban hành|xây dựng|đề ra|lập|công bố|hướng dẫn)\s+(?:bản\s+)?(?P<type>{_TYPES})\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?P<type>báo cáo)\b[^.]*(?:như sau|sau đây)\s*:?$", re.IGNORECASE)
_ENDS = re.compile(rf"^Trên đây là (?:nội dung )?(?:bản )?(?P<type>{_TYPES})\b", re.IGNORECASE)
_NAME_BY_FOLDED: Final = {fold(name): name for name in FORM_BY_TYPE}
_SENTENCE: Final = 2000
"""Characters at either end of a paragraph that are searched."""

_OPENING: Final = 3
"""Paragraphs before the first heading in which a document says what it is."""


def type_of_code(code: str) -> str:
    """Return the name of the type that a symbol names: KH is Kế hoạch."""
    return DOCUMENT_TYPES.get(code, "")


def announced_type(paragraphs: Sequence[str]) -> str:
    """Return the type that the text says it is, where its title is lost; "" if it does not."""
    for text in paragraphs[:_OPENING]:
        if match := _ANNOUNCES.search(text[:_SENTENCE]) or _REPORTS.search(text[-_SENTENCE:]):
            return _NAME_BY_FOLDED.get(fold(match["type"]), "")
    for text in reversed(paragraphs[-_OPENING:]):
        if match := _ENDS.search(text):
            return _NAME_BY_FOLDED.get(fold(match["type"]), "")
    return ""


def organ_kind(name: str) -> str:
    """Return the kind of an organ by its name, or "" where the name does not tell."""
    folded = f"{fold(name)} "
    return next((kind for start, kind in _ORGANS if folded.startswith(start)), "")
