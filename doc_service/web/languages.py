"""Vietnamese, the language everything is written in, and English by a switch.

Three catalogs translate: `messages` what the pages themselves say, `official` the texts of forms,
dossiers, deadlines and rules, `sentences` what a problem or an error of a code means, and what a
rule of the conformity check asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

from babel.support import NullTranslations, Translations
from flask import Flask, g, session
from flask_babel import Babel, get_locale
from flask_babel import gettext as translated

LANGUAGES: Final = {"vi": "Tiếng Việt", "en": "English"}
TRANSLATIONS: Final = Path(__file__).parent / "translations"

RULE: Final = "rule:"
"""How the sentences of the rules are named in the catalog: `rule:P-NUM-01`."""

Domain = Literal["messages", "official", "sentences"]


def add_languages(app: Flask) -> None:
    """Have pages speak the language of who asks."""
    Babel(
        app,
        default_locale="vi",
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=chosen_language,
    )

    @app.context_processor
    def language() -> dict[str, object]:
        chosen = language_now()
        return {"language": chosen, "languages": LANGUAGES, "words": words(chosen)}


def chosen_language() -> str:
    """Return the language of this session, of who is logged in, or Vietnamese."""
    asked = session.get("language")
    if asked not in LANGUAGES and g.get("member"):
        asked = g.member.language
    return asked if asked in LANGUAGES else "vi"


def language_now() -> str:
    """Return the language of the page that is being drawn."""
    return str(get_locale())


def gettext(text: str, /, **values: object) -> str:
    """Return a Vietnamese text in the language of who asks, with its `%(name)s` filled."""
    return str(translated(text, **values))


def words(language: str) -> dict[str, str]:
    """Return what the scripts of a page look up: texts, and sentences by `problem:code`.

    Findings come drawn, so that the sentences of their rules need not go with every page.
    """
    said = translations(language, "sentences").items()
    sentences = {key: sentence for key, sentence in said if not key.startswith(RULE)}
    return {**translations(language, "messages"), **sentences}


@cache
def translations(language: str, domain: Domain) -> Mapping[str, str]:
    """Return source → translation of one catalog; nothing in Vietnamese."""
    found = Translations.load(TRANSLATIONS, [language], domain)
    if type(found) is NullTranslations:
        return {}
    return {
        source: said
        for source, said in found._catalog.items()  # gettext has no other way to list them
        if isinstance(source, str) and source
    }
