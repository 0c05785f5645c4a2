"""The English catalogs: `python -m docs.translations` brings them up to date with the sources.

There are three, in `doc_service/web/translations`: `messages`, what the pages themselves say
(collected from Python, templates and scripts); `official`, the texts of forms, dossiers, deadlines
and rules; `sentences`, one for each code of a problem or an error and each rule of the conformity
check. What is new is written without a translation, for somebody to fill in; what is gone is
dropped; then all are compiled. `--check` only says what is missing or stale.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from doc_service.settings import ROOT
from docs.codes import keys
from docs.official_texts import official_texts

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


@cache
def collected() -> tuple[str, ...]:
    """Return every text that the pages themselves say, once, in a stable order; read once."""
    options = {"templates/**.html": {"silent": "false"}}
    found = extract_from_dir(WEB, METHODS, options, keywords=KEYWORDS, comment_tags=())
    texts = {text for _, _, text, _, _ in found if isinstance(text, str) and text}
    for script in (WEB / "static").rglob("*.js"):
        if "vendor" not in script.parts:
            said = IN_SCRIPTS.findall(script.read_text("utf-8"))
            texts.update(json.loads(text) for text in said if text)
    return tuple(sorted(texts))


DOMAINS: Final[Mapping[str, Callable[[], Iterable[str]]]] = {
    "messages": collected,
    "official": official_texts,
    "sentences": keys,
}
"""Name of a catalog → what it translates."""


def brought_up_to_date(domain: str) -> Catalog:
    """Return a catalog with the texts there are now, translated as far as it was."""
    path = FOLDER / f"{domain}.po"
    before = read_po(io.BytesIO(path.read_bytes() if path.exists() else b""), locale="en")
    catalog = Catalog(
        locale="en", domain=domain, fuzzy=False, creation_date=UNDATED, revision_date=UNDATED
    )
    for text in DOMAINS[domain]():
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
    found: list[str] = []
    for domain in DOMAINS:
        catalog = brought_up_to_date(domain)
        found += [f"no translation: {one.id}" for one in catalog if one.id and not one.string]
        for ending, content in zip(("po", "mo"), written(catalog), strict=True):
            path = FOLDER / f"{domain}.{ending}"
            if not path.exists() or path.read_bytes() != content:
                found.append(f"{path.name} is stale; run python -m docs.translations")
    return found


def main() -> int:
    """Write the catalogs, or say what is wrong with them."""
    if "--check" not in sys.argv:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for domain in DOMAINS:
            text, compiled = written(brought_up_to_date(domain))
            (FOLDER / f"{domain}.po").write_bytes(text)
            (FOLDER / f"{domain}.mo").write_bytes(compiled)
    found = wrong()
    sys.stdout.write("".join(f"{one}\n" for one in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
