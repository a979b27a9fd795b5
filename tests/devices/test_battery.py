"""A strap's battery, read in passing."""

import pytest

from devices import gatt
from devices.battery import REACH_S, read_battery
from devices.clock import Clock
from devices.radio import Radio
from devices.radio_error import RadioError
from devices.virtual.air import Packet, VirtualAir
from devices.virtual.connection import PacketKind
from devices.virtual.strap import VirtualStrap
from tests.devices.rig import no_loose_ends, without


async def test_it_is_read_and_the_strap_let_go(
    radio: Radio, strap: VirtualStrap, wire: list[Packet]
) -> None:
    async with no_loose_ends():
        assert await read_battery(radio, strap.address) == 84
    assert wire[-1].kind is PacketKind.DISCONNECT
    assert strap.accepting
    assert not radio.lock.locked()


async def test_a_strap_without_a_battery_service_says_nothing(
    radio: Radio, strap: VirtualStrap
) -> None:
    without(strap, gatt.BATTERY_LEVEL)
    async with no_loose_ends():
        assert await read_battery(radio, strap.address) is None


async def test_a_strap_that_is_away_is_not_waited_for_longer(
    radio: Radio, air: VirtualAir, strap: VirtualStrap, clock: Clock
) -> None:
    air.silence(strap.address)
    async with no_loose_ends():
        with pytest.raises(TimeoutError):
            await read_battery(radio, strap.address)
    assert clock.now() == pytest.approx(REACH_S, abs=3)


async def test_an_adapter_that_refuses_is_told(radio: Radio, air: VirtualAir) -> None:
    air.busy = True
    async with no_loose_ends():
        with pytest.raises(RadioError, match="busy"):
            await read_battery(radio, None)
