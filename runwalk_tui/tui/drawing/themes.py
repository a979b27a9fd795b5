"""Colours by meaning, in three themes: dark, light, and one of high contrast.

Run and walk are orange and blue in all of them, the pair that every kind of colour blindness tells
apart; no meaning rests on colour alone. A theme's variables are the names below, so that the
stylesheet writes ``$kind-run`` and a widget asks its `Ink` for ``"kind-run"``.
"""

from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from runwalk_tui.workout.plan import Kind

DEFAULT_THEME = "runwalk-dark"


def _theme(name: str, *, dark: bool, background: str, foreground: str, **tones: str) -> Theme:
    variables = {tone.replace("_", "-"): colour for tone, colour in tones.items()}
    return Theme(
        name=name,
        primary=variables["kind-walk"],
        accent=variables["kind-run"],
        warning=variables["caution"],
        error=variables["danger"],
        success=variables["good"],
        background=background,
        surface=background,
        panel=variables["raised"],
        foreground=foreground,
        dark=dark,
        variables=variables,
    )


THEMES = {
    theme.name: theme
    for theme in (
        _theme(
            DEFAULT_THEME,
            dark=True,
            background="#0d1016",
            foreground="#eceff4",
            soft="#98a2b3",
            faint="#3f4857",
            raised="#171c25",
            kind_warm_up="#e3cf6f",
            kind_run="#ffa12e",
            kind_walk="#58b4f2",
            kind_surge="#ff7054",
            kind_cool_down="#56c8a2",
            zone_1="#8592a8",
            zone_2="#6fa8dc",
            zone_3="#5bc39a",
            zone_4="#efb649",
            zone_5="#ff7262",
            heart="#ffb3bf",
            good="#5bc98d",
            caution="#f4c752",
            danger="#ff7a6b",
            alarm="#c4122f",
            on_alarm="#ffffff",
        ),
        _theme(
            "runwalk-light",
            dark=False,
            background="#fbfaf7",
            foreground="#191d24",
            soft="#596273",
            faint="#c3c8d0",
            raised="#eeece6",
            kind_warm_up="#857000",
            kind_run="#b95700",
            kind_walk="#1a56c4",
            kind_surge="#a8200d",
            kind_cool_down="#00765a",
            zone_1="#647084",
            zone_2="#2b6ca3",
            zone_3="#0b7a57",
            zone_4="#9a6400",
            zone_5="#bb2a1c",
            heart="#9b1238",
            good="#0b7a45",
            caution="#8f5f00",
            danger="#b80d2a",
            alarm="#b80d2a",
            on_alarm="#ffffff",
        ),
        _theme(
            "runwalk-contrast",
            dark=True,
            background="#000000",
            foreground="#ffffff",
            soft="#d4d4d4",
            faint="#8a8a8a",
            raised="#1c1c1c",
            kind_warm_up="#fff27a",
            kind_run="#ffb000",
            kind_walk="#5cccff",
            kind_surge="#ff8566",
            kind_cool_down="#6bffbd",
            zone_1="#c8c8c8",
            zone_2="#8cc8ff",
            zone_3="#6bffbd",
            zone_4="#ffd23f",
            zone_5="#ff8f85",
            heart="#ffffff",
            good="#6bffbd",
            caution="#ffe600",
            danger="#ffe600",
            alarm="#ffe600",
            on_alarm="#000000",
        ),
    )
}
"""Every theme by its name."""


def kind_tone(kind: Kind) -> str:
    """The name of the colour of a kind of step."""
    return f"kind-{kind.value}"


class Ink:
    """Rich styles out of a theme, by the names of its colours.

    Besides the theme's variables there are ``foreground`` and ``background``.
    """

    def __init__(self, theme: Theme) -> None:
        self._colours = {name: Color.parse(value) for name, value in theme.variables.items()}
        self._colours["foreground"] = Color.parse(theme.foreground or "#ffffff")
        self._colours["background"] = Color.parse(theme.background or "#000000")
        self._styles: dict[tuple[str, str, float, float, bool], Style] = {}

    def __call__(
        self,
        tone: str = "foreground",
        on: str = "background",
        *,
        bold: bool = False,
        strength: float = 1.0,
        on_strength: float = 1.0,
    ) -> Style:
        """Text in ``tone`` on ``on``; a strength below 1 fades a colour towards the background."""
        key = (tone, on, strength, on_strength, bold)
        style = self._styles.get(key)
        if style is None:
            style = Style(
                color=self._faded(tone, strength).rich_color,
                bgcolor=self._faded(on, on_strength).rich_color,
                bold=bold,
            )
            self._styles[key] = style
        return style

    def _faded(self, tone: str, strength: float) -> Color:
        return self._colours["background"].blend(self._colours[tone], strength)


@lru_cache
def ink_of(theme_name: str) -> Ink:
    """The ink of a theme of this program; of any other name, the default's."""
    return Ink(THEMES.get(theme_name, THEMES[DEFAULT_THEME]))
