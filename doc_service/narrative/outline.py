"""The tree of a narrative body, and its JSON form as callers send it.

A node in JSON: `{"kieu", "tieu_de", "chu", "so", "con", "cot", "hang"}`, every key optional. A
node without `kieu` is a table where it has `cot` or `hang`; with `tieu_de`, `so` or `con` it is
the kind usual at its depth; else it is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from doc_service.narrative.kinds import KIND_WORDS, KINDS, UNLABELLED, Kind
from doc_service.narrative.labels import Siblings
from doc_service.narrative.places import NOWHERE, Place
from doc_service.problems import Problem, escaped
from doc_service.vietnamese.numbers import nghin
from doc_service.vietnamese.text import clean, forbidden_characters, normalise_space, quotes

__all__ = ["Kind", "Section", "sections_from_json", "sections_to_json"]

MAX_LEVELS: Final = 8
MAX_NODES: Final = 3_000
MAX_CHARACTERS: Final = 20_000
MAX_LABEL: Final = 40
MAX_COLUMNS: Final = 12
MAX_ROWS: Final = 500

_KEYS: Final = ("kieu", "tieu_de", "chu", "so", "con", "cot", "hang")
_TEXT_WORDS: Final[Mapping[str, str]] = {"tieu_de": "tiêu đề", "chu": "phần chữ", "so": "số"}
_USUAL_BELOW: Final[Mapping[Kind | None, Kind]] = {
    None: "phan",
    "phan": "muc",
    "muc": "tieu_muc",
    "tieu_muc": "tieu_muc",
}
_SHOWN_UNKNOWN_KEYS: Final = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A part, point, dash, paragraph or table of a body, with what is below it."""

    kind: Kind
    """What it is, which says how it is labelled."""

    heading: str = ""
    """Bold: a heading of its own ("Mục đích") or, with text, a lead-in ("Lĩnh vực kinh tế:")."""

    text: str = ""
    """Running text with inline marks (`marks`); one paragraph, no line breaks."""

    number: str = ""
    """Label exactly as printed ("1.5.", "I-", "Bước 6:"); "" for the automatic one."""

    children: tuple[Section, ...] = ()
    """What is below it, in order."""

    columns: tuple[str, ...] = ()
    """Heading cells; only of a `bang`, and even there none where it has no heading row."""

    rows: tuple[tuple[str, ...], ...] = ()
    """Rows of cells, all of one length; only of a `bang`."""


def tidy(text: str) -> str:
    """Return text as sections keep it: NFC, one line, single spaces, curly quotes."""
    return normalise_space(quotes(clean(text)))


def sections_from_json(
    value: object, pointer: str, label: str
) -> tuple[tuple[Section, ...], list[Problem]]:
    """Read a body from its JSON form; never raises, says everything that is wrong.

    Args:
        value: what the caller sent; a list of nodes where it is right.
        pointer: JSON Pointer of that list, such as `/noi_dung`.
        label: what a clerk calls the field, such as "Nội dung".

    Returns:
        The sections, and what is wrong; with problems the sections are what could be read.
    """
    try:
        return _Reader().sections(value, NOWHERE, None, 1), []
    except _Wrong:  # once more, to say what and where
        reader = _Reader()
        place = Place(pointer, label, Siblings())
        return reader.sections(value, place, None, 1), reader.problems


class _Wrong(Exception):
    """There is something to say, and no place to say it of."""


def sections_to_json(sections: Sequence[Section]) -> list[dict[str, object]]:
    """Return the JSON form, `kieu` always said and empty keys left out."""
    return [_node(section) for section in sections]


def _node(section: Section) -> dict[str, object]:
    node: dict[str, object] = {
        "kieu": section.kind,
        "so": section.number,
        "tieu_de": section.heading,
        "chu": section.text,
        "cot": list(section.columns),
        "hang": [list(row) for row in section.rows],
        "con": sections_to_json(section.children),
    }
    return {key: value for key, value in node.items() if value}


@dataclass(slots=True)
class _Reader:
    """Reads nodes and remembers what is wrong with them."""

    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def say(self, place: Place, path: str, code: str, what: str) -> None:
        """Note a problem with what a path below a node leads to, or with all of it for ""."""
        if place is NOWHERE:
            raise _Wrong
        pointer = f"{place.pointer}/{path}" if path else place.pointer
        self.problems.append(Problem(pointer, f"{place.words}: {what}", code))

    def sections(
        self, value: object, place: Place, above: Kind | None, level: int
    ) -> tuple[Section, ...]:
        """Read a list of nodes."""
        if not isinstance(value, list):
            self.say(place, "", "type", "phải là một danh sách các mục.")
            return ()
        if level > MAX_LEVELS and value:
            self.say(place, "", "too_deep", f"lồng quá {MAX_LEVELS} cấp; hãy gộp bớt cấp.")
            return ()
        found: list[Section] = []
        for at, node in enumerate(value):
            self.nodes += 1
            if self.nodes > MAX_NODES:
                if self.nodes == MAX_NODES + 1:
                    most = f"quá {nghin(MAX_NODES)} mục và đoạn; hãy chia thành nhiều văn bản."
                    self.say(place, "", "too_many_rows", most)
                break
            if isinstance(node, dict):
                found.append(self.section(node, place, at, above, level))
            else:
                self.say(place.numbered(at), "", "type", "phải là một nhóm trường (kieu, chu…).")
        return tuple(found)

    def section(
        self, node: Mapping[str, object], place: Place, at: int, above: Kind | None, level: int
    ) -> Section:
        """Read one node with everything below it."""
        before = len(self.problems)
        kind = self.kind(node, above, place, at)
        given = node.get("so")
        number = tidy(_shown(given)) if given and isinstance(given, str) else ""
        here = place.of(kind, number[:MAX_LABEL], at)
        self.keys(node, kind, here)
        section = Section(
            kind,
            heading=self.text(node, "tieu_de", here),
            text=self.text(node, "chu", here),
            number=self.text(node, "so", here, MAX_LABEL),
            children=self.sections(node.get("con", []), here.list_below(), kind, level + 1),
            columns=self.cells(node.get("cot", []), here, "cot", "dòng tiêu đề cột"),
            rows=self.rows(node.get("hang", []), here),
        )
        self.table(section, here)
        if len(self.problems) == before and _is_empty(section):
            self.say(here, "", "required", "chưa có nội dung; hãy nhập chữ hoặc bỏ mục này.")
        return section

    def kind(self, node: Mapping[str, object], above: Kind | None, place: Place, at: int) -> Kind:
        """Return the kind a node says, or the one usual where it is."""
        said = node.get("kieu", "")
        if isinstance(said, str) and said in KINDS:
            return KINDS[said]
        if said != "":
            shown = f"“{_shown(said)}”" if isinstance(said, str) else "đã gửi"
            what = f"kiểu {shown} không có; các kiểu là: {', '.join(KIND_WORDS)}."
            self.say(place.numbered(at), "kieu", "choice", what)
        if "cot" in node or "hang" in node:
            return "bang"
        if node.keys() & {"tieu_de", "so", "con"}:
            return _USUAL_BELOW.get(above, "gach")
        return "doan"

    def keys(self, node: Mapping[str, object], kind: Kind, here: Place) -> None:
        """Refuse keys that no node has, or not one of this kind."""
        for key in islice((key for key in node if key not in _KEYS), _SHOWN_UNKNOWN_KEYS):
            what = f"không có trường “{_shown(key)}”; các trường là: {', '.join(_KEYS)}."
            self.say(here, escaped(key), "unknown_field", what)
        if kind == "bang" and node.get("con"):
            self.say(here, "con", "not_in_table", "bảng không chứa mục con; hãy đặt sau bảng.")
        if kind in UNLABELLED and node.get("so"):
            what = f"{KIND_WORDS[kind]} không đánh số; hãy bỏ số hoặc chọn kiểu khác."
            self.say(here, "so", "no_number", what)
        for key in ("cot", "hang"):
            if kind != "bang" and node.get(key):
                self.say(here, key, "not_a_table", "chỉ bảng mới có cột và hàng.")

    def text(
        self, node: Mapping[str, object], key: str, here: Place, limit: int = MAX_CHARACTERS
    ) -> str:
        """Read a text of a node; most nodes have one of the three."""
        if key not in node:
            return ""
        return self.string(node[key], here, key, _TEXT_WORDS[key], limit)

    def string(
        self, value: object, here: Place, key: str, word: str, limit: int = MAX_CHARACTERS
    ) -> str:
        """Read one text, whatever holds it."""
        if not isinstance(value, str):
            self.say(here, key, "type", f"{word} phải là chữ.")
            return ""
        if len(value) > limit:
            self.say(here, key, "too_long", f"{word} dài quá, nhiều nhất {nghin(limit)} ký tự.")
            return ""
        text = tidy(value)
        if bad := forbidden_characters(text):
            named = ", ".join(f"U+{ord(char):04X}" for char in bad[:_SHOWN_UNKNOWN_KEYS])
            what = f"{word} có ký tự điều khiển không in được ({named}); hãy gõ lại."
            self.say(here, key, "control_character", what)
        return text

    def cells(self, value: object, here: Place, key: str, word: str) -> tuple[str, ...]:
        """Read a row of cells, or the heading row."""
        if not isinstance(value, list):
            self.say(here, key, "type", f"{word} phải là một danh sách ô.")
            return ()
        if len(value) > MAX_COLUMNS:
            self.say(here, key, "too_many_rows", f"{word} có quá {MAX_COLUMNS} cột.")
            return ()
        pairs = enumerate(value)
        return tuple(
            self.string(one, here, f"{key}/{at}", f"{word}, ô {at + 1}") for at, one in pairs
        )

    def rows(self, value: object, here: Place) -> tuple[tuple[str, ...], ...]:
        """Read the rows of a table."""
        if not isinstance(value, list):
            self.say(here, "hang", "type", "các hàng phải là một danh sách.")
            return ()
        if len(value) > MAX_ROWS:
            what = f"bảng có {nghin(len(value))} hàng, nhiều nhất {MAX_ROWS}; hãy chia bảng."
            self.say(here, "hang", "too_many_rows", what)
            return ()
        return tuple(
            self.cells(row, here, f"hang/{at}", f"hàng {at + 1}") for at, row in enumerate(value)
        )

    def table(self, section: Section, here: Place) -> None:
        """Refuse rows that differ in length from the heading row, or from the first one."""
        width = len(section.columns) or max((len(row) for row in section.rows[:1]), default=0)
        for at, row in enumerate(section.rows):
            if len(row) != width:
                what = f"hàng {at + 1} có {len(row)} ô, phải có {width} ô như các hàng khác."
                self.say(here, f"hang/{at}", "ragged_row", what)


def _is_empty(section: Section) -> bool:
    texts: Iterable[str] = (section.heading, section.text)
    return not (any(texts) or section.children or section.columns or any(section.rows))


def _shown(text: str) -> str:
    """Return the start of a caller's word so that it can be printed back."""
    forbidden = forbidden_characters(text[:60])
    return "".join(char for char in text[:60] if char not in forbidden)
