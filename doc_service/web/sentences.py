"""Problems and errors in sentences: in English by their code, with the original behind.

A problem's message is a Vietnamese sentence with names and numbers in it. Its code says what kind
of problem it is, and there is an English sentence for every code (`make translations` knows them).
The original follows in small print, so that nothing it says is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from flask import Flask
from markupsafe import Markup, escape

from doc_service.errors import DocServiceError, InvalidData
from doc_service.forms.deadlines import Deadline
from doc_service.forms.fields import Field
from doc_service.forms.validation import field_at, path_of
from doc_service.http.problem_json import problem_dict
from doc_service.problems import Place, Problem
from doc_service.web.languages import gettext as _
from doc_service.web.languages import language_now, translations
from doc_service.web.wording import LETTERS, QUOTED, marked, official, worded

LIMITS: Final[Mapping[str, Callable[[Field], int | None]]] = {
    "too_short": lambda field: field.min_length,
    "too_long": lambda field: field.max_length,
    "too_small": lambda field: field.minimum,
    "too_large": lambda field: field.maximum,
    "too_many_rows": lambda field: field.max_rows,
    "word_limit": lambda field: field.max_words,
    "near_word_limit": lambda field: field.max_words,
}
"""Code → what a field says of its limit; such codes have a second sentence, with the limit."""

OTHER: Final = "other"
"""The code of the sentence for codes that have none."""


def add_sentences(app: Flask) -> None:
    """Teach the templates of an application to say problems."""
    app.add_template_filter(told, "told")
    app.add_template_filter(deadline_warning, "deadline_warning")
    app.add_template_filter(cell, "cell")


def told(one: Problem, fields: Sequence[Field] = ()) -> Markup:
    """Return a problem as HTML: its message, or in English a sentence and the message behind it.

    Args:
        one: the problem.
        fields: those of its form, where it has one: the sentence then names field and row.
    """
    return _with_original(problem_sentence(one, fields), one.message)


def told_error(error: DocServiceError) -> Markup:
    """Return an error as HTML, in the same way."""
    return told_message(error.code, str(error))


def told_first(error: InvalidData) -> Markup:
    """Return the first problem of several."""
    return told(error.problems[0])


def told_message(code: str, message: str) -> Markup:
    """Return the message of an error of a code as HTML; one in the page's language as it is."""
    if not LETTERS.search(QUOTED.sub("", message)):
        return marked(message)
    return _with_original(error_sentence(code), message)


def deadline_warning(one: Deadline) -> Markup:
    """Return what is wrong with a deadline itself: as its locality says, or the date as such."""
    if one.warning == one.erratum:
        return worded(one.erratum)
    return told(Problem("", one.warning, "date"))


def problem_sentence(one: Problem, fields: Sequence[Field] = ()) -> str:
    """Return what a problem means, in a sentence in the page's language; "" in Vietnamese."""
    table = translations(language_now(), "sentences")
    if not table:
        return ""
    path = path_of(one.pointer)
    field = _nearest(fields, path)
    limit = LIMITS[one.code](field) if field and one.code in LIMITS else None
    said = table.get(f"problem:{one.code}", table[f"problem:{OTHER}"])
    if limit is not None:
        said = table[f"problem:{one.code}.limit"] % {"limit": f"{limit:,}"}
    where = _where(one.place, field, path)
    return f"{where}: {said[0].lower()}{said[1:]}" if where else said


def error_sentence(code: str) -> str:
    """Return what an error means, in a sentence in the page's language; "" in Vietnamese."""
    table = translations(language_now(), "sentences")
    return table.get(f"error:{code}", table.get("error:input", ""))


def drawn_problem(one: Problem, fields: Sequence[Field] = ()) -> dict[str, Any]:
    """Return a problem as the scripts of a page take it: with its sentence in the page's words."""
    said = problem_sentence(one, fields)
    return {**problem_dict(one), **({"said": said} if said else {})}


def cell(place: Place) -> str:
    """Return where a cell is, as somebody would look for it."""
    where = f"{place.column}{place.row}"
    return _("trang “%(sheet)s”, ô %(cell)s", sheet=place.sheet, cell=where)


def _nearest(fields: Sequence[Field], path: Sequence[str | int]) -> Field | None:
    """Return the field that a path leads to, or the one it leads into: of a tree, the whole."""
    found = (field_at(fields, path[:end]) for end in range(len(path), 0, -1))
    return next((field for field in found if field), None)


def _where(place: Place | None, field: Field | None, path: Sequence[str | int]) -> str:
    """Return `Sheet “Mô hình”, cell C7, “Field”, row 3`, as far as it is known."""
    rows = [part + 1 for part in path if isinstance(part, int)]
    is_row = field is not None and field.kind != "narrative" and rows and not place
    parts = [cell(place)] if place else []
    parts += [f"“{official(field.label)}”"] if field else []
    parts += [_("dòng %(number)s", number=rows[0])] if is_row else []
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def _with_original(sentence: str, message: str) -> Markup:
    if not sentence:
        return escape(message)
    return Markup('{} <span class="original" lang="vi">{}</span>').format(marked(sentence), message)
