"""Sessions as they may be recorded, drawn by Hypothesis: pauses, skips, gaps, drops, overrides."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from runwalk_tui.workout.events import (
    Act,
    BatteryRead,
    BeltReading,
    Device,
    Event,
    HeartReading,
    LinkChanged,
    LinkState,
    RunnerProfile,
    SessionOpened,
)
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.workout.model import Model

STEPS = st.builds(
    Step,
    kind=st.sampled_from(Kind),
    speed_kmh=st.sampled_from([3.0, 5.0, 6.4, 8.5, 11.0]),
    duration_s=st.sampled_from([7.0, 20.0, 33.5]),
    incline_percent=st.none() | st.sampled_from([-2.0, 0.0, 4.5]),
) | st.builds(
    Step,
    kind=st.sampled_from(Kind),
    speed_kmh=st.sampled_from([4.0, 8.0]),
    distance_m=st.sampled_from([15.0, 40.0]),
)
PARTS = st.lists(
    st.tuples(st.integers(1, 3), st.lists(STEPS, min_size=1, max_size=3)), min_size=1, max_size=2
)

Deed = tuple[str, float]
DEEDS = st.tuples(
    st.sampled_from(
        [
            "run", "run", "run", "pause", "resume", "skip", "back", "extend", "nudge", "lose",
            "connect", "silent", "loud", "press", "console_stop", "console_start", "frozen",
            "true", "off", "key",
        ]
    ),
    st.sampled_from([0.25, 1.0, 3.7, 12.0, 45.0]),
)  # fmt: skip


def _deeds(model: Model) -> dict[str, Callable[[float], object]]:
    def heart(mode: str) -> Callable[[float], object]:
        return lambda _: setattr(model, "heart_mode", mode)

    return {
        "run": lambda _: None,
        "pause": lambda _: model.act(Act.PAUSE),
        "resume": lambda _: model.act(Act.RESUME),
        "skip": lambda _: model.act(Act.SKIP),
        "back": lambda _: model.act(Act.BACK),
        "extend": lambda _: model.act(Act.EXTEND, 15.0),
        "nudge": lambda _: model.act(Act.NUDGE, 0.2),
        "lose": lambda _: model.lose(),
        "connect": lambda _: model.connect(),
        "silent": lambda _: setattr(model, "silent", True),
        "loud": lambda _: setattr(model, "silent", False),
        "press": lambda by: model.press_speed(min(by, 2.0)),
        "console_stop": lambda _: model.press_stop(),
        "console_start": lambda _: model.press_start(),
        "key": lambda _: model.pull_key(),
        "frozen": heart("frozen"),
        "true": heart("true"),
        "off": heart("off"),
    }


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Event, ...]:
    """A session in which the belt ran, from its first event to its last or to where it was cut."""
    steps = [step for times, part in draw(PARTS) for step in part * times]
    model = Model(Plan("drawn", "Drawn", tuple(steps)))
    model.start()
    model.run(2.0)
    deeds = _deeds(model)
    for name, seconds in draw(st.lists(DEEDS, max_size=12)):
        deeds[name](seconds)
        model.run(seconds)
    if draw(st.booleans()):
        model.act(Act.STOP)
        model.run(30.0)
    return detailed(model.log, counts=draw(st.booleans()), rides=draw(st.booleans()))


def detailed(log: list[Event], *, counts: bool = True, rides: bool = True) -> tuple[Event, ...]:
    """The log of a model with what a model does not tell: R-R, steps, inclines, batteries.

    Args:
        log: Of a `Model`.
        counts: The treadmill counts steps.
        rides: It tells inclines.
    """
    found: list[Event] = []
    feet = 0.0
    for index, event in enumerate(log):
        match event:
            case SessionOpened():
                profile = RunnerProfile("Ada", mass_kg=61.5, max_bpm=181, id="ada")
                opened = "2026-03-01T18:30:00+01:00"
                found.append(
                    replace(event, runner=profile, opened_at=opened, program="runwalk-tui 1.2")
                )
                found.append(LinkChanged(0.0, Device.STRAP, LinkState.UP, "HRM Ada"))
                found.append(BatteryRead(0.0, Device.STRAP, 83))
            case BeltReading():
                feet += (event.speed_kmh or 0.0) * 0.31
                incline = (index // 40 % 5 - 1) * 1.5 if rides else None
                steps = int(feet) if counts else None
                found.append(replace(event, incline_percent=incline, steps=steps))
            case HeartReading(bpm=bpm) if bpm:
                found.append(replace(event, rr_s=(60 / bpm,) * (1 + index % 3)))
            case _:
                found.append(event)
    return tuple(found)
