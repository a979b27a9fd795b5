"""What a machine shows of its habits in one session is known in the next."""

from collections.abc import Iterable
from datetime import date

import pytest
from msgspec.structs import replace as changed

from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.capabilities import CHECK_PLAN, Sheet, in_words, sheet
from runwalk_tui.workout.session import Phase
from tests.live.rig import LONG, OP, Show, show

TODAY = date(2030, 1, 1)


def remembered() -> KnownTreadmill:
    (machine,) = DeviceRegistry(virtual="").all()
    return machine


async def check(spec: str, *, try_start: bool = False) -> tuple[Sheet, Show]:
    """As `runwalk devices check` does it."""
    memory = Memory(DeviceRegistry(virtual=""), lambda: TODAY, trusts=False, tries_start=try_start)
    async with show(CHECK_PLAN, spec=spec, memory=memory) as stage:
        assert stage.referee is not None
        stage.referee.preambles = try_start
        await stage.until(lambda: stage.session.belt.ready)
        stage.live.act(ev.Act.START)
        await stage.until(
            lambda: (
                stage.session.phase in (Phase.PAUSED, Phase.ENDED) or not stage.session.belt.obeys
            )
        )
        stage.live.act(ev.Act.STOP)
        await stage.live.ended()
    return sheet(stage.log), stage


async def test_a_start_before_each_speed_is_tried_once_the_runner_agrees() -> None:
    found, stage = await check("quirks:needs_preamble")
    assert found.obeys is False
    assert found.may_want_start
    assert any("--try-start" in line for line in in_words(found))
    assert len(stage.writes(OP.START_OR_RESUME)) == 1, "never by itself"
    assert (remembered().obeys, remembered().ask_control_again) == (False, False)

    found, stage = await check("quirks:needs_preamble", try_start=True)
    assert found.obeys
    assert found.is_good
    assert found.start_is_toggle is False
    assert not found.may_want_start
    machine = remembered()
    assert (machine.ask_control_again, machine.start_is_toggle) == (True, False)
    assert machine.is_checked

    memory = Memory(DeviceRegistry(virtual=""), lambda: TODAY)
    async with show(LONG, spec="quirks:needs_preamble", memory=memory) as stage:
        assert stage.referee is not None
        stage.referee.preambles = True
        await stage.started(15)
        assert stage.treadmill.speed_kmh == pytest.approx(8.0)
        assert stage.all(ev.CheckBegan) == []


async def test_where_a_start_pauses_the_belt_that_is_known_from_then_on() -> None:
    found, _ = await check("quirks:success_but_ignored")
    assert found.obeys is None, "its belt does not even start"
    found, stage = await check("quirks:start_is_toggle", try_start=True)
    assert found.start_is_toggle
    assert not found.is_good
    assert stage.all(ev.ClockPaused)
    assert any("pauses a moving belt" in line for line in in_words(found))


async def test_what_cannot_be_known_is_said() -> None:
    found, stage = await check("quirks:start_is_toggle")
    assert found.is_good
    assert found.start_is_toggle is None
    assert any("might pause a moving belt" in line for line in in_words(found))
    assert len(stage.writes(OP.START_OR_RESUME)) == 1


async def test_control_that_lapses_is_asked_for_in_time_in_the_next_session() -> None:
    def forget_control(stage: Show) -> None:
        stage.treadmill.has_control = False

    async with show(LONG) as stage:
        await stage.started(15)
        forget_control(stage)
        stage.live.act(ev.Act.NUDGE, -1.0)
        await stage.clock.sleep(5)
        assert stage.all(ev.QuirkLearned) == [
            ev.QuirkLearned(stage.all(ev.QuirkLearned)[0].t, None, True)
        ]
    assert remembered().control_lapses
    async with show(LONG, memory=Memory(DeviceRegistry(virtual=""))) as stage:
        await stage.started(15)
        forget_control(stage)
        began = stage.clock.now()
        stage.live.act(ev.Act.NUDGE, -1.0)
        await stage.clock.sleep(5)
        assert [data[0] for data in stage.commands(began)] == [0, 2], "and none is refused"


class Mute(Behaviour):
    """Says nothing of its speeds."""

    def reading(self, uuid: str, value: bytes) -> bytes:
        return b"" if uuid == uuids.SUPPORTED_SPEED_RANGE else value

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        return (value,)


async def test_speeds_that_a_machine_no_longer_tells_are_those_that_it_told() -> None:
    def uneven(scene: VirtualScene) -> None:
        known = {"minimum_kmh": 0.96, "maximum_kmh": 6.43, "increment_kmh": 0.32}
        machines = DeviceRegistry(virtual="")
        machine = scene.treadmill
        checked = {"checked_on": TODAY, "obeys": True}
        machines.update(machine.name, machine.address, lambda was: changed(was, **known, **checked))
        machine.take_on(Mute())

    async with show(LONG, spec="quirks:increment_rejected", before=uneven) as stage:
        await stage.started(15)
        assert stage.session.belt.increment_kmh == 0.32
        assert [e.speed_kmh for e in stage.all(ev.SpeedAsked)] == [6.40]
        assert stage.treadmill.speed_kmh == pytest.approx(6.4)
    machine = remembered()
    assert (machine.minimum_kmh, machine.maximum_kmh, machine.increment_kmh) == (0.96, 6.43, 0.32)
