"""BlueZ, as it answers over D-Bus: is it there, may we, how old is it, what adapters has it?"""

import re
from collections.abc import Mapping
from typing import Any

from runwalk_devices.clock import Clock
from runwalk_tui.doctor import sentences as shown
from runwalk_tui.doctor.finding import Finding, Level
from runwalk_tui.doctor.linux import Host
from runwalk_tui.workout.frozen import dataclass

OLDEST = (5, 55)
"""The oldest BlueZ that bleak supports."""
ANSWER_S = 5.0
"""Seconds for BlueZ to start and to answer."""

Objects = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""BlueZ's objects: path, interface, property, value."""

_ADAPTER = "org.bluez.Adapter1"
_ABSENT = ("ServiceUnknown", "NameHasNoOwner", "Spawn.ChildExited", "Spawn.ServiceNotFound")
_REFUSED = ("AccessDenied", "AuthFailed", "NotAuthorized")
_HOST_STACK = re.compile(r"usb:v1D6Bp0246d([0-9A-F]{2})([0-9A-F]{2})", re.IGNORECASE)
"""The modalias of the Linux Foundation's Bluetooth stack; its device number is BlueZ's version."""


@dataclass(frozen=True, slots=True)
class Answer:
    """BlueZ's answer to a request for its objects.

    Attributes:
        objects: None if it did not say.
        error: Name of the D-Bus error; empty if there is no bus.
        detail: The system's words on it.
    """

    objects: Objects | None = None
    error: str = ""
    detail: str = ""


async def ask(clock: Clock) -> Answer:
    """Asks BlueZ for all its objects, over the system bus."""
    from dbus_fast import BusType, Message, MessageType, unpack_variants
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import AuthError, DBusError

    question = Message(
        destination="org.bluez",
        path="/",
        interface="org.freedesktop.DBus.ObjectManager",
        member="GetManagedObjects",
    )
    try:
        async with clock.timeout(ANSWER_S):
            bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
            try:
                reply = await bus.call(question)
            finally:
                bus.disconnect()
    except AuthError as error:
        return Answer(error="AuthFailed", detail=str(error))
    except DBusError as error:
        return Answer(error=error.type, detail=error.text)
    except TimeoutError:
        return Answer(error="NoReply", detail=shown.NO_ANSWER_WITHIN.format(seconds=ANSWER_S))
    except (OSError, EOFError) as error:
        return Answer(detail=getattr(error, "strerror", None) or str(error) or shown.IT_DISCONNECTS)
    if reply.message_type is MessageType.ERROR:
        return Answer(error=reply.error_name or "?", detail=" ".join(map(str, reply.body)))
    return Answer(objects=unpack_variants(reply.body[0]))


def findings(answer: Answer, host: Host, wanted: str | None = None) -> list[Finding]:
    """The bus, the service, permission and the adapters, as far as they can be seen.

    Args:
        answer: What BlueZ answered.
        host: This machine.
        wanted: The adapter that the settings name; None takes any.
    """
    if answer.objects is not None:
        adapters = {
            path.rpartition("/")[2]: interfaces[_ADAPTER]
            for path, interfaces in answer.objects.items()
            if _ADAPTER in interfaces
        }
        return [_version(adapters), *_adapters(adapters, host, wanted)]
    if not answer.error:
        what = shown.NO_BUS.format(detail=answer.detail)
        return [Finding.failure("d-bus", what, host.bus_remedy)]
    if answer.error.endswith(_ABSENT):
        what = shown.NO_SERVICE
        remedy = shown.ENABLE_SERVICE
        return [Finding.failure("bluez", what, remedy)]
    if answer.error.endswith(_REFUSED):
        what = shown.NO_ACCESS.format(user=host.user)
        return [Finding.failure("permission", what, host.permission_remedy)]
    what = shown.SERVICE_FAILS.format(error=answer.error, detail=answer.detail)
    return [Finding.failure("bluez", what, "sudo systemctl restart bluetooth")]


def _version(adapters: Mapping[str, Mapping[str, Any]]) -> Finding:
    """BlueZ tells its version by the modalias of its adapters alone."""
    for adapter in adapters.values():
        told = _HOST_STACK.match(adapter.get("Modalias", ""))
        if told is None:
            continue
        version = int(told[1], 16), int(told[2], 16)
        what = shown.RUNS_VERSION.format(major=version[0], minor=version[1])
        if version < OLDEST:
            return Finding.failure("bluez", what, shown.UPGRADE_BLUEZ)
        return Finding.ok("bluez", what)
    return Finding.ok("bluez", shown.RUNS)


def _adapters(
    adapters: Mapping[str, Mapping[str, Any]], host: Host, wanted: str | None
) -> list[Finding]:
    """Each adapter, or the one that is wanted; one that can be used is enough."""
    if not adapters:
        if host.adapters:
            what = shown.KERNEL_HAS.format(adapters=", ".join(host.adapters))
            return [Finding.failure("adapter", what, "sudo systemctl restart bluetooth")]
        what = shown.NO_ADAPTER
        return [Finding.failure("adapter", what, shown.PLUG_ONE_IN)]
    if wanted is not None:
        if wanted in adapters:
            return [_adapter(wanted, adapters[wanted])]
        what = shown.NAMED_IS_NOT_THERE.format(wanted=wanted)
        return [
            Finding.failure(
                "adapter", what, shown.NAME_ANOTHER.format(adapters=", ".join(sorted(adapters)))
            )
        ]
    found = [_adapter(name, adapters[name]) for name in sorted(adapters)]
    usable = [finding for finding in found if finding.level is Level.OK]
    return usable or found


def _adapter(name: str, adapter: Mapping[str, Any]) -> Finding:
    if "central" not in adapter.get("Roles", ["central"]):
        what = shown.NO_LOW_ENERGY.format(name=name)
        return Finding.failure("adapter", what, shown.PLUG_IN_ANOTHER)
    if not adapter.get("Powered"):
        return Finding.failure("adapter", shown.IS_OFF.format(name=name), "bluetoothctl power on")
    return Finding.ok(
        "adapter", shown.IS_ON.format(name=name, alias=adapter.get("Alias", shown.NO_NAME))
    )
