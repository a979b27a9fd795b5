"""A short workout as it is recorded: made by the real runner on a made-up belt and heart."""

from functools import cache

from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.events import (
    Act,
    BeltReading,
    CapabilitiesRead,
    Command,
    CommandProgressed,
    Device,
    Event,
    HeartReading,
    LinkChanged,
    LinkState,
    MachineKnown,
    RunnerActed,
    RunnerProfile,
    SessionOpened,
    SpeedAsked,
    Stage,
    StartAsked,
    StopAsked,
)
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase

PLAN = Plan(
    "short",
    "A short one",
    (
        Step(Kind.WARM_UP, 6.0, duration_s=20),
        Step(Kind.RUN, 8.5, duration_s=30),
        Step(Kind.WALK, 5.0, duration_s=70),
        Step(Kind.RUN, 8.5, duration_s=30),
        Step(Kind.COOL_DOWN, 5.0, duration_s=20),
    ),
)
OPENED = SessionOpened(
    0.0, PLAN, RunnerProfile("Ada", mass_kg=60.0), "2026-03-01T18:30:00+01:00", "runwalk-tui test"
)


@cache
def workout() -> tuple[Event, ...]:
    """Every event of a workout that finished, readings once a second."""
    runner = Engine()
    log: list[Event] = []

    def feed(event: Event) -> None:
        log.extend(runner.feed(event))

    feed(OPENED)
    feed(LinkChanged(0.5, Device.TREADMILL, LinkState.UP, "F80", "00:11"))
    feed(MachineKnown(0.5, checked=True))
    feed(CapabilitiesRead(0.6, True, 0.8, 16.0, 0.1))
    feed(RunnerActed(1.0, Act.START))
    speed_kmh = target_kmh = heart_bpm = 0.0
    moving = False
    for second in range(2, 400):
        seen = len(log)
        log.extend(runner.advance(float(second)))
        for event in log[seen:]:
            match event:
                case StartAsked():
                    moving, target_kmh = True, 0.8
                case SpeedAsked():
                    target_kmh = event.speed_kmh
                case StopAsked():
                    target_kmh = 0.0
        if moving:
            speed_kmh += max(-2.0, min(2.0, target_kmh - speed_kmh))
        heart_bpm += 0.05 * (90 + 8 * speed_kmh - heart_bpm) if heart_bpm else 90
        feed(BeltReading(float(second), round(speed_kmh, 2)))
        feed(HeartReading(second + 0.3, round(heart_bpm), True))
        if runner.session.phase is Phase.STOPPING and speed_kmh == 0:
            feed(CommandProgressed(second + 0.4, Command.STOP, Stage.CONFIRMED))
        if runner.session.phase is Phase.ENDED:
            return tuple(log)
    raise AssertionError("the workout did not end")
