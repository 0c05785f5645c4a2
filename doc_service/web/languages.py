"""Vietnamese, the language everything is written in, and English by a switch."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from babel.support import NullTranslations, Translations
from flask import Flask, g, session
from flask_babel import Babel, get_locale
from flask_babel import gettext as translated

LANGUAGES: Final = {"vi": "Tiếng Việt", "en": "English"}
TRANSLATIONS: Final = Path(__file__).parent / "translations"


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
        chosen = str(get_locale())
        return {"language": chosen, "languages": LANGUAGES, "words": words(chosen)}


def chosen_language() -> str:
    """Return the language of this session, of who is logged in, or Vietnamese."""
    asked = session.get("language")
    if asked not in LANGUAGES and g.get("member"):
        asked = g.member.language
    return asked if asked in LANGUAGES else "vi"


def gettext(text: str, /, **values: object) -> str:
    """Return a Vietnamese text in the language of who asks, with its `%(name)s` filled."""
    return str(translated(text, **values))


@cache
def words(language: str) -> dict[str, str]:
    """Return Vietnamese → translated words for the scripts of a page; nothing in Vietnamese."""
    found = Translations.load(TRANSLATIONS, [language])
    if type(found) is NullTranslations:
        return {}
    return {
        source: said
        for source, said in found._catalog.items()  # gettext has no other way to list them
        if isinstance(source, str) and source
    }
