"""The kinds of section and what a clerk calls them.

Clause: HD 36-HD/VPTW, Phụ lục 3, rows 6.1 to 6.7; NĐ 30/2020/NĐ-CP, Phụ lục I, khoản 5; domain
reference §1.7 for the levels that have no clause and are habit: `I.`, `1.`, `a)`, `-`, `+`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Kind = Literal[
    "phan",
    "muc",
    "tieu_muc",
    "diem",
    "y",
    "buoc",
    "dieu",
    "gach",
    "cong",
    "sao",
    "doan",
    "bang",
]

KIND_WORDS: Final[Mapping[Kind, str]] = {
    "phan": "phần",
    "muc": "mục",
    "tieu_muc": "mục",
    "diem": "điểm",
    "y": "ý",
    "buoc": "bước",
    "dieu": "điều",
    "gach": "gạch đầu dòng",
    "cong": "dấu cộng",
    "sao": "dấu sao",
    "doan": "đoạn",
    "bang": "bảng",
}
"""Kind → the word by which a clerk finds it: "phần II, mục 1, điểm a"."""

KINDS: Final[Mapping[str, Kind]] = {kind: kind for kind in KIND_WORDS}
"""Name → kind, for names that callers send."""

NUMBERED: Final[frozenset[Kind]] = frozenset(
    ("phan", "muc", "tieu_muc", "diem", "y", "buoc", "dieu")
)
"""Kinds that count; the signs `-`, `+` and `*` are the same each time."""

UNLABELLED: Final[frozenset[Kind]] = frozenset(("doan", "bang"))
"""Kinds that stand without any label."""
