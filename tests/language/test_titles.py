"""The titles that the program makes are found again in the language in use; others stay."""

from collections.abc import Iterator

import pytest

from runwalk_tui.config.settings import Settings
from runwalk_tui.language import current
from runwalk_tui.language.catalogues import use_language
from runwalk_tui.language.titles import about_words, title_words
from runwalk_tui.plans.compose import SORTS, planned


@pytest.fixture(autouse=True)
def in_german() -> Iterator[None]:
    use_language("de")
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("title", "german"),
    [
        ("1:2, first steps", "1:2, erste Schritte"),
        ("1:2, first steps, my copy", "1:2, erste Schritte, meine Kopie"),
        ("Couch to 5 km, week 3, 2 of 3", "Vom Sofa zu 5 km, Woche 3, 2 von 3"),
        (
            "Couch to 5 km, week 3, 2 of 3, made easier",
            "Vom Sofa zu 5 km, Woche 3, 2 von 3, erleichtert",
        ),
        ("1:2 for 24 min", "1:2, 24 min"),
        ("Walk for 30 min", "Gehen, 30 min"),
        ("Long run, 4:1 for 90 min, made easier", "Langer Lauf, 4:1, 90 min, erleichtert"),
        ("Bike: Surges 30/90/60", "Rad: Antritte 30/90/60"),
        ("Surges with Ben", "Surges with Ben"),
        ("My own: plan", "My own: plan"),
        ("3:1", "3:1"),
        ("", ""),
    ],
)
def test_a_title_is_shown_in_the_language_in_use(title: str, german: str) -> None:
    assert title_words(title) == german
    use_language("en")
    assert title_words(title) == title


def test_every_composed_workout_is_found_again() -> None:
    for pattern, sort in SORTS.items():
        texts = {"name": "x", "pattern": pattern, "rounds": sort.example}
        use_language("en")
        plan = planned(texts, Settings())
        use_language("de")
        assert planned(texts, Settings()) == plan, "files know no language"
        assert sort.example in title_words(plan.title)
        assert title_words(plan.title) != plan.title or plan.title == sort.example
        assert "gehen" in about_words(plan.about)
    assert current() == "de"


def test_the_sentence_on_a_workout_follows() -> None:
    found = about_words("Run 5 min, walk 1 min; then run 3 min, walk until the heart is down.")
    assert found == "5 min laufen, 1 min gehen; dann 3 min laufen, gehen, bis der Puls unten ist."
    assert about_words("Run as you like, but slowly.") == "Run as you like, but slowly."


def test_the_sentence_on_an_imported_workout_follows() -> None:
    found = about_words("For Sundays. Imported from a Zwift workout, hills, long.zwo.")
    assert found == "For Sundays. Aus einem Training von Zwift übernommen, hills, long.zwo."
    assert about_words("Imported from a FIT workout.") == "Aus einem Training in FIT übernommen."
    assert about_words("Imported from a friend.") == "Imported from a friend."
