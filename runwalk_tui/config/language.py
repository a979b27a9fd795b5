"""The language that the runner wishes: by the command line, the settings, or the environment."""

import os
from collections.abc import Sequence

from runwalk_tui.config import sentences
from runwalk_tui.config.paths import settings_file
from runwalk_tui.errors import UsageError
from runwalk_tui.language.catalogues import LANGUAGES, language_of, use_language

OPTION = "--lang"
HANDED_ON = "RUNWALK_LANGUAGE"
"""The variable by which a process has those that it starts speak its language."""


def without_language(words: Sequence[str]) -> tuple[list[str], str]:
    """The words of a command line without ``--lang``, and the language that it names, or "".

    Raises:
        UsageError: If it names none that there is.
    """
    rest: list[str] = []
    language = ""
    following = iter(words)
    for word in following:
        option, equals, value = word.partition("=")
        if option != OPTION:
            rest.append(word)
            continue
        language = value if equals else next(following, "")
        if language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise UsageError(
                sentences.LANGUAGE_OPTION.format(option=OPTION, language=language[:30], known=known)
            )
    return rest, language


def speak(language: str = "") -> None:
    """Uses a language; without one that of the settings, else the environment's."""
    use_language(language or _handed_on() or _set_language() or language_of(os.environ))


def _handed_on() -> str:
    handed_on = os.environ.get(HANDED_ON, "")
    return handed_on if handed_on in LANGUAGES else ""


def _set_language() -> str:
    """The language of the settings; what is wrong with them is told by whoever needs them."""
    try:
        text = settings_file().read_text("utf-8-sig")
        if "language" not in text:
            return ""
        import tomllib

        chosen = tomllib.loads(text).get("language")
    except (OSError, ValueError):
        return ""
    return chosen if isinstance(chosen, str) and chosen in LANGUAGES else ""
