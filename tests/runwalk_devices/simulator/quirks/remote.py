"""A plain client of a virtual treadmill, and a way to try a behaviour beside the model's."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData, decode_treadmill_data
from runwalk_devices.codecs.heart_rate import HeartRateMeasurement, decode_heart_rate_measurement
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.peripheral import Peripheral
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill

REQUEST_CONTROL, START, STOP, PAUSE = b"\x00", b"\x07", b"\x08\x01", b"\x08\x02"
GAP_S = 0.5


def speed(kmh: float) -> bytes:
    """Set Target Speed."""
    return b"\x02" + round(kmh * 100).to_bytes(2, "little")


def incline(percent: float) -> bytes:
    """Set Target Inclination."""
    return b"\x03" + round(percent * 10).to_bytes(2, "little", signed=True)


class Heard(NamedTuple):
    t: float
    characteristic: str
    data: bytes


@dataclass
class Remote:
    """A bleak client without judgement: it writes what it is told and keeps what it hears.

    Attributes:
        quirky: The scene has the behaviours under test; otherwise it is the model.
    """

    scene: VirtualScene
    quirky: bool
    heard: list[Heard] = field(default_factory=list)
    lost_at: list[float] = field(default_factory=list)
    _client: BleakClient | None = None

    @property
    def clock(self) -> Clock:
        return self.scene.air.clock

    @property
    def treadmill(self) -> VirtualTreadmill:
        assert isinstance(self.scene.treadmill, VirtualTreadmill)
        return self.scene.treadmill

    @property
    def strap(self) -> VirtualStrap:
        assert isinstance(self.scene.strap, VirtualStrap)
        return self.scene.strap

    @property
    def client(self) -> BleakClient:
        assert self._client is not None
        return self._client

    @property
    def quirk(self) -> Behaviour:
        """The one behaviour under test."""
        (behaviour,) = self.scene.quirks.values()
        return behaviour

    async def connect(self, device: Peripheral | None = None) -> None:
        """Find the device, which is the treadmill unless told otherwise, and connect.

        Raises:
            TimeoutError: If it is not found, or does not answer.
        """
        wanted = device or self.treadmill
        adapter = self.scene.adapter
        sightings = await adapter.scan(
            30, until=lambda seen: any(s.address == wanted.address for s in seen)
        )
        found = next((s.device for s in sightings if s.address == wanted.address), None)
        if found is None:
            raise TimeoutError("not found")
        self._client = adapter.client(found, lambda: self.lost_at.append(self.clock.now()))
        async with adapter.lock:
            await self._client.connect()

    async def listen(self, *heard: str, gap_s: float = 0.15) -> None:
        """Subscribe to these characteristics, or to all of the treadmill's, as far as offered."""
        for uuid in heard or (
            uuids.FITNESS_MACHINE_CONTROL_POINT,
            uuids.TREADMILL_DATA,
            uuids.FITNESS_MACHINE_STATUS,
        ):
            if self.client.services.get_characteristic(uuid):
                await self.client.start_notify(uuid, self._hear)
                await self.clock.sleep(gap_s)

    async def write(self, octets: bytes, wait_s: float = GAP_S) -> list[bytes]:
        """Write to the control point; what it answers meanwhile."""
        before = len(self.heard)
        point = self.client.services.get_characteristic(uuids.FITNESS_MACHINE_CONTROL_POINT)
        assert point is not None
        await self.client.write_gatt_char(point, octets, response="write" in point.properties)
        await self.clock.sleep(wait_s)
        return [heard.data for heard in self.heard[before:] if heard.characteristic == "2AD9"]

    async def begin(self, kmh: float | None = None) -> None:
        """Take control and start; with a speed, ask for it when the belt moves, and wait."""
        await self.write(REQUEST_CONTROL)
        await self.write(START)
        await self.clock.sleep(6)
        if kmh is not None:
            await self.write(speed(kmh))
            await self.clock.sleep(10)

    async def stops(self) -> bool:
        """Do all that a careful client can to have the belt stopped; whether it worked."""
        for _ in range(12):
            try:
                if not self.client.is_connected:
                    await self.connect()
                await self.listen()
                await self.write(REQUEST_CONTROL)
                if await self.write(STOP) == [b"\x80\x08\x05"]:
                    await self.write(PAUSE)
            except (BleakError, TimeoutError):
                await self.clock.sleep(1)
            if self.treadmill.target_kmh == 0:
                return True
        return False

    def said(self, characteristic: str, since: float = 0) -> list[bytes]:
        """What was heard of a characteristic, from a time on."""
        return [h.data for h in self.heard if h.characteristic == characteristic and h.t >= since]

    def frames(self, since: float = 0) -> list[TreadmillData]:
        """The Treadmill Data heard, decoded, from a time on."""
        return [decode_treadmill_data(data) for data in self.said("2ACD", since)]

    def beats(self, since: float = 0) -> list[HeartRateMeasurement]:
        """The heart rates heard, decoded, from a time on."""
        return [decode_heart_rate_measurement(data) for data in self.said("2A37", since)]

    def _hear(self, characteristic: BleakGATTCharacteristic, data: bytearray) -> None:
        self.heard.append(Heard(self.clock.now(), uuids.short(characteristic.uuid), bytes(data)))


def speeds(frames: Iterable[TreadmillData]) -> list[float | None]:
    """The speed of each frame."""
    return [frame.speed_kmh for frame in frames]


def beside_the_model(spec: str) -> pytest.MarkDecorator:
    """Run a test twice: with a treadmill and strap as they should be, and with behaviours."""
    variants = [pytest.param("", id="model"), pytest.param(f"quirks:{spec}", id=spec)]
    return pytest.mark.parametrize("spec", variants)


def only(spec: str) -> pytest.MarkDecorator:
    """Run a test with behaviours."""
    return pytest.mark.parametrize("spec", [pytest.param(f"quirks:{spec}", id=spec)])
