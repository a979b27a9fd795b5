"""Every type of event has its fold, and the rule or the silence that was meant for it."""

from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.decide import RULES, decide
from runwalk_tui.workout.evolve import FOLDS
from runwalk_tui.workout.session import Phase, Session

EVERY_TYPE = {
    kind
    for kind in vars(ev).values()
    if isinstance(kind, type) and issubclass(kind, ev.Event) and kind is not ev.Event
}

SILENT = {
    ev.ChangeScheduled,
    ev.CueDue,
    ev.HoldRangeTold,
    ev.QuirkLearned,
    ev.InclineAsked,
    ev.MachineKnown,
    ev.FeetCounted,
    ev.PodKnown,
    ev.PauseAsked,
    ev.SessionOpened,
    ev.SessionResumed,
    ev.PowerAsked,
    ev.ResistanceAsked,
    ev.SpeedAsked,
    ev.StartAsked,
}
"""Nothing follows from these."""


def event_type(function: Callable[..., Any]) -> object:
    """The type of event that a fold or a rule says it takes."""
    _, event, *_ = get_type_hints(function).values()
    return event


def test_every_type_of_event_has_a_fold() -> None:
    assert set(FOLDS) == EVERY_TYPE


def test_every_type_of_event_has_a_rule_or_is_meant_to_have_none() -> None:
    assert set(RULES) == EVERY_TYPE - SILENT


@pytest.mark.parametrize("table", [FOLDS, RULES], ids=["folds", "rules"])
def test_each_function_takes_the_type_it_stands_under(
    table: dict[type[ev.Event], Callable[..., Any]],
) -> None:
    taken = {kind.__name__: event_type(function) for kind, function in table.items()}
    assert taken == {kind.__name__: kind for kind in table}


@pytest.mark.parametrize("act", list(ev.Act))
@pytest.mark.parametrize("phase", list(Phase))
def test_every_act_has_an_answer_in_every_phase(act: ev.Act, phase: Phase) -> None:
    follows = decide(Session(phase=phase), ev.RunnerActed(0.0, act, 1.0))
    assert not any(isinstance(event, ev.StartAsked | ev.SpeedAsked) for event in follows)
