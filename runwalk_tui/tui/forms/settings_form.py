"""The fields of the settings screen, page by page, and the changes that its answers make."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from runwalk_tui.config.settings import THEME_NAMES, Settings
from runwalk_tui.language import mark, tr
from runwalk_tui.language.catalogues import LANGUAGES
from runwalk_tui.tui import sentences_of_forms as shown
from runwalk_tui.tui.forms.fields import Cap, Field, OneOf, Style, Whole
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.forms.profile_form import FormError
from runwalk_tui.tui.keys import RUN_KEYS, STOP
from runwalk_tui.tui.keys.keymap import KeymapError, checked, key_names, printed, remappable
from runwalk_tui.workout.frozen import dataclass

KEYS = "keys."
"""Before the id of an action whose keys are asked."""

_SOUNDS = [("voice", "voice"), ("bell", "bell"), ("off", "off")]
_SPLITS = [
    ("off", "nothing"),
    ("halfway", "half of it"),
    ("distance", "each km or mile"),
    ("both", "both"),
]
_THEMES = [
    ("runwalk-dark", mark("dark")),
    ("runwalk-light", mark("light")),
    ("runwalk-contrast", mark("contrast")),
]
_YES_NO = [("yes", "yes"), ("no", "no")]
_NUDGES_KMH = (0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class Zones(Field):
    """Five rising percentages of the maximum."""

    def show(self, value: object) -> str:
        return " ".join(map(str, value)) if isinstance(value, Sequence) else ""

    def read(self, text: str) -> object:
        try:
            floors = tuple(int(word) for word in text.replace(",", " ").split())
        except ValueError:
            floors = ()
        rising = all(low < high for low, high in pairwise(floors))
        if len(floors) != 5 or not rising or floors[0] < 20 or floors[-1] > 100:
            raise ValueError(shown.FIVE_THAT_RISE)
        return floors


@dataclass(frozen=True, slots=True)
class KeyNames(Field):
    """The keys of an action; empty for its own."""

    def show(self, value: object) -> str:
        return ", ".join(map(printed, str(value).split(","))) if value else ""

    def read(self, text: str) -> object:
        try:
            return key_names(text)
        except KeymapError as error:
            raise ValueError(str(error)) from error


def _truth(key: str, label: str, why: str) -> OneOf:
    return OneOf(key, label, why, _YES_NO, {"yes": True, "no": False}.__getitem__)


def pages(style: Style) -> tuple[Page, ...]:
    """Belt and screens, sound, keys."""
    nudges = [(f"{kmh:g}", shown.KMH.format(kmh=kmh)) for kmh in _NUDGES_KMH]
    belt: Sequence[Field] = (
        Cap("cap_kmh", "never above", "the belt is never asked for more", style),
        OneOf("nudge_kmh", "a key adds", "faster and slower, each press", nudges, float),
        _truth("lead", "ask early", "half-way there when the step begins"),
        Zones("zones", "zones from", "percent of your highest heart rate"),
    )
    languages = [("", shown.TERMINALS), *LANGUAGES.items()]
    screens: Sequence[Field] = (
        OneOf("units", "units", "how every screen reads", (("km", "kilometres"), ("mi", "miles"))),
        OneOf("pace", "you think in", "minutes, or speed", (("pace", "pace"), ("speed", "speed"))),
        OneOf("theme", "colours", "seen as you turn", _THEMES),
        OneOf("language", "language", "of screens and voice", languages),
    )
    sound: Sequence[Field] = (
        OneOf("sound", "sound", "heard as you turn", _SOUNDS),
        Field("voice", "voice", "its name; empty: the system's own"),
        Whole("volume", "volume, %", "of the voice, 0 to 100", 0, 100),
        _truth("countdown", "countdown", "beeps in the last three seconds"),
        OneOf("splits", "on the way", "spoken besides", _SPLITS),
        _truth("encouragement", "praise", "a good word after a run"),
    )
    known = remappable()
    asked = [
        KeyNames(
            f"{KEYS}{key.id}",
            shown.ACTIONS[key.id],
            shown.IF_EMPTY.format(key=tr(key.cap)),
        )
        for key in (*RUN_KEYS, STOP)
        if key.id in known
    ]
    about = shown.KEYS_ABOUT
    return (
        Page("belt", "Settings", "Kept in your settings file.", (belt, screens)),
        Page("sound", "Sound", "Kept in your settings file.", (sound,)),
        Page("keys", "Keys in a workout", about, (asked,)),
    )


def form_of(settings: Settings) -> Form:
    """The form that says how things are."""
    asked = pages(Style(settings.units, settings.pace))
    fields = (field for page in asked for field in page.fields)
    return Form(asked, {field.key: field.show(value_of(settings, field.key)) for field in fields})


def value_of(settings: Settings, key: str) -> object:
    """The value of a key in the settings."""
    if key.startswith(KEYS):
        return settings.keys.get(key.removeprefix(KEYS), "")
    if key == "theme":
        return settings.theme or THEME_NAMES[0]
    value: object = getattr(settings, key)
    return value


def changes(form: Form, before: Settings) -> Mapping[str, object]:
    """The differences from the settings, by their keys; None takes a key out.

    Raises:
        FormError: For the first field that does not fit.
    """
    found: dict[str, object] = {}
    keymap = dict(before.keys)
    for field in (field for page in form.pages for field in page.fields):
        text, old = form.texts[field.key], value_of(before, field.key)
        if text == field.show(old):
            continue
        try:
            value = field.read(text)
            if field.key.startswith(KEYS):
                keymap[field.key.removeprefix(KEYS)] = str(value or "")
                checked({id: names for id, names in keymap.items() if names})
        except ValueError as error:
            raise FormError(field.key, str(error)) from error
        found[field.key] = (value or None) if field.key.startswith(KEYS) else value
    return found
