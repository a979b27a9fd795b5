"""Which belts a Stop from outside is for, and when they all stand."""

import asyncio

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.treadmill.command import Command, CommandReport, Stage
from runwalk_tui.session.safety import stop
from runwalk_tui.session.safety.presence import Presence
from runwalk_tui.session.safety.stop import stop_belt, stop_machine, stop_treadmill
from runwalk_tui.workout.vocabulary import MachineKind
from tests.runwalk_devices.rig import no_loose_ends

pytestmark = pytest.mark.usefixtures("virtual_time_loop")

BIKE = MachineKind.BIKE


def session(place: int, address: str | None = "", *, virtual: bool = False) -> Presence:
    """One of several; its address is AA:1, AA:2 and so on."""
    return Presence(100 + place, virtual, f"AA:{place}" if address == "" else address, "Pad")


class World:
    """Sessions that run, were killed or left a note, and treadmills that obey or do not."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.running: list[Presence] = []
        self.killed: list[Presence] = []
        self.left: list[Presence] = []
        self.obeys: dict[object, bool] = {}
        """By a session's number or a treadmill's address; what is not named does not."""
        self.sought: list[tuple[object, MachineKind]] = []
        self.said: list[str] = []
        monkeypatch.setattr(stop, "living", lambda: self.running)
        monkeypatch.setattr(stop, "killed", lambda: self.killed)
        monkeypatch.setattr(stop, "noted_sessions", lambda: self.left)
        monkeypatch.setattr(stop, "ask_to_end", lambda pid, _: self.obeys.get(pid, False))
        monkeypatch.setattr(stop, "chosen_adapter", lambda *_: None)
        monkeypatch.setattr(stop, "stop_machine", self._stop)
        monkeypatch.setattr(stop, "stop_treadmill", self._stop)

    async def _stop(
        self,
        _adapter: object,
        choice: object,
        _say: object,
        *,
        machine: MachineKind = MachineKind.TREADMILL,
    ) -> bool:
        self.sought.append((choice, machine))
        return self.obeys.get(choice, False)

    async def stop(self, choice: str | None = None) -> bool:
        return await stop_belt(choice, Clock(), self.said.append)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return World(monkeypatch)


@pytest.mark.parametrize(
    ("ended", "obeys", "stands"),
    [
        ([True, True], None, True),
        ([True, False], None, False),
        ([False, True], True, False),
        ([False, False], True, False),
        ([True, True], True, True),
        ([True, True], False, False),
    ],
)
async def test_a_named_treadmill_and_every_session_stand(
    world: World, ended: list[bool], obeys: bool | None, stands: bool
) -> None:
    """The first session drives the one that is named, unless it is sought over the air."""
    world.running = [session(1), session(2)]
    world.obeys = {101: ended[0], 102: ended[1], "AA:3": bool(obeys), "AA:1": bool(obeys)}
    sought_directly = obeys is not None
    name = "AA:3" if sought_directly else "AA:1"
    assert await world.stop(name) is stands
    assert bool(world.sought) is sought_directly


@pytest.mark.parametrize(
    ("ended", "obeys", "sought", "stands"),
    [
        ([True, True], [], [], True),
        # Those that do not end are stopped over the air.
        ([True, False], [2], ["AA:2"], True),
        ([True, False], [], ["AA:2"], False),
        ([False, False], [1, 2], ["AA:1", "AA:2"], True),
        ([False, False], [1], ["AA:1", "AA:2"], False),
        ([False, False], [2], ["AA:1", "AA:2"], False),
    ],
)
async def test_each_session_stops_its_belt_or_it_is_stopped_over_the_air(
    world: World, ended: list[bool], obeys: list[int], sought: list[str], stands: bool
) -> None:
    world.running = [session(1), session(2)]
    world.obeys = {101 + place: one for place, one in enumerate(ended)}
    world.obeys |= {f"AA:{place}": True for place in obeys}
    assert await world.stop() is stands
    assert [choice for choice, _ in world.sought] == sought


@pytest.mark.parametrize(("virtual", "address"), [(True, "AA:1"), (False, None)])
async def test_a_session_that_nobody_else_reaches_is_not_said_to_stand(
    world: World, virtual: bool, address: str | None
) -> None:
    world.running = [session(1, address, virtual=virtual)]
    world.left = [session(3)]
    world.obeys = {"AA:3": True}
    assert not await world.stop()
    assert world.sought == []


@pytest.mark.parametrize(("stopped", "is_sought"), [(None, True), (False, True), (True, False)])
async def test_a_killed_session_s_belt_is_stopped_unless_its_watchdog_has(
    world: World, stopped: bool | None, is_sought: bool
) -> None:
    world.killed = [
        Presence(103, False, "AA:3", "Pad", started=True, stopped=stopped, machine=BIKE)
    ]
    world.running = [session(1)]
    world.obeys = {101: True, "AA:3": True}
    assert await world.stop()
    assert world.sought == ([("AA:3", BIKE)] if is_sought else [])


async def test_a_killed_session_alone_is_enough(world: World) -> None:
    world.killed = [session(3)]
    world.left = [session(3), session(4)]
    world.obeys = {"AA:3": True}
    assert await world.stop()
    assert world.sought == [("AA:3", MachineKind.TREADMILL)]


@pytest.mark.parametrize(
    ("left", "sought"),
    [
        ([session(1), session(2)], ["AA:2"]),
        ([session(1), session(2, virtual=True)], ["AA:1"]),
    ],
)
async def test_without_any_session_it_is_the_last_that_left_a_note(
    world: World, left: list[Presence], sought: list[str]
) -> None:
    world.left = left
    world.obeys = {sought[0]: True}
    assert await world.stop()
    assert [choice for choice, _ in world.sought] == sought


async def test_virtual_belts_went_with_their_sessions(world: World) -> None:
    world.left = [session(1, None), session(2, virtual=True)]
    assert await world.stop()
    assert world.said == [
        "the session in process 102 was killed; its treadmill (Pad) was virtual and is gone"
    ]


@pytest.mark.parametrize("left", [[], [session(1, None)]])
async def test_without_a_word_of_any_treadmill_one_is_to_be_named(
    world: World, left: list[Presence]
) -> None:
    world.left = left
    with pytest.raises(LookupError, match="name the treadmill"):
        await world.stop()


@pytest.mark.parametrize(
    ("after_s", "took_s", "ended"), [(0, 0.1, True), (15.8, 15.9, True), (99, 16, False)]
)
async def test_a_session_is_given_sixteen_seconds(
    world: World, after_s: float, took_s: float, ended: bool
) -> None:
    clock = Clock()
    began = clock.now()
    world.running, world.left = [session(1, virtual=True)], [session(1, virtual=True)]
    world.obeys = {101: True}
    clock.call_at(began + after_s, world.left.clear)
    assert await world.stop() is ended
    assert clock.now() - began == pytest.approx(took_s, abs=0.11)
    assert clock.now() - began < took_s + 0.04 or not ended


@pytest.mark.parametrize(
    ("within_s", "reached_s", "given_s"), [(30.0, None, 30.0), (30.0, 4.0, 4.0), (3.0, 4.0, 3.0)]
)
async def test_a_brake_is_let_go_within_the_lesser_time(
    monkeypatch: pytest.MonkeyPatch, within_s: float, reached_s: float | None, given_s: float
) -> None:
    given: list[object] = []

    async def release(*told: object) -> bool:
        given.append(told[-1])
        return True

    monkeypatch.setattr(stop, "release", release)
    async with virtual_scene(Clock()) as scene:
        assert await stop_machine(
            scene.adapter,
            "Bike",
            lambda _: None,
            machine=BIKE,
            within_s=within_s,
            reached_s=reached_s,
        )
    assert given == [given_s]


async def moving(clock: Clock, scene: VirtualScene) -> VirtualTreadmill:
    """Its belt, started at the console; it runs at 8 km/h."""
    belt = scene.treadmill
    assert isinstance(belt, VirtualTreadmill)
    belt.machine.start()
    await clock.sleep(15)
    belt.console.plus(72)
    await clock.sleep(30)
    return belt


async def test_it_is_tried_for_thirty_seconds() -> None:
    clock, said = Clock(), list[str]()
    async with virtual_scene(clock) as scene:
        began = clock.now()
        assert not await stop_treadmill(scene.adapter, "Nobody", said.append)
        assert clock.now() - began == pytest.approx(30)
    assert said == ["Nobody could not be stopped in 30 s"]


@pytest.mark.parametrize(("within_s", "stands"), [(13.0, True), (5.0, False)])
async def test_time_that_runs_out_while_it_listens_leaves_a_standing_belt_and_nothing_else(
    within_s: float, stands: bool
) -> None:
    """It takes up to 12 s to stop, and listens for 10 more."""
    clock, said = Clock(), list[str]()
    async with virtual_scene(clock) as scene:
        await moving(clock, scene)
        began = clock.now()
        async with no_loose_ends():
            assert (
                await stop_treadmill(scene.adapter, "Virtual F80", said.append, within_s=within_s)
                is stands
            )
        assert clock.now() - began == pytest.approx(within_s + 2), "it disconnects"
    assert ("the belt has stopped" in said) is stands


async def test_a_connection_that_breaks_does_not_end_the_search() -> None:
    clock, said = Clock(), list[str]()
    async with virtual_scene(clock) as scene:
        belt = await moving(clock, scene)
        seeking = stop_treadmill(scene.adapter, "Virtual F80", said.append, reached_s=4.0)
        stopping = asyncio.create_task(seeking)
        while not said:
            await clock.sleep(0.1)
        scene.air.silence(belt.address)
        clock.call_at(clock.now() + 6, lambda: scene.air.restore(belt.address))
        assert await stopping
        assert belt.speed_kmh == 0
    assert said[0] == "connected to Virtual F80"


async def test_a_stop_that_fails_before_there_is_a_connection_is_not_repeated() -> None:
    said: list[str] = []
    async with virtual_scene(Clock()) as scene:
        halting = stop._Halting(scene.adapter, "F80", said.append)
        halting._said(CommandReport(Command.STOP, Stage.UNKNOWN))
        assert said == []
        halting._said(LinkReport(LinkPhase.UP, "F80"))
        halting._said(CommandReport(Command.STOP, Stage.UNKNOWN, detail="why"))
    assert said == ["connected to F80", "Stop again: why"]


@pytest.mark.parametrize(("name", "called"), [("F80", "F80"), (None, "AA:1")])
async def test_a_treadmill_without_a_name_is_called_by_its_address(
    name: str | None, called: str
) -> None:
    said: list[str] = []
    async with virtual_scene(Clock()) as scene:
        halting = stop._Halting(scene.adapter, "F80", said.append)
        halting._said(LinkReport(LinkPhase.UP, name=name, address="AA:1"))
    assert said == [f"connected to {called}"]
