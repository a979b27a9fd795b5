"""A bond that the treadmill forgot: recognised and undone.

It comes last: the kernel of Debian 12 (6.1.192) may crash bluetoothd when a device refuses the key
of a bond, and what is tested after that would fail for it.
"""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.controller import HciServer
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport import adapter as transport
from runwalk_tui.cli.pairing import paired
from runwalk_tui.errors import DONE
from runwalk_tui.session.air import AirOptions
from tests.bluez.following import Follower, session
from tests.local_link import Air, controller

pytestmark = [
    pytest.mark.bluez,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(240),
]

ADDRESS = "F8:00:00:B1:18:26"


async def test_a_bond_that_it_forgot_is_undone(
    air: Air, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    treadmill = VirtualTreadmill(clock, name="Oblivious", address=ADDRESS)
    async with HciServer(treadmill, controller(air), wants_bond=True) as server:
        status, line = await paired(ADDRESS, 20, AirOptions(), again=False)
        assert line == "Oblivious is paired with."
        assert status == DONE
        await server.forget_bonds()
        # Each connect to a device that forgot its bond runs into this limit; here they are short.
        monkeypatch.setattr(transport, "CONNECT_TIMEOUT_S", 8.0)
        live = session(clock, treadmill, None)
        follower = Follower(live, clock)
        async with live:
            await follower.until(lambda: follower.remedies() != [], "word on the forgotten bond")
            assert f"runwalk devices pair {ADDRESS}" in follower.remedies()[0]
