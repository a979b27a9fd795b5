"""Sentences that are kept in English are found again where they are shown."""

import re
from collections.abc import Iterator

import pytest

from runwalk_tui.journal.event_json import EventError, from_json
from runwalk_tui.journal.told import NOT_REACHED, REFUSES_KEY, REFUSES_SAYING, told_words
from runwalk_tui.language.catalogues import use_language


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """German during a test."""
    use_language("de")
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (NOT_REACHED.format(title="Strava"), "Strava ist nicht erreichbar"),
        (
            REFUSES_SAYING.format(title="Strava", status=422, said="no (such: thing"),
            "Strava lehnt sie ab (Status 422): no (such: thing",
        ),
        (
            REFUSES_KEY.format(title="Strava", secret="access token", name="strava", where="x"),
            "Strava: Zugriffstoken abgelehnt; neu eingeben mit 'runwalk upload --to strava --key' "
            "(x)",
        ),
        ("the upload was interrupted", "das Hochladen wurde unterbrochen"),
        ("nothing of ours", "nothing of ours"),
        ("", ""),
    ],
)
def test_what_a_service_said_is_translated_when_it_is_shown(kept: str, shown: str) -> None:
    assert told_words(kept) == shown
    use_language("en")
    assert told_words(kept) == kept


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[]", "ist kein Ereignis: `object` erwartet, nicht `array`"),
        ("x", "ist kein Ereignis: kein JSON: ungültiges Zeichen (Byte 0)"),
        ('{"t":0,"type":"StepBegan"}', "ist kein Ereignis: `index` fehlt"),
        ('{"t":0,"type":"StepBegan","index":0}', "ist kein Ereignis: `kind` fehlt"),
        ('{"t":"a","type":"StepBegan"}', "ist kein Ereignis: `float` erwartet, nicht `str` - bei"),
    ],
)
def test_what_the_parser_says_is_translated(line: str, words: str) -> None:
    with pytest.raises(EventError, match=re.escape(words)):
        from_json(line)
