"""The line of a form: it edits as people expect, however quickly the keys come."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.keys import _character_to_key

from runwalk_tui.tui.forms.line import Line


class Alone(App[None]):
    """A line in which a name stands."""

    def compose(self) -> ComposeResult:
        self.line = Line()
        yield self.line

    def on_mount(self) -> None:
        self.line.begin("Ada")
        self.line.focus()


EDITS = [
    (["B", "o"], "Bo"),
    (["end", "!"], "Ada!"),
    (["home", "x"], "xAda"),
    (["end", "left", "x"], "Adxa"),
    (["end", "left", "left", "right", "x"], "Adxa"),
    (["backspace"], ""),
    (["delete"], ""),
    (["end", "backspace"], "Ad"),
    (["home", "delete"], "da"),
    (["home", "backspace"], "Ada"),
    (["end", "left", "ctrl+u"], "a"),
    (["f5", "end", "ctrl+z"], "Ada"),
    (["D", "x", "backspace", "o", "r", "a", "home", "left", "-"], "-Dora"),
]


@pytest.mark.parametrize(("keys", "text"), EDITS)
async def test_a_text_is_written_over_or_edited(keys: list[str], text: str) -> None:
    app = Alone()
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.line.value == text


@pytest.mark.parametrize(("keys", "text"), EDITS)
async def test_keys_that_come_at_once_act_in_their_order(keys: list[str], text: str) -> None:
    app = Alone()
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in keys:
            is_letter = len(key) == 1
            name = _character_to_key(key) if is_letter else key
            app.post_message(events.Key(name, key if is_letter else None))
        await pilot.pause()
        await app.line.written()
        assert app.line.value == text


async def test_what_is_pasted_is_one_line_in_place_of_what_is_selected() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        app.post_message(events.Paste("/home/ada/my runs\n/tempo.zwo\n"))
        await pilot.pause()
        assert app.line.value == "/home/ada/my runs /tempo.zwo"
        await pilot.press("home")
        app.post_message(events.Paste("> "))
        await pilot.pause()
        assert app.line.value == ">/home/ada/my runs /tempo.zwo"
