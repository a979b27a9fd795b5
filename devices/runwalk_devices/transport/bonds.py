"""Pairing by BlueZ: an agent that answers when a device wants it, and bonds that devices forgot.

A device that answers nobody whom it is not paired with makes BlueZ ask an agent: that of whoever
connects, or else the first that was registered. A desktop has one, which asks its user. Without
any, BlueZ refuses in silence, no request is answered, and after 30 s the device is gone from D-Bus.
The agent here says yes to what the runner agreed to, and otherwise no, and tells the link why it is
left without an answer. A device that forgot its bond lets every connect run into its time-out.

Sources: org.bluez.Agent and org.bluez.Device of BlueZ's documentation; seen on BlueZ 5.66.
"""

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from bleak.backends.device import BLEDevice

from runwalk_devices.clock import Clock
from runwalk_devices.sentences import NO_BLUEZ

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus

_logger = logging.getLogger(__name__)

REGISTER_S: Final = 2.0
"""Longest registration, and removal of a bond; a Stop waits for the former on a new connection."""
BUSY_S: Final = 1.0
TRY_S: Final = 12.0
PAIR_S: Final = 40.0
"""Longest try to pair, the connection included, and longest of all tries."""

_PATH: Final = "/org/runwalk/agent"
_BLUEZ: Final = "org.bluez"
_AGENT: Final = "org.bluez.Agent1"
_DEVICE: Final = "org.bluez.Device1"
_REJECTED: Final = "org.bluez.Error.Rejected"
_ALREADY: Final = "org.bluez.Error.AlreadyExists"
_FAILED: Final = "org.bluez.Error.Failed"
_NONE: Final = "org.bluez.Error.DoesNotExist"
_UNCONNECTED: Final = "org.bluez.Error.NotConnected"
_BUSY: Final = "org.bluez.Error.InProgress"
_CONSENTS: Final = ("RequestConfirmation", "RequestAuthorization", "AuthorizeService")


class PairingError(Exception):
    """BlueZ or the device refuses: one line on why.

    Args:
        name: Of the D-Bus error; empty where there is none.
        words: BlueZ's.
    """

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words or name)
        self.name = name


class Bonds:
    """The bonds of one adapter.

    Args:
        is_bluez: The platform's own BlueZ connects; elsewhere the system asks its user by itself.
    """

    def __init__(self, *, is_bluez: bool) -> None:
        self._is_bluez = is_bluez
        self._attending = 0
        self._agreed: set[str] = set()
        self._refused: dict[str, Callable[[], None]] = {}
        self._bus: MessageBus | None = None

    @property
    def can_pair(self) -> bool:
        """True if this program is the one to pair; elsewhere the system is, or there is no need."""
        return self._is_bluez

    def heed(self, address: str, refused: Callable[[], None]) -> None:
        """Have ``refused`` called when that device wants pairing and nobody agreed to it."""
        self._refused[address] = refused

    def refuse(self, address: str) -> None:
        """That device wanted pairing: nobody agreed."""
        if refused := self._refused.get(address):
            refused()

    async def attend(self, clock: Clock) -> None:
        """Be BlueZ's agent, if nobody else is, until each who called this has left.

        Without BlueZ nothing is done.
        """
        self._attending += 1
        if not self._is_bluez or self._attending > 1:
            return
        try:
            async with clock.timeout(REGISTER_S):
                await self._register()
        except (PairingError, OSError, EOFError, TimeoutError) as error:
            self._close()
            self._is_bluez = False
            _logger.warning("no agent for pairing: %r", error)

    def leave(self) -> None:
        """Stops attending; BlueZ forgets an agent whose connection is gone."""
        self._attending -= 1
        if not self._attending:
            self._close()

    def _close(self) -> None:
        if self._bus is not None:
            self._bus.disconnect()
            self._bus = None

    async def pair(self, device: BLEDevice, clock: Clock) -> None:
        """Pair with a device that the runner agreed to, and trust it.

        Raises:
            PairingError: If it refuses, or BlueZ cannot reach it.
            TimeoutError: If it takes longer than `PAIR_S`.
        """
        self._agreed.add(device.address)
        path = str(device.details["path"])
        try:
            async with clock.timeout(PAIR_S):
                while not await self._has_paired(path, clock):
                    await clock.sleep(BUSY_S)
                await self._trust(path)
                await self._call(path, _DEVICE, "Disconnect")
        finally:
            self._agreed.discard(device.address)

    async def _has_paired(self, path: str, clock: Clock) -> bool:
        """Return True once it has; False where BlueZ was busy, or got stuck and was freed.

        BlueZ connects to one device at a time, for whomever; a pairing that follows one that was
        refused has been seen to hang.
        """
        try:
            async with clock.timeout(TRY_S):
                await self._call(path, _DEVICE, "Pair", unless=(_ALREADY,))
        except PairingError as error:
            if error.name != _BUSY:
                raise
            return False
        except TimeoutError:
            _logger.info("pairing got stuck: once more")
            await self._call(path, _DEVICE, "CancelPairing", unless=(_NONE, _FAILED))
            await self._call(path, _DEVICE, "Disconnect", unless=(_FAILED, _UNCONNECTED))
            return False
        return True

    async def forget(self, device: BLEDevice, clock: Clock) -> None:
        """Undo the bond with a device; it has to be seen anew after that.

        Raises:
            PairingError: If BlueZ refuses.
            TimeoutError: If it does not answer.
        """
        path = str(device.details["path"])
        own = path.rpartition("/")[0]
        async with clock.timeout(REGISTER_S):
            await self._call(own, "org.bluez.Adapter1", "RemoveDevice", "o", [path])

    async def _register(self) -> None:
        from dbus_fast import BusType
        from dbus_fast.aio import MessageBus
        from dbus_fast.errors import AuthError, DBusError

        try:
            bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
        except (AuthError, DBusError) as error:
            raise PairingError("", str(error)) from error
        self._bus = bus
        bus.add_message_handler(self._answer)
        arguments = [_PATH, "NoInputNoOutput"]
        await self._call("/org/bluez", "org.bluez.AgentManager1", "RegisterAgent", "os", arguments)

    async def _trust(self, path: str) -> None:
        from dbus_fast import Variant

        arguments = [_DEVICE, "Trusted", Variant("b", value=True)]
        await self._call(path, "org.freedesktop.DBus.Properties", "Set", "ssv", arguments)

    async def _call(
        self,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        arguments: Sequence[object] = (),
        *,
        unless: Sequence[str] = (),
    ) -> None:
        """Ask BlueZ by the connection that the agent is known by.

        Raises:
            PairingError: If it refuses with anything but ``unless``.
        """
        from dbus_fast import Message, MessageType

        if self._bus is None:
            raise PairingError("", NO_BLUEZ)
        request = Message(
            destination=_BLUEZ,
            path=path,
            interface=interface,
            member=member,
            signature=signature,
            body=list(arguments),
        )
        reply = await self._bus.call(request)
        name = reply.error_name or ""
        if reply.message_type is MessageType.ERROR and name not in unless:
            raise PairingError(name, " ".join(map(str, reply.body)))

    def _answer(self, message: "Message") -> "Message | None":
        from dbus_fast import Message, MessageType

        if message.message_type is not MessageType.METHOD_CALL or message.interface != _AGENT:
            return None
        _logger.info("BlueZ asks the agent: %s %s", message.member, message.body)
        if message.member in ("Release", "Cancel"):
            return Message.new_method_return(message)
        address = _address(str(message.body[0]))
        if message.member in _CONSENTS and address in self._agreed:
            return Message.new_method_return(message)
        self.refuse(address)
        return Message.new_error(message, _REJECTED, "the runner did not agree")


def is_bonded(device: BLEDevice) -> bool:
    """Return True if BlueZ said of this device, when it was seen, that it is paired with."""
    details = device.details
    known = details.get("props") if isinstance(details, dict) else None
    return isinstance(known, dict) and known.get("Paired") is True


def _address(path: str) -> str:
    """The address in a device's path: "/org/bluez/hci0/dev_F8_00_00_00_18_26"."""
    return path.rpartition("dev_")[2].replace("_", ":")
