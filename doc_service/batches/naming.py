"""File names of a batch's documents from a pattern such as `{stt:03} {co_quan.ten} {ngay}`.

Names are safe on Windows, which is the strictest of all:
https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Final

from doc_service.forms.catalog import Form
from doc_service.problems import Problem
from doc_service.workbooks import plan
from doc_service.workbooks.value_cells import value_at

NUMBER, CODE, SOURCE = "stt", "ma", "tep"
"""What a pattern may name beside the fields of the form."""

LONGEST: Final = 100
"""Characters of a name, so that with a suffix and an ending it has at most 120."""

_MOST_BYTES: Final = 230
"""Of UTF-8: other systems than Windows count bytes, and take 255 with suffix and ending."""

_UNSAFE = re.compile(r'[<>:"/\\|?*\s]+')
_SPACES = re.compile(r"\s+")
_EMPTIED = re.compile(r"(?:\s*[-–_]\s*){2,}")
"""What parts two values, where one between them is empty."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_WIDTH = re.compile(r"0?[1-9]")
_SHOWN: Final = 60
_POINTER: Final = "/pattern"
_KINDS: Final = ("text", "integer", "date", "time", "choice")


def pattern_problems(pattern: str, form: Form) -> list[Problem]:
    """Return what is wrong with a pattern; an unknown name is told with those there are."""
    return [Problem(_POINTER, said, "pattern") for said in _wrong(pattern, form)]


def pattern_names(form: Form) -> tuple[tuple[str, str], ...]:
    """Return the fields of a form that a pattern may name, each with its label."""
    return tuple((name, line.field.label) for name, line in _fields(form).items())


def file_name(
    pattern: str,
    form: Form,
    data: Mapping[str, Any],
    number: int,
    source: str,
    stem: str,
    code: str = "",
) -> str:
    """Return the name of one document's files, without extension; it may not be the only such.

    Args:
        pattern: as `pattern_problems` finds nothing wrong with it; empty: the stem after its
            number.
        form: of the document.
        data: of the document; values that are missing leave nothing.
        number: of the record, from 1.
        source: where it came from: a path, of which the last part counts, without extension.
        stem: what the document is called alone.
        code: what a clerk knows it by.
    """
    if not pattern.strip():
        return safe_stem(f"{number:05d}-{stem}")
    own = {CODE: code, SOURCE: _last_part(source)}
    fields = _fields(form)
    parts: list[str] = []
    for literal, name, width, _ in Formatter().parse(pattern):
        parts.append(literal)
        if name == NUMBER:
            parts.append(f"{number:{width or ''}d}")
        elif name:
            parts.append(own[name] if name in own else _shown(fields, data, name))
    named = _EMPTIED.sub(" - ", "".join(parts)).strip(" -–_")
    return safe_stem(named or f"{number:05d}-{stem}")


def safe_stem(text: str) -> str:
    """Return text as a file name without extension that any file system takes; never empty."""
    shown = "".join(char for char in unicodedata.normalize("NFC", text) if _is_seen(char))
    plain = _UNSAFE.sub(lambda match: " " if match[0].isspace() else "-", shown).strip(" .")
    while len(plain) > LONGEST or len(plain.encode()) > _MOST_BYTES:
        plain = plain[: min(LONGEST, len(plain) - 1)].strip(" .")
    if _RESERVED.fullmatch(plain.partition(".")[0].strip()):
        plain = f"_{plain}"[:LONGEST].strip(" .")
    return plain or "van-ban"


def _wrong(pattern: str, form: Form) -> Iterator[str]:
    fields = _fields(form)
    known = (NUMBER, CODE, SOURCE, *fields)
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        yield "Mẫu tên tệp có dấu ngoặc nhọn không khớp; viết ví dụ {stt:03} {co_quan.ten}."
        return
    for literal, name, width, conversion in parts:
        if unsafe := sorted(set(_UNSAFE.findall(literal)) - set(_SPACES.findall(literal))):
            yield f"Mẫu tên tệp không được có ký tự {' '.join(unsafe)[:_SHOWN]}."
        if name is not None and name not in known:
            listed = ", ".join(known)
            yield f"Mẫu tên tệp có “{{{name[:_SHOWN]}}}” không rõ là gì; được dùng: {listed}."
        elif conversion or (width and (name != NUMBER or not _WIDTH.fullmatch(width))):
            yield f"Mẫu tên tệp, “{name}”: chỉ “stt” được ghi số chữ số, ví dụ {{stt:03}}."


def _fields(form: Form) -> dict[str, plan.Line]:
    return {one.name: one for one in plan.lines(form) if one.field.kind in _KINDS and one.asked}


def _shown(fields: Mapping[str, plan.Line], data: Mapping[str, Any], name: str) -> str:
    value = value_at(data, name)
    if name not in fields or not isinstance(value, str | int):
        return ""
    return fields[name].field.choice_label(str(value))


def _last_part(source: str) -> str:
    last = source.replace("\\", "/").rpartition("/")[2]
    return last.rpartition(".")[0] or last


def _is_seen(char: str) -> bool:
    """Say whether a character shows; line ends count, what only directs the eye does not."""
    return char.isspace() or unicodedata.category(char)[0] != "C"
