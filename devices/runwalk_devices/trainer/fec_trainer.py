"""A Tacx trainer without FTMS: its pages as readings, and its brake."""

from collections.abc import Callable
from contextlib import suppress

from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.fec import (
    CommandStatus,
    FecCapabilities,
    TrainerData,
    TrainerGeneral,
    decode_fec,
)
from runwalk_devices.codecs.ftms.features import PowerRange, ResistanceRange
from runwalk_devices.codecs.uuids import FEC_NOTIFY
from runwalk_devices.trainer.brake import TrainerCapabilities
from runwalk_devices.trainer.fec_brake import FecBrake
from runwalk_devices.trainer.reading import TrainerReading
from runwalk_devices.transport.link import Link

CAPABILITIES_S = 1.5
"""The page of capabilities is awaited for so long; a trainer that sleeps does not send it."""
POWERS = PowerRange(0, 4000, 1)
RESISTANCES = ResistanceRange(0.0, 100.0, 0.5)
_COUNTER_M = 256
"""The distance of page 16 begins anew after so many metres, its time after so many quarters."""


class FecTrainer:
    """Reads the pages of one trainer, and makes its brake.

    Args:
        link: The connection.
        said: Called with each reading.
        dropped: Called with each value that is no page.
    """

    def __init__(
        self, link: Link, said: Callable[[TrainerReading], None], dropped: Callable[[], None]
    ) -> None:
        self._link = link
        self._said = said
        self._dropped = dropped
        self._brake = FecBrake(link)
        self._able: FecCapabilities | None = None
        self._distance_m = 0
        self._last_m: int | None = None
        self._elapsed_s = 0.0
        self._last_s: float | None = None

    @property
    def listened(self) -> tuple[str, Callable[[object, bytearray], None]]:
        """The characteristic that notifies, and what takes its values."""
        return FEC_NOTIFY, self._received

    async def set_up(self) -> tuple[FecBrake, TrainerCapabilities]:
        """Subscribe, and ask what the trainer takes.

        One that does not tell, as it sleeps, is taken to follow powers and resistances, as every
        trainer with this service does.
        """
        self._brake = FecBrake(self._link)
        self._able, self._last_m, self._last_s = None, None, None
        await self._link.listen(*self.listened)
        await self._brake.ask_capabilities()
        with suppress(TimeoutError):
            async with self._link.clock.timeout(CAPABILITIES_S):
                while self._able is None:
                    await self._link.clock.sleep(0.1)
        able: FecCapabilities | None = self._able
        return self._brake, TrainerCapabilities(
            controllable=True,
            powers=POWERS if able is None or able.takes_power else None,
            resistances=RESISTANCES if able is None or able.takes_resistance else None,
        )

    def _received(self, _sender: object, data: bytearray) -> None:
        try:
            page = decode_fec(data)
        except DecodeError:
            self._dropped()
            return
        match page:
            case TrainerGeneral():
                self._brake.is_asleep = page.state == "asleep"
                self._said(self._general(page))
            case TrainerData():
                self._brake.is_asleep = page.state == "asleep"
                self._said(TrainerReading(cadence_rpm=page.cadence_rpm, power_w=page.power_w))
            case FecCapabilities():
                self._able = page
            case CommandStatus():
                self._brake.told(page)

    def _general(self, page: TrainerGeneral) -> TrainerReading:
        if self._last_m is not None:
            self._distance_m += (page.distance_m - self._last_m) % _COUNTER_M
        if self._last_s is not None:
            self._elapsed_s += (page.elapsed_s - self._last_s) % (_COUNTER_M / 4)
        self._last_m, self._last_s = page.distance_m, page.elapsed_s
        return TrainerReading(
            speed_kmh=None if page.speed_kmh is None else round(page.speed_kmh, 2),
            total_distance_m=self._distance_m,
            heart_rate_bpm=page.heart_rate_bpm,
            elapsed_time_s=self._elapsed_s,
        )
