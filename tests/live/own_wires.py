"""Referees for treadmills with protocols of their own.

Each reads the octets on its wire by itself, and puts before the referee what they mean: a reading,
the machine's word, a request. The rules are the same; beside them it looks at the spacing of
frames.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.fitshow import VirtualFitShow
from runwalk_devices.simulator.pad import VirtualPad
from runwalk_devices.simulator.scene import VirtualScene
from runwalk_devices.transport.packet import PacketKind
from tests.live.observed import STATUS_KEY, STATUS_STARTED, STATUS_STOPPED
from tests.live.referee import CONTROL, START, STOP, STOP_FOR_GOOD, TARGET, Referee

PAD_SPACING_S = 0.69
FITSHOW_SPACING_S = 0.2


@dataclass(eq=False)
class OwnReferee(Referee):
    """Puts what it reads on a wire of frames in the words of the Fitness Machine Service.

    Attributes:
        framed_at: When the last frame was written.
        was: The machine's last state.
    """

    least_s: ClassVar[float] = 0.0
    says_on: ClassVar[str] = ""
    takes_on: ClassVar[str] = ""

    framed_at: float = -1.0
    was: int | None = None

    def packet(self, packet: Packet) -> None:
        """Something passed through the air."""
        if packet.address[2:] != self.treadmill.address[2:]:
            return
        match packet.kind, packet.characteristic:
            case PacketKind.WRITE, self.takes_on:
                if packet.t - self.framed_at < self.least_s - 0.001:
                    self.breach(f"{packet.data.hex()} {packet.t - self.framed_at:.3f} s early")
                self.framed_at = packet.t
                for request in self.asked(packet.data):
                    super().packet(packet._replace(characteristic="2AD9", data=request))
                    if self.procedure is not None:
                        # Nothing is answered, or nobody waits for it before the next.
                        self.procedure.is_over = True
            case PacketKind.NOTIFY, self.says_on:
                for uuid, said in self.said(packet.data):
                    super().packet(packet._replace(characteristic=uuid, data=said))
            case _:
                super().packet(packet)

    def acted(self, act: str, value: float | None = None) -> None:
        """Right after a Stop it is asked first what came of that."""
        super().acted(act, value)
        if self.stop_due_at is not None and self.t - self.halted_at < self.least_s:
            self.stop_due_at += self.least_s

    def asked(self, data: bytes) -> Iterator[bytes]:
        """What a frame asks of the machine."""
        raise NotImplementedError

    def said(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        """What a frame says."""
        raise NotImplementedError

    def word(self, now: int, moving: tuple[int, ...], still: tuple[int, ...]) -> Iterator[int]:
        """The machine's word, by its state."""
        before, self.was = self.was, now
        if before in still and now in moving:
            yield STATUS_STARTED
        if before in moving and now in still:
            yield STATUS_STOPPED


def _speed(tenths: int) -> tuple[str, bytes]:
    return "2ACD", bytes(2) + (tenths * 10).to_bytes(2, "little")


@dataclass(eq=False)
class PadReferee(OwnReferee):
    """Reads F7 A2 and F8 A2."""

    least_s: ClassVar[float] = PAD_SPACING_S
    says_on: ClassVar[str] = "FE01"
    takes_on: ClassVar[str] = "FE02"
    stop_within_s: ClassVar[float] = 0.3 + PAD_SPACING_S
    stands_within_s: ClassVar[float] = 3.2 + 2 * PAD_SPACING_S

    def asked(self, data: bytes) -> Iterator[bytes]:
        command, value = data[2], data[3]
        if sum(data[1:-2]) & 0xFF != data[-2]:
            self.breach(f"{data.hex()}: wrong checksum")
        match command, value:
            case 0, _:
                return
            case (1, 0) | (2, 2):
                yield bytes([STOP, STOP_FOR_GOOD])
            case 1, _:
                yield bytes([TARGET]) + (value * 10).to_bytes(2, "little")
            case 2, 1:
                yield bytes([CONTROL])
            case 4, 1:
                yield bytes([START])
            case _:
                self.breach(f"{data.hex()} is no business of a guest")

    def said(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        for status in self.word(data[2], moving=(1, 7, 8, 9), still=(0, 5)):
            yield "2ADA", bytes([status, 1])
        yield _speed(data[3])


@dataclass(eq=False)
class FitShowReferee(OwnReferee):
    """Reads 02 ... 03."""

    least_s: ClassVar[float] = FITSHOW_SPACING_S
    says_on: ClassVar[str] = "FFF1"
    takes_on: ClassVar[str] = "FFF2"
    spacing_s: ClassVar[float] = FITSHOW_SPACING_S
    stop_within_s: ClassVar[float] = 0.3 + FITSHOW_SPACING_S

    def asked(self, data: bytes) -> Iterator[bytes]:
        checksum = 0
        for octet in data[1:-1]:
            checksum ^= octet
        if checksum:
            self.breach(f"{data.hex()}: wrong checksum")
        match data[1], data[2]:
            case (0x51, _) | (0x50, 2):
                return
            case 0x53, 1:
                yield bytes([START])
            case 0x53, 2:
                yield bytes([TARGET]) + (data[3] * 10).to_bytes(2, "little")
                if data[4] != round(self.treadmill.incline_percent):
                    self.breach("an incline that nobody asked for")
            case 0x53, 3 | 6:
                yield bytes([STOP, STOP_FOR_GOOD])
            case _:
                self.breach(f"{data.hex()} is no business of a guest")

    def said(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        if data[1] != 0x51:
            return
        state, before = data[2], self.was
        for status in self.word(state, moving=(2, 3), still=(0, 1, 4, 7, 10)):
            yield "2ADA", bytes([status, 1])
        if state in (5, 6):
            if before not in (5, 6):
                yield "2ADA", bytes([STATUS_KEY])
            return
        yield _speed(data[3] if state in (1, 3, 4, 10) else 0)


def referee_of(scene: VirtualScene, *, is_known: bool) -> Referee:
    """The referee for what is on the air."""
    match scene.treadmill:
        case VirtualPad():
            return PadReferee(scene, is_known=is_known)
        case VirtualFitShow():
            return FitShowReferee(scene, is_known=is_known)
    return Referee(scene, is_known=is_known)
