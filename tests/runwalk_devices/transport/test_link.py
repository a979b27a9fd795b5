"""A link through its life: set-up, loss in every stage, back-off, cancellation, odd errors."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from bleak.exc import BleakDBusError, BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.bleak_backend import VirtualClient
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.peripheral import Characteristic, Service
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.link import (
    CHANCES,
    REQUEST_S,
    SET_UP_S,
    Hindrance,
    Link,
    LinkPhase,
    LinkReport,
)
from runwalk_devices.transport.selection import Wanted
from tests.runwalk_devices.rig import no_loose_ends

SEARCHING, CONNECTING, UP, LOST = LinkPhase


class Held:
    """A link to the virtual treadmill, what it told, and when."""

    def __init__(self, adapter: Adapter, set_up: Callable[["Held"], Awaitable[None]]) -> None:
        self.clock = adapter.clock
        self.told: list[tuple[float, LinkReport]] = []
        self.set_ups = 0
        self.link = Link(
            adapter,
            Discovery(adapter),
            Wanted(DeviceKind.TREADMILL),
            set_up=lambda: self._set_up(set_up),
            report=lambda report: self.told.append((self.clock.now(), report)),
        )
        self.task = asyncio.create_task(self.link.run())

    @property
    def phases(self) -> list[LinkPhase]:
        return [report.phase for _, report in self.told]

    async def until(self, *phases: LinkPhase, seconds: float = 120) -> float:
        """When it has been through exactly these phases."""
        deadline = self.clock.now() + seconds
        while self.phases != list(phases):
            assert self.clock.now() < deadline, self.told
            await self.clock.sleep(0.01)
        return self.told[-1][0]

    async def cancel(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def _set_up(self, set_up: Callable[["Held"], Awaitable[None]]) -> None:
        self.set_ups += 1
        await set_up(self)


async def subscribe(held: Held) -> None:
    await held.link.start_notify(uuids.TREADMILL_DATA, lambda _sender, _data: None)


@asynccontextmanager
async def holding(
    adapter: Adapter, set_up: Callable[[Held], Awaitable[None]] = subscribe
) -> AsyncIterator[Held]:
    async with no_loose_ends():
        held = Held(adapter, set_up)
        try:
            yield held
        finally:
            await held.cancel()


async def test_it_comes_up_and_tells_who_it_is(adapter: Adapter) -> None:
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING, UP)
    assert held.told[-1][1] == LinkReport(UP, "Virtual F80", "F8:00:00:00:18:26")


async def test_a_lost_link_is_told_at_once_and_made_again(
    adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING, UP)
        cut_at = clock.now()
        air.cut(treadmill.address)
        lost_at = await held.until(SEARCHING, CONNECTING, UP, LOST, SEARCHING, CONNECTING, UP)
        assert lost_at - cut_at < 2.5
        times = {report.phase: t for t, report in held.told[3:]}
        assert times[LOST] - cut_at < 0.1
        assert held.set_ups == 2


async def test_who_leaves_disconnects(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING, UP)
        began = clock.now()
        await held.cancel()
        assert 1.9 < clock.now() - began < REQUEST_S + 0.1
    assert not treadmill.connections
    assert held.phases[-1] is UP, "nobody is told of what he asked for himself"


@pytest.mark.parametrize("after_s", [n / 10 for n in range(0, 40, 3)])
async def test_leaving_at_any_moment_leaves_nothing(
    adapter: Adapter, treadmill: VirtualTreadmill, air: VirtualAir, clock: Clock, after_s: float
) -> None:
    """While it scans, connects, sets up, or is up."""
    async with holding(adapter) as held:
        await clock.sleep(after_s)
        await held.cancel()
    assert not treadmill.connections
    assert not air.busy
    assert not adapter.lock.locked()


@pytest.mark.parametrize("after_s", [0.0, 0.5, 2.5])
async def test_leaving_twice_hurries(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock, after_s: float
) -> None:
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING, UP)
        held.task.cancel()
        await clock.sleep(after_s)
        held.task.cancel()
        await asyncio.gather(held.task, return_exceptions=True)
    assert not treadmill.connections


@pytest.mark.parametrize("stage_s", [0.0, 0.02, 0.05, 0.2])
async def test_a_link_lost_during_set_up_is_made_again(
    adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock, stage_s: float
) -> None:
    async def slow(held: Held) -> None:
        if held.set_ups == 1:
            asyncio.get_running_loop().call_later(stage_s, air.cut, treadmill.address)
        await held.link.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE)
        await subscribe(held)
        await held.clock.sleep(3)

    async with holding(adapter, slow) as held:
        await held.until(SEARCHING, CONNECTING, SEARCHING, CONNECTING, UP)
        broke = held.told[2]
        assert broke[1].detail
        assert broke[0] - held.told[1][0] < 0.5 + stage_s + 0.2, "at once, not after the set-up"


async def test_a_set_up_that_hangs_is_given_up(adapter: Adapter, clock: Clock) -> None:
    async def hangs(held: Held) -> None:
        await held.clock.sleep(1000)

    async with holding(adapter, hangs) as held:
        await held.until(SEARCHING, CONNECTING, SEARCHING)
        assert held.told[-1][0] - held.told[-2][0] == pytest.approx(SET_UP_S + 0.5, abs=0.2)


async def test_fruitless_attempts_back_off(
    adapter: Adapter, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async def refuses(held: Held) -> None:
        raise BleakError("no such thing")

    async with holding(adapter, refuses) as held:
        await clock.sleep(120)
        assert LOST not in held.phases
        failed = [t for t, report in held.told if report.detail == "no such thing"]
        gaps = [later - earlier for earlier, later in itertools.pairwise(failed)]
        assert gaps[0] < 5
        assert gaps == sorted(gaps)
        assert gaps[-1] == pytest.approx(5 + 2 + 0.5 + 1.6, abs=1.5)


async def test_only_a_connection_that_is_refused_counts_as_a_device_that_lets_nobody_in(
    adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    """Neither a set-up that fails nor an adapter that cannot search."""

    async def fails(held: Held) -> None:
        raise BleakError("no such thing")

    async with holding(adapter, fails) as held:
        await clock.sleep(60)
        assert held.phases.count(CONNECTING) > CHANCES
        air.busy = True
        await clock.sleep(20)
        air.busy = False
        await clock.sleep(20)
        assert Hindrance.REFUSED not in {report.hindrance for _, report in held.told}


async def test_passing_errors_are_tried_again_quickly(
    adapter: Adapter, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = VirtualClient.connect
    failures = ["le-connection-abort-by-local", "br-connection-canceled"] * 2

    async def stumbling(self: VirtualClient, pair: bool, **kwargs: object) -> None:
        if failures:
            raise BleakDBusError("org.bluez.Error.Failed", [failures.pop()])
        await connect(self, pair, **kwargs)

    monkeypatch.setattr(VirtualClient, "connect", stumbling)
    async with holding(adapter) as held:
        while UP not in held.phases:
            await clock.sleep(0.1)
        assert clock.now() < 12
        assert held.phases.count(CONNECTING) == 5


async def test_switched_off_and_on_again(
    adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING, UP)
        air.silence(treadmill.address)
        await clock.sleep(60)
        assert held.phases[3:] == [LOST, SEARCHING]
        back = clock.now()
        air.restore(treadmill.address)
        await held.until(SEARCHING, CONNECTING, UP, LOST, SEARCHING, CONNECTING, UP)
        assert clock.now() - back < 3


async def test_a_device_that_vanishes_while_it_is_connected_to(
    adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING)
        air.silence(treadmill.address)
        await held.until(SEARCHING, CONNECTING, SEARCHING)
        assert "in range" in held.told[-1][1].detail
        air.restore(treadmill.address)
        await held.until(SEARCHING, CONNECTING, SEARCHING, CONNECTING, UP)


class TestAdapter:
    """An adapter that never worked is the runner's to mend; one that fails later comes back."""

    async def test_that_never_worked(self, adapter: Adapter, air: VirtualAir) -> None:
        air.busy = True
        async with holding(adapter) as held:
            with pytest.raises(AdapterError, match="busy"):
                await held.task

    async def test_that_fails_before_the_first_connection(
        self, adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
    ) -> None:
        air.silence(treadmill.address)
        async with holding(adapter) as held:
            await clock.sleep(6)
            while air.busy:
                await clock.sleep(0.1)
            air.busy = True
            await clock.sleep(20)
            assert "busy" in held.told[-1][1].detail
            assert not held.task.done()
            air.busy = False
            air.restore(treadmill.address)
            await clock.sleep(20)
            assert held.phases[-1] is UP

    async def test_that_fails_after_it(
        self, adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
    ) -> None:
        async with holding(adapter) as held:
            await held.until(SEARCHING, CONNECTING, UP)
            air.busy = True
            air.cut(treadmill.address)
            await clock.sleep(30)
            assert not held.task.done()
            assert "busy" in held.told[-1][1].detail
            air.busy = False
            await clock.sleep(10)
            assert held.phases[-1] is UP


class TestRequests:
    """Reads are optional, writes follow the properties, nothing lasts for ever."""

    async def test_reads(self, adapter: Adapter, treadmill: VirtualTreadmill) -> None:
        async with holding(adapter) as held:
            await held.until(SEARCHING, CONNECTING, UP)
            link = held.link
            assert len(await link.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE)) == 6
            assert await link.read_gatt_char(uuids.BATTERY_LEVEL) == b"", "not there"
            assert await link.read_gatt_char(uuids.TREADMILL_DATA) == b"", "not allowed"

    async def test_without_a_connection(self, adapter: Adapter) -> None:
        link = Link(
            adapter, Discovery(adapter), Wanted(DeviceKind.TREADMILL), set_up=_nothing, report=print
        )
        with pytest.raises(BleakError, match="not connected"):
            await link.read_gatt_char(uuids.BATTERY_LEVEL)
        with pytest.raises(BleakError, match="not connected"):
            await link.write_gatt_char(uuids.FITNESS_MACHINE_CONTROL_POINT, b"\0")
        with pytest.raises(BleakError, match="not connected"):
            link.offers(uuids.BATTERY_LEVEL)

    async def test_writes_follow_the_properties(
        self, adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
    ) -> None:
        treadmill._control_point.properties = ("write-without-response", "indicate")
        async with holding(adapter) as held:
            await held.until(SEARCHING, CONNECTING, UP)
            point = uuids.FITNESS_MACHINE_CONTROL_POINT
            await held.link.start_notify(point, lambda _sender, _data: None)
            await held.link.write_gatt_char(point, b"\0", response=True)
            await held.clock.sleep(1)
            assert treadmill.has_control
            with pytest.raises(BleakError, match="no 2A19"):
                await held.link.write_gatt_char(uuids.BATTERY_LEVEL, b"\0")

    @pytest.mark.parametrize("method", ["read_gatt_char", "write_gatt_char", "start_notify"])
    async def test_time_limits(
        self, adapter: Adapter, clock: Clock, monkeypatch: pytest.MonkeyPatch, method: str
    ) -> None:
        async def hangs(*_args: object, **_kwargs: object) -> None:
            await clock.sleep(1000)

        async with holding(adapter) as held:
            await held.until(SEARCHING, CONNECTING, UP)
            monkeypatch.setattr(VirtualClient, method, hangs)
            began = clock.now()
            point = uuids.FITNESS_MACHINE_CONTROL_POINT
            if method == "read_gatt_char":
                assert await held.link.read_gatt_char(point) == b""
            elif method == "write_gatt_char":
                with pytest.raises(TimeoutError):
                    await held.link.write_gatt_char(point, b"\0")
            else:
                with pytest.raises(TimeoutError):
                    await held.link.start_notify(point, lambda _sender, _data: None)
            assert clock.now() - began == pytest.approx(REQUEST_S)

    @pytest.mark.parametrize("error", [AssertionError(), OSError("bus"), EOFError(), KeyError("x")])
    async def test_whatever_a_backend_raises_is_a_bleak_error(
        self, adapter: Adapter, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        async def fails(*_args: object, **_kwargs: object) -> None:
            raise error

        async with holding(adapter) as held:
            await held.until(SEARCHING, CONNECTING, UP)
            for method in ("read_gatt_char", "write_gatt_char", "start_notify", "disconnect"):
                monkeypatch.setattr(VirtualClient, method, fails)
            point = uuids.FITNESS_MACHINE_CONTROL_POINT
            with pytest.raises(BleakError):
                await held.link.write_gatt_char(point, b"\0")
            with pytest.raises(BleakError):
                await held.link.start_notify(point, lambda _sender, _data: None)
            await held.link.listen(point, lambda _sender, _data: None)
            assert await held.link.read_gatt_char(point) == b""

    async def test_a_disconnect_that_hangs(
        self, adapter: Adapter, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def hangs(*_args: object) -> None:
            await clock.sleep(1000)

        async with holding(adapter) as held:
            await held.until(SEARCHING, CONNECTING, UP)
            monkeypatch.setattr(VirtualClient, "disconnect", hangs)
            began = clock.now()
            await held.cancel()
            assert clock.now() - began == pytest.approx(REQUEST_S)

    async def test_two_characteristics_of_one_uuid(
        self, adapter: Adapter, treadmill: VirtualTreadmill
    ) -> None:
        twins = [Characteristic(uuids.BATTERY_LEVEL, ("read",), bytes([n])) for n in (40, 50)]
        treadmill.services.append(Service(uuids.BATTERY_SERVICE, twins))
        async with holding(adapter) as held:
            await held.until(SEARCHING, CONNECTING, UP)
            assert held.link.offers(uuids.BATTERY_LEVEL)
            assert await held.link.read_gatt_char(uuids.BATTERY_LEVEL) == b"\x28"


async def test_a_lost_connection_is_let_go_too(
    adapter: Adapter,
    air: VirtualAir,
    treadmill: VirtualTreadmill,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On BlueZ every connection has a D-Bus connection that only `disconnect` closes."""
    let_go: list[VirtualClient] = []
    disconnect = VirtualClient.disconnect

    async def noted(self: VirtualClient) -> None:
        let_go.append(self)
        await disconnect(self)

    monkeypatch.setattr(VirtualClient, "disconnect", noted)
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING, UP)
        air.cut(treadmill.address)
        await held.until(SEARCHING, CONNECTING, UP, LOST, SEARCHING, CONNECTING, UP)
        assert len(let_go) == 1
    assert len(set(let_go)) == 2


@pytest.mark.parametrize("leaves_at_s", [3.0, 28.0, None])
@pytest.mark.parametrize("succeeds", [True, False])
async def test_a_connect_that_goes_on_is_never_disconnected(
    adapter: Adapter,
    treadmill: VirtualTreadmill,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    leaves_at_s: float | None,
    succeeds: bool,
) -> None:
    """BlueZ would go on by itself then, with no client, and no scan would see the device."""
    under_way: list[VirtualClient] = []
    let_go: list[tuple[VirtualClient, bool]] = []
    connect, disconnect = VirtualClient.connect, VirtualClient.disconnect

    async def stubborn(self: VirtualClient, pair: bool) -> None:
        if let_go or under_way:
            return await connect(self, pair)
        under_way.append(self)
        ends_at = clock.now() + 40
        while clock.now() < ends_at:
            with suppress(asyncio.CancelledError):
                await clock.sleep(ends_at - clock.now())
        under_way.clear()
        if not succeeds:
            raise EOFError
        return await connect(self, pair)

    async def noted(self: VirtualClient) -> None:
        let_go.append((self, self in under_way))
        await disconnect(self)

    monkeypatch.setattr(VirtualClient, "connect", stubborn)
    monkeypatch.setattr(VirtualClient, "disconnect", noted)
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING)
        first = under_way[0]
        if leaves_at_s is not None:
            await clock.sleep(leaves_at_s)
            await held.cancel()
        await clock.sleep(60)
        assert not any(connecting for _, connecting in let_go)
        if leaves_at_s is None:
            assert held.phases[-1] is UP
            assert first not in [client for client, _ in let_go]
        else:
            assert [client for client, _ in let_go] == [first] * succeeds
            assert not treadmill.connections


async def test_a_late_word_of_an_old_connection_does_not_end_the_new_one(
    adapter: Adapter, air: VirtualAir, treadmill: VirtualTreadmill, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Callable[[], None]] = []
    client = adapter.client

    def remembering(device: object, on_disconnect: Callable[[], None]) -> object:
        told.append(on_disconnect)
        return client(device, on_disconnect)  # type: ignore[arg-type]

    monkeypatch.setattr(adapter, "client", remembering)
    async with holding(adapter) as held:
        await held.until(SEARCHING, CONNECTING, UP)
        air.cut(treadmill.address)
        await held.until(SEARCHING, CONNECTING, UP, LOST, SEARCHING, CONNECTING, UP)
        told[0]()
        await held.clock.sleep(5)
        assert held.phases[-1] is UP


async def test_dropped_it_is_made_anew_and_the_old_one_is_not_heard_any_more(
    adapter: Adapter, treadmill: VirtualTreadmill, wire: list[Packet]
) -> None:
    heard: list[LinkPhase] = []

    async def listen(held: Held) -> None:
        await held.link.start_notify(
            uuids.TREADMILL_DATA, lambda _sender, _data: heard.append(held.phases[-1])
        )

    async with holding(adapter, listen) as held:
        await held.until(SEARCHING, CONNECTING, UP)
        await held.clock.sleep(1)
        assert UP in heard
        held.link.drop()
        await held.until(SEARCHING, CONNECTING, UP, LOST, SEARCHING, CONNECTING, UP)
        assert set(heard) <= {CONNECTING, UP}
    assert [p.kind for p in wire].count(PacketKind.CONNECT) == 2


async def _nothing() -> None:
    pass
