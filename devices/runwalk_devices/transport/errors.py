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

from runwalk_devices import sentences as said

_logger = logging.getLogger(__name__)


class AdapterError(Exception):
    """The adapter cannot be used now; the message is one line for the runner."""


class AdapterGoneError(AdapterError):
    """The adapter is switched off, or unplugged."""


_GONE = (
    BleakBluetoothNotAvailableReason.NO_BLUETOOTH,
    BleakBluetoothNotAvailableReason.POWERED_OFF,
)
UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject"
_DEAD = (UNKNOWN_OBJECT, "org.freedesktop.DBus.Error.UnknownMethod", "org.bluez.Error.NotConnected")
_NO_SUCH_ADAPTER = re.compile(r"adapter '(\w+)' not found")


def explain(error: Exception, platform: str) -> str:
    """One line on why the adapter failed and what to do.

    Args:
        error: What bleak raised when a scan or a connection was begun.
        platform: `sys.platform` of the machine it was raised on.
    """
    turn_on = said.TURN_ON.get(platform, said.TURN_ON_ELSEWHERE)
    match error:
        case BleakBluetoothNotAvailableError(reason=reason):
            return _unavailable(reason, turn_on, not_allowed(platform))
        case BleakDBusError(dbus_error="org.bluez.Error.NotReady"):
            return said.ADAPTER_OFF.format(remedy=turn_on)
        case BleakDBusError(dbus_error="org.bluez.Error.InProgress"):
            return said.ADAPTER_BUSY
        case BleakDBusError(dbus_error="org.freedesktop.DBus.Error.ServiceUnknown"):
            return said.NO_SERVICE
        case BleakDBusError(dbus_error=name) if name.endswith((".AccessDenied", ".NotAuthorized")):
            return not_allowed(platform)
        case TimeoutError():
            return said.ADAPTER_SILENT
        case OSError() if platform == "linux":
            return said.NO_BUS.format(why=error.strerror or error)
        case BleakError() if match := _NO_SUCH_ADAPTER.fullmatch(str(error)):
            return said.NO_SUCH_ADAPTER.format(adapter=match[1])
        case _:
            words = " ".join(str(error).split()) or type(error).__name__
            return said.ADAPTER_UNUSABLE.format(why=words)


def not_allowed(platform: str) -> str:
    """One line for a program that may not use Bluetooth.

    Args:
        platform: `sys.platform` of the machine.
    """
    return said.NO_PERMISSION.format(remedy=said.ALLOW.get(platform, said.ALLOW_ELSEWHERE))


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
            return said.NO_ADAPTER
        case BleakBluetoothNotAvailableReason.NO_BLE_CENTRAL_ROLE:
            return said.NO_LOW_ENERGY
        case BleakBluetoothNotAvailableReason.POWERED_OFF:
            return said.ADAPTER_OFF.format(remedy=turn_on)
        case (
            BleakBluetoothNotAvailableReason.DENIED_BY_USER
            | BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM
            | BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN
        ):
            return denied
        case _:
            return said.NOT_AVAILABLE.format(remedy=turn_on)


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
        return said.NO_ANSWER
    return " ".join(str(error).split()) or type(error).__name__
