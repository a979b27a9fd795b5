"""A changed copy is what `dataclasses.replace` makes, and what it is made of stays as it was."""

import dataclasses

import pytest

from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import Phase, Session


def test_a_changed_copy_is_the_one_that_the_standard_library_makes() -> None:
    session = Session(t=3.0, belt=Belt(speed_kmh=5.2))
    changed = replace(session, t=4.0, phase=Phase.PAUSED)
    assert changed == dataclasses.replace(session, t=4.0, phase=Phase.PAUSED)
    assert (session.t, session.phase, changed.belt) == (3.0, Phase.OPENING, session.belt)


def test_a_changed_copy_can_be_changed_as_little_as_the_first() -> None:
    copy = replace(Belt(), speed_kmh=1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        copy.speed_kmh = 20.0  # type: ignore[misc]  # what must not be possible
