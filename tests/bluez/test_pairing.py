"""A treadmill that answers only whom it is paired with: noticed, and paired with by our agent."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.belt_physics import Belt
from runwalk_devices.simulator.controller import HciServer
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_tui.cli.pairing import paired
from runwalk_tui.errors import DONE
from runwalk_tui.session.air import AirOptions
from runwalk_tui.workout import events as ev
from tests.bluez.following import Follower, session
from tests.local_link import Air, controller

pytestmark = [
    pytest.mark.bluez,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(240),
]

ADDRESS = "F8:00:00:B0:18:26"


async def test_it_is_noticed_and_paired_with_by_the_runners_yes(air: Air, clock: Clock) -> None:
    treadmill = VirtualTreadmill(clock, name="Shy", address=ADDRESS, belt=Belt(countdown_s=1.0))
    async with HciServer(treadmill, controller(air), wants_bond=True):
        live = session(clock, treadmill, None)
        follower = Follower(live, clock)
        async with live:
            await follower.until(lambda: follower.remedies() != [], "word on pairing")
            assert follower.remedies()[0].endswith(f"runwalk devices pair {ADDRESS}")
            assert ev.LinkState.UP not in follower.links(ev.Device.TREADMILL)
        status, line = await paired(ADDRESS, 20, AirOptions(), again=False)
        assert line == "Shy is paired with."
        assert status == DONE
        live = session(clock, treadmill, None)
        follower = Follower(live, clock)
        async with live:
            await follower.until(
                lambda: ev.LinkState.UP in follower.links(ev.Device.TREADMILL), "connection"
            )
