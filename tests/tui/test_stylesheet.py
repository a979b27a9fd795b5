"""Styles are parsed once for each set of colours, and the colours are always the theme's."""

import pytest
from textual.css.stylesheet import Stylesheet

from benchmarks.scenes import replay
from benchmarks.screens import session_app
from runwalk_tui.tui.drawing.themes import THEMES


@pytest.fixture
def parsings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by each parsing of everything."""
    found: list[str] = []
    parse_all = Stylesheet.reparse

    def noted(self: Stylesheet) -> None:
        found.append("all")
        parse_all(self)

    monkeypatch.setattr(Stylesheet, "reparse", noted)
    return found


async def test_the_first_frame_costs_no_second_parsing(parsings: list[str]) -> None:
    app = session_app(replay())
    async with app.run_test(size=(80, 24)):
        assert parsings == []
        assert app.screen.styles.background.hex == (THEMES[app.theme].background or "").upper()


async def test_other_colours_are_parsed_and_shown(parsings: list[str]) -> None:
    app = session_app(replay())
    async with app.run_test(size=(80, 24)) as pilot:
        (other, *_) = [name for name in THEMES if name != app.theme]
        before = app.screen.styles.background
        app.show_theme(other)
        await pilot.pause()
        assert len(parsings) == 1
        assert app.screen.styles.background.hex == (THEMES[other].background or "").upper()
        assert app.screen.styles.background != before
        app.refresh_css()
        assert len(parsings) == 1
