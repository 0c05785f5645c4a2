"""Looking at a form's template before anybody uses it."""

from __future__ import annotations

from doc_service.documents.orders import Parts
from doc_service.errors import InvalidTemplate
from doc_service.forms.catalog import Form
from doc_service.forms.preparation import prepare


def check_names(form: Form, parts: Parts) -> None:
    """Look for names in a form's template that no example gives a value to.

    Raises:
        InvalidTemplate: there are some; the message lists them.
    """
    contexts = [
        prepare(form, data, draft=False, today=parts.today()).context
        for data in form.examples.values()
    ]
    unknown = parts.assembler.unknown_names(parts.assembler.template(form.template), contexts)
    if unknown:
        raise InvalidTemplate(
            f"Tệp mẫu “{form.template.name}” dùng tên không có: {', '.join(unknown)}."
        )
