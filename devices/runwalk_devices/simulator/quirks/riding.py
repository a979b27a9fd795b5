"""Behaviours of machines that somebody moves: bikes, ellipticals, rowers and climbers."""

# ruff: noqa: ARG002 (an override takes the arguments of what it overrides)
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.codecs.ftms.features import ResistanceRange
from runwalk_devices.simulator.ftms_ridden import FtmsRidden
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom
from runwalk_devices.simulator.ridden import Asked, Measured, RiddenBehaviour, RiddenMachine
from runwalk_devices.simulator.tacx import VirtualTacx

COARSE: Final = ResistanceRange(1.0, 32.0, 1.0)
NARROW: Final = ResistanceRange(0.0, 20.0, 0.5)


class NoPower(RiddenBehaviour):
    """Resistance is all that it takes; a target power is answered, and nothing happens."""

    def install(self) -> None:
        self.device.offers_power = False
        if isinstance(self.device, FtmsRidden):
            self.device.offer()

    def obeying(self, asked: Asked) -> ResultCode | None:
        return None if asked.power_w is None else ResultCode.SUCCESS


class CoarseLevels(RiddenBehaviour):
    """Whole levels from 1 to 32; any other is refused."""

    def install(self) -> None:
        self.device.resistances = COARSE
        if isinstance(self.device, FtmsRidden):
            self.device.offer()

    def obeying(self, asked: Asked) -> ResultCode | None:
        is_whole = asked.level is None or asked.level == round(asked.level)
        return None if is_whole else ResultCode.INVALID_PARAMETER


class OneOctetLevels(RiddenBehaviour):
    """Its range of resistances is told in one octet a number, and so it wants its targets."""

    def install(self) -> None:
        self.device.resistances = NARROW
        if isinstance(self.device, FtmsRidden):
            self.device.offer()

    def reading(self, uuid: str, value: bytes) -> bytes:
        return bytes(value[::2]) if uuid == uuids.SUPPORTED_RESISTANCE_RANGE else value

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        is_wide = uuid == uuids.FITNESS_MACHINE_CONTROL_POINT and data[:1] == b"\x04"
        # A level that it cannot read is out of its range: it answers so.
        return data[:1] + b"\xff\x7f" if is_wide and len(data) > 2 else data


class ControlTakenBack(RiddenBehaviour):
    """Again and again it wants to be asked for control before it obeys."""

    number = 20.0
    _given_at = 0.0

    def obeying(self, asked: Asked) -> ResultCode | None:
        now = self.device.clock.now()
        if now - self._given_at < self.number:
            return None
        self._given_at = now
        if isinstance(self.device, FtmsRidden):
            self.device.has_control = False
        return ResultCode.CONTROL_NOT_PERMITTED


class PowerStale(RiddenBehaviour):
    """Some seconds after each change its power is still that of before."""

    number = 8.0
    _held: float | None = None
    _held_at = -1e9

    def measuring(self, said: Measured) -> Iterable[Measured]:
        now = self.device.clock.now()
        if now - self._held_at >= self.number:
            self._held, self._held_at = said.power_w, now
        return (replace(said, power_w=self._held),)


class CadenceMissing(RiddenBehaviour):
    """It tells no cadence."""

    def measuring(self, said: Measured) -> Iterable[Measured]:
        return (replace(said, cadence_rpm=None),)


class SplitReadings(RiddenBehaviour):
    """Speed comes in one packet, all the rest in another that says there is more data."""

    def measuring(self, said: Measured) -> Iterable[Measured]:
        speed_only = replace(said, cadence_rpm=None, distance_m=None, level=None, power_w=None)
        return (speed_only, replace(said, speed_kmh=None))


class SpeedZero(RiddenBehaviour):
    """Its speed is 0 while its distance grows."""

    def measuring(self, said: Measured) -> Iterable[Measured]:
        return (replace(said, speed_kmh=0.0),)


class HeavyBrake(RiddenBehaviour):
    """At a low cadence its brake gets heavier still, and it follows a change slowly."""

    def install(self) -> None:
        self.device.brake.lag_s = 2.5
        self.device.rider.inertia_kg_m2 = 8.0


class SleepyTrainer(RiddenBehaviour):
    """It sleeps until somebody pedals, and each time nobody does; what it is sent then is lost."""

    number = 4.0
    _still_since: float | None = 0.0

    def install(self) -> None:
        if isinstance(self.device, VirtualTacx):
            self.device.sleeps = True

    def measuring(self, said: Measured) -> Iterable[Measured]:
        now, machine = self.device.clock.now(), self.device
        if machine.rider.rpm > 5:
            self._still_since = None
        elif self._still_since is None:
            self._still_since = now
        sleeps = self._still_since is not None and now - self._still_since >= self.number
        if isinstance(machine, VirtualTacx):
            if sleeps and not machine.sleeps:
                machine.release()
            machine.sleeps = sleeps or (machine.sleeps and self._still_since is not None)
        return (said,)


class NoCommandStatus(RiddenBehaviour):
    """It never tells what became of a command, nor what it takes."""

    def install(self) -> None:
        if isinstance(self.device, VirtualTacx):
            self.device.answers = False


QUIRKS: tuple[Quirk[RiddenMachine], ...] = (
    Quirk(
        name="no_power",
        kind=NoPower,
        evidence="R",
        source="Hammer SpeedRaceX, target features 4 (QDomyos-Zwift, issues); reports of users",
        does="takes a resistance alone, and ignores a target power without a word",
        client="reads the second word of 2ACC, rides by resistance and says so",
        whom=Whom.TRAINER,
    ),
    Quirk(
        name="coarse_levels",
        kind=CoarseLevels,
        evidence="C",
        source="QDomyos-Zwift, bikes with 16 to 100 levels (source code)",
        does="has whole levels, 1 to 32, and refuses any between",
        client="snaps to the grid of 2AD6",
        whom=Whom.TRAINER,
        aspect="levels",
    ),
    Quirk(
        name="one_octet_levels",
        kind=OneOctetLevels,
        evidence="S",
        source="specification: GATT Specification Supplement since 2020, resistance in one octet",
        does="tells its resistances in one octet, and wants its targets so",
        client="decides by the length of 2AD6, and repeats a refused target in one octet",
        whom=Whom.TRAINER,
        aspect="levels",
    ),
    Quirk(
        name="control_taken_back",
        kind=ControlTakenBack,
        evidence="C",
        source="Auuki and QDomyos-Zwift ask for control again (source code)",
        does="answers 'control not permitted' until it is asked for control anew",
        client="asks for control and repeats the command once",
        whom=Whom.TRAINER,
        number="seconds between two times",
        most=3600,
    ),
    Quirk(
        name="power_stale",
        kind=PowerStale,
        evidence="R",
        source="reports of users; machine not on record",
        does="repeats an old power for some seconds",
        client="lets a target go by the cadence alone, and chases no power",
        whom=Whom.TRAINER,
        number="seconds",
        most=600,
    ),
    Quirk(
        name="cadence_missing",
        kind=CadenceMissing,
        evidence="M",
        source="trainers without a cadence sensor (TrackMyIndoorWorkout, tests)",
        does="tells no cadence",
        client="holds the target, and lets nothing go",
        whom=Whom.TRAINER,
    ),
    Quirk(
        name="split_readings",
        kind=SplitReadings,
        evidence="M",
        source="Stages SB20 and Yesoul S3 (TrackMyIndoorWorkout, tests)",
        does="splits a reading over two packets",
        client="takes what each has",
        whom=Whom.TRAINER,
    ),
    Quirk(
        name="speed_zero",
        kind=SpeedZero,
        evidence="M",
        source="Life Fitness ellipticals; Mr Captain rowers, pace 0 (TrackMyIndoorWorkout, tests)",
        does="sends a speed of 0 beside a distance that grows",
        client="takes the speed from the distance",
        whom=Whom.TRAINER,
    ),
    Quirk(
        name="heavy_brake",
        kind=HeavyBrake,
        evidence="R",
        source="reports in Auuki, GoldenCheetah, QDomyos-Zwift and Zwift; machine not on record",
        does="brings a rider who falls behind to a standstill",
        client="lets the target go below a cadence, and back in a ramp",
        whom=Whom.TRAINER,
    ),
    Quirk(
        name="sleepy_trainer",
        kind=SleepyTrainer,
        evidence="C",
        source="Tacx trainers, state 1 of page 25 (Auuki and incyclist, source code)",
        does="sleeps while nobody pedals, and loses what it is sent meanwhile",
        client="asks nothing of a trainer that says that it sleeps, and asks anew once it is awake",
        whom=Whom.TRAINER,
        number="seconds without a turn",
        most=3600,
    ),
    Quirk(
        name="no_command_status",
        kind=NoCommandStatus,
        evidence="C",
        source="Auuki awaits no page 71 of a Tacx (source code)",
        does="tells neither what it takes nor what became of a command",
        client="takes powers for granted, and repeats no command",
        whom=Whom.TRAINER,
    ),
)
