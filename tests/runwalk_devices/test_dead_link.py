"""A link that the system still calls up, and over which nothing can be asked any more."""

import pytest
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakDBusError, BleakError, BleakGATTProtocolError

from runwalk_devices.simulator.bleak_backend import VirtualClient
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.errors import AdapterGoneError, adapter_error, is_dead, is_gone
from runwalk_devices.transport.link import LinkPhase
from runwalk_devices.treadmill.command import Command, Stage
from tests.runwalk_devices.rig import moving

UNKNOWN = BleakDBusError("org.freedesktop.DBus.Error.UnknownObject", ["no such object"])


@pytest.mark.parametrize(
    ("error", "dead"),
    [
        (UNKNOWN, True),
        (BleakDBusError("org.bluez.Error.Failed", ["Not connected"]), True),
        (BleakDBusError("org.bluez.Error.InProgress", ["in progress"]), False),
        (BleakError("Service Discovery has not been performed yet"), True),
        (BleakGATTProtocolError(0x80), False),
        (TimeoutError(), False),
    ],
)
def test_what_shows_a_dead_link(error: Exception, dead: bool) -> None:
    assert is_dead(error) is dead


def test_an_object_that_is_unknown_is_no_lost_adapter_unless_the_adapter_was_asked() -> None:
    assert not is_gone(UNKNOWN)
    assert isinstance(adapter_error(UNKNOWN, "linux"), AdapterGoneError)


async def test_a_stop_that_fails_at_once_is_written_on_a_new_link(
    adapter: Adapter, treadmill: VirtualTreadmill, monkeypatch: pytest.MonkeyPatch
) -> None:
    """BlueZ has dropped the object of a device that it calls connected."""
    async with moving(adapter) as follower:
        write, dead = VirtualClient.write_gatt_char, set(treadmill.connections)

        async def fails_on_the_old_link(
            client: VirtualClient,
            characteristic: BleakGATTCharacteristic,
            data: bytes,
            response: bool,
        ) -> None:
            if dead & set(treadmill.connections):
                raise UNKNOWN
            await write(client, characteristic, data, response)

        monkeypatch.setattr(VirtualClient, "write_gatt_char", fails_on_the_old_link)
        began = adapter.clock.now()
        follower.treadmill.orders.stop()
        assert (await follower.ended(Command.STOP)).stage is Stage.CONFIRMED
        assert adapter.clock.now() - began < 12
        assert treadmill.speed_kmh == 0
        assert LinkPhase.LOST in follower.phases()
