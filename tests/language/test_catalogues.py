"""The catalogues are whole: compiled as they are written, with every gap, for nearly every text."""

from string import Formatter

import pytest

from runwalk_tui.language.catalogues import LANGUAGES, language_of
from tests.language.catalogues import TRANSLATED, compiled, messages, mo_file, read
from tests.language.texts import all_texts

LEAST_SHARE = 0.9
"""A text that is new is shown in English until somebody translates it; these are few."""


@pytest.fixture(params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    """Each language that there is, but English."""
    assert isinstance(request.param, str)
    return request.param


def test_the_program_reads_what_people_wrote(language: str) -> None:
    assert mo_file(language).read_bytes() == compiled(language), "python -m tests.language"


def test_nearly_every_text_is_translated(language: str) -> None:
    catalogue = read(language)
    texts = {(found.text, found.context or None) for found in all_texts()}
    lacking = [text for text in texts if not _strings(catalogue.get(*text))]
    assert len(lacking) <= (1 - LEAST_SHARE) * len(texts), sorted(text for text, _ in lacking)


def test_a_translation_has_the_gaps_of_its_text_and_is_finished(language: str) -> None:
    for message in messages(read(language)):
        assert not message.fuzzy
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        for string in _strings(message):
            assert _gaps(string) in [_gaps(text) for text in texts], message.id
            assert string.strip()
            assert string[0].isspace() == texts[0][0].isspace()


def _strings(message: object) -> list[str]:
    """The translations of a message, none if there are none or not all."""
    string = getattr(message, "string", None)
    strings = [string] if isinstance(string, str) else list(string or ())
    return strings if all(strings) else []


def _gaps(text: str) -> list[tuple[str, str | None]]:
    return sorted((name, spec) for _, name, spec, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_AT"}, "de"),
        ({"LANG": "xx_XX"}, "en"),
    ],
)
def test_the_environment_names_a_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_every_language_has_a_catalogue() -> None:
    assert [mo_file(language).is_file() for language in LANGUAGES if language != "en"] == [True]
