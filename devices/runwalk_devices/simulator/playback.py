"""A recorded session played back as a device on the virtual air.

It cannot obey, so it offers no control point.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import DecodeError, decode_treadmill_data
from runwalk_devices.simulator.peripheral import Characteristic, Peripheral, Service
from runwalk_devices.simulator.treadmill import TREADMILL_ADVERTISED
from runwalk_devices.trace.format import HOW_TO, TraceError, TracePacket, load_trace

AFTER_S: Final = 1.0
"""Seconds from its last packet until the recorded device is switched off."""

_TREADMILL: Final = {
    uuids.FITNESS_MACHINE_SERVICE: (
        uuids.TREADMILL_DATA,
        uuids.TRAINING_STATUS,
        uuids.FITNESS_MACHINE_STATUS,
    )
}
_STRAP: Final = {
    uuids.HEART_RATE_SERVICE: (uuids.HEART_RATE_MEASUREMENT,),
    uuids.BATTERY_SERVICE: (uuids.BATTERY_LEVEL,),
}


class TraceDevice(Peripheral):
    """Plays packets to whoever subscribes to the first of its characteristics.

    It begins at that moment, keeps recorded time whether or not anybody listens on, and is switched
    off after the last packet.

    Attributes:
        ended: Set when the recording is over.
    """

    def __init__(
        self,
        clock: Clock,
        packets: Iterable[TracePacket],
        layout: Mapping[str, Sequence[str]],
        *,
        name: str,
        address: str,
        service_data: dict[str, bytes] | None = None,
    ) -> None:
        offered = {uuid for each in layout.values() for uuid in each}
        self._packets = [packet for packet in packets if packet.uuid in offered]
        self._characteristics = {
            packet.uuid: Characteristic(packet.uuid, ("notify",)) for packet in self._packets
        }
        recorded = {
            service: [self._characteristics[uuid] for uuid in each if uuid in self._characteristics]
            for service, each in layout.items()
        }
        services = [Service(uuid, offers) for uuid, offers in recorded.items() if offers]
        self._begun = asyncio.Event()
        self.ended = asyncio.Event()
        super().__init__(
            clock, address=address, name=name, services=services, service_data=service_data
        )

    def subscription(self, characteristic: Characteristic) -> None:
        """Begin to play when a client wants the main characteristic."""
        if characteristic is self.services[0].characteristics[0]:
            self._begun.set()

    async def run(self) -> None:
        """Play each packet at its time."""
        await self._begun.wait()
        began = self.clock.now()
        for packet in self._packets:
            await self.clock.sleep(packet.t - (self.clock.now() - began))
            self.play(packet)
        await self.clock.sleep(AFTER_S)
        self.silent = True
        self.drop_links()
        self.ended.set()

    def play(self, packet: TracePacket) -> None:
        """Send one packet."""
        self.notify(self._characteristics[packet.uuid], packet.data)


class TraceTreadmill(TraceDevice):
    """A recorded treadmill, read-only.

    Attributes:
        speed_kmh: What it last reported.
        incline_percent: What it last reported; 0 if it never does.
    """

    def __init__(self, clock: Clock, packets: Iterable[TracePacket], *, name: str) -> None:
        self.speed_kmh = 0.0
        self.incline_percent = 0.0
        super().__init__(
            clock,
            packets,
            _TREADMILL,
            name=name,
            address="F8:00:00:01:18:26",
            service_data=TREADMILL_ADVERTISED,
        )

    def play(self, packet: TracePacket) -> None:
        """Send one packet, and know what it says."""
        super().play(packet)
        if packet.uuid != uuids.TREADMILL_DATA:
            return
        try:
            data = decode_treadmill_data(packet.data)
        except DecodeError:
            return
        if data.speed_kmh is not None:
            self.speed_kmh = data.speed_kmh
        if data.inclination_percent is not None:
            self.incline_percent = data.inclination_percent


class TraceStrap(TraceDevice):
    """A strap that plays a recorded trace."""

    def __init__(self, clock: Clock, packets: Iterable[TracePacket], *, name: str) -> None:
        super().__init__(clock, packets, _STRAP, name=f"{name} strap", address="F8:00:00:01:18:0D")


def trace_devices(clock: Clock, path: Path) -> tuple[TraceTreadmill | None, TraceStrap | None]:
    """The treadmill and the strap recorded in a trace, each None if it is not in it.

    Raises:
        TraceError: If the file cannot be read or played.
    """
    packets = load_trace(path)
    treadmills = [packet for packet in packets if packet.device != "strap"]
    straps = [packet for packet in packets if packet.device != "treadmill"]
    treadmill = strap = None
    if any(packet.uuid == uuids.TREADMILL_DATA for packet in treadmills):
        treadmill = TraceTreadmill(clock, treadmills, name=path.stem)
    if any(packet.uuid == uuids.HEART_RATE_MEASUREMENT for packet in straps):
        strap = TraceStrap(clock, straps, name=path.stem)
    if treadmill is None and strap is None:
        raise TraceError(
            f"{path}: no notification of a treadmill (2ACD) or a strap (2A37): {HOW_TO}"
        )
    return treadmill, strap
