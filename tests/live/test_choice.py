"""Which device a session connects to: named in the command, in the settings, chosen, or nearest."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_tui.config.settings import Devices, Settings
from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.opening import live_session
from runwalk_tui.workout.events import LinkState

pytestmark = pytest.mark.usefixtures("virtual_time_loop")

THERE, AWAY = "Virtual H10", "Sold last year"
ADDRESS = "F8:00:00:00:18:0D"


@pytest.mark.parametrize(
    ("named", "in_settings", "chosen", "is_found"),
    [
        (None, None, None, True),
        (None, None, ADDRESS, True),
        (None, None, "00:1B:10:00:00:01", False),
        (None, THERE, "00:1B:10:00:00:01", True),
        (None, AWAY, ADDRESS, False),
        ("mine", AWAY, None, True),
        (AWAY, THERE, ADDRESS, False),
        ("MINE", None, "00:1B:10:00:00:01", True),
    ],
)
async def test_what_is_nearer_to_the_runner_counts_more(
    named: str | None, in_settings: str | None, chosen: str | None, is_found: bool
) -> None:
    machines = DeviceRegistry(virtual="")
    machines.rename(KnownStrap(ADDRESS, THERE), "Mine")
    if chosen is not None:
        machines.choose(KnownStrap(chosen))
    settings, clock = Settings(devices=Devices(strap=in_settings)), Clock()
    async with live_session(None, settings, AirOptions("", strap=named), clock) as live, live:
        await clock.sleep(15)
        assert (live.session.heart.link.state is LinkState.UP) == is_found
