"""A changed copy is what `dataclasses.replace` makes, and what it is made of stays as it was."""

import ast
import dataclasses
from pathlib import Path

import pytest

from runwalk_tui import workout
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.fast_replace import draft, fields_of, replace
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.session import Phase, Session, StepRecord

DICTIONARIES = {Belt: "belt", Heart: "heart", Session: "session", StepRecord: "step"}
"""What the fields of a draft of each class are called."""


def test_a_changed_copy_is_the_one_that_the_standard_library_makes() -> None:
    session = Session(t=3.0, belt=Belt(speed_kmh=5.2))
    changed = replace(session, t=4.0, phase=Phase.PAUSED)
    assert changed == dataclasses.replace(session, t=4.0, phase=Phase.PAUSED)
    assert (session.t, session.phase, changed.belt) == (3.0, Phase.OPENING, session.belt)


def test_a_changed_copy_can_be_changed_as_little_as_the_first() -> None:
    copy = replace(Belt(), speed_kmh=1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        copy.speed_kmh = 20.0  # type: ignore[misc]  # what must not be possible


def test_a_draft_is_a_copy_that_is_changed_by_the_names_of_its_fields() -> None:
    belt = Belt(speed_kmh=5.0)
    drafted, belt_fields = draft(belt)
    belt_fields["speed_kmh"] = 6.0
    assert drafted == dataclasses.replace(belt, speed_kmh=6.0)
    assert (belt.speed_kmh, fields_of(drafted)) == (5.0, belt_fields)
    with pytest.raises(dataclasses.FrozenInstanceError):
        drafted.speed_kmh = 20.0  # type: ignore[misc]  # what must not be possible


@pytest.mark.parametrize("kind", [Belt, Heart, Session, StepRecord])
def test_names_that_are_set_in_a_draft_are_fields_of_its_class(kind: type) -> None:
    dictionary = f"{DICTIONARIES[kind]}_fields"
    names = {
        node.slice.value
        for file in Path(workout.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.value, ast.Name)
        and node.value.id == dictionary
    }
    assert names
    assert names <= {field.name for field in dataclasses.fields(kind)}
