"""Whatever runner, console, radio and any machine do in a session: its log adds up, its belt stops.

After every event the witness looks at the log, after every packet the referee at the wire.
"""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.ftms import ControlOpcode
from devices.virtual.quirks import QUIRKS
from runwalk_tui.core import events as ev
from runwalk_tui.core.session import Phase
from runwalk_tui.live import STOP_BUDGET_S
from tests.devices.rig import Answers, Swallows
from tests.live.rig import SHORT, Show, show
from tests.virtual_time import VirtualTimeLoop

ACTS = st.one_of(
    st.sampled_from(["start", "start", "resume", "pause", "skip", "back"]),
    st.sampled_from(["extend", "nudge", "nudge down"]),
)
BUTTONS = st.sampled_from(["start", "stop", "pause", "plus", "minus", "safety_key"])
TROUBLES = st.sampled_from(["cut", "silence", "mute", "restore", "swallow", "dumb", "behave"])
STRAPS = st.sampled_from(["cut strap", "silence strap", "restore strap", "off_skin", "on_skin"])
SCRIPT = st.lists(
    st.tuples(
        st.one_of(ACTS, ACTS, ACTS, BUTTONS.map("press {}".format), TROUBLES, STRAPS),
        st.sampled_from([0.0, 0.02, 0.7, 3.0, 8.0, 15.0]),
    ),
    max_size=18,
)

NEVER_COMMANDED = {"no_control_point", "vendor_gate"}
OTHER_UNITS = {"targets_in_mph", "data_in_mph"}
"""Of a machine that was checked before, these were found out then."""
NAMES = st.lists(
    st.sampled_from(sorted(set(QUIRKS) - NEVER_COMMANDED - OTHER_UNITS)), max_size=2, unique=True
)


def play(stage: Show, what: str) -> None:
    air, treadmill, strap = stage.scene.air, stage.treadmill, stage.strap
    match what.split():
        case ["press", button]:
            getattr(treadmill.console, button)()
        case [("cut" | "silence" | "mute" | "restore") as trouble]:
            getattr(air, trouble)(treadmill.address)
        case [trouble, "strap"]:
            getattr(air, trouble)(strap.address)
        case [("off_skin" | "on_skin") as habit]:
            getattr(strap, habit)()
        case ["swallow"]:
            treadmill.behaviours.append(Swallows(*ControlOpcode, times=2))
        case ["dumb"]:
            treadmill.behaviours.append(Answers(lambda _: ()))
        case ["behave"]:
            treadmill.behaviours.clear()
        case ["extend"]:
            stage.live.act(ev.Act.EXTEND, 30.0)
        case ["nudge"]:
            stage.live.act(ev.Act.NUDGE, 0.5)
        case ["nudge", "down"]:
            stage.live.act(ev.Act.NUDGE, -0.5)
        case [act]:
            stage.live.act(ev.Act(act))


async def live_through(script: list[tuple[str, float]], names: list[str]) -> None:
    spec = f"quirks:{','.join(names)}" if names else ""
    async with show(SHORT, spec=spec) as stage:
        await stage.clock.sleep(6)
        for what, pause_s in script:
            play(stage, what)
            await stage.clock.sleep(pause_s)
        stage.restore()
        stage.treadmill.behaviours.clear()
        await stage.clock.sleep(12)
        began = stage.clock.now()
        await stage.live.stop()
        assert stage.clock.now() - began <= STOP_BUDGET_S + 0.1
        assert stage.session.phase is Phase.ENDED
        assert stage.session.belt_stopped
        assert stage.treadmill.speed_kmh == 0


@settings(max_examples=30)
@given(SCRIPT, NAMES)
def test_any_session(script: list[tuple[str, float]], names: list[str]) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(live_through(script, names))
