"""The pages of the profile's form, and the profile that the answers make."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import reduce
from itertools import pairwise
from typing import Any

import msgspec

from runwalk_tui.config.profile import Profile
from runwalk_tui.language import tr
from runwalk_tui.training.advice.athlete import Experience, Goal
from runwalk_tui.training.physiology.zones import tanaka_max_bpm
from runwalk_tui.tui import sentences_of_forms as shown
from runwalk_tui.tui.forms.fields import (
    Cap,
    Field,
    Mass,
    OneOf,
    Speed,
    Style,
    WeekDays,
    Whole,
    Words,
    yes_or_no,
)
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.workout.heart_control_state import Hold, HoldBy

HEALTH = "health"
"""The page whose answers may say to see a doctor."""

YOUNGEST, OLDEST = 8, 110
SPEEDS = {"walk": "walk", "brisk": "brisk walk", "run": "run", "surge": "surge"}
"""The names of speeds, from slow to fast, and what the form calls them."""


_EXPERIENCE = {
    Experience.NEW: "new to running",
    Experience.RETURNING: "coming back",
    Experience.REGULAR: "regular",
    Experience.SEASONED: "for years",
}
_GOALS = {
    Goal.FITNESS: "fitness",
    Goal.WEIGHT: "losing weight",
    Goal.FIRST_5K: "a first 5 km",
    Goal.TEN_K: "10 km",
    Goal.HALF: "half marathon",
    Goal.MARATHON: "marathon",
    Goal.COMEBACK: "after an injury",
}
_HOLDS = {
    Hold.OFF: "nothing",
    Hold.SHADOW: "say what it would",
    Hold.DECREASE: "slow down",
    Hold.FULL: "slower, faster",
}

_HOLD_BY = {HoldBy.SPEED: "the speed", HoldBy.INCLINE: "the incline"}


_READINGS = (("pace", "pace"), ("speed", "speed"))


class FormError(ValueError):
    """The field with ``key`` does not fit; the message says in a few words what to write."""

    def __init__(self, key: str, line: str) -> None:
        super().__init__(line)
        self.key = key


def form_of(before: Profile, year: int, *, is_first: bool, only_health: bool = False) -> Form:
    """The form that says what is known; on the first start what the coach may do is not asked."""
    style = style_in(before.units or "km", before.pace or "pace")
    asked = pages(year, style)[: 2 if is_first else None]
    if only_health:
        asked = tuple(page for page in asked if page.id == HEALTH)
    fields = (field for page in asked for field in page.fields)
    return Form(asked, {field.key: field.show(value_of(before, field.key)) for field in fields})


def restyle(form: Form, before: Profile, year: int) -> None:
    """Shows speeds as the runner wants to read them now."""
    after = pages(year, style_in(form.texts["units"], form.texts["pace"]))[: len(form.pages)]
    fields = zip(_fields(form.pages), _fields(after), strict=True)
    for old, new in fields:
        if isinstance(old, Speed):
            with suppress(FormError):
                form.texts[old.key] = new.show(read(old, form.texts[old.key], before))
    form.pages = after


def asides(form: Form, before: Profile, year: int) -> dict[str, str]:
    """Remarks beside fields: a pace as speed, the maximum heart rate by age."""
    said = {}
    for field in _fields(form.pages):
        with suppress(FormError):
            value = read(field, form.texts[field.key], before)
            if isinstance(field, Speed):
                said[field.key] = field.otherwise(value)
            elif field.key == "birth_year" and isinstance(value, int) and not form.texts["max_bpm"]:
                said["max_bpm"] = shown.BY_AGE.format(bpm=tanaka_max_bpm(year - value))
    return said


def says_see_doctor(form: Form) -> bool:
    """True if an answer about health is a yes."""
    return any(form.texts[field.key] == "yes" for field in _HEALTH)


def _fields(pages: Sequence[Page]) -> list[Field]:
    return [field for page in pages for field in page.fields]


def pages(year: int, style: Style) -> tuple[Page, ...]:
    """Every page, as of a year: the runner, health, and what the coach may do."""
    return (
        Page(
            "runner",
            "Your profile",
            "All optional, and stays on this machine.",
            _runner(year, style),
        ),
        Page(
            HEALTH,
            "Does any of this apply to you?",
            "Asked once, for your safety. The answers stay on this machine. Ask a doctor first as "
            "well with diabetes or kidney disease, in pregnancy, and in the months after a birth. "
            "With beta-blockers go by effort: 'runwalk profile set beta_blockers=true'.",
            (_HEALTH,),
        ),
        Page(
            "coach",
            "What may your heart rate change?",
            "Never faster on a doubtful heart rate, never above your cap.",
            (_coach(),),
        ),
    )


def style_in(units: str, pace: str) -> Style:
    """The style that the texts of these two fields mean."""
    return Style("mi" if units == "mi" else "km", "speed" if pace == "speed" else "pace")


def value_of(profile: Profile, key: str) -> object:
    """The value of a profile under a key, with dots between tables."""
    return reduce(getattr, key.split("."), profile)


def read(field: Field, text: str, before: Profile) -> object:
    """The value of a field's text; one that was left as it was keeps its value to the last digit.

    Raises:
        FormError: If it does not fit.
    """
    old = value_of(before, field.key)
    if text == field.show(old):
        return old
    try:
        return field.read(text)
    except ValueError as error:
        raise FormError(field.key, str(error)) from error


def completed(form: Form, before: Profile) -> Profile:
    """The profile that a form makes of the one ``before``.

    Raises:
        FormError: For the first field that does not fit.
    """
    tables = msgspec.to_builtins(before)
    for field in _fields(form.pages):
        *table, key = field.key.split(".")
        reduce(dict.__getitem__, table, tables)[key] = read(field, form.texts[field.key], before)
    _check_together(tables)
    profile: Profile = msgspec.convert(tables, Profile)
    return profile


def _check_together(tables: Mapping[str, Any]) -> None:
    """Raises `FormError` for values that fit alone but not together."""
    rest_bpm, max_bpm = tables["rest_bpm"], tables["max_bpm"]
    if rest_bpm and max_bpm and rest_bpm >= max_bpm:
        raise FormError("max_bpm", shown.MORE_THAN_REST.format(rest_bpm=rest_bpm))
    speeds = [(name, tables["speeds"][name]) for name in SPEEDS if tables["speeds"][name]]
    for (slower, low_kmh), (name, high_kmh) in pairwise(speeds):
        if high_kmh < low_kmh:
            raise FormError(f"speeds.{name}", shown.NO_SLOWER_THAN.format(speed=tr(SPEEDS[slower])))


def _runner(year: int, style: Style) -> Sequence[Sequence[Field]]:
    return (
        (
            Field("name", "name", "what you are called here"),
            Whole(
                "birth_year",
                "born in",
                "your highest heart rate by age",
                year - OLDEST,
                year - YOUNGEST,
            ),
            Mass("mass_kg", "body mass", "the energy that you use"),
            Whole("rest_bpm", "resting bpm", "your reserve; count on waking", 25, 120),
            Whole("max_bpm", "highest bpm", "your zones, if measured", 100, 230),
        ),
        (
            OneOf(
                "units", "units", "how every screen reads", (("km", "kilometres"), ("mi", "miles"))
            ),
            OneOf(
                "pace",
                "you think in",
                "minutes a mile, or mph" if style.units == "mi" else "minutes a kilometre, or km/h",
                _READINGS,
            ),
            Speed("speeds.walk", "walk", "the breaks", style),
            Speed("speeds.brisk", "brisk walk", "warming up", style),
            Speed("speeds.run", "run", "the runs: you could talk", style),
            Speed("speeds.surge", "surge", "short hard bursts", style),
            Cap("cap_kmh", "never above", "your cap: 1 to 20 km/h", style),
        ),
        (
            _words("experience", "running", "how gently to begin", _EXPERIENCE),
            _words("goal", "goal", "what is suggested to you", _GOALS),
            OneOf(
                "days_a_week",
                "days a week",
                "how often a run is due",
                [(str(days), str(days)) for days in range(1, 8)],
                int,
            ),
            WeekDays("running_days", "run days", "your days, as in mon, wed, sat"),
            Words("injuries", "injuries", "of the past year: what to spare"),
        ),
    )


def _words(key: str, label: str, why: str, words: Mapping[Any, str]) -> OneOf:
    """A choice of words."""
    options = [(str(word), name) for word, name in words.items()]
    return OneOf(key, label, why, options, type(next(iter(words))))


_HEALTH: Sequence[Field] = (
    yes_or_no(
        "screening.blood_pressure", "High blood pressure that is not under control", is_open=True
    ),
    yes_or_no("screening.heart", "Heart trouble, or chest pain even at rest", is_open=True),
    yes_or_no("screening.rhythm", "A serious disorder of the heart's rhythm", is_open=True),
    yes_or_no(
        "screening.symptoms",
        "Chest pain, faintness or breathlessness beyond the effort",
        is_open=True,
    ),
)


def _coach() -> Sequence[Field]:
    return (
        yes_or_no("coach.lengthen_walks", "longer walks", "until the heart is down, 60 s at most"),
        yes_or_no("coach.ease_runs", "slower runs", "the next by 0.3 km/h if it stays up"),
        Whole("coach.ceiling_bpm", "ceiling, bpm", "a run becomes a walk there", 90, 230),
        _words("coach.hold", "target rate", "what a step with one does to the belt", _HOLDS),
        OneOf(
            "coach.faster_kmh",
            "no faster than",
            "above the plan, for a target rate",
            [
                (f"{kmh:g}", shown.KMH_MORE.format(kmh=kmh))
                for kmh in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
            ],
            float,
        ),
        _words("coach.hold_by", "it leads", "what is changed for a target rate", _HOLD_BY),
        yes_or_no("coach.console_heart", "trust grips", "without a strap, they may raise it"),
    )
