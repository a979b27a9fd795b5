"""Whatever runner, console, radio, adapter and any machine do: its log adds up, its belt stops.

After every event the witness looks at the log, after every packet the referee at the wire. What
once broke a rule stays here as an example.
"""

import asyncio
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.quirks import QUIRKS
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry, machines_file
from runwalk_tui.session.live import STOP_BUDGET_S
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.live.referee import NO_WITNESS
from tests.live.rig import SHORT, Show, knowing, show
from tests.runwalk_devices.rig import Answers, Swallows
from tests.virtual_time import VirtualTimeLoop

MIXED = Plan(
    "mixed",
    "Mixed",
    (
        Step(Kind.WARM_UP, 4.0, duration_s=20),
        Step(Kind.RUN, 8.5, duration_s=20, incline_percent=2.0),
        Step(Kind.WALK, 5.0, duration_s=30, until_bpm=70),
        Step(Kind.RUN, 9.0, distance_m=60, incline_percent=0.0),
        Step(Kind.RUN, 13.5, duration_s=20),
        Step(Kind.COOL_DOWN, 4.0, duration_s=15),
    ),
)
PLANS = {"short": SHORT, "mixed": MIXED}
STARTS = st.sampled_from(["start", "start", "resume"])
ACTS = st.sampled_from(
    ["pause", "skip", "back", "extend 30", "nudge 0.5", "nudge -0.5", "pain 5", "accept units"]
)
BUTTONS = st.sampled_from(
    ["start 0", "stop 0", "pause 0", "plus 1", "plus 5", "minus 1", "minus 5", "safety_key 0"]
).map("press {}".format)
TROUBLES = st.sampled_from(
    ["cut", "silence", "mute", "restore", "swallow", "dumb", "behave", "adapter off", "adapter on"]
)
MACHINE = st.sampled_from(["machine start", "machine revoke"])
STRAPS = st.sampled_from(["cut strap", "silence strap", "restore strap", "off_skin", "on_skin"])
SCRIPT = st.lists(
    st.tuples(
        st.one_of(STARTS, STARTS, ACTS, ACTS, BUTTONS, TROUBLES, MACHINE, STRAPS),
        st.sampled_from([0.0, 0.02, 0.3, 0.7, 1.0, 3.0, 3.2, 8.0, 15.0, 31.0]),
    ),
    max_size=16,
)
NEVER_STOPPED = {"no_control_point", "vendor_gate", "start_stop_unsupported"}
"""Of these only the console stops the belt."""
SILENT = {"silence", "silent_stop", "made_up_first_speed", "mute_from_start", "mislabelled"}
"""Of these nobody may hear that it stands; one makes up a speed on each new connection."""
PAUSED_LATE = {"stop_refused_moving", "write_spacing"}
"""Together they obey the second try's pause alone: too late for two zeros at one a second."""
FASTEST_KMH = 11.0
"""A faster belt may take longer to stand, and to be seen to, than anybody waits who leaves."""
STOP_ALONE = {"pause_refused", "pause_ignored"}
PAUSE_ALONE = "stop_refused_moving"
"""Together they leave a moving belt no means but the lowest target: the runner is told."""
NAMES = st.lists(st.sampled_from(sorted(set(QUIRKS) - NEVER_STOPPED)), max_size=3, unique=True).map(
    tuple
)


@dataclass(frozen=True)
class Case:
    """A machine and what happens to it, as pairs of what and how long nothing else does."""

    script: tuple[tuple[str, float], ...]
    names: tuple[str, ...] = ()
    is_known: bool = True
    plan: str = "short"
    telemetry_hz: float = 2.0


CASES = st.builds(
    Case,
    SCRIPT.map(tuple),
    NAMES,
    st.booleans(),
    st.sampled_from(["short", "mixed"]),
    st.sampled_from([1.0, 2.0, 10.0]),
)


def play(stage: Show, what: str) -> None:
    air, treadmill, strap = stage.scene.air, stage.treadmill, stage.strap
    match what.split():
        case ["press", button, steps]:
            press = getattr(treadmill.console, button)
            press(int(steps)) if int(steps) else press()
        case [("cut" | "silence" | "mute" | "restore") as trouble]:
            getattr(air, trouble)(treadmill.address)
        case [trouble, "strap"]:
            getattr(air, trouble)(strap.address)
        case [("off_skin" | "on_skin") as habit]:
            getattr(strap, habit)()
        case ["adapter", state]:
            for device in (treadmill, strap) if state == "off" else ():
                device.drop_links()
            air.busy = state == "off"
        case ["machine", "start"]:
            treadmill.machine.start()
        case ["machine", "revoke"]:
            treadmill.revoke_control()
        case ["swallow"]:
            treadmill.behaviours.append(Swallows(*ControlOpcode, times=2))
        case ["dumb"]:
            treadmill.behaviours.append(Answers(lambda _: ()))
        case ["behave"]:
            troubles = (Answers, Swallows)
            treadmill.behaviours[:] = [b for b in treadmill.behaviours if type(b) not in troubles]
        case [("extend" | "nudge" | "pain") as act, value]:
            stage.live.act(ev.Act(act), float(value))
        case act:
            stage.live.act(ev.Act(" ".join(act)))


def memory_of(case: Case) -> Memory:
    """What is known of the machine: nothing, or that it obeys, in the units that it has."""
    machines_file().unlink(missing_ok=True)
    if not case.is_known:
        return Memory(DeviceRegistry(virtual=""), lambda: date(2030, 1, 1))
    units = {"targets_in": "targets_in_mph", "data_in": "data_in_mph"}
    other = {where: "mph" for where, name in units.items() if name in case.names}
    return knowing(virtual_scene(Clock(), ""), **other)


async def live_through(case: Case) -> None:
    spec = f"quirks:{','.join(case.names)}" if case.names else ""
    chosen = "F8:00:00:00:18:26" if "advert_without_1826" in case.names else None
    async with show(
        PLANS[case.plan],
        spec=spec,
        telemetry_hz=case.telemetry_hz,
        memory=memory_of(case),
        treadmill=chosen,
    ) as stage:
        ends: list[float] = []
        stage.live.subscribe(lambda event: _note(event, stage, ends))
        await stage.clock.sleep(6)
        for what, pause_s in case.script:
            play(stage, what)
            await stage.clock.sleep(pause_s)
        for what in ("adapter on", "restore", "behave"):
            play(stage, what)
        await stage.clock.sleep(12)
        was_over = stage.session.phase is Phase.ENDED
        linked = bool(stage.treadmill.connections) and stage.session.belt.ready
        began, from_kmh = stage.clock.now(), stage.treadmill.speed_kmh
        await stage.live.stop()
        assert stage.clock.now() - began <= STOP_BUDGET_S + 0.1
        assert stage.session.phase is Phase.ENDED
        names = set(case.names)
        assert not any(ends) or names >= NO_WITNESS, "a moving belt was called a standing one"
        obeys = PAUSE_ALONE not in names or not STOP_ALONE & names
        lost = any(e.t > began and _is_lost(e) for e in stage.log)
        if linked and not was_over and obeys and not lost:
            assert stage.treadmill.speed_kmh == 0 or names >= NO_WITNESS
            late = SILENT & names or names >= PAUSED_LATE or from_kmh > FASTEST_KMH
            assert stage.session.belt_stopped or late
        if not was_over and stage.treadmill.speed_kmh > 0 and stage.session.belt.speed_kmh:
            assert any("may be moving" in cue.say for cue in stage.all(ev.CueDue))


def _is_lost(event: ev.Event) -> bool:
    """A link that is lost while the belt is stopped leaves nobody to see it stand in time."""
    match event:
        case ev.LinkChanged(device=ev.Device.TREADMILL, state=ev.LinkState.LOST):
            return True
    return False


def _note(event: ev.Event, stage: Show, ends: list[float]) -> None:
    """The true speed of a belt that is said to stand, and is in sight."""
    if isinstance(event, ev.SessionEnded) and event.belt_stopped and stage.session.belt.link.is_up:
        ends.append(stage.treadmill.speed_kmh)


def run(case: Case) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(live_through(case))


KEPT = (
    Case(
        (("start", 31.0),),
        ("truncated", "zero_glitch", "start_countdown", "silence", "preamble_breaks"),
        is_known=False,
    ),
    Case((("start", 31.0), ("start", 31.0)), ("zero_glitch", "null_frames", "slow_ramp")),
    Case((("start", 31.0), ("start", 31.0)), ("address_changes", "targets_in_mph"), is_known=False),
    Case((("resume", 31.0), ("nudge 0.5", 2.9), ("press minus 1", 0.7))),
    Case((("start", 9.0), ("skip", 3.0), ("press plus 1", 1.0))),
    Case((("machine revoke", 15.0), ("resume", 3.2), ("press start 0", 0.7))),
    Case((("start", 25.0), ("press pause 0", 11.0), ("press start 0", 0.3), ("pause", 31.0))),
    Case(
        (
            ("start", 15.0),
            ("press pause 0", 8.0),
            ("press start 0", 0.02),
            ("adapter off", 3.0),
            ("press minus 1", 31.0),
        )
    ),
    Case(
        (("start", 3.0), ("skip", 15.0), ("press pause 0", 8.0), ("start", 8.0)),
        ("moving_while_paused",),
    ),
    Case(
        (("start", 25.0), ("silence", 8.0), ("restore", 3.2), ("resume", 1.0)),
        ("targets_in_mph",),
        is_known=False,
    ),
    Case((("start", 9.0), ("restore", 31.0), ("press pause 0", 3.3), ("cut", 3.0)), ("rates",)),
    Case((("mute", 15.0), ("resume", 0.7), ("press minus 5", 8.0)), telemetry_hz=1.0),
    Case((("start", 15.0), ("swallow", 18.0), ("press minus 5", 0.02), ("nudge -0.5", 3.0))),
    Case((("swallow", 5.0), ("press start 0", 15.0), ("press plus 5", 3.2), ("nudge -0.5", 0.0))),
    Case((("press start 0", 1.0), ("press stop 0", 0.3), ("machine start", 5.0))),
    Case((("press start 0", 0.0), ("pause", 1.0), ("press pause 0", 5.0), ("machine start", 31.0))),
    Case((("resume", 3.2), ("press pause 0", 0.3), ("machine start", 1.0))),
    Case((("resume", 31.0),), ("control_gone_after_reconnect", "no_indications"), is_known=False),
    Case((("start", 3.0), ("resume", 2.9), ("machine revoke", 0.0)), ("write_spacing",)),
    Case((("start", 26.0), ("dumb", 0.7), ("machine revoke", 0.02), ("pause", 8.0))),
    Case(
        (("start", 25.0), ("machine revoke", 3.0), ("nudge 0.5", 3.2), ("press plus 1", 2.9)),
        is_known=False,
    ),
    Case((("start", 9.0), ("machine revoke", 31.0), ("mute", 0.3), ("resume", 5.0)), plan="mixed"),
    Case(
        (("start", 9.0), ("silence", 0.7), ("restore", 31.0), ("press pause 0", 3.0), ("cut", 3.0)),
        ("runner_off_belt",),
        telemetry_hz=10.0,
    ),
    Case(
        (("start", 23.0), ("skip", 8.0), ("press minus 1", 5.0), ("press plus 20", 8.0)),
        ("target_all_ones",),
        telemetry_hz=10.0,
    ),
    Case(
        (("start", 28.0), ("press minus 5", 0.72), ("nudge -0.1", 5.0)),
        telemetry_hz=10.0,
    ),
    Case((("start", 31.0), ("silence", 8.0), ("pause", 8.0), ("restore", 8.0))),
    Case(
        (
            ("start", 25.0),
            ("cut", 1.7),
            ("press plus 1", 2.3),
            ("nudge 0.5", 1.6),
            ("press minus 1", 8.0),
        ),
        ("incline_units",),
        plan="mixed",
        telemetry_hz=10.0,
    ),
    Case((("start", 15.0), ("silence", 50.0), ("pause", 8.0), ("restore", 8.0))),
    Case(
        (("start", 31.0), ("restore", 34.3), ("mute", 4.0), ("start", 44.5)),
        ("needs_preamble", "self_start"),
    ),
    Case((("start", 5.0), ("adapter off", 1.0), ("pause", 52.62)), ("mislabelled",)),
    Case((("start", 31.0),), ("stop_refused_moving", "write_spacing"), telemetry_hz=10.0),
    Case((("start", 31.0), ("skip", 8.0)), ("zero_glitch",)),
    Case(
        (("start", 6.0), ("swallow", 3.0), ("mute", 18.3), ("pause", 0.0), ("restore", 5.0)),
        is_known=False,
    ),
    Case(
        (("start", 34.6), ("pain 5", 5.0), ("skip", 0.7), ("swallow", 23.0)),
        ("goes_mute",),
        plan="mixed",
    ),
    Case(
        (
            ("start", 9.0),
            ("press stop 0", 35.2),
            ("adapter off", 0.02),
            ("pause", 0.02),
            ("machine start", 3.0),
        ),
        ("silence",),
    ),
    Case(
        (
            ("start", 15.0),
            ("pause", 8.22),
            ("mute", 2.2),
            ("press start 0", 0.0),
            ("press plus 5", 15.0),
        ),
        ("stale_status", "link_loss_belt_runs"),
        plan="mixed",
        telemetry_hz=1.0,
    ),
)


@settings(max_examples=30)
@given(CASES)
def test_any_session(case: Case) -> None:
    run(case)


@pytest.mark.parametrize("case", KEPT, ids=lambda case: " ".join(what for what, _ in case.script))
def test_what_once_broke_a_rule(case: Case) -> None:
    run(case)
