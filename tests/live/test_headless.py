"""Sessions without a screen, by the virtual treadmill, a read-only one, and recorded ones."""

import json
from collections.abc import Callable
from functools import reduce
from pathlib import Path

import pytest

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import ControlOpcode
from runwalk_devices.simulator.playback import TraceTreadmill
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_tui.journal.event_json import from_json
from runwalk_tui.session.headless import (
    FOUND_S,
    PAUSED_S,
    STARTED_S,
    GaveUpError,
    follow,
    json_printer,
    text_printer,
)
from runwalk_tui.session.opening import exit_status, never_began
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase, Session
from tests.live.rig import LONG, OP, SHORT, Show, show
from tests.runwalk_devices.rig import Swallows, without

TRACES = Path(__file__).parents[1] / "data" / "traces"


async def lived(stage: Show, *, limit_s: float = 600.0) -> list[str]:
    """Follows the session to its end; the lines that were printed."""
    lines: list[str] = []
    async with stage.clock.timeout(limit_s):
        await follow(stage.live, stage.clock, json_printer(lines.append))
    return lines


async def test_a_plan_to_its_end_as_json() -> None:
    async with show(enter=False) as stage:
        lines = await lived(stage)
    events = [from_json(line.encode()) for line in lines]
    assert events == stage.log
    assert reduce(evolve, events, Session()) == stage.session
    assert all({"t", "type"} <= json.loads(line).keys() for line in lines)
    assert exit_status(stage.session) == 0
    assert len(stage.all(ev.StartAsked)) == 1


async def test_a_plan_to_its_end_as_text() -> None:
    lines: list[str] = []
    async with show(enter=False) as stage:
        await follow(stage.live, stage.clock, text_printer(lines.append))
    text = "\n".join(lines)
    for words in (
        "Short",
        "treadmill Virtual F80 up",
        "The belt starts in 10 seconds",
        "Run in 3",
        "belt asked for 8.5 km/h",
        "speed 8.5 confirmed",
        "finished, the belt has stopped",
    ):
        assert words in text
    assert len(lines) < 60, "a line a change"


@pytest.mark.parametrize(
    ("spec", "words"),
    [("", "no treadmill found"), ("quirks:single_central:inf", "close that app")],
)
async def test_a_treadmill_that_is_never_found_ends_the_session(spec: str, words: str) -> None:
    async with show(LONG, spec=spec, enter=False) as stage:
        if not spec:
            stage.silence()
        with pytest.raises(GaveUpError, match=words):
            await lived(stage)
    assert stage.session.t == pytest.approx(FOUND_S, abs=0.1)
    assert stage.session.phase is Phase.ENDED
    assert never_began(stage.session), "it is not kept"


async def test_a_treadmill_that_is_found_late_is_run() -> None:
    async with show(enter=False) as stage:
        stage.silence()
        stage.clock.call_at(FOUND_S - 20, stage.restore)
        await lived(stage)
    assert exit_status(stage.session) == 0


async def test_a_belt_that_does_not_start_ends_the_session() -> None:
    async with show(enter=False) as stage:
        stage.treadmill.behaviours.append(Swallows(ControlOpcode.START_OR_RESUME))
        with pytest.raises(GaveUpError, match="did not start"):
            await lived(stage)
    assert stage.session.t < 5 + 10 + 20 + STARTED_S + 10
    assert len(stage.writes(OP.START_OR_RESUME)) == 1


async def test_a_belt_that_its_console_starts_after_all_is_followed() -> None:
    async with show(enter=False) as stage:
        stage.treadmill.behaviours.append(Swallows(ControlOpcode.START_OR_RESUME))
        stage.clock.call_at(100, lambda: stage.treadmill.console.start())
        await lived(stage)
    assert exit_status(stage.session) == 0


@pytest.mark.parametrize("flaps", [False, True], ids=["for good", "by turns"])
async def test_a_pause_after_a_lost_link_has_an_end(flaps: bool) -> None:
    async with show(LONG, enter=False) as stage:

        def away() -> None:
            stage.silence()
            stage.clock.call_at(stage.clock.now() + 45, back)

        def back() -> None:
            stage.restore()
            if flaps:
                stage.clock.call_at(stage.clock.now() + 15, away)

        stage.clock.call_at(60, away)
        with pytest.raises(GaveUpError, match="paused and not resumed within 5 min"):
            await lived(stage, limit_s=900)
        paused = [e.t for e in stage.all(ev.ClockPaused)]
        stops = [e.t for e in stage.all(ev.StopAsked)]
        assert stops[0] == pytest.approx(paused[-1] + PAUSED_S, abs=1)
    assert stage.session.outcome is ev.Outcome.STOPPED


async def test_a_treadmill_that_never_comes_back_ends_the_session() -> None:
    async with show(LONG, enter=False) as stage:
        stage.live.subscribe(
            lambda event: stage.silence() if event.t > 60 and stage.treadmill.connectable else None
        )
        stage.live.subscribe(_once(stage, 60, stage.silence))
        await lived(stage)
    assert stage.session.outcome is ev.Outcome.STOPPED
    assert not stage.session.belt_stopped
    assert exit_status(stage.session) == 1
    assert stage.session.t < 60 + 30 + 60 + 35
    assert stage.cues(ev.Cue.ALARM)


async def test_a_stop_that_is_ignored_is_asked_again_and_given_up() -> None:
    async with show(enter=False) as stage:
        stage.treadmill.behaviours.append(Swallows(ControlOpcode.STOP_OR_PAUSE))
        await lived(stage)
    assert stage.session.outcome is ev.Outcome.FINISHED
    assert not stage.session.belt_stopped
    assert exit_status(stage.session) == 1
    assert len(stage.all(ev.StopAsked)) == 3
    stops = [p for p in stage.writes(OP.STOP_OR_PAUSE) if p.data == b"\x08\x01"]
    assert 9 <= len(stops) <= 21
    assert stage.treadmill.speed_kmh == stage.treadmill.machine.belt.minimum_kmh


async def test_a_link_that_is_down_when_the_plan_ends_is_waited_for() -> None:
    async with show(enter=False) as stage:

        def trouble(event: ev.Event) -> None:
            if isinstance(event, ev.StopAsked) and len(stage.all(ev.StopAsked)) == 1:
                stage.silence()
                stage.clock.call_at(stage.clock.now() + 15, stage.restore)

        stage.live.subscribe(trouble)
        await lived(stage)
    first, *again = [event.t for event in stage.all(ev.StopAsked)]
    assert len(again) == 1
    assert 15 < stage.session.t - first < 22
    assert stage.session.belt_stopped
    assert exit_status(stage.session) == 0


async def test_stopped_at_the_console_and_switched_off() -> None:
    async with show(LONG, enter=False) as stage:
        stage.live.subscribe(_once(stage, 60, lambda: stage.treadmill.console.stop()))
        stage.live.subscribe(_once(stage, 90, stage.silence))
        await lived(stage)
    assert stage.session.outcome is ev.Outcome.STOPPED
    assert not stage.session.belt_stopped, "its console may have started it since"
    assert stage.cues(ev.Cue.WARNING)[-1] == "Ended. Belt may be moving"
    assert exit_status(stage.session) == 0
    assert stage.cues(ev.Cue.ALARM) == []


def _once(stage: Show, t: float, act: Callable[[], None]) -> Callable[[ev.Event], None]:
    done = False

    def listener(event: ev.Event) -> None:
        nonlocal done
        if event.t >= t and not done:
            done = True
            act()

    return listener


def read_only(scene: VirtualScene) -> None:
    without(scene.treadmill, uuids.FITNESS_MACHINE_CONTROL_POINT)


class TestReadOnly:
    """A treadmill that only reports: the runner drives it, the program tells when and records."""

    async def test_the_runner_starts_and_stops_it(self) -> None:
        async with show(before=read_only, enter=False) as stage:
            stage.live.subscribe(_once(stage, 15, lambda: stage.treadmill.console.start()))
            stage.live.subscribe(
                lambda event: (
                    stage.treadmill.console.stop() if isinstance(event, ev.StopAsked) else None
                )
            )
            await lived(stage)
        assert stage.session.outcome is ev.Outcome.FINISHED
        assert stage.session.belt_stopped
        assert exit_status(stage.session) == 0
        assert stage.commands() == []
        assert len(stage.session.done) == len(SHORT.steps)
        assert not stage.all(ev.SpeedAsked)

    async def test_a_belt_that_moves_already_is_followed(self) -> None:
        async with show(before=read_only, enter=False) as stage:
            stage.treadmill.console.start()
            stage.treadmill.console.plus(20)
            stage.live.subscribe(
                lambda event: (
                    stage.treadmill.console.stop() if isinstance(event, ev.StopAsked) else None
                )
            )
            await lived(stage)
        assert stage.all(ev.ClockStarted)[0].t < 10
        assert exit_status(stage.session) == 0

    async def test_a_belt_that_nobody_stops_is_an_alarm(self) -> None:
        async with show(before=read_only, enter=False) as stage:
            stage.live.subscribe(_once(stage, 15, lambda: stage.treadmill.console.start()))
            await lived(stage)
        assert stage.session.outcome is ev.Outcome.FINISHED
        assert not stage.session.belt_stopped
        assert exit_status(stage.session) == 1
        assert any("Press stop" in say for say in stage.cues(ev.Cue.ALARM))


PLANS = [
    LONG,
    Plan("tiny", "Tiny", (Step(Kind.WALK, 3.0, duration_s=4), Step(Kind.WALK, 2.0, duration_s=4))),
]


@pytest.mark.parametrize("name", ["cswp8-walk", "urevo-e1l-pause"])
async def test_a_recorded_treadmill_is_followed_recorded_and_left(name: str) -> None:
    async with show(LONG, spec=f"trace:{TRACES / name}.jsonl", enter=False) as stage:
        lines = await lived(stage, limit_s=200)
        assert isinstance(stage.scene.treadmill, TraceTreadmill)
        ended_at = stage.clock.now()
    assert [from_json(line.encode()) for line in lines] == stage.log
    capabilities = stage.all(ev.CapabilitiesRead)
    assert [event.controllable for event in capabilities] == [False]
    assert stage.session.outcome is ev.Outcome.STOPPED
    assert not stage.session.belt_stopped
    assert stage.cues(ev.Cue.WARNING)[-1] == "Ended. Belt may be moving"
    assert exit_status(stage.session) == 0
    assert not never_began(stage.session), "it is kept"
    assert stage.cues(ev.Cue.ALARM) == []
    assert stage.commands() == []
    assert stage.all(ev.ClockPaused)[0].reason is ev.PauseReason.CONSOLE
    assert max(event.speed_kmh or 0 for event in stage.all(ev.BeltReading)) in (3.0, 1.93)
    last = {"cswp8-walk": 94, "urevo-e1l-pause": 19}[name]
    assert ended_at < last + 3 + 10 + 12, "not much longer than the recording"


async def test_a_recorded_treadmill_that_goes_while_it_moves(tmp_path: Path) -> None:
    trace = tmp_path / "cut.jsonl"
    lines = (TRACES / "cswp8-walk.jsonl").read_text().splitlines()[:100]
    trace.write_text("\n".join(lines))
    async with show(LONG, spec=f"trace:{trace}", enter=False) as stage:
        await lived(stage, limit_s=200)
    assert stage.session.phase is Phase.ENDED
    assert not stage.session.belt_stopped
    assert exit_status(stage.session) == 1
    assert stage.cues(ev.Cue.ALARM)
