"""The whole virtual world at once: air, treadmill, strap, and the adapter that reaches them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.bike import VirtualBike
from runwalk_devices.simulator.playback import TraceStrap, TraceTreadmill, trace_devices
from runwalk_devices.simulator.quirks import give_quirks, parse_quirks
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.treadmill.catalogue import machine_called

_TRACE = "trace:"
_QUIRKS = "quirks:"
_BIKE = "bike"
_MACHINE = "machine:"


@dataclass(frozen=True)
class VirtualScene:
    """A treadmill and a strap on an air; they live within ``async with scene:``.

    Attributes:
        quirks: The behaviours that they were given, by name.
    """

    air: VirtualAir
    treadmill: VirtualTreadmill | TraceTreadmill | VirtualBike
    strap: VirtualStrap | TraceStrap
    adapter: Adapter
    quirks: Mapping[str, Behaviour]

    async def __aenter__(self) -> Self:
        await self.air.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.air.__aexit__(exc_type, exc, traceback)


def virtual_scene(clock: Clock, spec: str = "", *, telemetry_hz: float = 2.0) -> VirtualScene:
    """Build a virtual world.

    Args:
        clock: Time for everything in it.
        spec: "" for the virtual treadmill and strap; "bike" for a smart trainer and a strap;
            "quirks:NAME,NAME:NUMBER" for the same two with behaviours of
            `runwalk_devices.simulator.quirks`; "machine:NAME" for a treadmill of that name that
            behaves as `runwalk_devices.treadmill.catalogue` says; "trace:FILE.jsonl" for a recorded
            device, with the virtual one in place of whichever of the two was not recorded.
        telemetry_hz: How often a second the virtual treadmill reports.

    Raises:
        ValueError: If ``spec`` is neither, or (as `TraceError`) the trace cannot be played.
    """
    if spec.startswith(_TRACE):
        path = Path(spec.removeprefix(_TRACE)).expanduser()
        recorded = trace_devices(clock, path)
        belt = recorded[0] or VirtualTreadmill(clock, telemetry_hz=telemetry_hz)
        return _scene(clock, belt, recorded[1] or _worn(clock, belt))
    if spec == _BIKE:
        bike = VirtualBike(clock)
        return _scene(clock, bike, VirtualStrap(clock, lambda: (bike.effort_kmh, 0.0)))
    name = "Virtual F80"
    if spec.startswith(_MACHINE):
        name = spec.removeprefix(_MACHINE)
        spec = _behaviour_of(name)
    if spec and not spec.startswith(_QUIRKS):
        raise ValueError(
            f"no virtual device {spec!r}: leave it out, or give bike, quirks:NAME,..., "
            "machine:NAME or trace:FILE.jsonl"
        )
    numbers = parse_quirks(spec.removeprefix(_QUIRKS)) if spec else {}
    treadmill = VirtualTreadmill(clock, name=name, telemetry_hz=telemetry_hz)
    strap = _worn(clock, treadmill)
    return _scene(clock, treadmill, strap, give_quirks(treadmill, strap, numbers))


def _behaviour_of(name: str) -> str:
    """Return how a treadmill of that name behaves, as a spec."""
    machine = machine_called(name)
    if machine is None:
        raise ValueError(f"no machine {name!r} is known: `runwalk devices machines` lists them")
    return f"{_QUIRKS}{machine.virtual}" if machine.virtual else ""


def _worn(clock: Clock, belt: VirtualTreadmill | TraceTreadmill) -> VirtualStrap:
    """A strap on whoever is on that belt."""
    return VirtualStrap(clock, lambda: (belt.speed_kmh, belt.incline_percent))


def _scene(
    clock: Clock,
    treadmill: VirtualTreadmill | TraceTreadmill | VirtualBike,
    strap: VirtualStrap | TraceStrap,
    quirks: Mapping[str, Behaviour] = MappingProxyType({}),
) -> VirtualScene:
    air = VirtualAir(clock)
    air.add(treadmill)
    air.add(strap)
    return VirtualScene(air, treadmill, strap, air.adapter(), quirks)
