"""Mẫu 01 for Carbone: its template derived from ours, and its data from our context.

Content and layout are the same. Two things are made easier for Carbone: values are formatted
beforehand, and where our template chooses between two paragraphs, Carbone's has one of them.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lxml import etree

from doc_service.assembly.environment import template_environment

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG: Final = re.compile(r"\{%(?:p|tr)\s+(\w+)\s*(.*?)\s*%\}")
_VALUE: Final = re.compile(r"\{\{\s*(.*?)\s*\}\}")

_BRANCHES: Final[Mapping[str, bool]] = {
    "dong.cuoi": False,  # the last row is not kept with the totals
    "loop.length == 1": True,  # each row of a participant repeats its name
    "dong.dam": True,  # bold and plain lines of a signature take the same room
    "chu_ky.co_dau": False,  # a chi bộ has no seal
}
"""Which paragraph Carbone's template keeps where ours has a condition."""

_EXPRESSIONS: Final[Mapping[str, str]] = {
    "[dong.chu_the, dong.chuc_vu] | doan | khong_ngat": "dong.ten",
    "nhan.cap_ngan[cap]": "cap_ngan",
}
"""Our expressions that are more than a path and filters, and what Carbone's data call them."""


class UnknownTag(Exception):
    """Our template has a tag this derivation does not know; the text is the tag."""


@dataclass(frozen=True, slots=True)
class _Loop:
    """A loop being written: what our template calls an item, and where Carbone finds it."""

    name: str
    path: str
    body: list[etree._Element] = field(default_factory=list)
    """What it repeats."""

    once: bool = False
    """Carbone has one row for it: its values are lists already joined."""


def carbone_template(template: Path) -> bytes:
    """Return our template with Carbone's tags.

    Raises:
        UnknownTag: it has a tag that has no counterpart here.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(template) as ours, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name in ours.namelist():
            data = ours.read(name)
            out.writestr(name, _document(data) if name == "word/document.xml" else data)
    return held.getvalue()


def carbone_data(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template of a document's context shows, formatted and as plain JSON."""
    filters = template_environment().filters
    counted, head = context["tong"], context["tieu_de"]
    return {
        **{name: context[name] for name in ("dia_danh_ngay", "kinh_gui", "kinh_gui_nhan", "nam")},
        "noi_nhan_nhan": context["noi_nhan_nhan"],
        "cap_ngan": context["nhan"]["cap_ngan"][context["cap"]],
        "nhan": {"linh_vuc": context["nhan"]["linh_vuc"]},
        "tieu_de": {name: _items(head[name]) for name in ("cap_tren", "co_quan")},
        "noi_nhan": _items(context["noi_nhan"]),
        "chu_ky": context["chu_ky"],
        "tong": {
            **{name: _each(filters["dem"], counted[name]) for name in ("nhom", "cot")},
            "dong": filters["dem"](counted["dong"]),
        },
        "nhom": [
            {**group, "dong": [_line(filters, line) for line in group["dong"]]}
            for group in context["nhom"]
        ],
    }


def _line(filters: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tt": line["tt"],
        "ten": filters["doan"]([line["chu_the"], line["chuc_vu"]]),
        "hang": _joined(line["hang"]),
    }


def _joined(rows: list[dict[str, str]]) -> dict[str, str]:
    return {name: "\n".join(row[name] for row in rows if row[name]) for name in rows[0]}


def _each(change: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "" if value is None else change(value) for name, value in values.items()}


def _items(lines: list[str]) -> list[dict[str, str]]:
    return [{"chu": line} for line in lines]


def _document(data: bytes) -> bytes:
    body = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    _rewrite(body, ())
    return bytes(etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True))


def _rewrite(parent: etree._Element, loops: tuple[_Loop, ...]) -> None:
    """Rewrite the children of an element, whose tags `for` and `if` are siblings of each other."""
    inner: list[_Loop] = []
    skipping = taken = False
    for child in list(parent):
        word, rest = _tag(child)
        if word or skipping:
            parent.remove(child)
        if word == "for":
            inner.append(_loop(rest, (*loops, *inner)))
        elif word == "endfor":
            loop = inner.pop()
            body = loop.body if loop.once else _repeated(loop)
            if inner:
                inner[-1].body.extend(body)
        elif word:
            taken = _takes(rest) if word == "if" else taken
            skipping = _skips(word, rest, taken=taken)
        elif not skipping:
            if inner:
                inner[-1].body.append(child)
            _write(child, (*loops, *inner))


def _write(element: etree._Element, loops: tuple[_Loop, ...]) -> None:
    if element.tag == f"{_W}t":
        element.text = _VALUE.sub(lambda found: _marker(found[1], loops), element.text or "")
    else:
        _rewrite(element, loops)


def _tag(element: etree._Element) -> tuple[str, str]:
    """Return the word and the rest of a paragraph's or row's tag; ("", "") when it has none."""
    if element.tag not in (f"{_W}p", f"{_W}tr"):
        return "", ""
    text = "".join(element.itertext(f"{_W}t"))
    prefix = "{%p" if element.tag == f"{_W}p" else "{%tr"
    found = _TAG.fullmatch(text) if text.startswith(prefix) else None
    return (found[1], found[2]) if found else ("", "")


def _loop(rest: str, loops: tuple[_Loop, ...]) -> _Loop:
    name, _, source = rest.partition(" in ")
    if source == "dong.hang":
        return _Loop(name, _path(source, loops), once=True)
    return _Loop(name, f"{_path(source, loops)}[i]")


def _takes(condition: str) -> bool:
    if condition not in _BRANCHES:
        raise UnknownTag(f"if {condition}")
    return _BRANCHES[condition]


def _skips(word: str, condition: str, *, taken: bool) -> bool:
    """Tell whether what follows is left out; `taken`: the first branch is the one kept."""
    outcomes = {"if": not taken, "else": taken, "endif": False}
    if taken:
        outcomes["elif"] = True
    if word not in outcomes:
        raise UnknownTag(f"{word} {condition}")
    return outcomes[word]


def _repeated(loop: _Loop) -> list[etree._Element]:
    """Return a loop's elements, ended as Carbone wants it: by the first once more, as i+1."""
    again = copy.deepcopy(loop.body[0])
    next_path = f"{loop.path.removesuffix('[i]')}[i+1]"
    for text in again.iter(f"{_W}t"):
        text.text = (text.text or "").replace(f"{{d.{loop.path}", f"{{d.{next_path}")
    loop.body[-1].addnext(again)
    return [*loop.body, again]


def _marker(expression: str, loops: tuple[_Loop, ...]) -> str:
    path = _path(_EXPRESSIONS.get(expression, expression.partition(" | ")[0]), loops)
    shown = f"{path}.chu" if path.endswith("[i]") else path
    return f"{{d.{shown}:convCRLF}}" if loops else f"{{d.{shown}}}"


def _path(expression: str, loops: tuple[_Loop, ...]) -> str:
    if not re.fullmatch(r"[\w.]+", expression):
        raise UnknownTag(expression)
    head, dot, tail = expression.partition(".")
    found = next((loop for loop in reversed(loops) if loop.name == head), None)
    return f"{found.path}{dot}{tail}" if found else expression
