"""Sequences of packets such as no machine should send, and some that one might."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlResponse,
    MachineStatusCode,
    ResultCode,
    TreadmillData,
    encode_control_response,
    encode_treadmill_data,
)
from runwalk_devices.codecs.heart_rate import HeartRateMeasurement, encode_heart_rate_measurement
from runwalk_devices.codecs.uuids import short

TREADMILL: Final = (
    uuids.TREADMILL_DATA,
    uuids.TRAINING_STATUS,
    uuids.FITNESS_MACHINE_STATUS,
    uuids.FITNESS_MACHINE_CONTROL_POINT,
)
STRAP: Final = (uuids.HEART_RATE_MEASUREMENT, uuids.BATTERY_LEVEL)

_READINGS: Final = {
    uuids.FITNESS_MACHINE_FEATURE: bytes.fromhex("0c1400000b000000"),
    uuids.SUPPORTED_SPEED_RANGE: bytes.fromhex("5000d0070a00"),
    uuids.SUPPORTED_INCLINATION_RANGE: bytes.fromhex("000096000500"),
}
_SPEEDS_KMH: Final = (0.0, 0.0, 0.8, 2.5, 4.0, 5.0, 5.2, 8.0, 8.5, 12.0, 20.0, 655.34)
_LONGEST: Final = 24
_FILE: Final = Path(__file__).parents[1] / "runwalk_devices" / "packets.json"
_RECORDED: Final[dict[str, list[bytes]]] = {}
for _record in json.loads(_FILE.read_text(encoding="utf-8")):
    _RECORDED.setdefault(_record["characteristic"], []).append(bytes.fromhex(_record["hex"]))


class Packet(NamedTuple):
    """A value of a characteristic."""

    uuid: str
    data: bytes

    def __repr__(self) -> str:
        return f"{short(self.uuid)}:{self.data.hex()}"


class Fuzz:
    """Draws sequences; the same seed draws the same.

    The safety key is rarely among them: it ends a workout, and with it the fun.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._spoilers: tuple[Callable[[list[Packet]], list[Packet]], ...] = (
            self._cut,
            self._shuffled,
            self._repeated,
            self._flipped,
            self._made_up,
            self._misplaced,
        )

    def sequence(self) -> list[Packet]:
        """A few packets in order, valid ones or with up to three things wrong with them."""
        random = self.random
        packets = [self._valid() for _ in range(random.randint(1, 6))]
        for spoil in random.sample(self._spoilers, random.randint(0, 3)):
            packets = spoil(packets)
        return [packet for packet in packets if not self._ends_the_workout(packet)]

    def readings(self) -> list[Packet]:
        """What a treadmill may say of what it can do: the truth, or that with a bit flipped."""
        spoil = self.random.choice((list[Packet], self._flipped, self._cut))
        return spoil([Packet(uuid, data) for uuid, data in _READINGS.items()])

    def _ends_the_workout(self, packet: Packet) -> bool:
        is_key = packet.uuid == uuids.FITNESS_MACHINE_STATUS and packet.data[:1] == b"\x03"
        return is_key and self.random.random() < 0.97

    def _valid(self) -> Packet:
        random = self.random
        uuid = random.choice((*TREADMILL, *STRAP))
        recorded = _RECORDED.get(short(uuid))
        if recorded and random.random() < 0.4:
            return Packet(uuid, random.choice(recorded))
        return Packet(uuid, self._encoded(uuid))

    def _encoded(self, uuid: str) -> bytes:
        random = self.random
        match uuid:
            case uuids.TREADMILL_DATA:
                return encode_treadmill_data(
                    TreadmillData(
                        speed_kmh=random.choice(_SPEEDS_KMH),
                        total_distance_m=random.choice((None, 0, random.randrange(5000))),
                        inclination_percent=random.choice((None, 0.0, -3.0, 15.0)),
                    )
                )
            case uuids.TRAINING_STATUS:
                return bytes([0, random.randrange(0x10)])
            case uuids.FITNESS_MACHINE_STATUS:
                return bytes([random.choice(list(MachineStatusCode))]) + random.randbytes(2)
            case uuids.FITNESS_MACHINE_CONTROL_POINT:
                opcode = random.choice(list(ControlOpcode))
                return encode_control_response(
                    ControlResponse(opcode, random.choice(list(ResultCode)))
                )
            case uuids.HEART_RATE_MEASUREMENT:
                return encode_heart_rate_measurement(
                    HeartRateMeasurement(
                        bpm=random.choice((None, 60, 110, 185, 255, 0xFFFF)),
                        contact=random.choice((None, True, False)),
                        rr_intervals_s=(0.5,) * random.randrange(4),
                    )
                )
            case _:
                return random.randbytes(1)

    def _cut(self, packets: list[Packet]) -> list[Packet]:
        return [Packet(uuid, data[: self.random.randint(0, len(data))]) for uuid, data in packets]

    def _shuffled(self, packets: list[Packet]) -> list[Packet]:
        return self.random.sample(packets, len(packets))

    def _repeated(self, packets: list[Packet]) -> list[Packet]:
        return [packet for packet in packets for _ in range(self.random.randint(1, 3))]

    def _flipped(self, packets: list[Packet]) -> list[Packet]:
        return [Packet(uuid, self._with_a_bit_flipped(data)) for uuid, data in packets]

    def _with_a_bit_flipped(self, data: bytes) -> bytes:
        if not data:
            return data
        bit = self.random.randrange(8 * len(data))
        return (int.from_bytes(data, "little") ^ 1 << bit).to_bytes(len(data), "little")

    def _made_up(self, packets: list[Packet]) -> list[Packet]:
        made_up = self.random.choice(packets).uuid
        length = self.random.randint(0, _LONGEST)
        return [*packets, Packet(made_up, self.random.randbytes(length))]

    def _misplaced(self, packets: list[Packet]) -> list[Packet]:
        """On another characteristic of the same device."""
        return [
            Packet(self.random.choice(TREADMILL if uuid in TREADMILL else STRAP), data)
            for uuid, data in packets
        ]
