"""The screen on which a workout is put together, its profile drawn as it is written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import ClassVar

from runwalk_tui.config.settings import Settings
from runwalk_tui.language import mark, tr
from runwalk_tui.language.titles import about_words
from runwalk_tui.plans.compose import (
    LONGEST_TITLE,
    SORTS,
    USUAL_TOTAL_S,
    Pattern,
    own_paces,
    planned,
)
from runwalk_tui.training.programmes.builder import USUAL_AROUND_S, SpecError
from runwalk_tui.tui import sentences_of_forms as shown
from runwalk_tui.tui.forms.fields import Field, OneOf, Speed, Style
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.keys import BUILDER_KEYS, CHOICE_KEYS, FORM_APP_KEYS, Groups
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.plan_form_screen import PlanFormScreen
from runwalk_tui.units.format import clock
from runwalk_tui.workout.plan import Plan

TITLE = mark("New workout")

NAMELESS = "new"
"""The name of a plan in the preview as long as it has none."""

_PATTERNS = [(pattern.value, sort.words) for pattern, sort in SORTS.items()]


def _fields(pattern: Pattern) -> Sequence[Field]:
    """By the keys of `planned`; how the times are written depends on the pattern."""
    return (
        Field("name", "name", "what commands call it, and its file"),
        OneOf("pattern", "made of", "what comes again and again", _PATTERNS),
        Field("rounds", "times", SORTS[pattern].how),
        Field("total", "total time", "all of it, or else say how often"),
        Field("repeats", "how often", "runs, instead of a total time"),
        Field("warm_up", "warm-up", "5 to 10 minutes, easy"),
        Field("cool_down", "cool-down", "always"),
        Field("walk", "walk", "speed or pace"),
        Field("run", "run", "speed or pace: you could talk"),
        Field("surge", "surge", "speed or pace of what is hard"),
        Field("incline", "incline, %", "between warm-up and cool-down"),
        Field("title", "title", "in lists; empty: its name"),
    )


def _page(pattern: Pattern) -> Page:
    return Page("plan", TITLE, "", (_fields(pattern),))


class BuilderScreen(PlanFormScreen):
    """Fields above, the workout that they make below.

    Args:
        settings: The runner's speeds, zones and cap.
        options: How the runner wants screens.
        texts: What is written to begin with, by the fields' keys.
        taken: Names that plans have already, in small letters.
        done: Keeps the plan; is given None where there is to be none.
    """

    HELP_GROUPS: ClassVar[Groups] = (("A new plan", (*BUILDER_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),)

    def __init__(
        self,
        settings: Settings,
        options: ScreenOptions,
        texts: Mapping[str, str],
        taken: Collection[str],
        done: Callable[[Plan | None], None],
    ) -> None:
        self._settings = settings
        self._taken = taken
        self._usual = _usual_texts(settings, options)
        form = Form([_page(Pattern.RATIO)], {**self._usual, **texts})
        super().__init__(TITLE, form, options, done)

    def edited(self) -> None:
        """The profile follows, and what cannot stand beside the field gives way."""
        key, texts = self.form.field.key, self.form.texts
        if key == "pattern":
            pattern = Pattern(texts["pattern"])
            self.form.pages = [_page(pattern)]
            texts["rounds"] = SORTS[pattern].example
        elif key in _INSTEAD and texts[key].strip():
            texts[_INSTEAD[key]] = ""
        self.look()

    def save(self) -> None:
        """Ends with the plan; a field that does not fit comes first."""
        try:
            plan = planned(self._written, self._settings)
            if plan.name.casefold() in self._taken:
                raise SpecError("name", shown.ANOTHER_NAME.format(name=plan.name))
        except SpecError as error:
            self.form.go_to(error.key)
            self._complain(error)
        else:
            self.done(plan)

    @property
    def _written(self) -> dict[str, str]:
        """The texts that were written; a speed that was left as it is keeps every digit.

        The list of plans shows titles: without one the name, as it was written, is the title.
        """
        texts = self.form.texts
        written = {
            key: "" if key in _SPEEDS and text == self._usual[key] else text
            for key, text in texts.items()
        }
        name = " ".join(written["name"].split())[:LONGEST_TITLE]
        return {**written, "title": written["title"].strip() or name}

    def look(self) -> None:
        """Draws what is written, or says why that cannot be; a name may come last."""
        written = self._written
        try:
            plan = planned({**written, "name": written["name"].strip() or NAMELESS}, self._settings)
        except SpecError as error:
            self._complain(error)
        else:
            self.show_plan(plan, about_words(plan.about))

    def _complain(self, error: SpecError) -> None:
        """Says what is wrong beside the field, and what to do below."""
        wrong, _, _ = str(error).partition("; ")
        label = next(tr(field.label) for field in self.form.shown.fields if field.key == error.key)
        self.say(f"{label}: {error}", beside={error.key: wrong})


_INSTEAD = {"total": "repeats", "repeats": "total"}
_SPEEDS = ("walk", "run", "surge")


def _usual_texts(settings: Settings, options: ScreenOptions) -> dict[str, str]:
    """The texts that stand in the form at first."""
    style, own = Style(options.units, options.pace), own_paces(settings)
    show = Speed("", "", style=style).show
    return {
        **{field.key: "" for field in _fields(Pattern.RATIO)},
        "pattern": Pattern.RATIO.value,
        "rounds": SORTS[Pattern.RATIO].example,
        "total": clock(USUAL_TOTAL_S),
        "warm_up": clock(USUAL_AROUND_S),
        "cool_down": clock(USUAL_AROUND_S),
        "walk": show(own.walk_kmh),
        "run": show(own.run_kmh),
        "surge": show(own.surge_kmh),
    }
