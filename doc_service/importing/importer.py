"""A document of another year or place → the data of a form, with what a clerk has to look at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from doc_service.errors import InvalidImport, UnreadableWord
from doc_service.importing import findings
from doc_service.importing.casing import from_capitals
from doc_service.importing.closing import Closing, find_closing, read_closing
from doc_service.importing.furniture import clear
from doc_service.importing.guessing import (
    FORM_BY_FAMILY,
    FORM_BY_TYPE,
    announced_type,
    organ_kind,
    type_of_code,
)
from doc_service.importing.head import Head, read_head
from doc_service.importing.letterhead import Letterhead
from doc_service.importing.lines import Line, decode, split_lines
from doc_service.importing.signatures import read_signer
from doc_service.importing.word import read_word
from doc_service.importing.word_text import Losses
from doc_service.importing.wrapping import Paragraph, paragraphs
from doc_service.narrative.marks import escaped
from doc_service.narrative.outline import sections_to_json
from doc_service.narrative.parsing import parse_outline
from doc_service.problems import Problem
from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.the_thuc.recipients import Recipient
from doc_service.word.package import is_package, refuse

_MARKDOWN_NAMES: Final = (".md", ".markdown")
_MARKDOWN = re.compile(r"\*\*\S(?:[^*\n]*\S)?\*\*|^#{1,6} \S|\*\*\* \S[^*\n]*\*\*", re.MULTILINE)
_OR_TEXT: Final = ", hoặc chép phần chữ sang tệp văn bản (.txt) rồi gửi"
_SIGN = re.compile(r"\*(?:\s+|(?=Bước\b))")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read of a document."""

    form: str
    """Name of the form, `ke_hoach` or `cong_van` for example; "" where it is not known."""

    data: Mapping[str, Any]
    """Data of the form; a key is there where its part was found."""

    left_over: str
    """Text that has no place in the data, one line a line: appendices after the signature…"""

    problems: tuple[Problem, ...]
    """Warnings: what was not found, what was cut, slips in numbers and dates."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A document as lines, whatever file it came from."""

    lines: tuple[Line, ...]
    marks: bool
    """Stars are marks of bold and italic, not stars."""

    losses: Losses = field(default_factory=Losses)
    unit: str = "dòng"
    """What `Line.number` counts, in a clerk's word."""


def import_document(content: bytes, name: str) -> Imported:
    """Read a plain text, Markdown or DOCX file.

    Args:
        content: the file.
        name: its name; the ending `.md` says that stars are marks.

    Raises:
        InvalidImport: it is no such file, damaged or protected; the sentence says what to do.
        UploadTooLarge: it is larger than 20 MB.
    """
    try:
        refuse(content, or_text=_OR_TEXT)
    except UnreadableWord as error:
        raise InvalidImport(str(error), detail=error.detail) from error
    source = _read(content, name)
    cleared = clear(source.lines, find_closing(source.lines))
    start = find_closing(cleared.lines)
    closing = read_closing(cleared.lines, start)
    head = read_head(cleared.lines[:start])
    body = paragraphs(cleared.lines[head.taken : start])
    sections = parse_outline("\n".join(_outline_line(one.text, source) for one in body))
    type_name, guessed = _type(head, body)
    data = _data(head, closing, "\n".join(one.text for one in body))
    if sections:
        data["noi_dung"] = sections_to_json(sections)
    return Imported(
        form=_form(type_name, data),
        data=data,
        left_over=_left_over(head, closing, source.losses),
        problems=(
            *findings.head_problems(head, type_name, guessed=guessed),
            *findings.body_problems(sections),
            *findings.closing_problems(closing, source.unit),
            *findings.loss_problems(source.losses, cleared.dropped, head.letterhead.unplaced),
        ),
    )


def _form(type_name: str, data: Mapping[str, Any]) -> str:
    kind = issuer_kinds().get(data.get("co_quan", {}).get("loai", ""))
    family = kind.family if kind else "dang"
    return FORM_BY_FAMILY.get((type_name, family)) or FORM_BY_TYPE.get(type_name, "")


def _read(content: bytes, name: str) -> _Source:
    if is_package(content):
        word = read_word(content)
        return _Source(word.lines, True, word.losses, "đoạn")
    text = decode(content)
    marks = PurePath(name).suffix.lower() in _MARKDOWN_NAMES or bool(_MARKDOWN.search(text))
    return _Source(split_lines(text), marks)


def _outline_line(text: str, source: _Source) -> str:
    """Return a paragraph as outline text; where stars are no marks, only a sign stays bare."""
    if source.marks:
        return text
    sign = _SIGN.match(text)
    return f"* {escaped(text[sign.end() :])}" if sign else escaped(text)


def _type(head: Head, body: Sequence[Paragraph]) -> tuple[str, bool]:
    """Return the name of the type, and whether it was guessed from the text."""
    named = head.type_name or type_of_code(head.letterhead.type_code)
    if named or (head.salutation and head.letterhead.organ_code):
        return named or "Công văn", False
    announced = announced_type([one.text for one in body])
    return announced or ("Công văn" if head.salutation else ""), True


def _data(head: Head, closing: Closing, running_text: str) -> dict[str, Any]:
    at = head.letterhead
    data: dict[str, Any] = {
        "co_quan": _organ(at, running_text),
        "so_ky_hieu": _present({"so": at.number, "co_quan": at.organ_code}),
        "ngay": at.date,
        "trich_yeu": head.abstract,
        "kinh_gui": [{"noi": one} for one in head.salutation],
        "noi_nhan": [_recipient(one) for one in closing.recipients if one.to],
        "nguoi_ky": read_signer(closing.signer, closing.name, running_text),
    }
    return _present(data)


def _organ(letterhead: Letterhead, running_text: str) -> dict[str, str]:
    names = [from_capitals(name, running_text) for name in letterhead.organs]
    own = names[-1] if names else ""
    return _present(
        {
            "loai": organ_kind(own),
            "ten": own,
            "cap_tren": ", ".join(names[:-1]),
            "dia_danh": letterhead.place,
        }
    )


def _recipient(one: Recipient) -> dict[str, str]:
    return _present({"noi": one.to, "muc_dich": one.purpose})


def _present(values: dict[str, Any]) -> dict[str, Any]:
    """Return what is there, without keys that hold nothing."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}


def _left_over(head: Head, closing: Closing, losses: Losses) -> str:
    lines = list(head.letterhead.unplaced)
    for line in closing.rest:
        lines += [""] * (line.gap > 0 and bool(lines)) + [line.raw or line.text]
    return "\n".join([*lines, *losses.notes])
