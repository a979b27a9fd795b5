"""Devices that stay connected and fall silent, and links that end again and again."""
# ruff: noqa: ARG002 (an override takes the arguments of what it overrides)

from bleak.exc import BleakGATTProtocolErrorCode as AttErrorCode

from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.peripheral import AttError, Device, DeviceBehaviour
from runwalk_devices.simulator.quirks.incident import Incident
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom
from runwalk_devices.simulator.strap import StrapBehaviour, VirtualStrap
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill

TELLS = (uuids.TREADMILL_DATA, uuids.FITNESS_MACHINE_STATUS, uuids.TRAINING_STATUS)
"""The characteristics that a treadmill notifies."""
LINK_LASTS_S = 1.0
"""Seconds that each link to a `FlappingBelt` holds."""
BACK_AFTER_S = 2.0
"""Seconds that a `FlappingStrap` is away."""
LOOKS_S = 0.25


class GoesMute(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """It says nothing more of itself on this connection, and obeys and answers as ever."""

    number = 25.0
    is_mute = False

    def happen(self) -> None:
        self.is_mute = True

    def disconnected(self) -> None:
        self.is_mute = False

    def outgoing(self, uuid: str, value: bytes) -> tuple[bytes, ...]:
        return () if self.is_mute and uuid in TELLS else (value,)


class MuteFromStart(DeviceBehaviour[Device]):
    """On each connection the first subscription to its data is lost."""

    def __init__(self, device: Device) -> None:
        super().__init__(device)
        self._asked: set[str] = set()

    def disconnected(self) -> None:
        self._asked.clear()

    def subscribes(self, uuid: str) -> bool:
        is_first = uuid not in self._asked
        self._asked.add(uuid)
        return not is_first or uuid not in (uuids.TREADMILL_DATA, uuids.FITNESS_MACHINE_STATUS)


class StrapMute(StrapBehaviour):
    """Its first connection brings no value, however often it is subscribed to."""

    is_mute = True

    def disconnected(self) -> None:
        self.is_mute = False

    def outgoing(self, uuid: str, value: bytes) -> tuple[bytes, ...]:
        return () if self.is_mute and uuid == uuids.HEART_RATE_MEASUREMENT else (value,)


class FlappingStrap(StrapBehaviour, Incident[VirtualStrap]):
    """Its link is lost again and again, and comes back soon."""

    number = 20.0
    recurs = True

    def happen(self) -> None:
        self.device.silent = True
        self.device.drop_links()
        self.device.spawn(self._come_back())

    async def _come_back(self) -> None:
        await self.device.clock.sleep(BACK_AFTER_S)
        self.device.silent = False


class FlappingBelt(TreadmillBehaviour):
    """From the first connection on, and for so long, no link lasts longer than `LINK_LASTS_S`."""

    number = 60.0
    _ends_at: float | None = None

    def happen(self) -> None:
        """Begin again now."""
        self._ends_at = self.device.clock.now() + self.number

    async def run(self) -> None:
        clock = self.device.clock
        up_at: float | None = None
        while True:
            await clock.sleep(LOOKS_S)
            is_up = self.device.subscribed(self.device.characteristic(uuids.TREADMILL_DATA))
            if not is_up:
                up_at = None
                continue
            if self._ends_at is None:
                self.happen()
            up_at = clock.now() if up_at is None else up_at
            is_flapping = self._ends_at is not None and clock.now() < self._ends_at
            if is_flapping and clock.now() - up_at >= LINK_LASTS_S:
                self.device.drop_links()


class KeepAlive(TreadmillBehaviour):
    """It ends the link when it has been neither written to nor read for a while."""

    number = 15.0
    _asked_at = 0.0

    async def run(self) -> None:
        clock = self.device.clock
        while True:
            await clock.sleep(LOOKS_S)
            if not self.device.connections:
                self._asked_at = clock.now()
            elif clock.now() - self._asked_at >= self.number:
                self.device.drop_links()

    def reading(self, uuid: str, value: bytes) -> bytes:
        self._asked_at = self.device.clock.now()
        return value

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        self._asked_at = self.device.clock.now()
        return data


class WantsPairing(TreadmillBehaviour):
    """Until it is paired it refuses every request.

    Attributes:
        is_paired: Somebody has done so.
    """

    number = 40.0
    is_paired = False

    async def run(self) -> None:
        await self.device.clock.sleep(self.number)
        self.is_paired = True

    def reading(self, uuid: str, value: bytes) -> bytes:
        self._refuse(uuid)
        return value

    def subscribes(self, uuid: str) -> bool:
        self._refuse(uuid)
        return True

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        self._refuse(uuid)
        return data

    def _refuse(self, uuid: str) -> None:
        if not self.is_paired:
            raise AttError(
                AttErrorCode.INSUFFICIENT_ENCRYPTION
                if uuid == uuids.TREADMILL_DATA
                else AttErrorCode.INSUFFICIENT_AUTHENTICATION
            )


QUIRKS: tuple[Quirk[VirtualTreadmill], ...] = (
    Quirk(
        name="goes_mute",
        kind=GoesMute,
        whom=Whom.LINK,
        evidence="R",
        source="Domyos Run 100E, after 10 to 15 minutes (qdomyos-zwift issue 3610)",
        does=f"says nothing more on that connection {GoesMute.number:g} s after the belt first "
        "moves, and obeys",
        number="seconds",
        client="after 10 s subscribes anew, then drops the link and connects anew",
    ),
    Quirk(
        name="mute_from_start",
        kind=MuteFromStart,
        whom=Whom.LINK,
        evidence="R",
        source="Sole F63 (qdomyos-zwift issue 1354)",
        does="loses the first subscription of each connection to its data and its status",
        client="after 10 s subscribes anew; says that a belt did not start only on a reading",
    ),
    Quirk(
        name="flapping_belt",
        kind=FlappingBelt,
        whom=Whom.LINK,
        evidence="R",
        source="Urevo SpaceWalk 3S (hassio-ftms issue 11)",
        does=f"ends every link after {LINK_LASTS_S:g} s for {FlappingBelt.number:g} s",
        number="seconds",
        client="says so once, and what to do; connects ever more seldom",
    ),
    Quirk(
        name="keep_alive",
        kind=KeepAlive,
        whom=Whom.LINK,
        evidence="R",
        source="LifeSpan (brandonarbini/treadmill issue 1)",
        does=f"ends the link when nothing was written or read for {KeepAlive.number:g} s",
        number="seconds",
        client="reads something while idle, once it has seen that",
    ),
    Quirk(
        name="wants_pairing",
        kind=WantsPairing,
        whom=Whom.LINK,
        evidence="R",
        source="Technogym MyRun, on Linux (qdomyos-zwift issue 3253)",
        does=f"refuses every request for want of pairing, until it is paired after "
        f"{WantsPairing.number:g} s",
        number="seconds",
        client="tells the exact commands, and goes on trying",
    ),
)
STRAP_QUIRKS: tuple[Quirk[VirtualStrap], ...] = (
    Quirk(
        name="strap_mute",
        kind=StrapMute,
        whom=Whom.STRAP,
        evidence="R",
        source="qdomyos-zwift issue 3171",
        does="sends nothing on its first connection",
        client="after 10 s subscribes anew, then connects anew",
    ),
    Quirk(
        name="flapping_strap",
        kind=FlappingStrap,
        whom=Whom.STRAP,
        evidence="R",
        source="Polar H10 (polar-ble-sdk issue 462)",
        does=f"loses its link every {FlappingStrap.number:g} s, and is back {BACK_AFTER_S:g} s on",
        number="seconds",
        client="says once that it keeps dropping",
    ),
)
