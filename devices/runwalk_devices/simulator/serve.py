"""Puts the virtual treadmill on a real Bluetooth controller, where other apps can find it."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

from runwalk_devices import sentences as said
from runwalk_devices.clock import Clock
from runwalk_devices.codecs import fitshow, uuids, walking_pad
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.simulator.spec import POD

Say = Callable[[str], None]

_QUESTIONS = (walking_pad.ask_status(), fitshow.ask_status())


class SimulatorError(ValueError):
    """The simulator cannot be served as asked: one line on why and what to do."""


async def simulate(
    controller: str, spec: str, say: Say, *, strap_controller: str = "", pod_controller: str = ""
) -> None:
    """Serve the virtual treadmill until cancelled.

    Args:
        controller: The transport as bumble names it: "usb:0", "serial:/dev/ttyACM0,1000000".
        spec: Which treadmill and strap, as `virtual_scene` takes it.
        say: Is given one line for everything that happens.
        strap_controller: A second controller, for the strap; without it there is no strap.
        pod_controller: Another one, for the running pod of ``spec``.

    Raises:
        SimulatorError: If ``spec`` cannot be understood, or bumble is not installed.
        AdapterError: If a controller cannot be opened, or fails.
    """
    try:
        from runwalk_devices.simulator.controller import serving
    except ModuleNotFoundError as error:
        raise SimulatorError(said.NO_BUMBLE.format(package=error.name)) from error
    try:
        scene = virtual_scene(Clock(), spec)
    except ValueError as error:
        raise SimulatorError(said.SIMULATE.format(why=error)) from error

    controllers: list[tuple[Peripheral, str]] = [(scene.treadmill, controller)]
    if strap_controller:
        controllers.append((scene.strap, strap_controller))
    if pod_controller:
        if POD not in scene.sensors:
            raise SimulatorError(said.NO_POD)
        controllers.append((scene.sensors[POD], pod_controller))
    async with AsyncExitStack() as stack:
        servers = []
        for peripheral, name in controllers:
            server = serving(peripheral, name, _teller(peripheral, say))
            servers.append(await stack.enter_async_context(server))
            say(said.ON_THE_AIR.format(name=peripheral.name, address=peripheral.address))
        await asyncio.gather(*(server.failed() for server in servers))


def _teller(peripheral: Peripheral, say: Say) -> Callable[[PacketKind, str, bytes], None]:
    """Puts what passes into words; telemetry is not news, nor is the question for it."""
    name = peripheral.name

    def tell(kind: PacketKind, uuid: str, data: bytes) -> None:
        match kind:
            case PacketKind.CONNECT:
                say(said.CONNECTED.format(name=name))
            case PacketKind.DISCONNECT:
                say(said.DISCONNECTED.format(name=name))
            case PacketKind.WRITE if data not in _QUESTIONS:
                what, octets = uuids.name(uuid), data.hex(" ")
                say(said.WRITTEN.format(name=name, what=what, octets=octets))
            case PacketKind.INDICATE:
                what, octets = uuids.name(uuid), data.hex(" ")
                say(said.ANSWERS.format(name=name, what=what, octets=octets))

    return tell
