"""The other end of the link: a controller for BlueZ, a treadmill and a strap on the same air.

    bleak --D-Bus-- bluetoothd --kernel-- /dev/vhci -- controller
                                                          |  air
    VirtualTreadmill, VirtualStrap -- HciServer -- controllers

Everything but the client is in this process. The air is one for the whole run; the devices are new
for each test, and so are their names and addresses: BlueZ remembers services by address, and a
program that goes late might take a namesake for its own.
"""

from collections.abc import AsyncIterator
from itertools import count

import pytest
import pytest_asyncio
from bumble.controller import Controller
from bumble.hci import LeFeatureMask
from bumble.transport import open_transport

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.belt_physics import Belt
from runwalk_devices.simulator.controller import HciServer
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.errors import AdapterError
from tests.bluez.following import Follower, session
from tests.bluez.wire import Wire
from tests.local_link import Air, controller

POWERED_S = 90.0
"""How long BlueZ may take to find the controller and to switch it on."""

_numbers = count(1)


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def air(clock: Clock) -> AsyncIterator[Air]:
    """The air on which BlueZ has its one adapter."""
    async with await open_transport("vhci") as kernel:
        air = Air()
        adapter = Controller("BlueZ", host_source=kernel.source, host_sink=kernel.sink, link=air)
        # With either of these the kernel waits for an event that bumble's controller never sends.
        adapter.le_features &= ~(LeFeatureMask.LL_PRIVACY | LeFeatureMask.LE_EXTENDED_ADVERTISING)
        await _powered(Adapter(clock))
        yield air


async def _powered(adapter: Adapter) -> None:
    async with adapter.clock.timeout(POWERED_S):
        while True:
            try:
                await adapter.scan(0.1)
            except AdapterError as error:
                print(f"not yet: {error}")
                await adapter.clock.sleep(0.2)
            else:
                return


@pytest.fixture
def wire(clock: Clock) -> Wire:
    return Wire(clock)


@pytest_asyncio.fixture(loop_scope="session")
async def treadmill(air: Air, clock: Clock, wire: Wire) -> AsyncIterator[VirtualTreadmill]:
    """A treadmill on the air."""
    number = next(_numbers)
    treadmill = VirtualTreadmill(
        clock,
        name=f"Treadmill {number}",
        address=f"F8:00:00:{number:02X}:18:26",
        belt=Belt(countdown_s=1.0),
    )
    async with HciServer(treadmill, controller(air), wire.record):
        yield treadmill


@pytest_asyncio.fixture(loop_scope="session")
async def strap(air: Air, clock: Clock, treadmill: VirtualTreadmill) -> AsyncIterator[VirtualStrap]:
    """A strap on the air, worn by the runner on the treadmill."""
    number = next(_numbers)
    strap = VirtualStrap(
        clock,
        lambda: (treadmill.speed_kmh, treadmill.incline_percent),
        name=f"Strap {number}",
        address=f"F8:00:00:{number:02X}:18:0D",
    )
    async with HciServer(strap, controller(air)):
        yield strap


@pytest_asyncio.fixture(loop_scope="session")
async def follower(
    clock: Clock, treadmill: VirtualTreadmill, strap: VirtualStrap
) -> AsyncIterator[Follower]:
    """A live session of both."""
    live = session(clock, treadmill, strap)
    follower = Follower(live, clock)
    async with live:
        yield follower
