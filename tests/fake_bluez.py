"""A D-Bus of our own with somebody on it who says that he is BlueZ."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

needs_dbus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="there is no dbus-daemon here"
)

CONFIG = """
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    {policy}
  </policy>
</busconfig>
"""

ADAPTER = {
    "Address": ("s", "9C:FC:E8:11:22:33"),
    "Alias": ("s", "kitchen"),
    "Powered": ("b", True),
    "Discovering": ("b", False),
    "Modalias": ("s", "usb:v1D6Bp0246d0542"),
    "Roles": ("as", ["central", "peripheral"]),
}
"""As BlueZ 5.66 describes an adapter."""

Objects = dict[str, dict[str, dict[str, tuple[str, Any]]]]


@asynccontextmanager
async def bus(folder: Path, policy: str = "") -> AsyncIterator[str]:
    """The address of a bus that lasts as long as the block; ``policy`` is added to its rules."""
    socket, config = folder / "bus", folder / "bus.conf"
    config.write_text(CONFIG.format(socket=socket, policy=policy))
    daemon = await asyncio.create_subprocess_exec(
        "dbus-daemon", "--nofork", "--config-file", str(config)
    )
    try:
        await _listening(socket)
        yield f"unix:path={socket}"
    finally:
        daemon.terminate()
        await daemon.wait()


async def _listening(socket: Path) -> None:
    """Returns once somebody answers at ``socket``: its file is there a moment before."""
    for _ in range(1000):
        with suppress(OSError):
            _, writer = await asyncio.open_unix_connection(socket)
            writer.close()
            await writer.wait_closed()
            return
        await asyncio.sleep(0.01)
    raise AssertionError("dbus-daemon does not listen")


@asynccontextmanager
async def bluez(address: str, objects: Objects) -> AsyncIterator[list[str]]:
    """Somebody who answers to the name of BlueZ; the methods that were called, in order."""
    called: list[str] = []
    connection = await MessageBus(bus_address=address).connect()

    def answer(message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL or message.path is None:
            return False
        called.append(message.member or "")
        if message.member != "GetManagedObjects":
            return Message.new_method_return(message)
        body = {
            path: {
                interface: {name: Variant(*value) for name, value in properties.items()}
                for interface, properties in interfaces.items()
            }
            for path, interfaces in objects.items()
        }
        return Message.new_method_return(message, "a{oa{sa{sv}}}", [body])

    connection.add_message_handler(answer)
    await connection.request_name("org.bluez")
    try:
        yield called
    finally:
        connection.disconnect()
