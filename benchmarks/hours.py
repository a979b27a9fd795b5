"""Sessions of any length as they are recorded, made without a clock by the real runner."""

from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.events import (
    Act,
    BeltReading,
    CapabilitiesRead,
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
    StartAsked,
)
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase


def recorded(hours: float) -> list[Event]:
    """A run-walk of so long: a reading of the belt and one of the strap, with its beats, a second.

    It is cut off in its last step, as a session that is under way.
    """
    rounds = int(hours * 3600 / 180) + 1
    steps = (Step(Kind.RUN, 8.5, duration_s=60), Step(Kind.WALK, 5.0, duration_s=120)) * rounds
    engine, log = Engine(), list[Event]()

    def feed(event: Event) -> None:
        log.extend(engine.feed(event))

    opened_at = "2026-03-01T18:30:00+01:00"
    feed(SessionOpened(0.0, Plan("bench", "Bench", steps), RunnerProfile(), opened_at, "bench"))
    feed(LinkChanged(0.5, Device.TREADMILL, LinkState.UP, "F80"))
    feed(LinkChanged(0.5, Device.STRAP, LinkState.UP, "HRM"))
    feed(MachineKnown(0.5, checked=True))
    feed(CapabilitiesRead(0.6, True, 0.8, 16.0, 0.1))
    feed(RunnerActed(1.0, Act.START))
    speed_kmh, target_kmh, metres, bpm = 0.0, 0.0, 0.0, 90.0
    for second in range(2, int(hours * 3600) + 20):
        seen = len(log)
        log.extend(engine.advance(float(second)))
        for event in log[seen:]:
            if isinstance(event, StartAsked):
                target_kmh = 0.8
            elif isinstance(event, SpeedAsked):
                target_kmh = event.speed_kmh
        speed_kmh += max(-1.0, min(1.0, target_kmh - speed_kmh))
        metres += speed_kmh / 3.6
        bpm += 0.05 * (90 + 8 * speed_kmh - bpm)
        feed(BeltReading(float(second), round(speed_kmh, 2), float(int(metres)), 1.0))
        beats = (60 / bpm,) * (2 + second % 2)
        feed(HeartReading(second + 0.3, round(bpm) + second // 7 % 2, True, beats))
    assert engine.session.phase is Phase.RUNNING
    return log
