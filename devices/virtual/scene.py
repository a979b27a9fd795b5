"""The whole virtual world at once: air, treadmill, strap, and the radio that reaches them."""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.clock import Clock
from devices.radio import Radio
from devices.virtual.air import VirtualAir
from devices.virtual.playback import TraceStrap, TraceTreadmill, trace_devices
from devices.virtual.strap import VirtualStrap
from devices.virtual.treadmill import VirtualTreadmill

_TRACE = "trace:"


@dataclass(frozen=True)
class VirtualScene:
    """A treadmill and a strap on an air; they live within ``async with scene:``."""

    air: VirtualAir
    treadmill: VirtualTreadmill | TraceTreadmill
    strap: VirtualStrap | TraceStrap
    radio: Radio

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
        spec: "" for the virtual treadmill and strap; "trace:FILE.jsonl" for a recorded device, with
            the virtual one in place of whichever of the two was not recorded.
        telemetry_hz: How often a second the virtual treadmill reports.

    Raises:
        ValueError: If ``spec`` is neither, or (as `TraceError`) the trace cannot be played.
    """
    treadmill: VirtualTreadmill | TraceTreadmill | None = None
    strap: VirtualStrap | TraceStrap | None = None
    if spec.startswith(_TRACE):
        path = Path(spec.removeprefix(_TRACE)).expanduser()
        treadmill, strap = trace_devices(clock, path)
    elif spec:
        raise ValueError(f"no virtual device {spec!r}: leave it out, or give trace:FILE.jsonl")
    belt = treadmill or VirtualTreadmill(clock, telemetry_hz=telemetry_hz)
    strap = strap or VirtualStrap(clock, lambda: (belt.speed_kmh, belt.incline_percent))
    air = VirtualAir(clock)
    air.add(belt)
    air.add(strap)
    return VirtualScene(air, belt, strap, air.radio())
