"""The English catalog: `python -m docs.translations` brings it up to date with the pages.

Texts are collected from Python (`_`), templates (`_`) and scripts (`t`). New ones are written into
`messages.po` without a translation, for somebody to fill in; those that are gone are dropped; then
the catalog is compiled. `--check` only says what is missing or stale.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from doc_service.settings import ROOT

WEB = ROOT / "doc_service" / "web"
FOLDER = WEB / "translations" / "en" / "LC_MESSAGES"
METHODS = [
    ("static/vendor/**", "ignore"),
    ("**.py", "python"),
    ("templates/**.html", "jinja2"),
]
UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The compiled catalog names a date; of its own it would be another file every minute."""
KEYWORDS = {"_": None, "gettext": None}
IN_SCRIPTS = re.compile(
    r'^\s*/\*.*?\*/|^\s*//[^\n]*|\bt\(\s*("(?:[^"\\]|\\.)*")', re.DOTALL | re.MULTILINE
)
"""A comment, or `t("…")`: Babel's own reader misses one inside another and inside `${}`."""


def collected() -> Iterator[str]:
    """Return every text that a person may see on a page, once, in a stable order."""
    options = {"templates/**.html": {"silent": "false"}}
    found = extract_from_dir(WEB, METHODS, options, keywords=KEYWORDS, comment_tags=())
    texts = {text for _, _, text, _, _ in found if isinstance(text, str) and text}
    for script in (WEB / "static").rglob("*.js"):
        if "vendor" not in script.parts:
            said = IN_SCRIPTS.findall(script.read_text("utf-8"))
            texts.update(json.loads(text) for text in said if text)
    return iter(sorted(texts))


def brought_up_to_date() -> Catalog:
    """Return the catalog with the texts there are now, translated as far as it was."""
    before = read_po(io.BytesIO((FOLDER / "messages.po").read_bytes()), locale="en")
    catalog = Catalog(
        locale="en", domain="messages", fuzzy=False, creation_date=UNDATED, revision_date=UNDATED
    )
    for text in collected():
        known = before.get(text)
        catalog.add(text, known.string if known else "")
    return catalog


def written(catalog: Catalog) -> tuple[bytes, bytes]:
    """Return a catalog as text and compiled."""
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalog, omit_header=True, sort_output=True, width=100)
    write_mo(compiled, catalog)
    return text.getvalue(), compiled.getvalue()


def wrong() -> list[str]:
    """Return what is missing or stale, in words."""
    catalog = brought_up_to_date()
    found = [f"no translation: {one.id}" for one in catalog if one.id and not one.string]
    text, compiled = written(catalog)
    for name, content in (("messages.po", text), ("messages.mo", compiled)):
        if (FOLDER / name).read_bytes() != content:
            found.append(f"{name} is stale; run python -m docs.translations")
    return found


def main() -> int:
    """Write the catalog, or say what is wrong with it."""
    if "--check" not in sys.argv:
        text, compiled = written(brought_up_to_date())
        FOLDER.mkdir(parents=True, exist_ok=True)
        Path(FOLDER / "messages.po").write_bytes(text)
        Path(FOLDER / "messages.mo").write_bytes(compiled)
    found = wrong()
    sys.stdout.write("".join(f"{one}\n" for one in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
