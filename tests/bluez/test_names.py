"""A device of two names on real BlueZ: the one that it advertises, and the one that it has."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter, DeviceKind, Sighting
from runwalk_devices.transport.discovery import Discovery
from tests.bluez.following import PATIENCE_S

pytestmark = [
    pytest.mark.bluez,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(180),
]


async def test_a_device_is_found_by_either_of_its_names(
    clock: Clock, treadmill: VirtualTreadmill
) -> None:
    """BlueZ tells the name that it read once connected, and the advertised one no more."""
    adapter, own, advertised = Adapter(clock), treadmill.name, "F63"
    treadmill.name = advertised
    assert own is not None

    async def sighted(name: str) -> Sighting:
        seen = await adapter.scan(
            PATIENCE_S,
            until=lambda seen: any(
                one.address == treadmill.address and one.is_called(name) for one in seen
            ),
        )
        return next(one for one in seen if one.address == treadmill.address)

    client = adapter.client((await sighted(advertised)).device, lambda: None)
    await Discovery(adapter).connect(client, DeviceKind.TREADMILL)
    await client.disconnect()
    seen = await sighted(own)
    assert seen.is_called(advertised.lower())
    assert seen.is_called(own.upper())
