"""Writes down everything that passes between this program and its devices, to be played back.

The file is a trace as `runwalk_devices.trace.format` reads it, one JSON object a line, with more in
it: whose packet it is (``device``), a first line on the versions of things, what each device
offers, and what failed. It begins with the first connection, names no whole address, and has every
packet up to the last however the program ends.
"""

import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.metadata import version
from io import FileIO
from pathlib import Path
from platform import platform, python_version
from types import TracebackType
from typing import Self

from bleak.backends.device import BLEDevice
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection

from runwalk_devices.codecs.uuids import (
    CROSS_TRAINER_DATA,
    CYCLING_POWER_SERVICE,
    CYCLING_SPEED_SERVICE,
    FEC_SERVICE,
    FITNESS_MACHINE_SERVICE,
    FITSHOW_SERVICE,
    HEART_RATE_SERVICE,
    INDOOR_BIKE_DATA,
    ROWER_DATA,
    RUNNING_SPEED_SERVICE,
    STAIR_CLIMBER_DATA,
    STEP_CLIMBER_DATA,
    TREADMILL_DATA,
    WALKING_PAD_SERVICE,
    short,
)
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.packet import PacketKind

_logger = logging.getLogger(__name__)

_KINDS = {
    TREADMILL_DATA: DeviceKind.TREADMILL,
    INDOOR_BIKE_DATA: DeviceKind.BIKE,
    CROSS_TRAINER_DATA: DeviceKind.ELLIPTICAL,
    ROWER_DATA: DeviceKind.ROWER,
    STAIR_CLIMBER_DATA: DeviceKind.CLIMBER,
    STEP_CLIMBER_DATA: DeviceKind.CLIMBER,
    FITNESS_MACHINE_SERVICE: DeviceKind.TREADMILL,
    WALKING_PAD_SERVICE: DeviceKind.TREADMILL,
    FITSHOW_SERVICE: DeviceKind.TREADMILL,
    FEC_SERVICE: DeviceKind.BIKE,
    HEART_RATE_SERVICE: DeviceKind.STRAP,
    RUNNING_SPEED_SERVICE: DeviceKind.POD,
    CYCLING_POWER_SERVICE: DeviceKind.POWER_METER,
    CYCLING_SPEED_SERVICE: DeviceKind.CADENCE_SENSOR,
}
"""What tells a kind of device; the first that is offered counts."""
_LIBRARIES = ("bleak", "pycycling")
_ADDRESS = re.compile(
    r"(?<![0-9A-F])([0-9A-F]{2})([:_-])([0-9A-F]{2})\2([0-9A-F]{2})(?:\2[0-9A-F]{2}){3}(?![0-9A-F])",
    re.IGNORECASE,
)


class TraceRecorder:
    """A tap that writes a trace; a context manager.

    A file that cannot be written any more is given up, with a word in the log.

    Args:
        file: Made here; must not exist.
        now: The time, seconds.
        program: Name and version of the program.

    Attributes:
        packets: How many were written, by device.

    Raises:
        OSError: If the file exists or cannot be made.
    """

    def __init__(self, file: Path, now: Callable[[], float], program: str) -> None:
        self.packets: Counter[str] = Counter()
        self._file: FileIO | None = file.open("xb", buffering=0)
        self._now = now
        self._versions = {
            "program": program,
            "python": python_version(),
            "platform": platform(),
            **{library: version(library) for library in _LIBRARIES},
        }
        self._began_at: float | None = None
        self._names: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()

    def connected(self, device: BLEDevice, services: BleakGATTServiceCollection) -> None:
        """Writes what the device offers; the first time also on what all this runs."""
        if self._began_at is None:
            self._began_at = self._now()
            self._write("trace", **self._versions)
        name = self._names[device.address] = _kind(services)
        self._write(
            PacketKind.CONNECT,
            device=name,
            name=device.name and masked(device.name),
            address=masked(device.address),
            services=[
                {"uuid": short(service.uuid), "characteristics": _offers(service)}
                for service in services
            ],
        )

    def passed(self, device: BLEDevice, kind: PacketKind, uuid: str, data: bytes) -> None:
        """Writes a packet."""
        name = self._names.get(device.address)
        if name is not None:
            self.packets[name] += 1
            self._write(kind, characteristic=short(uuid), hex=data.hex(), device=name)

    def failed(self, device: BLEDevice, kind: PacketKind, uuid: str, error: BaseException) -> None:
        """Writes what came to nothing, and why."""
        name = self._names.get(device.address)
        if name is not None:
            reason = masked(f"{type(error).__name__}: {error}")
            self._write(
                "failure", characteristic=short(uuid), of=kind.value, reason=reason, device=name
            )

    def _write(self, kind: str, **more: object) -> None:
        if self._file is None or self._began_at is None:
            return
        t = round(self._now() - self._began_at, 4)
        line = json.dumps({"t": t, "kind": kind, **more}) + "\n"
        try:
            self._file.write(line.encode())
        except OSError:
            _logger.exception("the trace ends here: it cannot be written")
            self._close()

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()


def masked(text: str) -> str:
    """The text with the device's own half of each address made unreadable: F8:00:00:XX:XX:XX."""
    return _ADDRESS.sub(r"\1\2\3\2\4\2XX\2XX\2XX", text)


def _kind(services: Iterable[BleakGATTService]) -> DeviceKind:
    """The kind of device by what it offers: a machine, even if it measures heart rates as well."""
    offered = set[str]()
    for service in services:
        offered.add(service.uuid)
        offered.update(characteristic.uuid for characteristic in service.characteristics)
    return next((kind for uuid, kind in _KINDS.items() if uuid in offered), DeviceKind.STRAP)


def _offers(service: BleakGATTService) -> list[dict[str, object]]:
    return [
        {"uuid": short(characteristic.uuid), "properties": characteristic.properties}
        for characteristic in service.characteristics
    ]
