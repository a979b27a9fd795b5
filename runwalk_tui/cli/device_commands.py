"""The commands on devices and their options."""

from math import inf
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from runwalk_tui.cli.options import Json, Rate, Strap, Treadmill, Virtual, checked
from runwalk_tui.errors import UsageError
from runwalk_tui.session.air import AirOptions

Seconds = Annotated[float, Parameter(help="How long to listen, 1 to 60.")]

devices = App(name="devices", help="List devices, choose yours, check them, look for faults.")


@devices.default
def list_devices(
    *, seconds: Seconds = 6.0, virtual: Virtual = None, rate: Rate = 1.0, json: Json = False
) -> int:
    """List the treadmills and straps in range, and those that are remembered."""
    from runwalk_tui.cli.devices import print_devices

    return print_devices(_listening(seconds), checked(AirOptions(virtual, rate)), json=json)


@devices.command
def screen(*, virtual: Virtual = None, rate: Rate = 1.0) -> int:
    """Watch the signal of devices; choose, name, check or forget them."""
    from runwalk_tui.tui.navigator import devices_on_screen

    return devices_on_screen(checked(AirOptions(virtual, rate)))


@devices.command
def remember(
    device: str, *, seconds: Seconds = 6.0, virtual: Virtual = None, rate: Rate = 1.0
) -> int:
    """Remember a device that is in range.

    Parameters
    ----------
    device
        Its name or address.
    """
    from runwalk_tui.cli.known_devices import remember_device

    return remember_device(device, checked(AirOptions(virtual, rate)), _listening(seconds))


@devices.command
def rename(
    device: str,
    name: str,
    *,
    seconds: Seconds = 6.0,
    virtual: Virtual = None,
    rate: Rate = 1.0,
) -> int:
    """Give a device a name of your own, which then works wherever one is asked for.

    Parameters
    ----------
    device
        Its name or address.
    name
        Yours; "" leaves it the one that it calls itself.
    """
    from runwalk_tui.cli.known_devices import rename_device

    return rename_device(device, name, checked(AirOptions(virtual, rate)), _listening(seconds))


@devices.command
def choose(
    device: str,
    *,
    undo: Annotated[bool, Parameter(help="Connect to the nearest again.")] = False,
    seconds: Seconds = 6.0,
    virtual: Virtual = None,
    rate: Rate = 1.0,
) -> int:
    """Choose the treadmill or the strap to connect to from now on.

    Parameters
    ----------
    device
        Its name or address.
    """
    from runwalk_tui.cli.known_devices import choose_device

    air = checked(AirOptions(virtual, rate))
    return choose_device(device, air, _listening(seconds), undo=undo)


@devices.command
def forget(device: str, *, virtual: Virtual = None) -> int:
    """Forget a device; a treadmill is checked anew then.

    Parameters
    ----------
    device
        Its name or address.
    """
    from runwalk_tui.cli.known_devices import forget_device

    return forget_device(device, checked(AirOptions(virtual)))


@devices.command
def show(device: str, *, virtual: Virtual = None, json: Json = False) -> int:
    """Say what a remembered device can do.

    Parameters
    ----------
    device
        Its name or address.
    """
    from runwalk_tui.cli.known_devices import show_device

    return show_device(device, checked(AirOptions(virtual)), json=json)


@devices.command
def trace(
    file: Path,
    *,
    seconds: float | None = None,
    treadmill: Treadmill = None,
    strap: Strap = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
) -> int:
    """Record what a treadmill and a strap send, for a bug report; use the console meanwhile.

    Parameters
    ----------
    file
        A new file; --virtual trace:FILE plays it.
    seconds
        How long; without it until Ctrl-C.
    """
    from runwalk_tui.cli.devices import trace_devices

    if seconds is not None and not seconds > 0:
        raise UsageError(f"trace: --seconds {seconds:g} is not above 0")
    air = checked(AirOptions(virtual, rate, treadmill, strap))
    return trace_devices(file, inf if seconds is None else seconds, air)


@devices.command(name="check")
def check_device(
    *,
    accept: Annotated[bool, Parameter(help="Have miles per hour converted from now on.")] = False,
    try_start: Annotated[
        bool, Parameter(help="Send a Start before each speed: a few machines obey only then.")
    ] = False,
    treadmill: Treadmill = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
    json: Json = False,
) -> int:
    """Walk for a minute to find out what a treadmill can do, and remember it."""
    from runwalk_tui.cli.check import check_treadmill

    air = checked(AirOptions(virtual, rate, treadmill))
    return check_treadmill(air, accept=accept, try_start=try_start, json=json)


@devices.command
def doctor(*, json: Json = False) -> int:
    """Look for what is wrong with Bluetooth and this machine, and say what to do."""
    from runwalk_tui.cli.devices import print_findings

    return print_findings(json=json)


@devices.command
def quirks(*, json: Json = False) -> int:
    """List the bad habits that virtual devices can be given."""
    from runwalk_tui.cli.devices import print_quirks

    return print_quirks(json=json)


def _listening(seconds: float) -> float:
    """How long to listen, if that is sensible."""
    if not 1 <= seconds <= 60:
        raise UsageError(f"devices: --seconds {seconds:g} is not within 1 to 60")
    return seconds
