"""The screens in German: what they look like at 80x24, and that every word has its place."""

import ast
from collections.abc import Callable, Iterator
from string import ascii_uppercase, digits

import pytest

from runwalk_tui.config.settings import Settings
from runwalk_tui.language import decimal, tr
from runwalk_tui.language.catalogues import use_language
from runwalk_tui.tui import keys, sentences
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.drawing.big_font import _STROKES, width_px
from runwalk_tui.tui.keys.keymap import shown
from runwalk_tui.tui.widgets.key_bar import fitting
from tests.language.texts import SOURCES
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    arm_app,
    builder_app,
    home_app,
    pressed,
    replay_app,
)
from tests.tui.test_coach_snapshots import home
from tests.tui.test_devices_screen import everything
from tests.tui.test_profile_screen import asks
from tests.tui.test_settings_screen import app_with
from tests.tui.test_snapshots import alarm, at, paused

SCREENS: dict[str, tuple[Callable[[], RunwalkApp], list[str]]] = {
    "home": (home, []),
    "history": (home_app, ["h", "down"]),
    "arm": (arm_app, []),
    "run": (lambda: at(738), []),
    "help": (lambda: at(738), ["question_mark"]),
    "paused": (paused, []),
    "alarm": (alarm, []),
    "devices": (everything, []),
    "profile": (asks, []),
    "settings": (lambda: app_with()[0], ["comma"]),
    "check-in": (home, ["enter"]),
    "weeks": (home, ["g"]),
    "summary": (lambda: replay_app(9999), ["enter"]),
    "builder": (lambda: builder_app(Settings(), OPTIONS), []),
}

WORKING = (
    *(keys.RUN_KEYS, keys.HOME_KEYS, keys.HISTORY_KEYS, keys.DEVICES_KEYS),
    *(keys.FORM_KEYS, keys.SUMMARY_KEYS, keys.ADVICE_KEYS, keys.QUESTION_KEYS),
)


@pytest.fixture(autouse=True)
def german() -> None:
    """Every screen here is in German."""
    use_language("de")


@pytest.mark.parametrize("name", SCREENS)
def test_how_it_looks(name: str, snap_compare: Callable[..., bool]) -> None:
    make, press = SCREENS[name]
    assert snap_compare(make(), terminal_size=SMALL, run_before=pressed(*press))


def _columns() -> Iterator[tuple[str, int]]:
    """The headings of tables that have a width of their own."""
    for file in (SOURCES / "tui").rglob("*.py"):
        source = file.read_text("utf-8")
        for node in ast.walk(ast.parse(source)) if "Column(" in source else ():
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Column"
            ):
                title, width = node.args[:2]
                if isinstance(title, ast.Constant) and isinstance(width, ast.Constant):
                    yield str(title.value), int(str(width.value))


@pytest.mark.parametrize(("title", "width"), sorted(set(_columns())))
def test_a_heading_fits_its_column(title: str, width: int) -> None:
    assert len(tr(title)) <= width or not width


@pytest.mark.parametrize("group", WORKING, ids=lambda group: group[0].id)
def test_the_keys_that_matter_fit_into_a_row(group: tuple[keys.Key, ...]) -> None:
    others = keys.SESSION_KEYS if group is keys.RUN_KEYS else (keys.CLOSE, keys.HELP)
    row = [shown(key, {}) for key in (*group, *others) if key.rank]
    fit = {key.id for key, _ in fitting(tuple((key, key.label) for key in row), 76)}
    assert [key.id for key in row if key.rank <= 2 and key.id not in fit] == []


@pytest.mark.parametrize("number", ["8.5", "12:30", "-3", "0"])
def test_every_sign_of_a_number_is_drawn(number: str) -> None:
    assert set(decimal(number)) <= set(_STROKES)
    assert width_px(decimal(number), 7) == width_px(number, 7)


def test_large_words_have_letters_that_are_drawn() -> None:
    known = set(ascii_uppercase + digits + ":.- ")
    large = {
        name: text
        for name, text in vars(sentences).items()
        if isinstance(text, str) and text.isupper() and len(text) > 1
    }
    assert large
    drawn = {name: text for name, text in large.items() if set(text) <= known}
    assert all(width_px(text, 7) > 0 for text in drawn.values())
    assert set(large) - set(drawn) <= {"PRACTICE", "CAP_AT", "MOST_IS", "PAIN_PAIN", "CADENCE"}
