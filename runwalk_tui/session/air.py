"""Opens the adapter or the virtual air, and sets how fast time passes there."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from runwalk_devices.clock import Clock
from runwalk_devices.transport.adapter import Adapter
from runwalk_tui.errors import AirError
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.vocabulary import MachineKind


@dataclass(frozen=True, slots=True)
class AirOptions:
    """The command line's options for Bluetooth.

    Attributes:
        virtual: None for the adapter; else the virtual scene's spec, "" for the ordinary one.
        rate: How many times as fast the clock runs; other than 1 only on a virtual air.
        treadmill: Name or address; None leaves it to the settings.
        strap: Name or address; None leaves it to the settings.
        pod: Name or address of a running pod; None leaves it to the settings.
        trace: A new file to record every packet in; None records none.
        by_hand: No machine is sought: the runner sets the speeds.
        machine: The kind of machine that is sought.
        adapter: Which Bluetooth adapter, on Linux; None leaves it to the settings.
    """

    virtual: str | None = None
    rate: float = 1.0
    treadmill: str | None = None
    strap: str | None = None
    trace: str | None = None
    by_hand: bool = False
    machine: MachineKind = MachineKind.TREADMILL
    adapter: str | None = None
    pod: str | None = None

    @property
    def is_practice(self) -> bool:
        """Return True if the devices are virtual ones, or recorded ones that are played again."""
        return self.virtual is not None

    def practised(self, *, on: bool) -> "AirOptions":
        """These with virtual devices, or real ones again; a real belt knows only real time."""
        virtual, rate = ("", self.rate) if on else (None, 1.0)
        return replace(self, virtual=virtual, rate=rate, treadmill=None, strap=None, pod=None)

    def on(self, kind: MachineKind | None, address: str | None) -> "AirOptions":
        """Return these options for the machine of that kind and address; None is no machine."""
        if kind is None:
            return replace(self, by_hand=True)
        return replace(self, by_hand=False, machine=kind, treadmill=address)


if TYPE_CHECKING:
    from runwalk_devices.simulator.quirks import QuirkRow


def virtual_machine(virtual: str) -> MachineKind:
    """The kind of machine of a virtual scene; what cannot be understood is a treadmill's."""
    from runwalk_devices.simulator.spec import STEPPER, TACX, parse_scene

    with suppress(ValueError):
        kind = parse_scene(virtual).machine
        if kind == TACX:
            return MachineKind.BIKE
        if kind == STEPPER:
            return MachineKind.CLIMBER
        if kind in tuple(MachineKind):
            return MachineKind(kind)
    return MachineKind.TREADMILL


def on_machine(options: AirOptions, machine: MachineKind, *, by_hand: bool) -> AirOptions:
    """Return the options for a kind of machine; a virtual scene without one is changed."""
    virtual = options.virtual
    if virtual is not None and virtual_machine(virtual) is not machine:
        virtual = machine.value
    return replace(options, virtual=virtual, machine=machine, by_hand=by_hand)


def chosen_adapter(clock: Clock, named: str | None = None, *, reclaims: bool = True) -> Adapter:
    """The Bluetooth adapter that is named, else that of the settings, else the first that is on.

    Settings that cannot be read name none: whoever stops a belt is not to fail for that.
    """
    if named is None:
        from runwalk_tui.config.settings import SettingsError, load_settings

        with suppress(SettingsError):
            named = load_settings().devices.adapter
    return Adapter(clock, adapter=named, reclaims=reclaims)


@asynccontextmanager
async def open_air(
    options: AirOptions, clock: Clock, *, reclaims: bool = True
) -> AsyncIterator[Adapter]:
    """The adapter, or a virtual air with its devices alive.

    Args:
        options: Which of the two, and whether it is recorded.
        clock: Time.
        reclaims: Devices that the system is connected to already may be used.

    Raises:
        AirError: If the virtual scene cannot be made.
        FileError: If the file to record in cannot be.
    """
    async with _adapter(options, clock, reclaims=reclaims) as adapter:
        if options.trace is None:
            yield adapter
            return
        from runwalk_tui.session.trace import recording

        with recording(Path(options.trace), clock) as adapter.tap:
            yield adapter


@asynccontextmanager
async def _adapter(options: AirOptions, clock: Clock, *, reclaims: bool) -> AsyncIterator[Adapter]:
    if options.virtual is None:
        yield chosen_adapter(clock, options.adapter, reclaims=reclaims)
        return
    from runwalk_devices.simulator.scene import virtual_scene

    try:
        scene = virtual_scene(clock, options.virtual)
    except ValueError as error:
        raise AirError(f"--virtual: {device_words(str(error))}") from error
    async with scene:
        yield scene.adapter


async def simulate(
    controller: str,
    spec: str,
    say: Callable[[str], None],
    *,
    strap_controller: str = "",
    pod_controller: str = "",
) -> None:
    """Serves the simulator on a real controller until cancelled.

    Args:
        controller: The transport as bumble names it, such as "usb:0".
        spec: Which treadmill and strap, as for `AirOptions.virtual`.
        say: Is given one line for everything that happens.
        strap_controller: A second controller, for the strap; without it there is no strap.
        pod_controller: Another one, for the running pod of ``spec``.

    Raises:
        AirError: If ``spec`` cannot be understood, or bumble is not installed.
        AdapterError: If a controller cannot be opened, or fails.
    """
    from runwalk_devices.simulator import serve

    try:
        await serve.simulate(
            controller,
            spec,
            lambda line: say(device_words(line)),
            strap_controller=strap_controller,
            pod_controller=pod_controller,
        )
    except serve.SimulatorError as error:
        raise AirError(device_words(str(error))) from error


def quirks_table() -> "list[QuirkRow]":
    """The quirks that the simulator can be given."""
    from runwalk_devices.simulator import quirks

    return quirks.quirks_table()
