"""Behaviours of measurements: wrong or missing values, and report timing."""
# ruff: noqa: ARG002 (an override takes the arguments of what it overrides)

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.quirks.incident import Incident, Spell
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill

ODOMETER_M: Final = 1_234_567
ODOMETER_S: Final = 65_500
"""Seconds that a machine of `LifetimeOdometer` has counted before; 16 bits soon run over."""


class ZeroGlitch(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """One frame among moving ones says that the belt stands."""

    number = 15.0
    recurs = True
    _due = False

    def happen(self) -> None:
        self._due = True

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        if self._due and data.speed_kmh:
            self._due = False
            data = replace(data, speed_kmh=0.0)
        yield data


class MovingWhilePaused(TreadmillBehaviour):
    """In a pause the last speed is reported as if the belt still ran; the time stands."""

    _speed_kmh: float | None = 0.0

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        if self.device.machine.paused:
            data = replace(data, speed_kmh=self._speed_kmh)
        self._speed_kmh = data.speed_kmh
        yield data


class RunnerOffBelt(TreadmillBehaviour, Spell[VirtualTreadmill]):
    """While the runner is off the belt it runs on, and the time does not count."""

    number = 30.0
    _elapsed_s = 0
    _missed_s = 0

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        truly_s = data.elapsed_time_s or 0
        if truly_s < self._missed_s:
            self._missed_s = 0
        if self.under_way and truly_s >= self._elapsed_s:
            self._missed_s = truly_s - self._elapsed_s
        self._elapsed_s = truly_s - self._missed_s
        yield replace(data, elapsed_time_s=self._elapsed_s)


class CountersReset(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """Distance, time and energy start again from nothing in the middle of a session."""

    number = 30.0

    def happen(self) -> None:
        self.device.machine.belt.reset_counters()


class LifetimeOdometer(TreadmillBehaviour):
    """Distance and time have counted since the machine was built, and go on doing so."""

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self._before = (ODOMETER_M, ODOMETER_S)
        self._session = (0, 0)

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        session = data.total_distance_m or 0, data.elapsed_time_s or 0
        if session < self._session:
            self._before = self._sum(self._session)
        self._session = session
        distance_m, elapsed_s = self._sum(session)
        yield replace(data, total_distance_m=distance_m, elapsed_time_s=elapsed_s % 0x1_0000)

    def _sum(self, session: tuple[int, int]) -> tuple[int, int]:
        return self._before[0] + session[0], self._before[1] + session[1]


class SilentStop(TreadmillBehaviour):
    """From a stop until the next start nothing is reported, not even that the belt stands."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        stopped = self.device.state in (BeltState.STOPPING, BeltState.STANDING)
        return () if stopped and self.device.begun.is_set() else (data,)


class Rates(TreadmillBehaviour):
    """Reports come at another rate while the belt moves, and once a second while it stands."""

    number = 10.0

    def install(self) -> None:
        self.device.moving_hz = self.number
        self.device.standing_hz = 1.0


class Silence(TreadmillBehaviour, Spell[VirtualTreadmill]):
    """Nothing is heard of a machine that stays connected."""

    number = 30.0

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        return () if self.under_way else (value,)


class Sentinels(TreadmillBehaviour):
    """Fields without a reading are all ones, also where no such value is defined.

    As a Life Fitness does it: elevation lost is 7FFF, unsigned. A Matrix has FFFF there.
    """

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield replace(data, elevation_gain_m=0.0, elevation_loss_m=0x7FFF / 10)


QUIRKS = (
    Quirk(
        name="zero_glitch",
        kind=ZeroGlitch,
        evidence="C",
        source="a treadmill whose speed dips and spikes (qdomyos-zwift issue 3757)",
        does=f"reports a single zero among moving frames every {ZeroGlitch.number:g} s",
        number="seconds",
        client="takes 3 s of zero for a stop, and no less",
    ),
    Quirk(
        name="moving_while_paused",
        kind=MovingWhilePaused,
        evidence="R",
        source="DKN (qdomyos-zwift issue 509), Horizon Paragon X (issue 637), Bowflex BXT216 "
        "(issue 712)",
        does="goes on reporting its speed while it is paused; its time stands still",
        client="weighs machine status and elapsed time too",
    ),
    Quirk(
        name="runner_off_belt",
        kind=RunnerOffBelt,
        evidence="C",
        source="CITYSPORTS CS-WP8 (FitnessMachine, protocol/CS-WP8, without a person)",
        does=f"stops its time, and keeps its speed, when the runner steps off for "
        f"{RunnerOffBelt.lasts_s:g} s, {RunnerOffBelt.number:g} s after the belt first moves",
        number="seconds",
        client="credits no distance while the time stands",
    ),
    Quirk(
        name="counters_reset",
        kind=CountersReset,
        evidence="R",
        source="HomeTro FS-0099C3 (hometro-fitshow-ble, docs/findings.md); LJJ-sports HJL1.10 "
        "(WalkOfShame, CONTEXT.md)",
        does=f"sets distance and time back to zero {CountersReset.number:g} s after the belt "
        "first moves",
        number="seconds",
        client="keeps its own clock, and adds positive differences only",
        aspect="counters",
    ),
    Quirk(
        name="lifetime_odometer",
        kind=LifetimeOdometer,
        evidence="R",
        source="Urevo E1L, whose sessions add up (treadspan, protocol-analysis/urevo-E1L)",
        does="counts distance and time since it was built; its time runs over 65,535 s",
        client="keeps its own clock, and adds positive differences only",
        aspect="counters",
    ),
    Quirk(
        name="silent_stop",
        kind=SilentStop,
        evidence="M",
        source="measured by others; machine not on record",
        does="reports nothing from a stop until the next start, not even a last zero",
        client="calls it unknown, never running",
    ),
    Quirk(
        name="rates",
        kind=Rates,
        evidence="M",
        source="KingSmith MC-21, 10 Hz moving and 1 Hz idle (walkingpad-controller, "
        "docs/ftms-protocol-reference.md, 2.7); Yesoul W2 Pro, 2 Hz "
        "(treadmill-bluetooth-macos, docs/research/001)",
        does=f"reports {Rates.number:g} times a second while it moves, once while it stands",
        number="times a second",
        most=100,
        client="takes any rate",
    ),
    Quirk(
        name="silence",
        kind=Silence,
        evidence="R",
        source="Domyos Run 100E (qdomyos-zwift issue 3610)",
        does=f"is connected and silent for {Silence.lasts_s:g} s, {Silence.number:g} s after "
        "the belt first moves",
        number="seconds",
        client="warns after 3 s, holds increases after 5 s, takes 10 s for a lost link",
    ),
    Quirk(
        name="sentinels",
        kind=Sentinels,
        evidence="M",
        source="Life Fitness and Matrix (TrackMyIndoorWorkout, "
        "life_fitness_treadmill_test.dart, matrix_treadmill_test.dart)",
        does="fills fields that it does not measure with all ones (7FFF), defined so or not",
        client="takes an implausible value for none",
    ),
)
