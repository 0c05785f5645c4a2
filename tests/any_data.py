"""Data for any form, made from its fields: mostly what a clerk may send, sometimes spoilt."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field

TAGS = ("{{ 7*7 }}", "{% for x in y %}", "{# {{ None }} #}")
"""What would be code if a value were taken for a template."""

WORDS = (
    "V/v đôn đốc báo cáo (lần 2)",
    "Về việc: nộp hồ sơ,",
    "Vận động Nhân dân giữ gìn vệ sinh chung",
    "Tổ dân phố số 7",
    "đồng chí Hoàng Thị Mận",
    "thực hiện phong trào thi đua “Dân vận khéo” năm 2026",
    "ngày 05 tháng 02 năm 2026, theo Kế hoạch số 49-KH/ThU",
    "12/KH-UBND",
    "1.240 m² đất, 95,5%",
    "Hoà giải ở cơ sở; khoẻ, quý",
)
PEOPLE = ("Hoàng Thị Mận", "Lò Văn Pánh", "Đỗ Khắc Ưng", "H’ Nga Niê")
NASTY = (
    *TAGS,
    "A & B <C>",
    "</w:t></w:r><w:p/>",
    "&amp; &#10;",
    unicodedata.normalize("NFD", "Đảng ủy phường Ngọc Thụy"),
    "\"nháy\" và 'nháy đơn'",
    '27" inch',
    "q" * 90,
    "👨‍👩‍👧 🇻🇳 ✅",
    "שלום עולם",
    "\u202eđảo\u202c",
    "không\u200bkhoảng\ufeff\u2060",
    "a\u00a0b\u2011c\u00ad",
    "**đậm** *nghiêng* ***cả hai*** \\*",
    "a | b | c",
    "ﬁ ß İ ŉ ǰ",
    "\u00d0ảng",
    "…",
    "./.",
    "- (x),;.",
    "{nam} %s $1 \\1 {0}",
)
LINES = ("\n", "\r\n", "\n\n", "\t", "\u2028", "\v", "\n - ", "\n| a | b |\n| 1 | 2 |\n")
OUTLINE = (
    "I. MỤC ĐÍCH",
    "1. Yêu cầu",
    "1.1. Về kinh tế: trồng 05 ha rau.",
    "a) Một việc",
    "- gạch",
    "+ cộng",
    "* Bước 1: chuẩn bị",
    "Điều 1. Phạm vi",
    "| TT | Tên |",
    "| 1 | Xóm *Thượng* |",
    "(1) ý",
    "2026. Năm",
    "# Tiêu đề",
)
BAD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2.5,
    2026.0,
    10**17,
    10**18,
    10**400,
    float("nan"),
    "",
    " ",
    "\x00",
    "bel\x07",
    "\x0c",
    "\ufffe",
    "\ud800",
    "2026-02-30",
    "2026-13",
    "0000",
    "25:99",
    "²",
    "٣٤",
    "dài " * 3000,
    [],
    {},
    [[]],
    [None],
    {"a/b~c": {"": [1]}},
    [{"cap": "tinh"}],
)
KINDS = ("phan", "muc", "tieu_muc", "diem", "y", "buoc", "dieu", "gach", "cong", "sao", "doan")
DATES = ("2026", "2026-03", "2026-01-15", "2026-05-27", "2026-12-01", "2025-12-31", "1900-01-01")
TIMES = ("08:30", "8h30", "14 giờ", "07:05", "11 giờ 15 phút")


def any_data(form: Form) -> st.SearchStrategy[dict[str, Any]]:
    """Data of a form's own shape; most of it can be issued."""
    return st.fixed_dictionaries(
        {}, optional={one.name: _value(one, form.example.get(one.name)) for one in form.fields}
    ).map(lambda made: {**deepcopy(_required(form)), **made})


def _required(form: Form) -> dict[str, Any]:
    return {one.name: form.example[one.name] for one in form.fields if one.required}


def _value(field: Field, usual: Any) -> st.SearchStrategy[Any]:
    made = _MAKERS[field.kind](field, usual)
    return made if usual is None else st.one_of(made, st.builds(deepcopy, st.just(usual)))


def _text(field: Field, usual: Any = None) -> st.SearchStrategy[str]:
    if field.name == "ho_ten":  # of a signer's name the rules of thể thức take no other words
        return st.sampled_from(PEOPLE) | st.sampled_from(WORDS)
    pieces = st.sampled_from(WORDS) | st.sampled_from(NASTY) | st.integers(0, 999).map(str)
    if field.multiline:
        pieces |= st.sampled_from(LINES)
    return st.lists(pieces, min_size=1, max_size=4).map(lambda chosen: fitting(field, chosen))


def fitting(field: Field, pieces: list[str]) -> str:
    """As many of the pieces as a field has room for, and words where they are too short."""
    most, least = field.max_length or 10_000, field.min_length or 1
    text = ""
    for piece in pieces:
        longer = f"{text} {piece}".strip(" ")
        text = longer if len(longer) <= most else text
    return text if len(text) > least + 2 else (text + " Đội số 1 của xã"[:most]).strip()[:most]


def _integer(field: Field, usual: Any) -> st.SearchStrategy[int]:
    least, most = field.minimum or 0, field.maximum if field.maximum is not None else 10**6
    return st.sampled_from([least, most]) | st.integers(least, min(most, least + 40))


def _choice(field: Field, usual: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([one.code for one in field.choices])


def _object(field: Field, usual: Any) -> st.SearchStrategy[dict[str, Any]]:
    known = usual if isinstance(usual, dict) else {}
    inner = {one.name: _value(one, known.get(one.name)) for one in field.fields}
    return _some(field.fields, inner)


def _some(
    fields: tuple[Field, ...], inner: dict[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    needed = {one.name: inner[one.name] for one in fields if one.required}
    others = {name: made for name, made in inner.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=others)


def _rows(field: Field, usual: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    first = usual[0] if isinstance(usual, list) and usual else {}
    # in rows few values repeat those of the example: rows must differ
    inner = {
        one.name: _MAKERS[one.kind](one, first.get(one.name))
        if one.kind == "text"
        else _value(one, first.get(one.name))
        for one in field.fields
    }
    return st.lists(_some(field.fields, inner), max_size=min(4, field.max_rows or 4))


def _narrative(field: Field, usual: Any) -> st.SearchStrategy[Any]:
    words = st.sampled_from(WORDS) | st.sampled_from(NASTY)
    lines = st.lists(words | st.sampled_from(OUTLINE) | st.sampled_from(LINES), min_size=1)
    nodes = st.recursive(
        st.fixed_dictionaries({"chu": words}) | _tables(words),
        lambda below: st.fixed_dictionaries(
            {"con": st.lists(below, min_size=1, max_size=2)},
            optional={
                "kieu": st.sampled_from(KINDS),
                "tieu_de": words,
                "chu": words,
                "so": st.sampled_from(["1.5.", "I-", "(3)", "Bước 6:", "MMM.", "đ)"]),
            },
        ),
        max_leaves=4,
    )
    return lines.map("\n".join) | st.lists(nodes, min_size=1, max_size=3)


def _tables(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    row = st.lists(words | st.just(""), min_size=2, max_size=2)
    return st.fixed_dictionaries(
        {"hang": st.lists(row, min_size=1, max_size=2)}, optional={"cot": row, "tieu_de": words}
    )


@cache
def picture(width: int, height: int, kind: str, colour: str) -> str:
    """A plain picture as a browser or a program sends it."""
    held = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(held, kind)
    text = base64.b64encode(held.getvalue()).decode()
    return f"data:image/{kind};base64,{text}" if kind == "png" else text


def _pictures(field: Field, usual: Any) -> st.SearchStrategy[str]:
    large = st.builds(
        picture,
        st.just(1250),
        st.just(820),
        st.sampled_from(["png", "jpeg", "webp"]),
        st.sampled_from(["red", "navy"]),
    )
    return large | st.just(picture(1, 1, "png", "red"))


_MAKERS = {
    "text": _text,
    "integer": _integer,
    "date": lambda field, usual: st.sampled_from(DATES),
    "time": lambda field, usual: st.sampled_from(TIMES),
    "choice": _choice,
    "picture": _pictures,
    "object": _object,
    "rows": _rows,
    "narrative": _narrative,
}


@st.composite
def spoilt(draw: st.DrawFn, data: dict[str, Any], times: int) -> dict[str, Any]:
    """The same data, some places left out, swapped, or holding what no field takes."""
    data = deepcopy(data)
    for _ in range(times):
        places = list(places_in(data)) or [(data, "ngay")]
        container, key = draw(st.sampled_from(places))
        how = draw(st.sampled_from(["leave out", "replace", "move", "add"]))
        if how == "leave out":
            del container[key]
        elif how == "replace":
            container[key] = deepcopy(draw(st.sampled_from(BAD)))
        elif how == "move":
            other, there = draw(st.sampled_from(places))
            container[key] = deepcopy(other[there])
        elif isinstance(container, dict):
            container[draw(st.sampled_from(["la", "a/b~c", "", "cap", "\ud800"]))] = draw(
                st.sampled_from([1, [{"cap": "tinh"}], nested(20), "x"])
            )
    return data


def nested(levels: int) -> Any:
    """A list in a list in a list…"""
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


def places_in(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) of nested data."""
    for key, inner in list(node.items() if isinstance(node, dict) else enumerate(node)):
        yield node, key
        if isinstance(inner, dict | list):
            yield from places_in(inner)
