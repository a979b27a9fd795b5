"""A treadmill that speaks the Fitness Machine Service."""

import logging
from collections.abc import Callable
from typing import TypeVar

from bleak.exc import BleakError

from runwalk_devices.codecs.ftms.treadmill_data import (
    DecodeError,
    ResultCode,
    TreadmillData,
    decode_inclination_range,
    decode_machine_status,
    decode_speed_range,
    decode_treadmill_data,
)
from runwalk_devices.codecs.heart_rate import decode_heart_rate_measurement
from runwalk_devices.codecs.uuids import (
    FITNESS_MACHINE_CONTROL_POINT,
    FITNESS_MACHINE_STATUS,
    HEART_RATE_MEASUREMENT,
    SUPPORTED_INCLINATION_RANGE,
    SUPPORTED_SPEED_RANGE,
    TREADMILL_DATA,
)
from runwalk_devices.sentences import NO_CONTROL_POINT
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.control_point import ControlPoint
from runwalk_devices.treadmill.controls import Controls
from runwalk_devices.treadmill.wire import Capabilities, Heard

_logger = logging.getLogger(__name__)

SPEED_ALONE = 4
"""A frame of flags and speed, which may be all zero, has so many octets."""

EMPTY_ALONE = 3
"""So many empty frames without a speed between them tell a speed of zero."""

T = TypeVar("T")


class FtmsWire:
    """The Fitness Machine Service on every connection of one link.

    Args:
        link: The connection.
        heard: Where to pass on what is heard.
    """

    def __init__(self, link: Link, heard: Heard) -> None:
        self._link = link
        self._heard = heard
        self._control: ControlPoint | None = None
        self._lacked_control = False
        self._is_empty, self._empty = False, 0

    async def begin(self) -> ControlPoint | None:
        """The control point, its answers subscribed to; None for a machine that only reports.

        BlueZ may say that services are resolved before it lists them all (its issue 1489): that
        there is no control point is believed only when two connections in a row say so.

        Raises:
            BleakError: If the first of them says so, or the answers cannot be subscribed to.
        """
        self._is_empty, self._empty = False, 0
        self._control = None
        if not self._link.offers(FITNESS_MACHINE_CONTROL_POINT):
            if not self._lacked_control:
                self._lacked_control = True
                raise BleakError(NO_CONTROL_POINT)
            return None
        self._lacked_control = False
        self._control = ControlPoint(self._link)
        await self._control.listen()
        return self._control

    async def greet(self, control: Controls) -> None:
        """Take control."""
        answer = await control.request_control()
        if answer.result is ResultCode.CONTROL_NOT_PERMITTED:
            answer = await control.request_control()
        _logger.info("request control: %s", answer)

    async def describe(self) -> Capabilities:
        """Subscribe to the machine status, and read the ranges."""
        link = self._link
        await link.listen(FITNESS_MACHINE_STATUS, self._status_received)
        speeds = await self._read(SUPPORTED_SPEED_RANGE, decode_speed_range)
        inclinations = await self._read(SUPPORTED_INCLINATION_RANGE, decode_inclination_range)
        return Capabilities(
            controllable=self._control is not None,
            speed_range=speeds if speeds and speeds.usable else None,
            inclination_range=inclinations if inclinations and inclinations.usable else None,
            tells=link.offers(FITNESS_MACHINE_STATUS),
        )

    async def listen(self) -> None:
        """Subscribe to Treadmill Data, and to the heart rate at the grips."""
        await self._link.start_notify(TREADMILL_DATA, self._data_received)
        await self._link.listen(HEART_RATE_MEASUREMENT, self._heart_received)

    async def ask(self) -> None:
        """Do nothing: it reports by itself."""

    async def listen_again(self) -> None:
        """Subscribe anew to every characteristic: a machine that forgot one forgot them all."""
        await self._link.listen_again(TREADMILL_DATA, self._data_received)
        await self._link.listen_again(FITNESS_MACHINE_STATUS, self._status_received)
        if self._control is not None:
            await self._control.listen_again()

    async def touch(self) -> None:
        """Read its range of speeds."""
        await self._link.read_gatt_char(SUPPORTED_SPEED_RANGE)

    def lost(self) -> None:
        """Do nothing: no write that waits goes out on a lost connection."""

    async def _read(self, uuid: str, decode: Callable[[bytes], T]) -> T | None:
        try:
            return decode(await self._link.read_gatt_char(uuid))
        except DecodeError:
            return None

    def _data_received(self, _sender: object, data: bytearray) -> None:
        self._heard.alive()
        try:
            reading = self._decoded(data)
        except DecodeError:
            self._heard.undecoded()
            return
        self._heard.reading(reading)

    def _heart_received(self, _sender: object, data: bytearray) -> None:
        """A heart rate at its grips: a word without a speed, as of its data cut in two."""
        try:
            bpm = decode_heart_rate_measurement(data).bpm
        except DecodeError:
            self._heard.undecoded()
            return
        self._heard.aside(TreadmillData(heart_rate_bpm=bpm))

    def _status_received(self, _sender: object, data: bytearray) -> None:
        try:
            status = decode_machine_status(data)
        except DecodeError:
            self._heard.undecoded()
            return
        self._heard.status(status)

    def _decoded(self, data: bytearray) -> TreadmillData:
        """A frame, unless it is one of the empty ones that some machines send between true ones.

        All zero it would tell a speed of zero; but nothing in it announces what follows the speed.
        Other machines tell so that the belt stands: then two come in a row, or, where the rest of a
        record comes by itself, several without a speed between them.

        Raises:
            DecodeError: If it is no frame.
        """
        was_empty = self._is_empty
        self._is_empty = len(data) > SPEED_ALONE and not any(data)
        if self._is_empty:
            self._empty += 1
            if not was_empty and self._empty < EMPTY_ALONE:
                raise DecodeError("an empty frame")
            return decode_treadmill_data(data)
        reading = decode_treadmill_data(data)
        if reading.speed_kmh is not None:
            self._empty = 0
        return reading
