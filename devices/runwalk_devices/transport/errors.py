"""Turn what bleak raises into one kind of error, with the problem and its remedy in one line."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
    BleakGATTProtocolError,
)

_logger = logging.getLogger(__name__)


class AdapterError(Exception):
    """The adapter cannot be used now; the message is one line for the runner."""


class AdapterGoneError(AdapterError):
    """The adapter is switched off, or unplugged."""


_TURN_ON = {
    "linux": "turn it on with: bluetoothctl power on (or: rfkill unblock bluetooth)",
    "darwin": "turn it on in System Settings > Bluetooth",
    "win32": "turn it on in Settings > Bluetooth & devices",
}
_ALLOW = {
    "linux": "join the bluetooth group (sudo usermod -aG bluetooth $USER) and log in again",
    "darwin": "allow this terminal in System Settings > Privacy & Security > Bluetooth",
    "win32": "allow apps to use Bluetooth in Settings > Privacy & security",
}
_GONE = (
    BleakBluetoothNotAvailableReason.NO_BLUETOOTH,
    BleakBluetoothNotAvailableReason.POWERED_OFF,
)
UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject"
_DEAD = (UNKNOWN_OBJECT, "org.freedesktop.DBus.Error.UnknownMethod", "org.bluez.Error.NotConnected")
_NO_SUCH_ADAPTER = re.compile(r"adapter '(\w+)' not found")
_START_SERVICE = "start it with: sudo systemctl start bluetooth"


def explain(error: Exception, platform: str) -> str:
    """One line on why the adapter failed and what to do.

    Args:
        error: What bleak raised when a scan or a connection was begun.
        platform: `sys.platform` of the machine it was raised on.
    """
    turn_on = _TURN_ON.get(platform, "turn Bluetooth on in the system's settings")
    match error:
        case BleakBluetoothNotAvailableError(reason=reason):
            return _unavailable(reason, turn_on, not_allowed(platform))
        case BleakDBusError(dbus_error="org.bluez.Error.NotReady"):
            return f"the Bluetooth adapter is off: {turn_on}"
        case BleakDBusError(dbus_error="org.bluez.Error.InProgress"):
            return "the Bluetooth adapter is busy: close other programs that scan, then try again"
        case BleakDBusError(dbus_error="org.freedesktop.DBus.Error.ServiceUnknown"):
            return f"the Bluetooth service is not running: {_START_SERVICE}"
        case BleakDBusError(dbus_error=name) if name.endswith((".AccessDenied", ".NotAuthorized")):
            return not_allowed(platform)
        case TimeoutError():
            return "the Bluetooth adapter does not answer: switch it off and on, then try again"
        case OSError() if platform == "linux":
            return (
                "no Bluetooth: the D-Bus system bus cannot be reached "
                f"({error.strerror or error}); start it with: sudo systemctl start dbus bluetooth"
            )
        case BleakError() if match := _NO_SUCH_ADAPTER.fullmatch(str(error)):
            return f"no Bluetooth adapter {match[1]}: 'bluetoothctl list' shows those there are"
        case _:
            words = " ".join(str(error).split()) or type(error).__name__
            return f"the Bluetooth adapter cannot be used ({words}): check that it is plugged in"


def not_allowed(platform: str) -> str:
    """One line for a program that may not use Bluetooth.

    Args:
        platform: `sys.platform` of the machine.
    """
    allow = _ALLOW.get(platform, "allow this program to use Bluetooth in the system's settings")
    return f"no permission to use Bluetooth: {allow}"


def adapter_error(error: Exception, platform: str) -> AdapterError:
    """Return what bleak raised as an error for the runner; see `explain`."""
    unknown = isinstance(error, BleakDBusError) and error.dbus_error == UNKNOWN_OBJECT
    kind = AdapterGoneError if unknown or is_gone(error) else AdapterError
    return kind(explain(error, platform))


def is_gone(error: Exception) -> bool:
    """Return True if bleak raised it because there is no adapter, or none that is on.

    An unknown object is no proof: it may be one device that BlueZ has dropped.
    """
    match error:
        case BleakBluetoothNotAvailableError(reason=reason):
            return reason in _GONE
        case BleakDBusError(dbus_error=name):
            return name == "org.bluez.Error.NotReady"
    return False


def is_dead(error: Exception) -> bool:
    """Return True if it shows that there is no link any more, whatever the system says of it."""
    match error:
        case BleakGATTProtocolError():
            return False
        case BleakDBusError(dbus_error=name):
            return name in _DEAD or "not connected" in str(error).lower()
        case BleakError():
            words = str(error).lower()
            return "not connected" in words or "service discovery has not been" in words
    return False


def _unavailable(reason: BleakBluetoothNotAvailableReason, turn_on: str, denied: str) -> str:
    match reason:
        case BleakBluetoothNotAvailableReason.NO_BLUETOOTH:
            return "no Bluetooth adapter found: plug one in"
        case BleakBluetoothNotAvailableReason.NO_BLE_CENTRAL_ROLE:
            return "this Bluetooth adapter has no Low Energy: plug in another one (4.0 or later)"
        case BleakBluetoothNotAvailableReason.POWERED_OFF:
            return f"the Bluetooth adapter is off: {turn_on}"
        case (
            BleakBluetoothNotAvailableReason.DENIED_BY_USER
            | BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM
            | BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN
        ):
            return denied
        case _:
            return f"Bluetooth is not available: {turn_on}"


@contextmanager
def only_bleak_errors() -> Iterator[None]:
    """Backends let through what their system raises, and assertions when a link goes meanwhile."""
    try:
        yield
    except (BleakError, TimeoutError):
        raise
    except Exception as error:
        _logger.info("bleak failed", exc_info=error)
        raise BleakError(reason(error)) from error


def reason(error: Exception) -> str:
    """The reason that a device could not be reached or asked, for people."""
    if isinstance(error, TimeoutError):
        return "no answer: is it on, in range, and not connected to another app?"
    return " ".join(str(error).split()) or type(error).__name__
