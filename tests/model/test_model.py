"""No rule is broken near the states in which sessions are found; `make model` goes further."""

from dataclasses import replace
from functools import cache

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.model.abstraction import abstraction
from tests.model.alphabet import ALPHABET, BY_NAME, State, roots, step
from tests.model.explore import Found, explore
from tests.model.rules import RULES, Step

pytestmark = pytest.mark.xdist_group("model")
"""One process: each that has a part of it would explore the whole model."""

HELD = (1, 2, 4, 8, 9, 12, 13, 14)


@cache
def near() -> Found:
    return explore(2)


@pytest.mark.parametrize("number", HELD)
def test_a_rule_holds_in_every_state_near_the_ways_in(number: int) -> None:
    assert [str(fault) for fault in near().faults.values() if fault.rule == number] == []


def test_the_search_comes_to_every_phase_and_to_many_states() -> None:
    found = near()
    assert found.phases >= set(Phase) - {Phase.OPENING, Phase.ENDED}
    assert found.states > 3000
    assert found.steps > 10 * len(ALPHABET)


def test_every_way_in_leads_where_its_name_says() -> None:
    found = {name: state.session for name, state in roots(checked=True).items()}
    assert found["armed"].phase is Phase.ARMING
    assert found["starting"].phase is Phase.STARTING
    assert found["running"].phase is Phase.RUNNING
    assert found["run ahead"].step is not None
    assert found["run ahead"].step.index == 1
    assert found["paused"].phase is Phase.PAUSED
    assert found["stopping"].phase is Phase.STOPPING
    assert found["lost"].belt.lost_since is not None
    assert roots(checked=False)["running"].session.phase is Phase.CHECKING


def test_what_adds_up_makes_no_other_state_and_what_rules_tell_apart_does() -> None:
    running = roots(checked=True)["running"]
    later, _ = step(running, BY_NAME["walk told for 9 s"])
    again, _ = step(later, BY_NAME["reading walk"])
    further, _ = step(again, BY_NAME["reading walk"])
    assert abstraction(again) == abstraction(further)
    lost, log = step(again, BY_NAME["link lost"])
    assert abstraction(lost) != abstraction(again)
    assert any(isinstance(event, ev.LinkChanged) for event in log)


@pytest.mark.parametrize(
    ("number", "happens"),
    [
        (1, [ev.StartAsked(20.0)]),
        (2, [ev.ConsoleReported(20.0, ev.Report.STOPPED), ev.SpeedAsked(20.0, 3.0)]),
        (4, [ev.SpeedAsked(20.0, 9.0)]),
        (8, [ev.LinkChanged(20.0, ev.Device.TREADMILL, ev.LinkState.LOST), ev.SpeedAsked(20.0, 3)]),
        (9, [ev.StopAsked(20.0), ev.SpeedAsked(20.0, 3.0)]),
        (12, [ev.SessionEnded(20.0, ev.Outcome.STOPPED, belt_stopped=True)]),
    ],
)
def test_a_rule_sees_what_breaks_it(number: int, happens: list[ev.Event]) -> None:
    running = roots(checked=True)["running"]
    assert RULES[number](Step(running, running, [])) is None
    assert RULES[number](Step(running, running, happens)) is not None


def test_the_rules_of_long_waits_see_what_breaks_them() -> None:
    found = roots(checked=True)
    paused = found["paused"]
    t = paused.session.t
    moving = replace(paused.memory, pausing_at=t - 9, word_kmh=5.0, word_at=t, frames=9)
    assert RULES[13](Step(paused, State(paused.session, moving), [])) is not None
    told = replace(moving, escalated=True)
    assert RULES[13](Step(paused, State(paused.session, told), [])) is None
    running, _ = step(found["running"], BY_NAME["walk told for 9 s"])
    t = running.session.t
    off = replace(running.memory, word_kmh=3.0, kept_since=t - 20, word_at=t, pending=None)
    off = replace(off, announced=None)
    assert running.session.step is not None
    begun = replace(running.session.step, began_t=t - 20)
    session = replace(running.session, step=begun)
    assert RULES[14](Step(running, State(session, off), [])) is not None
    assert RULES[14](Step(running, State(session, replace(off, word_kmh=5.0)), [])) is None
