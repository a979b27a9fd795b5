"""Screens are tested at the pace of their messages."""

import asyncio
from collections.abc import Callable, Iterator
from operator import ge
from typing import Any, TypeVar

import pytest
from rich.style import Style
from textual import app, pilot, screen
from textual._styles_cache import StylesCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.widgets import Input

from runwalk_tui.tui import loading
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.widgets.panel import Panel

T = TypeVar("T")

FRAME_S = 0.004
"""Of the screen: what is asked for is drawn so much later, in place of 60 times a second."""

SLICE_S = 0.005


@pytest.fixture(autouse=True)
def prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot waits for a frame and for all messages, not for a processor that idles.

    A screen that draws by itself never lets it idle: each press would take a second.
    """

    async def wait(*_: float) -> None:
        await asyncio.sleep(SLICE_S)
        loop: Any = asyncio.get_running_loop()
        while loop._ready:  # noqa: ASYNC110 - one message leads to another
            await asyncio.sleep(0)

    for module in (app, pilot):
        monkeypatch.setattr(module, "wait_for_idle", wait)
    monkeypatch.setattr(screen, "UPDATE_PERIOD", FRAME_S)


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cursor of a line does not blink: a picture that takes half a second shows it as well."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)


@pytest.fixture(autouse=True)
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read beside a screen is there at once; marked `in_threads`, when a thread has it."""
    if "in_threads" in request.keywords:
        return

    async def off_loop(work: Callable[[], T]) -> T:
        return work()

    monkeypatch.setattr(loading, "off_loop", off_loop)


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    """Textual remembers a thousand widgets by what they drew, and so whole applications that ended.

    To look through them for garbage again and again took a fifth of these tests' time.
    """
    yield
    StylesCache.get_inner_outer.cache_clear()


SMALLEST = (60, 18)
"""In a terminal of this size, or a larger one, no word is cut."""


@pytest.fixture(autouse=True)
def nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test draws: every word is whole, and has a row to stand in.

    Where the terminal's size changes, a part may be drawn once more in its old one.
    """
    cut: list[str] = []
    painting: list[bool] = []
    painted, put, resize = Panel._painted, Canvas.put, pilot.Pilot.resize_terminal

    async def resized(self: pilot.Pilot[Any], width: int, height: int) -> None:
        monkeypatch.setattr(Canvas, "put", put)
        await resize(self, width, height)

    def paint(panel: Panel[Any, Any]) -> Canvas:
        is_large = all(map(ge, panel.app.size, SMALLEST))
        painting.append(is_large and panel.size.height > 0)
        try:
            return painted(panel)
        finally:
            painting.pop()

    def write(canvas: Canvas, x: int, y: int, text: str, style: Style) -> int:
        end = put(canvas, x, y, text, style)
        lost = text[len(text) - max(0, end - canvas.width) :] if 0 <= y < canvas.height else text
        if any(painting) and any(map(str.isalnum, lost)):
            cut.append(f"{lost!r} of {text!r}")
        return end

    monkeypatch.setattr(Panel, "_painted", paint)
    monkeypatch.setattr(Canvas, "put", write)
    monkeypatch.setattr(pilot.Pilot, "resize_terminal", resized)
    yield
    assert cut == []


_parse_rules = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}


@pytest.fixture(autouse=True)
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A style sheet is parsed once for the colours of a theme, not anew by each application."""

    def parse_rules(
        sheet: Stylesheet,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        source = css, read_from, is_default_rules, tie_breaker, scope
        key = source, tuple(sheet._variables.items())
        if key not in _parsed:
            _parsed[key] = _parse_rules(sheet, *source)
        return _parsed[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_rules)
