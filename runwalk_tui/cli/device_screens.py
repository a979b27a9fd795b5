"""The devices screen, and the check of a treadmill that is begun there."""

from dataclasses import replace

from devices.clock import clock_of
from runwalk_tui.airoptions import AirOptions
from runwalk_tui.cli.check import ending
from runwalk_tui.cli.screens import screen_options, shown
from runwalk_tui.core import events as ev
from runwalk_tui.core.sheet import CHECK_PLAN, in_words, sheet
from runwalk_tui.register import Register
from runwalk_tui.settings import Settings
from runwalk_tui.shell import known_devices, live_session, open_air
from runwalk_tui.survey import Survey
from runwalk_tui.tui.check import CheckApp
from runwalk_tui.tui.choice import Choice, Devices, Leave
from runwalk_tui.tui.devices import DevicesApp


async def look(air: AirOptions, settings: Settings, said: str) -> Choice | None:
    """The devices screen; the adapter listens for as long as it is open."""
    known = known_devices(air)
    async with open_air(air, clock_of(air.rate)) as radio:
        register = Register(known, settings.devices)
        survey = Survey(radio, register, said=said or known.complaint or "")
        app = DevicesApp(survey, screen_options(settings), background=survey.run)
        return await app.run_async()


async def check(address: str, air: AirOptions, settings: Settings) -> Choice:
    """A check from the arm screen to its end, and back to the devices with what it found."""
    air, log = replace(air, treadmill=address), list[ev.Event]()
    async with live_session(CHECK_PLAN, settings, air, clock_of(air.rate), is_check=True) as live:
        live.subscribe(log.append)
        live.subscribe(ending(live, asks=True))
        app = CheckApp(live, screen_options(settings), background=live.ended)
        if isinstance(await shown(live, app, settings), Leave):
            return Leave()
    found = sheet(log)
    if found.is_good:
        return Devices("The check is done: it obeys, and it stops.")
    name, *words = in_words(found, miles=settings.units == "mi")
    return Devices(f"The check found: {' '.join(words)}" if words else name)
