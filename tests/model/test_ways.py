"""Ways that once broke a rule, each with what comes of it now."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.sentences import DOES_NOT_STOP
from runwalk_tui.workout.session import Phase, Session
from tests.model.alphabet import BY_NAME, roots, step


def live_through(*way: str) -> tuple[Session, list[ev.Event]]:
    """The session after a way's letters, and what happened in the last of them."""
    state, log = roots(checked=True)[way[0]], list[ev.Event]()
    for letter in way[1:]:
        state, log = step(state, BY_NAME[letter])
    return state.session, log


def alarms(log: list[ev.Event]) -> list[str]:
    return [event.say for event in log if isinstance(event, ev.CueDue) and event.cue == "alarm"]


def test_a_belt_that_runs_on_after_its_consoles_stop_is_told_of_and_asked_nothing() -> None:
    _, log = live_through("running", "slower", "console stops", "run told for 9 s")
    assert not [event for event in log if isinstance(event, ev.SpeedAsked)]
    assert "The belt ignores its console. Press stop again, or pull the safety key" in (alarms(log))


def test_a_leap_beyond_the_machines_range_is_dropped_counted_and_no_standstill() -> None:
    armed, _ = live_through("armed", "reading beyond the machine")
    assert armed.belt.speed_kmh == 0
    assert armed.belt.dropped == 1
    _, log = live_through("starting", "reading beyond the machine", "3.2 s")
    assert not [event for event in log if isinstance(event, ev.StartAsked)]


def test_the_clock_waits_for_a_second_witness_of_motion() -> None:
    alone = "reading walk, time and distance stand"
    session, _ = live_through("starting", "3.2 s", alone)
    assert session.phase is Phase.STARTING
    for second in (alone, "reading walk"):
        session, _ = live_through("starting", "3.2 s", alone, second)
        assert session.phase is Phase.RUNNING
    session, _ = live_through("starting", "3.2 s", "reading walk")
    assert session.phase is Phase.RUNNING, "its counters are one"


def test_a_stop_confirmed_against_the_counters_ends_with_the_zero_that_they_bear_out() -> None:
    denied = ("stopping", "reading 0 while time and distance go on", "confirmed")
    session, _ = live_through(*denied)
    assert session.phase is Phase.STOPPING
    session, _ = live_through(*denied, "reading 0")
    assert (session.phase, session.belt_stopped) == (Phase.ENDED, True)
    session, _ = live_through(*denied, "reading walk")
    assert session.phase is Phase.STOPPING


def test_a_pause_that_is_not_obeyed_is_an_alarm_once() -> None:
    session, log = live_through("paused", "walk told for 9 s")
    assert session.phase is Phase.PAUSED
    assert alarms(log) == [DOES_NOT_STOP]
    session, log = live_through("paused", "reading 0", "reading walk")
    assert DOES_NOT_STOP not in alarms(log), "the pause was obeyed before"
