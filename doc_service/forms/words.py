"""How many words stand where a limit exists, for the page beside the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from doc_service.forms.catalog import Form
from doc_service.forms.comparisons import words_of
from doc_service.forms.fields import leaves
from doc_service.vietnamese.words import word_count


def counts(form: Form, data: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Return JSON Pointer → (words, limit) of every text with a limit, alone or together.

    Texts that share a limit stand under the pointers of each, with the sum of all.
    """
    found = {
        pointer: (word_count(value), field.max_words)
        for field, pointer, value in leaves(form.fields, data)
        if field.max_words is not None and isinstance(value, str)
    }
    for spec in form.schema.get("x-rules", ()):
        if spec["rule"] == "words_together":
            total = words_of(data, spec)
            found |= {_pointer(path): (total, int(spec["limit"])) for path in spec["fields"]}
    return found


def _pointer(path: str) -> str:
    return "/" + path.replace(".", "/")
