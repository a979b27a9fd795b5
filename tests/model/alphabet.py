"""What may happen to a session, in one step: an event, and how long after the last one it comes."""

from collections.abc import Callable
from dataclasses import dataclass

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.engine import Engine
from runwalk_tui.workout.session import Session
from tests.model.memory import Memory
from tests.workout.model import plan_of, run, walk

WALK_KMH, RUN_KMH, OVER_KMH, BEYOND_KMH = 5.0, 8.0, 11.0, 25.0
MAXIMUM_KMH = 16.0

Make = Callable[[float, Session, Memory], list[ev.Event]]


@dataclass(frozen=True)
class Letter:
    """One step: ``after_s`` later this happens; nothing, where time just passes."""

    name: str
    after_s: float
    make: Make


@dataclass(frozen=True)
class State:
    """A session and what the rules remember of it."""

    session: Session
    memory: Memory


def step(state: State, letter: Letter) -> tuple[State, list[ev.Event]]:
    """The state after a letter, and all that happened."""
    runner = Engine()
    runner.session = state.session
    t = state.session.t + letter.after_s
    log = runner.advance(t)
    memory = state.memory.after(log)
    for event in letter.make(t, runner.session, memory):
        more = runner.feed(event)
        memory = memory.after(more)
        log += more
    return State(runner.session, memory), log


def _reading(speed_kmh: float | None, counts: bool = True, times: int = 1) -> Make:
    """Readings, one a second, whose time and distance go on, or stand; none without a link."""

    def make(t: float, session: Session, memory: Memory) -> list[ev.Event]:
        readings: list[ev.Event] = []
        for n in range(times if memory.linked else 0):
            went_s = t + n - memory.word_at if counts else 0.0
            metres = round(memory.metres + (speed_kmh or 1.0) / 3.6 * went_s, 1)
            counted_s = memory.counted_s + went_s
            readings.append(ev.BeltReading(t + n, speed_kmh, metres, elapsed_s=counted_s))
        return readings

    return make


def _key(act: ev.Act, value: float | None = None) -> Make:
    return lambda t, session, memory: [ev.RunnerActed(t, act, value)]


def _console(report: ev.Report, value: float | None = None) -> Make:
    return lambda t, session, memory: (
        [ev.ConsoleReported(t, report, value)] if memory.linked else []
    )


def _ends(stage: ev.Stage) -> Make:
    """The command that is under way ends so; nothing where there is none.

    The client confirms only what was measured.
    """

    def make(t: float, session: Session, memory: Memory) -> list[ev.Event]:
        if memory.pending is None:
            return []
        command, value = memory.pending
        if stage is ev.Stage.CONFIRMED and not _is_measured(command, value, memory.word_kmh):
            return []
        return [ev.CommandProgressed(t, command, stage, value)]

    return make


def _is_measured(command: ev.Command, value: float | None, word_kmh: float | None) -> bool:
    if command is ev.Command.SPEED:
        return value is not None and abs((word_kmh or 0.0) - value) <= 0.1
    return (command is ev.Command.START) == bool(word_kmh)


def _found(t: float, session: Session, memory: Memory) -> list[ev.Event]:
    if memory.linked:
        return []
    return [
        ev.LinkChanged(t, ev.Device.TREADMILL, ev.LinkState.UP, "Model"),
        ev.MachineKnown(t, checked=memory.checked),
        ev.CapabilitiesRead(t, True, 0.8, MAXIMUM_KMH, 0.1, tells=True),
    ]


def _lost(t: float, session: Session, memory: Memory) -> list[ev.Event]:
    if not memory.linked:
        return []
    return [ev.LinkChanged(t, ev.Device.TREADMILL, ev.LinkState.LOST)]


def _nothing(t: float, session: Session, memory: Memory) -> list[ev.Event]:
    return []


def _heart(bpm: int | None, contact: bool) -> Make:
    return lambda t, session, memory: [ev.HeartReading(t, bpm, contact)]


ALPHABET = (
    Letter("reading 0", 1.0, _reading(0.0, counts=False)),
    Letter("reading 0 while time and distance go on", 1.0, _reading(0.0)),
    Letter("reading walk", 1.0, _reading(WALK_KMH)),
    Letter("reading run", 1.0, _reading(RUN_KMH)),
    Letter("walk told for 9 s", 1.0, _reading(WALK_KMH, times=9)),
    Letter("run told for 9 s", 1.0, _reading(RUN_KMH, times=9)),
    Letter("reading too fast", 1.0, _reading(OVER_KMH)),
    Letter("reading beyond the machine", 1.0, _reading(BEYOND_KMH)),
    Letter("reading walk, time and distance stand", 1.0, _reading(WALK_KMH, counts=False)),
    Letter("reading without a speed", 1.0, _reading(None)),
    Letter("1 s", 1.0, _nothing),
    Letter("3.2 s", 3.2, _nothing),
    Letter("11 s", 11.0, _nothing),
    Letter("31 s", 31.0, _nothing),
    Letter("link lost", 0.2, _lost),
    Letter("link found", 0.2, _found),
    Letter("confirmed", 0.2, _ends(ev.Stage.CONFIRMED)),
    Letter("rejected", 0.2, _ends(ev.Stage.REJECTED)),
    Letter("unknown", 0.2, _ends(ev.Stage.UNKNOWN)),
    Letter("console stops", 0.2, _console(ev.Report.STOPPED)),
    Letter("console pauses", 0.2, _console(ev.Report.PAUSED)),
    Letter("console starts", 0.2, _console(ev.Report.STARTED)),
    Letter("console 4.0", 0.2, _console(ev.Report.SPEED_CHANGED, 4.0)),
    Letter("safety key", 0.2, _console(ev.Report.SAFETY_KEY)),
    Letter("start", 0.2, _key(ev.Act.START)),
    Letter("pause", 0.2, _key(ev.Act.PAUSE)),
    Letter("stop", 0.2, _key(ev.Act.STOP)),
    Letter("skip", 0.2, _key(ev.Act.SKIP)),
    Letter("faster", 0.2, _key(ev.Act.NUDGE, 0.5)),
    Letter("slower", 0.2, _key(ev.Act.NUDGE, -0.5)),
    Letter("heart in doubt", 0.2, _heart(190, contact=False)),
)
BY_NAME = {letter.name: letter for letter in ALPHABET}

WAYS_IN = {
    "armed": (),
    "starting": ("start",),
    "running": ("start", "3.2 s", "reading walk", "reading walk", "confirmed", "reading walk"),
    "run ahead": (
        *("start", "3.2 s", "reading walk", "reading walk", "confirmed", "reading walk"),
        *("skip", "1 s", "reading walk", "1 s", "reading walk", "reading run", "confirmed"),
    ),
    "paused": ("start", "3.2 s", "reading walk", "reading walk", "confirmed", "pause"),
    "stopping": ("start", "3.2 s", "reading walk", "reading walk", "confirmed", "stop"),
    "lost": ("start", "3.2 s", "reading walk", "reading walk", "confirmed", "link lost"),
}
"""Where the search begins, by the letters that lead there from an armed session."""


def roots(*, checked: bool) -> dict[str, State]:
    """The states to begin from, on a machine that is known or on one that nobody checked."""
    memory = Memory(checked=checked)
    runner = Engine()
    plan = plan_of(walk(40, WALK_KMH), run(40, RUN_KMH), walk(20, WALK_KMH))
    log = runner.feed(ev.SessionOpened(0.0, plan, ev.RunnerProfile(), "2026", "model"))
    for event in _found(0.0, runner.session, memory):
        log += runner.feed(event)
    armed = State(runner.session, memory.after(log))
    armed, _ = step(armed, BY_NAME["reading 0"])
    for _ in range(4):
        armed, _ = step(armed, BY_NAME["reading 0"])
    found = {}
    for name, letters in WAYS_IN.items():
        state = armed
        for letter in letters:
            state, _ = step(state, BY_NAME[letter])
        found[name] = state
    return found
