"""A plan's file while it is edited: values change, comments and everything else stay.

Each change is read as a plan before it counts; what could not be run is refused, and the draft
stays as it was.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tomlkit
from tomlkit.items import AoT, Array

from runwalk_tui.config.settings import Settings
from runwalk_tui.plans import sentences
from runwalk_tui.plans.loader import plan_of_text
from runwalk_tui.plans.steps import PlanError
from runwalk_tui.workout.plan import Kind, Plan

ENDS = ("time", "distance", "until_bpm")
"""A step ends by one of these."""

_METRES = re.compile(r"[0-9.]+ *(m|km|mi|metres|miles?)")
_UNTIL = re.compile(r"until +([0-9]{2,3}|[a-z][a-z0-9 ]*), *(?:at most +)?(.+)")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Place = tuple[int, ...]
"""The place of a step: among the parts of the plan, then within a repeat, from 0."""


class StepRow(NamedTuple):
    """A step or a repeat, as it is shown.

    Attributes:
        place: Where it stands.
        kind: Its kind, or how often it is repeated.
        length: Its end, as it is written.
        speed, incline, hold: As they are written; "" where they are not.
        is_repeat: What follows within it is repeated.
    """

    place: Place
    kind: str
    length: str
    speed: str
    incline: str
    hold: str
    is_repeat: bool = False


COLUMNS = ("kind", "length", "speed", "incline", "hold")
"""What can be changed of a row."""


class Draft:
    """A plan's text, changed step by step.

    Args:
        text: What the file holds.
        name: What the plan is called.
        settings: Give the names of speeds their numbers.

    Raises:
        PlanError: If the text is no plan.
    """

    def __init__(self, text: str, name: str, settings: Settings) -> None:
        self._settings, self._file = settings, Path(f"{name}.toml")
        self.text = text
        self.plan = self._read(text)
        self._before: list[str] = []

    @property
    def can_undo(self) -> bool:
        """True if something was changed."""
        return bool(self._before)

    @property
    def title(self) -> str:
        """As it is written; the plan's name where it is not."""
        return self.plan.title

    @property
    def about(self) -> str:
        """The sentence for who chooses."""
        return self.plan.about

    def rows(self) -> list[StepRow]:
        """Every step and repeat in order, what is repeated after its repeat."""
        return list(_rows(tomlkit.parse(self.text)["steps"], ()))

    def undo(self) -> None:
        """Takes the last change back."""
        if self._before:
            self.text = self._before.pop()
            self.plan = self._read(self.text)

    def change_head(self, key: str, text: str) -> None:
        """Sets ``title``, ``about`` or ``maximum_kmh``; an empty text takes it out.

        Raises:
            PlanError: If that makes no plan.
        """
        document = tomlkit.parse(self.text)
        if not text.strip():
            document.pop(key, None)
        elif key in document:
            document[key] = _value(key, text)
        else:
            # Before the first table: what stands after one belongs to it.
            head = tomlkit.document()
            head[key] = _value(key, text)
            document = tomlkit.parse(tomlkit.dumps(head) + tomlkit.dumps(document))
        self._take(document)

    def change(self, place: Place, column: str, text: str) -> None:
        """Sets what a column shows of a step, or any key of it; an empty text takes it out.

        Raises:
            PlanError: If that makes no plan.
        """
        document = tomlkit.parse(self.text)
        table = _at(document["steps"], self._known(place))
        text = text.strip()
        if column == "kind" and "repeat" in table:
            column = "repeat"
        if column == "length":
            _set_length(table, text)
        elif not text:
            table.pop(column, None)
        else:
            table[column] = _value(column, text)
            if column in ENDS:
                for other in ENDS:
                    if other != column:
                        table.pop(other, None)
        self._take(document)

    def add(self, place: Place) -> Place:
        """Adds a minute's walk after a step, or as the first of a repeat's; returns where."""
        document = tomlkit.parse(self.text)
        steps, index = document["steps"], 0
        if place:
            steps = _siblings(document, self._known(place))
            index = place[-1] + 1
        step = tomlkit.inline_table() if isinstance(steps, Array) else tomlkit.table()
        step["kind"] = str(Kind.WALK)
        step["time"] = "1:00"
        steps.insert(index, step)
        self._take(document)
        return (*place[:-1], index)

    def remove(self, place: Place) -> None:
        """Takes a step out, or a repeat with all that is in it.

        Raises:
            PlanError: If nothing would be left.
        """
        document = tomlkit.parse(self.text)
        del _siblings(document, self._known(place))[place[-1]]
        self._take(document)

    def move(self, place: Place, by: int) -> Place:
        """Moves a step among those beside it; returns where it is then."""
        document = tomlkit.parse(self.text)
        siblings = _siblings(document, self._known(place))
        to = min(max(0, place[-1] + by), len(siblings) - 1)
        if to == place[-1]:
            return place
        moved = siblings[place[-1]]
        del siblings[place[-1]]
        siblings.insert(to, moved)
        self._take(document)
        return (*place[:-1], to)

    def _known(self, place: Place) -> Place:
        """The place, if there is a step; a person counts from 1."""
        if place not in [row.place for row in self.rows()]:
            number = ".".join(str(index + 1) for index in place)
            raise PlanError(self._file, sentences.NO_STEP_NUMBER.format(number=number))
        return place

    def _take(self, document: tomlkit.TOMLDocument) -> None:
        text = tomlkit.dumps(document)
        self.plan = self._read(text)
        if text != self.text:
            self._before.append(self.text)
            self.text = text

    def _read(self, text: str) -> Plan:
        return plan_of_text(text, self._file, self._settings)


def parse_place(text: str) -> Place | None:
    """The place that a person writes, from 1, as in ``3`` or ``2.1``; None if it is none."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3})*", text):
        return None
    return tuple(int(part) - 1 for part in text.split("."))


def _rows(steps: Sequence[Any], where: Place) -> Sequence[StepRow]:
    found: list[StepRow] = []
    for index, table in enumerate(steps):
        place = (*where, index)
        if "repeat" in table:
            times = str(table["repeat"])
            found.append(StepRow(place, times, "", "", "", "", is_repeat=True))
            found += _rows(table.get("steps", ()), place)
            continue
        hold = table.get("hold", "")
        found.append(
            StepRow(
                place,
                str(table.get("kind", "")),
                _length(table),
                _shown(table.get("speed")),
                _shown(table.get("incline")),
                ", ".join(map(str, hold)) if isinstance(hold, list) else str(hold),
            )
        )
    return found


def _length(table: Any) -> str:
    if "until_bpm" in table:
        return f"until {table['until_bpm']}, {_shown(table.get('at_most'))}"
    return _shown(table.get("time", table.get("distance")))


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _set_length(table: Any, text: str) -> None:
    """A time, a distance with its unit, or "until 120, 3:00"."""
    until = _UNTIL.fullmatch(text)
    for key in (*ENDS, "at_most"):
        table.pop(key, None)
    if until is not None:
        table["until_bpm"] = _value("until_bpm", until[1])
        table["at_most"] = until[2].strip()
    elif _METRES.fullmatch(text):
        table["distance"] = text
    elif text:
        table["time"] = _value("time", text)


def _value(key: str, text: str) -> Any:
    """As it stands in the file: numbers as numbers, two heart rates as a list, the rest as text."""
    if key in ("title", "about", "kind"):
        return text
    numbers = [part.strip() for part in text.split(",")]
    if key == "hold" and len(numbers) > 1 and all(map(_NUMBER.fullmatch, numbers)):
        return [int(float(number)) for number in numbers]
    if key == "timed":
        return text.casefold() in ("true", "yes")
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def _at(steps: Any, place: Place) -> Any:
    table = steps[place[0]]
    return table if len(place) == 1 else _at(table["steps"], place[1:])


def _siblings(document: tomlkit.TOMLDocument, place: Place) -> Any:
    steps: Any = document["steps"]
    siblings = steps if len(place) == 1 else _at(steps, place[:-1])["steps"]
    assert isinstance(siblings, (AoT, Array))
    return siblings
