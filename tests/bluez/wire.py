"""What the treadmill saw on its end of the link, told in terms of the safety rules."""

from dataclasses import dataclass, field

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.connection import PacketKind

START, STOP_OR_PAUSE, SET_SPEED = 0x07, 0x08, 0x02
STOP, PAUSE = b"\x08\x01", b"\x08\x02"


@dataclass
class Wire:
    """Everything that passed between a treadmill and its centrals.

    Attributes:
        packets: When, what, of which characteristic, and the octets.
    """

    clock: Clock
    packets: list[tuple[float, PacketKind, str, bytes]] = field(default_factory=list)

    def record(self, kind: PacketKind, uuid: str, data: bytes) -> None:
        """Take in a packet."""
        self.packets.append((self.clock.now(), kind, uuids.short(uuid), data))

    def commands(self) -> list[bytes]:
        """What was written to the control point, in order."""
        return [
            data
            for _, kind, uuid, data in self.packets
            if kind is PacketKind.WRITE and uuid == "2AD9"
        ]

    def starts(self) -> int:
        """How often the belt was asked to start."""
        return sum(command[0] == START for command in self.commands())

    def targets_kmh(self) -> list[float]:
        """The speeds that were asked for, in order."""
        return [
            int.from_bytes(command[1:3], "little") / 100
            for command in self.commands()
            if command[0] == SET_SPEED
        ]
