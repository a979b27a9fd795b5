"""Listens for devices while the screen of devices is open."""

from runwalk_devices.clock import clock_of
from runwalk_tui.config.settings import Devices
from runwalk_tui.known_devices.actions import Register
from runwalk_tui.known_devices.browser import DeviceBrowser
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.jobs import Job
from runwalk_tui.session.remembered import known_devices
from runwalk_tui.session.safety.presence import is_driven_elsewhere


async def browse(air: AirOptions, settings: Devices, said: str, job: Job[DeviceBrowser]) -> None:
    """The adapter listens for as long as somebody looks.

    Args:
        air: What is on the air.
        settings: Those of devices.
        said: What there is to say to begin with.
        job: Is told of the browser, and when nobody looks any more.
    """
    known = known_devices(air)
    async with open_air(air, clock_of(air.rate)) as adapter:
        register = Register(known, settings)
        said = said or known.complaint or ""
        browser = DeviceBrowser(adapter, register, is_taken=is_driven_elsewhere, said=said)
        job.opened(browser)
        await job.until_released(browser.run())
