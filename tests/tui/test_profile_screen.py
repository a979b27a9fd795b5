"""The profile screen by keys, as a new runner uses it: nothing crashes, nothing needs a mouse."""

from collections.abc import Callable

import pytest

from runwalk_tui.config.effective import personal, profile_of
from runwalk_tui.config.profile import OwnSpeeds, Profile, Screening
from runwalk_tui.config.settings import Settings
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.forms.panel import FormPanel
from runwalk_tui.tui.sentences_of_forms import SEE_DOCTOR
from tests.tui.apps import (
    LARGE,
    OPTIONS,
    SKIPPED,
    SMALL,
    panel_text,
    profile_app,
    settle,
    text_of,
)

BEFORE = profile_of(personal(Settings()))
ADA = Profile(
    name="Ada",
    birth_year=1986,
    units="mi",
    pace="speed",
    speeds=OwnSpeeds(5.0, 6.0, 9.0, 12.0),
    screening=Screening(heart=True),
)
FIELDS = 17
"""On the first page."""


def asks(before: Profile = BEFORE, *, is_first: bool = True) -> RunwalkApp:
    return profile_app(before, OPTIONS, year=2026, is_first=is_first)


def words_of(text: str) -> str:
    return " ".join(text.split())


async def test_enter_through_everything_keeps_the_defaults() -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*["enter"] * (FIELDS - 1))
        assert "Your profile" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Does any of this apply to you?" in text_of(app)
        await pilot.press(*["enter"] * 4)
    assert app.return_value == BEFORE


async def test_everything_is_asked_on_one_screen_with_a_reason_beside_it() -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        rows = [row for row in panel_text(app, FormPanel).splitlines() if row.strip()]
    assert len(rows) == FIELDS + 1
    assert all(len(row) > 40 and row[36:].strip() for row in rows[:FIELDS])
    assert max(len(row) for row in rows) <= 78


async def test_what_is_typed_is_kept_however_the_field_is_left() -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*"Ada", "tab", *"1986", "down", *"58", "enter", *"52", "up", "up")
        await pilot.press("ctrl+s", "ctrl+s")
    kept = app.return_value
    assert isinstance(kept, Profile)
    assert (kept.name, kept.birth_year, kept.mass_kg, kept.rest_bpm) == ("Ada", 1986, 58.0, 52)


@pytest.mark.parametrize(
    ("downs", "text", "line"),
    [
        (1, "86", "write 1916 to 2018, or leave it empty"),
        (2, "x", "write kilograms like 70, or 154 lb"),
        (3, "9", "write 25 to 120, or leave it empty"),
        (4, "9", "write 100 to 230, or leave it empty"),
        (7, "x", "write it like 8.5, or a pace like 7:04"),
        (10, "99", "write a speed above 0, at most 20 km/h"),
    ],
)
async def test_nonsense_is_said_at_its_field_and_enter_stays_there(
    downs: int, text: str, line: str
) -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*["down"] * downs, *text, "enter")
        await settle(pilot)
        row = panel_text(app, FormPanel).splitlines()[downs + (downs > 4)]
        assert text in row
        assert line in row
        await pilot.press("ctrl+s")
        assert app.is_running
        await pilot.press("backspace", *["backspace"] * len(text), "ctrl+s", "ctrl+s")
    assert isinstance(app.return_value, Profile)


async def test_the_first_time_nobody_is_done_without_seeing_the_questions_on_health() -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Does any of this apply to you?" in text_of(app)
        await pilot.press("ctrl+s")
    assert isinstance(app.return_value, Profile)


async def test_saving_goes_to_what_does_not_fit_on_another_page() -> None:
    app = asks(is_first=False)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "x", "pagedown", "pagedown", "ctrl+s")
        await settle(pilot)
        assert "Your profile" in text_of(app)
        assert "write 1916 to 2018" in text_of(app)
        assert app.is_running


async def test_y_and_n_answer_the_questions_on_health() -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("pagedown", "down", "y")
        await settle(pilot)
        assert "See a doctor" in text_of(app)
        await pilot.press("n", "x")
        await settle(pilot)
        assert "See a doctor" not in text_of(app)


async def test_an_answer_that_says_so_says_to_see_a_doctor_at_once() -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("pagedown")
        await settle(pilot)
        assert "See a doctor" not in text_of(app)
        await pilot.press("down", "right", "right")
        await settle(pilot)
        assert words_of(SEE_DOCTOR) in words_of(text_of(app))
        await pilot.press("left")
        await settle(pilot)
        assert "See a doctor" not in text_of(app)
        await pilot.press("right", "ctrl+s")
    assert isinstance(app.return_value, Profile)
    assert app.return_value.screening == Screening(heart=True)


async def test_editing_shows_what_is_known_in_the_runners_units() -> None:
    app = asks(ADA, is_first=False)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        shown = text_of(app)
        assert all(word in shown for word in ("Ada", "1986", "180 by age", "5.6 mph", "10:44 /mi"))
        await pilot.press(*["down"] * 6, "left")
        await settle(pilot)
        assert "10:44 /mi" in text_of(app)
        await pilot.press("ctrl+s")
    assert isinstance(app.return_value, Profile)
    assert app.return_value.speeds == ADA.speeds
    assert app.return_value.pace == "pace"


@pytest.mark.parametrize(("key", "choice"), [("escape", SKIPPED), ("ctrl+c", None)])
async def test_leaving_keeps_nothing(key: str, choice: str | None) -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("A", "d", "a", key)
    assert app.return_value == choice


async def test_letters_that_are_keys_elsewhere_are_letters_here() -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q", "question_mark", "h", "space", "s")
        await settle(pilot)
        assert "q?h s" in text_of(app)
        await pilot.press("f1")
        await settle(pilot)
        assert "Saves everything as it is." in text_of(app)
        await pilot.press("x", "escape")
        await settle(pilot)
        assert "q?h s" in text_of(app)
        assert app.is_running


async def test_a_click_goes_there_and_a_second_chooses() -> None:
    app = asks()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.click(FormPanel, offset=(20, 6))
        await settle(pilot)
        assert "‹ miles ›" in text_of(app)
        await pilot.click(FormPanel, offset=(20, 1))
        await pilot.press(*"1986")
        await settle(pilot)
        assert "180 by age" in text_of(app)


@pytest.mark.parametrize("size", [(50, 14), (30, 8), (80, 10)])
async def test_in_a_small_terminal_the_field_is_in_sight_and_so_is_what_is_wrong(
    size: tuple[int, int],
) -> None:
    app = asks(is_first=False)
    async with app.run_test(size=size) as pilot:
        await pilot.press(
            *["down"] * 14, *"knee", "up", "up", "pagedown", "pagedown", "down", "down"
        )
        await pilot.press("7", "enter")
        await settle(pilot)
        assert "ceiling" in text_of(app)
        assert "write 90 to 230" in words_of(text_of(app))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["first", "wrong", "health", "coach", "help"])
def test_how_it_looks(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    keys = {
        "first": [],
        "wrong": ["down", *"19x", "down", *"58", "down"],
        "health": ["pagedown", "down", "right", "right"],
        "coach": ["pagedown", "pagedown", "right"],
        "help": ["f1"],
    }[name]
    app = asks(is_first=name == "first")
    assert snap_compare(app, press=keys, terminal_size=size)
