"""A connection that carries frames, slowly or not at all, and counts what it is asked."""

from collections.abc import Callable
from typing import cast

from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.control_point import MachineStatus
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.wire import Heard


class Line:
    """What a wire needs of a link.

    Attributes:
        wrote: Each frame and when its write began.
        takes_s: How long the write of a frame takes; at once, unless it stands there.
        fails: The words with which every write fails; None for none.
        offered: The characteristics that it has; None for all.
        errors: What the next writes raise instead, in turn.
        with_response: Whether each write was one that is confirmed.
        again_s: How long a new subscription takes.
        drops: How often the connection was given up.
        again: The characteristics that were subscribed to anew.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.wrote: list[tuple[float, bytes]] = []
        self.takes_s: dict[bytes, float] = {}
        self.fails: str | None = None
        self.offered: set[str] | None = None
        self.errors: list[Exception] = []
        self.with_response: list[bool] = []
        self.again_s = 0.0
        self.drops = 0
        self.again: list[str] = []
        self.on_write: Callable[[bytes], None] = lambda _frame: None

    @property
    def link(self) -> Link:
        return cast("Link", self)

    @property
    def frames(self) -> list[bytes]:
        return [frame for _, frame in self.wrote]

    async def write_gatt_char(
        self, _uuid: str, data: bytes, response: bool = True, *, overtakes: bool = False
    ) -> None:
        frame = bytes(data)
        self.wrote.append((self.clock.now(), frame))
        self.with_response.append(response)
        assert not overtakes or frame[:1] == b"\x08", "nothing but Stop and Pause"
        if self.errors:
            raise self.errors.pop(0)
        await self.clock.sleep(self.takes_s.get(frame, 0.0))
        if self.fails is not None:
            raise BleakError(self.fails)
        self.on_write(frame)

    async def start_notify(self, uuid: str, received: object) -> None:
        assert callable(received)
        assert uuid

    async def listen_again(self, uuid: str, received: object) -> None:
        assert callable(received)
        self.again.append(uuid)
        await self.clock.sleep(self.again_s)

    def offers(self, uuid: str) -> bool:
        return self.offered is None or uuid in self.offered

    def drop(self) -> None:
        self.drops += 1


class Ear:
    """Takes down what a wire passes on."""

    def __init__(self) -> None:
        self.readings: list[TreadmillData] = []
        self.words: list[MachineStatus] = []
        self.alive = 0
        self.undecoded = 0
        self.heard = Heard(
            self._lives,
            self.readings.append,
            lambda _: None,
            self.words.append,
            self._means_nothing,
        )

    def _lives(self) -> None:
        self.alive += 1

    def _means_nothing(self) -> None:
        self.undecoded += 1
