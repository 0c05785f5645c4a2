"""Values as officials write them: what pages and histories show of a draft or a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from doc_service.desk.typed import STORED, shown_date
from doc_service.forms.fields import Field
from doc_service.forms.reading import read
from doc_service.narrative.outline import sections_from_json
from doc_service.narrative.parsing import write_outline
from doc_service.vietnamese.numbers import nghin

YEARS: Final = frozenset({"nam"})
"""Whole numbers that are no quantities: their thousands are not parted."""

_PICTURE: Final = "(ảnh)"
_AROUND: Final = 24
"""Characters that stand before a difference, so that one sees where it is."""


def shown(field: Field, value: Any) -> str:
    """Return a value in one text, however it was typed; what cannot be read as it is."""
    if value in (None, "", [], {}):
        return ""
    if field.kind == "narrative":
        return "\n".join(paragraphs(field, value))
    if isinstance(value, Mapping | list) or field.kind in ("object", "rows"):
        return plain(value)
    if field.kind == "picture":
        return _PICTURE
    if field.kind == "choice":
        return _choice_label(field, value)
    value, _ = read(field, value, "")
    if field.kind == "date":
        return shown_date(str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if field.name in YEARS else nghin(value)
    return str(value)


def _choice_label(field: Field, value: Any) -> str:
    """Return the words of a code, or of what was typed for it."""
    label = field.choice_label(str(value))
    return label if label != value else field.choice_label(str(read(field, value, "")[0]))


def paragraphs(field: Field, value: Any) -> list[str]:
    """Return a narrative as its lines: labels in front, tables in pipes."""
    if not isinstance(value, str):
        value = write_outline(sections_from_json(value, f"/{field.name}", field.label)[0])
    return [line for line in value.split("\n") if line.strip()]


def plain(value: Any) -> str:
    """Return what no field describes: its leaves, parted by semicolons."""
    if isinstance(value, Mapping):
        return "; ".join(filter(None, (plain(one) for one in value.values())))
    if isinstance(value, list):
        return "; ".join(filter(None, (plain(one) for one in value)))
    return "" if value is None else str(value)


def row_text(columns: Sequence[Field], row: Any) -> str:
    """Return a row in a line: `Nguyễn Văn An; Tổ trưởng; Kinh tế`."""
    if not isinstance(row, Mapping):
        return plain(row)
    known = [shown(one, row.get(one.name)) for one in columns]
    names = {one.name for one in columns}
    strange = [plain(value) for name, value in row.items() if name not in names]
    return "; ".join(one for one in (*known, *strange) if one)


def stored_key(value: Any) -> str:
    """Return the key of a picture that a draft keeps in storage, else ""."""
    is_stored = isinstance(value, str) and value.startswith(STORED)
    return value.removeprefix(STORED) if is_stored else ""


def shortened(text: str, most: int = 90) -> str:
    """Return a text of at most so many characters, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most].rpartition(" ")[0] or line[:most]
    return f"{cut} …"


def difference(before: str, after: str, most: int = 90) -> tuple[str, str]:
    """Return two texts shortened so that what differs between them is seen."""
    before, after = " ".join(before.split()), " ".join(after.split())
    if max(len(before), len(after)) <= most:
        return before, after
    same = next(
        (at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        min(len(before), len(after)),
    )
    start = before.rfind(" ", 0, max(0, same - _AROUND)) + 1 if same > most // 2 else 0
    lead = "… " if start else ""
    return lead + shortened(before[start:], most), lead + shortened(after[start:], most)
