"""The whole virtual world at once: air, machine, strap, sensors, and the adapter for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from runwalk_devices import sentences as said
from runwalk_devices.clock import Clock
from runwalk_devices.frozen import dataclass
from runwalk_devices.simulator import machines
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.belt_physics import Belt
from runwalk_devices.simulator.machines import Body, on_belt
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.spec import PAD, POD, TREADMILL, SceneSpec, parse_scene
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.treadmill.catalogue import KnownMachine, machine_called

if TYPE_CHECKING:
    from runwalk_devices.simulator.machines import VirtualMachine
    from runwalk_devices.simulator.playback import TraceStrap

P = TypeVar("P", bound=Peripheral)

_NAME = "Virtual F80"


@dataclass(frozen=True)
class VirtualScene:
    """A machine, a strap and sensors on an air; they live within ``async with scene:``.

    Attributes:
        treadmill: The machine, of whatever kind.
        quirks: The behaviours that they were given, by name.
        sensors: What there is beside the strap, by kind.
    """

    air: VirtualAir
    treadmill: "VirtualMachine"
    strap: "VirtualStrap | TraceStrap"
    adapter: Adapter
    quirks: Mapping[str, Behaviour]
    sensors: Mapping[str, Peripheral] = field(default_factory=lambda: MappingProxyType({}))

    def sensor(self, kind: type[P]) -> P:
        """The sensor of a kind.

        Raises:
            LookupError: If there is none.
        """
        found = next((one for one in self.sensors.values() if isinstance(one, kind)), None)
        if found is None:
            raise LookupError(f"no {kind.__name__} on this air")
        return found

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
        spec: As `runwalk_devices.simulator.spec` says: "" for a treadmill and a strap, "bike" for
            another machine, "quirks:NAME,NAME:NUMBER" for behaviours of
            `runwalk_devices.simulator.quirks`, "machine:NAME" for a treadmill that behaves as
            `runwalk_devices.treadmill.catalogue` says, "trace:FILE.jsonl" for recorded devices,
            with a virtual one in place of whichever was not recorded; "+pod" after any of these.
        telemetry_hz: How often a second the virtual treadmill reports.

    Raises:
        ValueError: If ``spec`` is none of these, or (as `TraceError`) the trace cannot be played.
    """
    wanted = parse_scene(spec)
    strap: VirtualStrap | TraceStrap | None = None
    if wanted.trace:
        from runwalk_devices.simulator.playback import trace_devices

        recorded = trace_devices(clock, Path(wanted.trace).expanduser())
        played = recorded[0] or VirtualTreadmill(clock, telemetry_hz=telemetry_hz)
        body, strap = on_belt(played), recorded[1]
    elif (known := _known(wanted.model)) is not None and known.speaks == PAD:
        from runwalk_devices.simulator.pad import FASTEST_KMH, LOWEST_KMH, VirtualPad

        fastest_kmh = known.fastest_kmh or FASTEST_KMH
        belt = Belt(minimum_kmh=LOWEST_KMH, maximum_kmh=fastest_kmh)
        body = on_belt(VirtualPad(clock, name=wanted.model, belt=belt))
    elif wanted.machine == TREADMILL:
        name = wanted.model or _NAME
        body = on_belt(VirtualTreadmill(clock, name=name, telemetry_hz=telemetry_hz))
    else:
        body = machines.MAKERS[wanted.machine](clock)
    numbers = _numbers(wanted)
    kinds = list(wanted.sensors)
    if POD not in kinds and numbers and _are_of_pod(numbers):
        kinds.append(POD)
    air = VirtualAir(clock)
    body = _on_ground(air, body)
    worn = strap or VirtualStrap(clock, body.effort)
    beside = _beside(clock, body, kinds)
    devices = (body.machine, worn, *beside.values())
    for device in devices:
        air.add(device)
    return VirtualScene(air, body.machine, worn, air.adapter(), _given(devices, numbers), beside)


def _beside(clock: Clock, body: Body, kinds: Sequence[str]) -> dict[str, Peripheral]:
    """The sensors of those kinds; most scenes have none."""
    if not kinds:
        return {}
    from runwalk_devices.simulator.sensors import MAKERS

    return {kind: MAKERS[kind](clock, body) for kind in kinds}


def _given(
    devices: Iterable[Peripheral], numbers: Mapping[str, float | None]
) -> Mapping[str, Behaviour]:
    """The behaviours that devices were given; few scenes have any."""
    if not numbers:
        return {}
    from runwalk_devices.simulator.quirks import give_quirks

    return give_quirks(devices, numbers)


def _are_of_pod(numbers: Mapping[str, float | None]) -> bool:
    from runwalk_devices.simulator.quirks import POD_QUIRKS

    return not POD_QUIRKS.keys().isdisjoint(numbers)


def _on_ground(air: VirtualAir, body: Body) -> Body:
    """The same runner, who may leave the machine and go on the ground."""

    def effort() -> tuple[float, float]:
        return (air.walked_kmh, 0.0) if air.walked_kmh else body.effort()

    return body._replace(effort=effort, feet_kmh=lambda: air.walked_kmh or body.feet_kmh())


def _numbers(wanted: SceneSpec) -> dict[str, float | None]:
    """The behaviours that are wanted; a known model has its own first."""
    named = [wanted.quirks] if wanted.quirks is not None else []
    known = _known(wanted.model)
    if known is not None and known.virtual:
        named.insert(0, known.virtual)
    if not named:
        return {}
    from runwalk_devices.simulator.quirks import parse_quirks

    return parse_quirks(",".join(named))


def _known(model: str) -> KnownMachine | None:
    """The known machine of a name; None where none is wanted."""
    machine = machine_called(model)
    if machine is None and model:
        raise ValueError(said.NO_MODEL.format(model=repr(model)))
    return machine
