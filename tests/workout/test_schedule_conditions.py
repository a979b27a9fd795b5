"""What time alone brings: each condition of it decides."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import schedule
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session, StepRecord
from tests.workout.model import plan_of, run, walk
from tests.workout.test_folds import BELT, FULL, T

ADVICE, LEAD, CHANGE = (
    ev.CueDue(T, ev.Cue.NOTICE, words) for words in ("advice", "lead", "change")
)


def ending_in(remaining_s: float) -> Session:
    step = StepRecord(0, Kind.RUN, 0.0, 0.0, active_s=60.0 - remaining_s)
    return replace(FULL, plan=plan_of(run(60), walk(60)), step=step, change=None, extra_s=0.0)


@pytest.mark.parametrize(
    ("remaining_s", "t", "before"),
    [(30.0, 116.0, True), (30.0, 115.9, False), (5.0, 90.9, False), (5.0, 91.0, True)],
)
def test_what_leads_up_to_an_end_comes_up_to_fourteen_seconds_before_it(
    remaining_s: float, t: float, before: bool
) -> None:
    """Ten of a lead, three of notice, one to look at the heart."""
    assert schedule._ends_before(ending_in(remaining_s), t) is before


@pytest.mark.parametrize(("remaining_s", "asked"), [(5.0, True), (40.0, False)])
def test_near_its_end_a_step_is_looked_at_by_all(
    monkeypatch: pytest.MonkeyPatch, remaining_s: float, asked: bool
) -> None:
    for name, event in (("_advice", ADVICE), ("_lead", LEAD), ("_change", CHANGE)):
        monkeypatch.setattr(schedule, name, lambda _session, event=event: iter([event]))
    belt = replace(BELT, lost_since=None, zero_since=None, read_at=T, aged_s=0)
    session = replace(ending_in(remaining_s), belt=belt)
    brought = list(schedule._running(session))
    assert [event in brought for event in (ADVICE, LEAD, CHANGE)] == [asked] * 3


@pytest.mark.parametrize(
    ("end_t", "ahead_s", "asked_at"),
    [(110.0, 5.0, 105.0), (110.0, 15.0, T), (None, 5.0, None), (110.0, 0.0, None)],
)
def test_the_next_speed_is_asked_ahead_of_an_end_that_is_known(
    monkeypatch: pytest.MonkeyPatch, end_t: float | None, ahead_s: float, asked_at: float | None
) -> None:
    def governs(_session: Session, t: float) -> Iterator[ev.Event]:
        yield ev.SpeedAsked(t, 5.0)
        yield ev.CueDue(t, ev.Cue.NOTICE, "no target")

    monkeypatch.setattr(schedule, "step_end_t", lambda _session: end_t)
    monkeypatch.setattr(schedule, "lead_s", lambda _session: ahead_s)
    monkeypatch.setattr(schedule, "govern", governs)
    asked = [] if asked_at is None else [ev.SpeedAsked(asked_at, 5.0)]
    assert list(schedule._lead(FULL)) == asked


@pytest.mark.parametrize(
    ("changed", "known", "stands"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"speed_kmh": 1.0}, True, False),
        ({"read_at": None}, True, True),
        ({"zero_since": None}, True, True),
        ({"read_at": 98.0}, True, False),
        ({"read_at": 98.1}, True, True),
    ],
)
def test_a_start_finds_a_belt_that_told_zero_more_than_once(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], known: bool, stands: bool
) -> None:
    monkeypatch.setattr(schedule, "is_known_to_stand", lambda *_: known)
    belt = replace(BELT, **({"speed_kmh": 0.0, "zero_since": 98.0, "read_at": 99.0} | changed))
    assert schedule._stands(replace(FULL, belt=belt), T) is stands


@pytest.mark.parametrize(
    ("read_at", "since", "aged_at"), [(None, 0.5, 3.5), (None, 0.0, 3.0), (2.0, 0.5, 5.0)]
)
def test_a_belt_that_is_to_start_grows_silent_from_its_connection_on(
    read_at: float | None, since: float, aged_at: float
) -> None:
    belt = replace(
        BELT,
        link=DeviceLink(ev.LinkState.UP, since=since),
        read_at=read_at,
        aged_s=0,
        lost_since=None,
        zero_since=None,
    )
    session = replace(FULL, t=2.0, phase=Phase.STARTING, start_asked_at=1.0, belt=belt)
    assert schedule._belt_silence(session) == [ev.TelemetryAged(aged_at, 3)]


def test_of_two_at_one_moment_the_first_happens_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_candidates", lambda _session: iter([ADVICE, LEAD, CHANGE]))
    assert schedule.upcoming(FULL) is ADVICE
