"""Cues are recorded in English and heard in the language in use."""

from collections.abc import Iterator
from string import Formatter

import pytest

from runwalk_tui.language import tr
from runwalk_tui.language.catalogues import use_language
from runwalk_tui.session import sentences as on_the_way
from runwalk_tui.session.spoken import aloud, spoken
from runwalk_tui.units.format import in_units
from runwalk_tui.workout import sentences

_FILLED = {
    "what": ("Faster", "Schneller"),
    "device": ("Treadmill", "Laufband"),
    "step": ("Run", "Laufen"),
    "length": ("4 minutes", "4 Minuten"),
    "seconds": ("30 seconds", "30 Sekunden"),
    "target": ("120 to 130", "120 bis 130"),
    "name": ("F 1.5", "F 1.5"),
    "strap": ("H10 1A2B", "H10 1A2B"),
}


def _texts() -> Iterator[str]:
    for module in (sentences, on_the_way):
        for name, value in vars(module).items():
            if name.isupper():
                yield from value if isinstance(value, tuple) else (value,)


def _filled(text: str, which: int) -> str:
    """A sentence with its gaps filled, as the core does, or in German."""
    gaps = [(name, spec) for _, name, spec, _ in Formatter().parse(text) if name is not None]
    return text.format(
        **{name: 7.0 if spec else _FILLED.get(name, (12, 12))[which] for name, spec in gaps}
    )


@pytest.mark.parametrize("text", sorted(_texts()))
def test_every_sentence_is_found_again_with_what_fills_it(text: str) -> None:
    english = _filled(text, 0)
    use_language("de")
    assert spoken(english) == _filled(tr(text), 1)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Run, 4 minutes", "Laufen, 4 Minuten"),
        ("Run, 1.5 kilometres", "Laufen, 1,5 Kilometer"),
        ("Walk, at most 1 minute 30 seconds", "Gehen, höchstens 1 Minute 30 Sekunden"),
        (
            "Run, 4 minutes. Heart rate 120 to 130. Speed 7.5 to 9 km/h",
            "Laufen, 4 Minuten. Puls 120 bis 130. Tempo 7,5 bis 9 km/h",
        ),
        (
            "Well done. Workout finished. Stop your belt",
            "Gut gemacht. Training beendet. Halt dein Band an",
        ),
        ("Run in 3 seconds", "Laufen in 3 Sekunden"),
        (
            "In 10 seconds: 8.5 kilometres an hour",
            "In 10 Sekunden: 8,5 Kilometer pro Stunde",
        ),
        ("The treadmill refused the incline", "Das Laufband lehnt ab: die Steigung"),
        ("Kilometre 3. 6 minutes 12", "Kilometer 3. 6 Minuten 12"),
        ("Something new. Paused", "Something new. Pause"),
    ],
)
def test_what_is_said_together_is_translated_together(english: str, german: str) -> None:
    assert spoken(english) == english
    use_language("de")
    assert spoken(english) == german


def test_who_thinks_in_miles_hears_them() -> None:
    use_language("de")
    said = spoken("Heart rate 120 to 130. Speed 8 to 9 km/h")
    assert in_units(said, "mi") == "Puls 120 bis 130. Tempo 5 bis 5,6 mph"
    assert in_units(spoken("Run, 1.6 kilometres"), "mi") == "Laufen, 1 Meilen"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Heart rate 145. Speed 7.5 to 9 kilometres an hour"),
        ("de", "Puls 145. Tempo 7,5 bis 9 Kilometer pro Stunde"),
    ],
)
def test_a_voice_gets_units_as_words(language: str, words: str) -> None:
    use_language(language)
    assert aloud(spoken("Heart rate 145. Speed 7.5 to 9 km/h")) == words


def test_a_voice_gets_miles_as_words() -> None:
    assert aloud(in_units("Your cap: 8 km/h", "mi")) == "Your cap: 5 miles an hour"
