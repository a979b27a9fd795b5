"""A form without a screen: what keys write, where they go, and what the texts come to."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.effective import personal, profile_of
from runwalk_tui.config.profile import OwnSpeeds, Profile
from runwalk_tui.config.settings import THEME_NAMES, Settings
from runwalk_tui.language import tr
from runwalk_tui.language.catalogues import use_language
from runwalk_tui.training.advice.athlete import Goal
from runwalk_tui.tui.forms.fields import Field, OneOf
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.forms.panel import GAP, FormFace, _row, _widths
from runwalk_tui.tui.forms.profile_form import (
    FormError,
    asides,
    completed,
    form_of,
    restyle,
    says_see_doctor,
)
from runwalk_tui.tui.forms.settings_form import form_of as settings_form_of

YEAR = 2026
BEFORE = profile_of(personal(Settings()))
NAME, SIZE = Field("name", "name"), OneOf("size", "size", "", [("s", "small"), ("l", "large")])
LAST = Field("last", "last")


def two_pages() -> Form:
    pages = (Page("a", "A", "", ((NAME, SIZE),)), Page("b", "B", "", ((LAST,),)))
    return Form(pages, {"name": "Ada", "size": "s", "last": ""})


def whole(before: Profile = BEFORE) -> Form:
    return form_of(before, YEAR, is_first=False)


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_stands_in_a_row_fits_into_80_columns(language: str) -> None:
    use_language(language)
    for form in (whole(), settings_form_of(Settings())):
        form.asides = asides(form, BEFORE, YEAR) if "name" in form.texts else {}
        for number in range(len(form.pages)):
            form.page = number
            form.move(-99)
            rows = [[_row(form, field) for field in group] for group in form.shown.groups]
            widths = _widths(76, FormFace(tuple(tuple(group) for group in rows), "", False))
            for row in (row for group in rows for row in group):
                assert len(row.why) <= max(0, 76 - widths.label - widths.box - GAP), row
            for field in form.shown.fields:
                longest = max((len(f"‹ {tr(words)} ›") for _, words in field.choices), default=0)
                assert longest < widths.box + GAP, field.key


def test_every_theme_can_be_chosen() -> None:
    pages = settings_form_of(Settings()).pages
    (theme,) = [field for page in pages for field in page.fields if field.key == "theme"]
    assert [name for name, _ in theme.choices] == list(THEME_NAMES)


def test_a_choice_goes_round() -> None:
    form = two_pages()
    form.move(1)
    texts = []
    for by in (1, 1, -1, 1):
        form.choose(by)
        texts.append(form.text)
    assert texts == ["l", "s", "l", "s"]


def test_moving_stays_on_the_page_and_turning_goes_to_its_first_field() -> None:
    form = two_pages()
    form.move(-3)
    assert form.field is NAME
    form.move(7)
    assert (form.field, form.is_last) == (SIZE, True)
    form.turn(5)
    assert (form.field, form.page) == (LAST, 1)
    form.turn(-5)
    assert (form.field, form.page) == (NAME, 0)
    form.go_to("last")
    assert (form.field, form.shown.title) == (LAST, "B")


def test_what_is_left_as_it_was_is_kept_to_the_last_digit() -> None:
    odd = Profile(
        name="Ada",
        mass_kg=61.2345,
        units="mi",
        pace="pace",
        speeds=OwnSpeeds(4.8765, 6.0, 8.4321, 11.0),
        injuries=("left knee", "shin"),
    )
    assert completed(whole(odd), odd) == odd


def test_all_that_is_written_is_in_the_profile() -> None:
    form = whole()
    form.texts |= {
        "name": " Ada  Byron ",
        "birth_year": "1986",
        "mass_kg": "130 lb",
        "rest_bpm": "52",
        "speeds.run": "6:00",
        "goal": "10k",
        "days_a_week": "5",
        "injuries": "left knee, , shin ",
        "screening.rhythm": "yes",
        "screening.heart": "no",
        "coach.ease_runs": "yes",
        "coach.ceiling_bpm": "175",
        "coach.hold": "decrease",
    }
    profile = completed(form, BEFORE)
    assert (profile.name, profile.birth_year, profile.rest_bpm) == ("Ada Byron", 1986, 52)
    assert (profile.mass_kg, profile.speeds.run) == (59.0, 10.0)
    assert (profile.goal, profile.days_a_week) == (Goal.TEN_K, 5)
    assert profile.injuries == ("left knee", "shin")
    assert (profile.screening.rhythm, profile.screening.heart) == (True, False)
    assert (profile.coach.ease_runs, profile.coach.ceiling_bpm) == (True, 175)
    assert profile.coach.hold == "decrease"
    assert says_see_doctor(form)


@pytest.mark.parametrize(
    ("key", "text", "line"),
    [
        ("name", "x" * 201, "write at most 200 letters"),
        ("name", "\x1b[2J", "leave out what cannot be printed"),
        ("birth_year", "86", "write 1916 to 2018, or leave it empty"),
        ("birth_year", "2030", "write 1916 to 2018, or leave it empty"),
        ("birth_year", "9" * 5000, "write 1916 to 2018, or leave it empty"),
        ("mass_kg", "heavy", "write kilograms like 70, or 154 lb"),
        ("mass_kg", "700", "write 20 to 300 kg, like 70"),
        ("rest_bpm", "-5", "write 25 to 120, or leave it empty"),
        ("max_bpm", "1e9", "write 100 to 230, or leave it empty"),
        ("speeds.walk", "slowly", "write it like 8.5, or a pace like 7:04"),
        ("speeds.surge", "25", "write a speed above 0, at most 20 km/h"),
        ("speeds.run", "3 km/h", "write it no slower than the brisk walk"),
        ("coach.ceiling_bpm", "20", "write 90 to 230, or leave it empty"),
    ],
)
def test_nonsense_has_a_line_at_its_field(key: str, text: str, line: str) -> None:
    form = whole()
    form.texts[key] = text
    with pytest.raises(FormError) as caught:
        completed(form, BEFORE)
    assert (caught.value.key, str(caught.value)) == (key, line)


def test_a_highest_rate_is_above_the_one_at_rest() -> None:
    form = whole()
    form.texts |= {"rest_bpm": "115", "max_bpm": "110"}
    with pytest.raises(FormError, match="write more than the 115 at rest") as caught:
        completed(form, BEFORE)
    assert caught.value.key == "max_bpm"


def test_speeds_follow_how_the_runner_reads_them_and_stay_the_same() -> None:
    form = whole()
    assert form.texts["speeds.run"] == "7:04 /km"
    assert asides(form, BEFORE, YEAR)["speeds.run"] == "8.5 km/h"
    for units, pace, run in (
        ("km", "speed", "8.5 km/h"),
        ("mi", "speed", "5.3 mph"),
        ("mi", "pace", "11:22 /mi"),
        ("km", "pace", "7:04 /km"),
    ):
        form.texts |= {"units": units, "pace": pace}
        restyle(form, BEFORE, YEAR)
        assert form.texts["speeds.run"] == run
    assert completed(form, BEFORE).speeds == BEFORE.speeds


def test_a_speed_that_cannot_be_read_is_left_to_its_writer() -> None:
    form = whole()
    form.texts |= {"speeds.run": "fast", "units": "mi"}
    restyle(form, BEFORE, YEAR)
    assert form.texts["speeds.run"] == "fast"


def test_the_highest_rate_by_age_is_told_unless_it_was_measured() -> None:
    form = whole()
    assert "max_bpm" not in asides(form, BEFORE, YEAR)
    form.texts["birth_year"] = "1986"
    assert asides(form, BEFORE, YEAR)["max_bpm"] == "180 by age"
    form.texts["max_bpm"] = "191"
    assert "max_bpm" not in asides(form, BEFORE, YEAR)


def test_the_first_start_does_not_ask_what_the_coach_may_do() -> None:
    ids = [page.id for page in form_of(BEFORE, YEAR, is_first=True).pages]
    assert ids == ["runner", "health"]
    assert [page.id for page in whole().pages] == [*ids, "coach"]


_TEXTS: st.SearchStrategy[str] = st.text(
    st.characters(categories=["L", "N", "P", "Zs", "Cc"]), max_size=4
)


@given(st.lists(st.tuples(st.sampled_from(list(whole().texts)), _TEXTS), max_size=6))
def test_no_texts_make_anything_but_a_profile_or_a_complaint(told: list[tuple[str, str]]) -> None:
    form = whole()
    for key, text in told:
        form.go_to(key)
        if form.field.choices:
            form.choose(len(text))
        else:
            form.texts[key] = text
    with suppress(FormError):
        made = personal(Settings(), "x", completed(form, BEFORE))
        assert made.profile(YEAR).cap_kmh == 12.0
        assert completed(whole(made.own), made.own) == made.own
