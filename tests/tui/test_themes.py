from itertools import combinations

import pytest
from rich.color import ColorSystem
from textual.color import Color

from runwalk_tui.tui.drawing.themes import DEFAULT_THEME, THEMES, ink_of, kind_tone
from runwalk_tui.tui.widgets.speed_profile import AHEAD, PAST
from runwalk_tui.workout.plan import Kind

READ = ("soft", "heart", "good", "caution", "danger", *(f"zone-{n}" for n in range(1, 6)))
KINDS = tuple(kind_tone(kind) for kind in Kind)


def _luminance(colour: Color) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Color, other: Color) -> float:
    """Contrast ratio after WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("tone", [*READ, *KINDS])
def test_what_has_to_be_read_stands_out_from_the_background(name: str, tone: str) -> None:
    theme = THEMES[name]
    assert theme.background is not None
    least = 7.0 if name == "runwalk-contrast" else 4.5
    assert _contrast(Color.parse(theme.variables[tone]), Color.parse(theme.background)) >= least


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("tone", KINDS)
def test_what_lies_ahead_stands_out_also_in_16_colours(name: str, tone: str) -> None:
    style = ink_of(name)(tone, strength=AHEAD)
    assert style.color is not None
    assert style.bgcolor is not None
    for system in (ColorSystem.TRUECOLOR, ColorSystem.STANDARD):
        shown, ground = (
            Color(*each.downgrade(system).get_truecolor()) for each in (style.color, style.bgcolor)
        )
        assert _contrast(shown, ground) >= 3, system


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("tone", KINDS)
def test_what_is_done_is_told_from_what_lies_ahead(name: str, tone: str) -> None:
    ink = ink_of(name)
    past, ahead = (ink(tone, strength=each).color for each in (PAST, AHEAD))
    assert past is not None
    assert ahead is not None
    assert _contrast(Color.from_rich_color(past), Color.from_rich_color(ahead)) >= 2


@pytest.mark.parametrize("name", THEMES)
def test_the_alarm_can_be_read(name: str) -> None:
    tones = THEMES[name].variables
    assert _contrast(Color.parse(tones["on-alarm"]), Color.parse(tones["alarm"])) >= 5


def _dichromat(colour: Color, without: str) -> tuple[float, float, float]:
    """The colour as seen without red or green cones (Viénot, Brettel, Mollon 1999, simplified)."""
    red, green, blue = colour.normalized
    if without == "red":
        return (0.11238 * red + 0.88762 * green, 0.11238 * red + 0.88762 * green, blue)
    return (0.29275 * red + 0.70725 * green, 0.29275 * red + 0.70725 * green, blue)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("without", ["red", "green"])
def test_run_and_walk_differ_for_the_colour_blind(name: str, without: str) -> None:
    tones = THEMES[name].variables
    for run, walk in (("kind-run", "kind-walk"), ("kind-surge", "kind-walk")):
        one, other = (_dichromat(Color.parse(tones[tone]), without) for tone in (run, walk))
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.25


@pytest.mark.parametrize("name", THEMES)
def test_kinds_have_colours_of_their_own(name: str) -> None:
    tones = THEMES[name].variables
    assert all(tones[one] != tones[other] for one, other in combinations(KINDS, 2))


def test_an_unknown_theme_is_the_default() -> None:
    assert ink_of("solarized")("kind-run") == ink_of(DEFAULT_THEME)("kind-run")
