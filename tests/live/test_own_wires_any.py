"""Whatever runner, remote control, feet and radio do to a machine with a protocol of its own.

After every event the witness looks at the log, after every packet the referee at the wire. What
once broke a rule stays here as an example.
"""

import asyncio
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_devices.codecs.walking_pad import PadMode
from runwalk_devices.simulator.pad import VirtualPad
from runwalk_devices.simulator.quirks import FITSHOW_QUIRKS, PAD_QUIRKS
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry, machines_file
from runwalk_tui.session.live import STOP_BUDGET_S
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.live.rig import SHORT, Show, show
from tests.live.test_any import ACTS, STARTS
from tests.virtual_time import VirtualTimeLoop

BUTTONS = st.sampled_from(
    ["start 0", "stop 0", "plus 1", "plus 5", "minus 1", "minus 5", "safety_key 0"]
).map("press {}".format)
TROUBLES = st.sampled_from(["cut", "silence", "mute", "restore"])
FEET = st.sampled_from(["mode 0", "mode 1", "mode 2", "feet 3.0", "feet 0"])
SCRIPT = st.lists(
    st.tuples(
        st.one_of(STARTS, STARTS, ACTS, ACTS, BUTTONS, TROUBLES, FEET),
        st.sampled_from([0.0, 0.02, 0.3, 0.7, 1.0, 3.0, 3.2, 8.0, 15.0, 31.0]),
    ),
    max_size=12,
).map(tuple)
DEFIANT = {"pad_creeps", "fitshow_paused_speed"}
"""Of these nobody can see that the belt stands, or it does not."""


@dataclass(frozen=True)
class Case:
    """A machine and what happens to it, as pairs of what and how long nothing else does."""

    script: tuple[tuple[str, float], ...]
    machine: str = "pad"
    names: tuple[str, ...] = ()
    is_known: bool = True


def names(quirks: object) -> st.SearchStrategy[tuple[str, ...]]:
    assert isinstance(quirks, list)
    return st.lists(st.sampled_from(quirks), max_size=2, unique=True).map(tuple)


CASES = st.builds(
    Case, SCRIPT, st.just("pad"), names(sorted(PAD_QUIRKS)), st.booleans()
) | st.builds(
    Case,
    SCRIPT,
    st.just("fitshow"),
    names(sorted(set(FITSHOW_QUIRKS) - {"fitshow_miles"})),
    st.booleans(),
)


def play(stage: Show, what: str) -> None:
    air, belt = stage.scene.air, stage.belt
    match what.split():
        case ["press", "safety_key", _] if isinstance(belt, VirtualPad):
            pass  # it has none
        case ["press", button, steps]:
            press = getattr(belt.console, button)
            press(int(steps)) if int(steps) else press()
        case ["mode", mode]:
            if isinstance(belt, VirtualPad):
                belt.mode = PadMode(int(mode))
        case ["feet", speed]:
            if isinstance(belt, VirtualPad):
                belt.feet(float(speed))
        case [("cut" | "silence" | "mute" | "restore") as trouble]:
            getattr(air, trouble)(belt.address)
        case [("extend" | "nudge" | "pain") as act, value]:
            stage.live.act(ev.Act(act), float(value))
        case act:
            stage.live.act(ev.Act(" ".join(act)))


async def live_through(case: Case) -> None:
    machines_file().unlink(missing_ok=True)
    spec = f"{case.machine}:{','.join(case.names)}" if case.names else case.machine
    new = Memory(DeviceRegistry(virtual=""), lambda: date(2030, 1, 1))
    async with show(SHORT, spec=spec, memory=None if case.is_known else new) as stage:
        ends: list[float] = []
        stage.live.subscribe(lambda event: _note(event, stage, ends))
        await stage.clock.sleep(6)
        for what, pause_s in case.script:
            play(stage, what)
            await stage.clock.sleep(pause_s)
        play(stage, "restore")
        await stage.clock.sleep(12)
        was_over = stage.session.phase is Phase.ENDED
        linked = bool(stage.belt.connections) and stage.session.belt.ready
        began = stage.clock.now()
        await stage.live.stop()
        assert stage.clock.now() - began <= STOP_BUDGET_S + 0.1
        assert stage.session.phase is Phase.ENDED
        assert not any(ends), "a moving belt was called a standing one"
        lost = any(isinstance(e, ev.LinkChanged) and e.t > began for e in stage.log)
        if linked and not was_over and not lost and not DEFIANT & set(case.names):
            assert stage.belt.speed_kmh == 0
            assert stage.session.belt_stopped
        if not was_over and stage.belt.speed_kmh > 0 and stage.session.belt.speed_kmh:
            assert any("may be moving" in cue.say for cue in stage.all(ev.CueDue))


def _note(event: ev.Event, stage: Show, ends: list[float]) -> None:
    """The true speed of a belt that is said to stand, and is in sight."""
    if isinstance(event, ev.SessionEnded) and event.belt_stopped and stage.session.belt.link.is_up:
        ends.append(stage.belt.speed_kmh)


def run(case: Case) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(live_through(case))


KEPT: tuple[Case, ...] = (
    Case((("start", 25.0), ("press stop 0", 8.0), ("resume", 15.0))),
    Case((("start", 25.0), ("press safety_key 0", 8.0)), "fitshow"),
    Case(
        (("start", 8.0), ("start", 15.0), ("start", 15.0)),
        "fitshow",
        ("fitshow_console", "fitshow_silent"),
        is_known=False,
    ),
    Case(
        (("start", 15.0), ("cut", 0.0), ("mode 0", 0.0), ("pause", 0.3)),
        names=("pad_creeps",),
        is_known=False,
    ),
)


@pytest.mark.parametrize("case", KEPT)
def test_kept(case: Case) -> None:
    run(case)


@settings(max_examples=10)
@given(CASES)
def test_anything(case: Case) -> None:
    run(case)
