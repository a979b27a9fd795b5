"""The lag that is learned from a log is the belt's own, whatever else happened."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import BeltResponse
from runwalk_tui.workout.belt_response import LEAST_SAMPLES, MOST_SAMPLES, learn, merge, samples

Times = list[tuple[float, float]]


def ramp(
    asked: Times, *, delay_s: float, up: float, down: float, every_s: float = 0.5, end: float = 400
) -> list[ev.Event]:
    """The log of a belt at 5 km/h that is asked for speeds and follows them."""
    log: list[ev.Event] = [ev.SpeedAsked(t, kmh) for t, kmh in asked]
    speed = goal = 5.0
    step_s = 0.05
    ticks = round(end / step_s)
    for tick in range(ticks):
        t = tick * step_s
        for at, kmh in asked:
            if at + delay_s <= t + 1e-9:
                goal = kmh
        rate = (up if goal > speed else down) * step_s
        speed += max(-rate, min(rate, goal - speed))
        if tick % round(every_s / step_s) == 0:
            log.append(ev.BeltReading(t, round(speed, 2)))
    return sorted(log, key=lambda event: event.t)


WORKOUT = [(20.0 + 40 * n, 8.5 if n % 2 == 0 else 5.0) for n in range(8)]


@given(
    delay_s=st.floats(0.1, 3),
    up=st.floats(0.3, 2),
    down=st.floats(0.3, 2),
    every_s=st.sampled_from((0.1, 0.5, 1.0)),
)
def test_delay_and_ramps_are_found(delay_s: float, up: float, down: float, every_s: float) -> None:
    lag = learn(ramp(WORKOUT, delay_s=delay_s, up=up, down=down, every_s=every_s))
    assert lag is not None
    assert lag.samples == len(WORKOUT)
    for low, high, true in ((5.0, 8.5, up), (8.5, 5.0, down)):
        middle_s = delay_s + 3.5 / 2 / true
        assert lag.middle_s(low, high) == pytest.approx(middle_s, abs=0.5)
    assert lag.up_kmh_s == pytest.approx(up, rel=0.25)
    assert lag.down_kmh_s == pytest.approx(down, rel=0.25)


def test_a_belt_of_coarse_steps_teaches_although_it_stops_short_of_its_targets() -> None:
    """One in miles per hour runs up to 0.16 km/h below what was asked; the client knows."""
    short = [(t, round(kmh - 0.16, 2)) for t, kmh in WORKOUT]
    log = [
        replace(event, speed_kmh=round(event.speed_kmh + 0.16, 2))
        if isinstance(event, ev.SpeedAsked)
        else event
        for event in ramp(short, delay_s=1, up=1, down=1)
    ]
    assert learn(log) is None
    ends = [
        ev.CommandProgressed(t + 10, ev.Command.SPEED, ev.Stage.CONFIRMED, kmh)
        for t, kmh in WORKOUT
    ]
    lag = learn(sorted([*log, *ends], key=lambda event: event.t))
    assert lag is not None
    assert lag.samples == len(WORKOUT)
    assert lag.up_kmh_s == pytest.approx(1, rel=0.25)


def test_too_few_changes_teach_nothing() -> None:
    log = ramp(WORKOUT[: LEAST_SAMPLES - 1], delay_s=1, up=1, down=1)
    assert len(samples(log)) == LEAST_SAMPLES - 1
    assert learn(log) is None
    assert learn([]) is None


def test_an_outlier_is_dropped() -> None:
    log = ramp(WORKOUT, delay_s=1, up=0.5, down=0.5)
    first = next(i for i, event in enumerate(log) if isinstance(event, ev.SpeedAsked))
    strange = [
        ev.BeltReading(event.t - 20 + 0.5 * n, 5.0 + (n > 2) * 3.5)
        for n in range(6)
        for event in log[first : first + 1]
    ]
    asked = ev.SpeedAsked(0.2, 8.5)
    odd: list[ev.Event] = [ev.BeltReading(0.0, 5.0), asked, *strange[1:]]
    later = [event for event in log if event.t > 5]
    assert len(samples([*odd, *later])) == len(WORKOUT) + 1
    lag = learn([*odd, *later])
    assert lag is not None
    assert lag.samples == len(WORKOUT)
    assert lag.up_kmh_s == pytest.approx(0.5, rel=0.1)


@pytest.mark.parametrize(
    "happens",
    [
        ev.SpeedOverridden(22.5, 7.0),
        ev.ClockPaused(22.5, ev.PauseReason.RUNNER, 22.5),
        ev.StopAsked(22.5),
        ev.LinkChanged(22.5, ev.Device.TREADMILL, ev.LinkState.LOST),
    ],
)
def test_a_change_that_somebody_else_ends_is_no_sample(happens: ev.Event) -> None:
    log = ramp(WORKOUT[:1], delay_s=1, up=0.5, down=0.5)
    assert len(samples(log)) == 1
    log = sorted([*log, happens], key=lambda event: event.t)
    assert samples(log) == []


def test_a_gap_in_the_telemetry_is_no_ramp() -> None:
    log = ramp(WORKOUT[:1], delay_s=1, up=0.5, down=0.5)
    gap = [e for e in log if not (isinstance(e, ev.BeltReading) and 20 < e.t < 30)]
    assert samples(gap) == []


def test_what_is_known_outweighs_what_is_new() -> None:
    known, new = BeltResponse(1.0, 0.5, 0.5, 30), BeltResponse(2.0, 1.0, 1.0, 10)
    both = merge(known, new)
    assert both.delay_s == pytest.approx(1.25)
    assert both.up_kmh_s == pytest.approx(0.625)
    assert both.samples == MOST_SAMPLES
    assert merge(None, new) == new
