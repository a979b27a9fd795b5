"""Behaviours of running pods: conventions, sleep, and measurements that are lost or stuck."""

import math
from collections.abc import Iterable
from dataclasses import replace

from runwalk_devices.codecs.running_speed import RunningSpeed
from runwalk_devices.simulator.pod import PodBehaviour, VirtualPod
from runwalk_devices.simulator.quirks.incident import Incident, Spell
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom

LOST_EVERY = 3
RESTED_S = 10.0


class OneFoot(PodBehaviour):
    """It counts the steps of the foot that it is on."""

    def measuring(self, measured: RunningSpeed) -> Iterable[RunningSpeed]:
        yield replace(measured, cadence_spm=measured.cadence_spm // 2)


class Sleeps(PodBehaviour):
    """At rest it falls asleep, which ends its link; motion wakes it."""

    number = RESTED_S
    _rested_at: float | None = None

    def measuring(self, measured: RunningSpeed) -> Iterable[RunningSpeed]:
        now = self.device.clock.now()
        if measured.cadence_spm:
            self._rested_at, self.device.silent = None, False
        elif self._rested_at is None:
            self._rested_at = now
        elif now - self._rested_at >= self.number and not self.device.silent:
            self.device.silent = True
            self.device.drop_links()
        yield measured


class Dies(PodBehaviour, Incident[VirtualPod]):
    """Its battery is empty, for good."""

    number = 60.0

    def happen(self) -> None:
        self.device.silent = True
        self.device.drop_links()


class LosesFrames(PodBehaviour):
    """Only some of its measurements arrive."""

    number = float(LOST_EVERY)
    _frames = 0

    def measuring(self, measured: RunningSpeed) -> Iterable[RunningSpeed]:
        self._frames += 1
        return (measured,) if self._frames % round(self.number) == 0 else ()


class StuckCadence(PodBehaviour, Spell[VirtualPod]):
    """It repeats its last cadence, whatever the feet do."""

    number = 30.0
    lasts_s = math.inf
    _spm: int | None = None

    def measuring(self, measured: RunningSpeed) -> Iterable[RunningSpeed]:
        if not self.under_way:
            self._spm = measured.cadence_spm
        yield replace(measured, cadence_spm=self._spm or measured.cadence_spm)


class SpeedAndCadenceOnly(PodBehaviour):
    """It tells neither stride nor distance."""

    def measuring(self, measured: RunningSpeed) -> Iterable[RunningSpeed]:
        yield replace(measured, stride_m=None, total_distance_m=None)


class OneStepLength(PodBehaviour):
    """The length that it tells is that of one step."""

    def measuring(self, measured: RunningSpeed) -> Iterable[RunningSpeed]:
        stride_m = measured.stride_m
        yield replace(measured, stride_m=None if stride_m is None else stride_m / 2)


class ReadsLong(PodBehaviour):
    """It measures so many percent too much."""

    number = 5.0

    def install(self) -> None:
        self.device.reads = 1 + self.number / 100


QUIRKS: tuple[Quirk[VirtualPod], ...] = (
    Quirk(
        name="one_foot_pod",
        kind=OneFoot,
        whom=Whom.POD,
        evidence="R",
        source="Zwift RunPod and NPE Runn (their users report both conventions)",
        does="counts the steps of one foot",
        client="finds that out, keeps it, and shows both feet",
    ),
    Quirk(
        name="pod_sleeps",
        kind=Sleeps,
        whom=Whom.POD,
        evidence="X",
        source="constructed: pods save their battery",
        does=f"falls asleep after {RESTED_S:g} s at rest and loses its link; motion wakes it",
        number="seconds",
        client="says nothing of it at rest, and finds it again",
    ),
    Quirk(
        name="pod_dies",
        kind=Dies,
        whom=Whom.POD,
        evidence="X",
        source="constructed: a battery is empty",
        does=f"is gone {Dies.number:g} s after the feet first moved",
        number="seconds",
        client="says so once, and measures the distance without it",
    ),
    Quirk(
        name="pod_loses_frames",
        kind=LosesFrames,
        whom=Whom.POD,
        evidence="X",
        source="constructed: a foot behind a body",
        does=f"sends every {LOST_EVERY}rd measurement only",
        number="(every Nth is sent)",
        most=20,
        client="holds a measurement for 4 s, and counts no distance beyond",
    ),
    Quirk(
        name="stuck_cadence",
        kind=StuckCadence,
        whom=Whom.POD,
        evidence="X",
        source="constructed: no pod known",
        does=f"repeats one cadence from {StuckCadence.number:g} s after the feet first moved",
        number="seconds",
        client="shows no cadence once the speed has changed and that has not",
    ),
    Quirk(
        name="pod_bare",
        kind=SpeedAndCadenceOnly,
        whom=Whom.POD,
        evidence="S",
        source="specification: Running Speed and Cadence Service 1.0, section 3.1 (flags 0 and 1)",
        does="tells neither stride nor distance",
        client="works both out of speed and cadence",
    ),
    Quirk(
        name="pod_step_length",
        kind=OneStepLength,
        whom=Whom.POD,
        evidence="M",
        source="a pod at 12.09 km/h: cadence 161, length 1.30 m (a capture)",
        does="tells the length of one step, not of two",
        client="takes the one that speed and cadence fit",
    ),
    Quirk(
        name="pod_reads_long",
        kind=ReadsLong,
        whom=Whom.POD,
        evidence="X",
        source="constructed: a pod that was never calibrated",
        does=f"measures {ReadsLong.number:g} % too much",
        number="percent",
        most=50,
        client="shows by how much the belt differs from it",
    ),
)
