"""A device that answers nobody whom it is not paired with: how that shows, and what to do."""

import sys
from typing import Final

from bleak.exc import BleakDBusError, BleakGATTProtocolError, BleakGATTProtocolErrorCode

from runwalk_devices import sentences as said

_CODES: Final = {
    BleakGATTProtocolErrorCode.INSUFFICIENT_AUTHENTICATION,
    BleakGATTProtocolErrorCode.INSUFFICIENT_AUTHORIZATION,
    BleakGATTProtocolErrorCode.INSUFFICIENT_ENCRYPTION_KEY_SIZE,
    BleakGATTProtocolErrorCode.INSUFFICIENT_ENCRYPTION,
}
_BLUEZ: Final = (
    "org.bluez.Error.AuthenticationCanceled",
    "org.bluez.Error.AuthenticationFailed",
    "org.bluez.Error.AuthenticationRejected",
    "org.bluez.Error.NotAuthorized",
)


def wants_pairing(error: BaseException) -> bool:
    """Return True if a request was refused for want of pairing: ATT 05, 08, 0C or 0F.

    Source: Core Specification 5.4, 3.F.3.4.1.1; `org.bluez.Error` says it in words.
    """
    match error:
        case BleakGATTProtocolError():
            return error.args[0] in _CODES
        case BleakDBusError(dbus_error=name):
            return name in _BLUEZ
    return False


def how_to_pair(address: str | None, platform: str = sys.platform) -> str:
    """One line on what is wrong and the exact thing to do; the remedy follows the first colon."""
    command = f"runwalk devices pair {address or 'ADDRESS'}"
    return said.NEEDS_PAIRING.format(remedy=said.PAIR.get(platform, command))
