"""A strap's battery, read in passing."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.sensor import REACH_S, read_battery
from runwalk_devices.simulator.air import Packet, VirtualAir
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.errors import AdapterError
from tests.runwalk_devices.rig import no_loose_ends, without


async def test_it_is_read_and_the_strap_let_go(
    adapter: Adapter, strap: VirtualStrap, wire: list[Packet]
) -> None:
    async with no_loose_ends():
        assert await read_battery(adapter, strap.address) == 84
    assert wire[-1].kind is PacketKind.DISCONNECT
    assert strap.accepting
    assert not adapter.lock.locked()


async def test_a_strap_without_a_battery_service_says_nothing(
    adapter: Adapter, strap: VirtualStrap
) -> None:
    without(strap, uuids.BATTERY_LEVEL)
    async with no_loose_ends():
        assert await read_battery(adapter, strap.address) is None


async def test_a_strap_that_is_away_is_not_waited_for_longer(
    adapter: Adapter, air: VirtualAir, strap: VirtualStrap, clock: Clock
) -> None:
    air.silence(strap.address)
    async with no_loose_ends():
        with pytest.raises(TimeoutError):
            await read_battery(adapter, strap.address)
    assert clock.now() == pytest.approx(REACH_S, abs=3)


async def test_an_adapter_that_refuses_is_told(adapter: Adapter, air: VirtualAir) -> None:
    air.busy = True
    async with no_loose_ends():
        with pytest.raises(AdapterError, match="busy"):
            await read_battery(adapter, None)
