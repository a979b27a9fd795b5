"""The languages that there are, and the catalogue of each: ``locale/de/LC_MESSAGES/runwalk.mo``."""

from collections.abc import Mapping
from pathlib import Path

from runwalk_tui.language.text import ENGLISH, use

LOCALE = Path(__file__).resolve().parents[1] / "locale"
DOMAIN = "runwalk"

LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch"}
"""The languages by their codes, as those who speak them call them."""

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where an environment names a language, the weightiest first."""


def use_language(language: str) -> None:
    """Shows texts in one of `LANGUAGES` from now on."""
    if language == ENGLISH:
        use(ENGLISH, None)
        return
    from gettext import translation

    use(language, translation(DOMAIN, LOCALE, [language]))


def language_of(environment: Mapping[str, str]) -> str:
    """The language that an environment asks for, where there is one; else English."""
    for variable in _VARIABLES:
        if value := environment.get(variable):
            code = value.partition(".")[0].partition("_")[0].lower()
            return code if code in LANGUAGES else ENGLISH
    return ENGLISH
