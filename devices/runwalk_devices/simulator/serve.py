"""Puts the virtual treadmill on a real Bluetooth controller, where other apps can find it."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

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
        raise SimulatorError(
            f"simulate: {error.name} is missing: pip install 'runwalk-tui[simulate]'"
        ) from error
    try:
        scene = virtual_scene(Clock(), spec)
    except ValueError as error:
        raise SimulatorError(f"simulate: {error}") from error

    controllers: list[tuple[Peripheral, str]] = [(scene.treadmill, controller)]
    if strap_controller:
        controllers.append((scene.strap, strap_controller))
    if pod_controller:
        if POD not in scene.sensors:
            raise SimulatorError("simulate: no pod to serve: add --virtual treadmill+pod")
        controllers.append((scene.sensors[POD], pod_controller))
    async with AsyncExitStack() as stack:
        servers = []
        for peripheral, name in controllers:
            server = serving(peripheral, name, _teller(peripheral, say))
            servers.append(await stack.enter_async_context(server))
            say(f"{peripheral.name} is on the air as {peripheral.address}; Ctrl-C ends it")
        await asyncio.gather(*(server.failed() for server in servers))


def _teller(peripheral: Peripheral, say: Say) -> Callable[[PacketKind, str, bytes], None]:
    """Puts what passes into words; telemetry is not news, nor is the question for it."""

    def tell(kind: PacketKind, uuid: str, data: bytes) -> None:
        match kind:
            case PacketKind.CONNECT:
                say(f"{peripheral.name}: connected")
            case PacketKind.DISCONNECT:
                say(f"{peripheral.name}: disconnected")
            case PacketKind.WRITE if data not in _QUESTIONS:
                say(f"{peripheral.name}: {uuids.name(uuid)} written: {data.hex(' ')}")
            case PacketKind.INDICATE:
                say(f"{peripheral.name}: {uuids.name(uuid)} answers: {data.hex(' ')}")

    return tell
