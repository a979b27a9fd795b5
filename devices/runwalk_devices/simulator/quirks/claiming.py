"""Behaviours in which a treadmill's speed and counters contradict each other."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import cycle
from typing import Final

from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.simulator.quirks.incident import Incident, Spell
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill

SPIKES_KMH: Final = (24.0, 60.0, 655.34)
MADE_UP_KMH: Final = 3.2
LEAP_KCAL: Final = 65_281
LEAP_S: Final = 30_000
LEAP_M: Final = 40_000


class ZeroWhileRunning(TreadmillBehaviour, Spell[VirtualTreadmill]):
    """The speed is reported as zero while the belt runs; time and distance count on."""

    number = 25.0
    lasts_s = 20.0

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield replace(data, speed_kmh=0.0) if self.under_way and data.speed_kmh else data


class SpeedSpike(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """Single frames among moving ones tell of a speed that no belt has."""

    number = 12.0
    recurs = True

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self._speeds_kmh = cycle(SPIKES_KMH)
        self._due = False

    def happen(self) -> None:
        self._due = True

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        if self._due and data.speed_kmh:
            self._due = False
            data = replace(data, speed_kmh=next(self._speeds_kmh))
        yield data


MOST = 0xFFFF
"""Counters of two octets begin anew there; it stands for "not available"."""


class CounterLeap(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """Energy, time and distance leap, for a single frame."""

    number = 15.0
    recurs = True
    _due = False

    def happen(self) -> None:
        self._due = True

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        if self._due:
            self._due = False
            data = replace(
                data,
                energy_kcal=((data.energy_kcal or 0) + LEAP_KCAL) % MOST,
                elapsed_time_s=((data.elapsed_time_s or 0) + LEAP_S) % MOST,
                total_distance_m=(data.total_distance_m or 0) + LEAP_M,
            )
        yield data


class MadeUpFirstSpeed(TreadmillBehaviour):
    """For a while after each connection a standing belt is said to move."""

    number = 10.0
    _since: float | None = None

    def disconnected(self) -> None:
        self._since = None

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        now = self.device.clock.now()
        if self._since is None and self.device.connections:
            self._since = now
        if self._since is not None and now - self._since < self.number and not data.speed_kmh:
            data = replace(data, speed_kmh=MADE_UP_KMH)
        yield data


class DistanceStaysZero(TreadmillBehaviour):
    """The distance begins to count only when the time has counted for a while."""

    number = 40.0

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        early = (data.elapsed_time_s or 0) < self.number
        yield replace(data, total_distance_m=0) if early else data


class TimeNeverCounts(TreadmillBehaviour):
    """Nobody is on the belt: it runs, and neither time nor distance counts."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield replace(data, total_distance_m=0, elapsed_time_s=0, energy_kcal=0)


QUIRKS = (
    Quirk(
        name="zero_while_running",
        kind=ZeroWhileRunning,
        evidence="R",
        source="Domyos Intense Run (qdomyos-zwift issue 1699); issue 4818",
        does=f"reports a speed of zero for {ZeroWhileRunning.lasts_s:g} s while the belt runs and "
        f"its time and distance count, {ZeroWhileRunning.number:g} s after it first moves",
        number="seconds",
        client="takes a zero against its own counters for unknown: the belt may be moving",
    ),
    Quirk(
        name="speed_spike",
        kind=SpeedSpike,
        evidence="R",
        source="a treadmill that tells of 24 km/h at a walk (qdomyos-zwift issue 3757)",
        does=f"reports 24, 60 or 655.34 km/h in one frame every {SpeedSpike.number:g} s",
        number="seconds",
        client="drops and counts what no belt can do, or its own distance denies",
    ),
    Quirk(
        name="counter_leap",
        kind=CounterLeap,
        evidence="R",
        source="Domyos, from 127 to 65408 kcal (qdomyos-zwift issue 197)",
        does="adds tens of thousands to energy, time and distance in one frame every "
        f"{CounterLeap.number:g} s",
        number="seconds",
        client="leaves those out",
    ),
    Quirk(
        name="made_up_first_speed",
        kind=MadeUpFirstSpeed,
        evidence="R",
        source="ProForm Trainer 12.0 (qdomyos-zwift issue 2646); issue 1290",
        does=f"says for {MadeUpFirstSpeed.number:g} s after each connection that it runs at "
        f"{MADE_UP_KMH:g} km/h while it stands; time and distance stand",
        number="seconds",
        client="believes no motion that only one witness tells of",
    ),
    Quirk(
        name="distance_stays_zero",
        kind=DistanceStaysZero,
        evidence="M",
        source="FitLogic T12B (treadmill-hub, protocol/PROTOCOL.md)",
        does=f"reports no distance for the first {DistanceStaysZero.number:g} s",
        number="seconds",
        client="ends its check by speed and time",
    ),
    Quirk(
        name="time_never_counts",
        kind=TimeNeverCounts,
        evidence="M",
        source="CITYSPORTS-Linker and CS-WP8 (FitnessMachine, protocol)",
        does="runs, and counts neither time nor distance, as an empty belt does",
        client="credits no distance",
    ),
)
