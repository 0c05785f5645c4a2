from __future__ import annotations

import json

from doc_service.conversion.command_office import output
from doc_service.conversion.uno_office import EXPORT, draft


def options_of(argument: str) -> dict[str, dict[str, str]]:
    kind, name, data = argument.split(":", 2)
    assert (kind, name) == ("pdf", "writer_pdf_Export")
    options: dict[str, dict[str, str]] = json.loads(data)
    return options


def test_the_command_line_asks_for_what_the_uno_worker_asks_for() -> None:
    asked = options_of(output("DỰ THẢO"))
    assert set(asked) == {*EXPORT, *draft("DỰ THẢO")}
    assert asked["SelectPdfVersion"] == {"type": "long", "value": "2"}
    assert asked["UseTaggedPDF"] == {"type": "boolean", "value": "true"}
    assert asked["ExportFormFields"] == {"type": "boolean", "value": "false"}
    assert asked["Watermark"] == {"type": "string", "value": "DỰ THẢO"}


def test_without_a_watermark_none_is_asked_for() -> None:
    assert not [name for name in options_of(output("")) if name.startswith("Watermark")]
