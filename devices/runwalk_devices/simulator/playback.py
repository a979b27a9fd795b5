"""A recorded session played back as a device on the virtual air.

It cannot obey, so it offers no control point.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

from runwalk_devices import sentences as said
from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.fitshow import FitShowStatus, decode_fitshow
from runwalk_devices.codecs.ftms.treadmill_data import DecodeError, decode_treadmill_data
from runwalk_devices.codecs.walking_pad import decode_pad_status
from runwalk_devices.simulator.peripheral import Characteristic, Peripheral, Service
from runwalk_devices.simulator.treadmill import TREADMILL_ADVERTISED
from runwalk_devices.trace.format import HOW_TO, TraceError, TracePacket, load_trace

AFTER_S: Final = 1.0
"""Seconds from its last packet until the recorded device is switched off."""

_FTMS: Final = {
    uuids.FITNESS_MACHINE_SERVICE: (
        uuids.TREADMILL_DATA,
        uuids.TRAINING_STATUS,
        uuids.FITNESS_MACHINE_STATUS,
    )
}
_PAD: Final = {uuids.WALKING_PAD_SERVICE: (uuids.WALKING_PAD_STATUS,)}
_FITSHOW: Final = {uuids.FITSHOW_SERVICE: (uuids.FITSHOW_STATUS,)}
_TREADMILLS: Final = (
    (uuids.TREADMILL_DATA, _FTMS, "", TREADMILL_ADVERTISED),
    (uuids.WALKING_PAD_STATUS, _PAD, "WalkingPad ", None),
    (uuids.FITSHOW_STATUS, _FITSHOW, "FS-", None),
)
"""By what it reports the belt, what it offers, and how it is known in an advertisement."""
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

    def __init__(
        self,
        clock: Clock,
        packets: Iterable[TracePacket],
        *,
        name: str,
        layout: Mapping[str, Sequence[str]] = MappingProxyType(_FTMS),
        service_data: dict[str, bytes] | None = None,
    ) -> None:
        self.speed_kmh = 0.0
        self.incline_percent = 0.0
        super().__init__(
            clock,
            packets,
            layout,
            name=name,
            address="F8:00:00:01:18:26",
            service_data=service_data,
        )

    def play(self, packet: TracePacket) -> None:
        """Send one packet, and know what it says."""
        super().play(packet)
        speed_kmh, incline_percent = _measured(packet)
        if speed_kmh is not None:
            self.speed_kmh = speed_kmh
        if incline_percent is not None:
            self.incline_percent = incline_percent


def _measured(packet: TracePacket) -> tuple[float | None, float | None]:
    """Return the speed and incline of a packet."""
    with suppress(DecodeError):
        if packet.uuid == uuids.TREADMILL_DATA:
            data = decode_treadmill_data(packet.data)
            return data.speed_kmh, data.inclination_percent
        if packet.uuid == uuids.WALKING_PAD_STATUS:
            return decode_pad_status(packet.data).speed_kmh, None
        if packet.uuid == uuids.FITSHOW_STATUS:
            word = decode_fitshow(packet.data)
            if isinstance(word, FitShowStatus):
                return word.speed_kmh or 0.0, None
    return None, None


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
    treadmills = [packet for packet in packets if packet.device in (None, "treadmill")]
    straps = [packet for packet in packets if packet.device in (None, "strap")]
    treadmill = strap = None
    offered = {packet.uuid for packet in treadmills}
    for uuid, layout, prefix, advertised in _TREADMILLS:
        if treadmill is None and uuid in offered:
            name = f"{prefix}{path.stem}"
            treadmill = TraceTreadmill(
                clock, treadmills, name=name, layout=layout, service_data=advertised
            )
    if any(packet.uuid == uuids.HEART_RATE_MEASUREMENT for packet in straps):
        strap = TraceStrap(clock, straps, name=path.stem)
    if treadmill is None and strap is None:
        raise TraceError(said.TRACE_EMPTY.format(path=path, how=HOW_TO))
    return treadmill, strap
