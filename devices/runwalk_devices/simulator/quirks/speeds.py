"""Behaviours of speed targets: units, steps and ramps."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlRequest,
    ResultCode,
    SpeedRange,
    TreadmillData,
    encode_speed_range,
)
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour
from runwalk_devices.simulator.treadmill_computer import Outcome

KMH_PER_MPH: Final = 1.609344
UNEVEN_SPEEDS: Final = SpeedRange(0.96, 6.43, 0.32)
"""The range of a Urevo E1L: 0.6 to 4.0 mph by 0.2, written as km/h; the steps miss the maximum."""


class TargetsInMph(TreadmillBehaviour):
    """A target of 1.00 runs at 1.61 km/h; the speed that is reported is right."""

    def install(self) -> None:
        self.device.machine.kmh_per_unit = KMH_PER_MPH


class DataInMph(TreadmillBehaviour):
    """Speeds are reported in mph where km/h belong; distance stays in metres."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield replace(
            data,
            speed_kmh=_in_mph(data.speed_kmh),
            average_speed_kmh=_in_mph(data.average_speed_kmh),
        )


class IncrementRejected(TreadmillBehaviour):
    """Only the exact steps of an uneven range are taken."""

    def install(self) -> None:
        self.device.machine.limit(UNEVEN_SPEEDS)
        offered = self.device.characteristic(uuids.SUPPORTED_SPEED_RANGE)
        offered.value = encode_speed_range(UNEVEN_SPEEDS)

    def obeying(
        self, request: ControlRequest, obey: Callable[[ControlRequest], Outcome]
    ) -> Outcome:
        asked_kmh = request.target_speed_kmh
        if asked_kmh is not None and UNEVEN_SPEEDS.snap(asked_kmh) != asked_kmh:
            return Outcome(ResultCode.INVALID_PARAMETER)
        return obey(request)


class SlowRamp(TreadmillBehaviour):
    """The belt changes its speed slowly, and stops as fast as any."""

    number = 0.3

    def install(self) -> None:
        belt = self.device.machine.belt
        belt.stopping_kmh_s = belt.deceleration_kmh_s
        belt.acceleration_kmh_s = belt.deceleration_kmh_s = self.number


class CoarseSteps(TreadmillBehaviour):
    """The belt runs at multiples of half a km/h, whatever its range says."""

    number = 0.5

    def obeying(
        self, request: ControlRequest, obey: Callable[[ControlRequest], Outcome]
    ) -> Outcome:
        outcome = obey(request)
        asked_kmh, machine = request.target_speed_kmh, self.device.machine
        if asked_kmh is not None and outcome.result is ResultCode.SUCCESS:
            highest = int(machine.speeds.maximum_kmh * machine.kmh_per_unit / self.number + 1e-6)
            steps = min(max(1, round(machine.belt.target_kmh / self.number)), max(1, highest))
            machine.belt.set_target(round(steps * self.number, 2))
        return outcome


def _in_mph(kmh: float | None) -> float | None:
    return None if kmh is None else kmh / KMH_PER_MPH


QUIRKS = (
    Quirk(
        name="targets_in_mph",
        kind=TargetsInMph,
        evidence="M",
        source="Horizon T202 (qdomyos-zwift pull request 4904), Vitalwalk Apollo 11 Max "
        "(qdomyos-zwift issue 5100)",
        does="takes targets for miles per hour: asked for 1.0 it runs at 1.61 km/h",
        client="finds out at walking speed, and goes no faster until the runner has chosen",
    ),
    Quirk(
        name="data_in_mph",
        kind=DataInMph,
        evidence="C",
        source="Winfita (qdomyos-zwift issue 1214)",
        does="reports miles per hour as if they were km/h; its distance is right",
        client="finds the unit in the walking check, and remembers it for the machine",
    ),
    Quirk(
        name="increment_rejected",
        kind=IncrementRejected,
        evidence="R",
        source="Urevo E1L (treadspan, protocol-analysis/urevo-E1L); Wellfit (qdomyos-zwift "
        "issue 2659)",
        does="refuses targets off its increment: 0.96 to 6.43 km/h by 0.32, as a Urevo E1L",
        client="snaps in whole hundredths of km/h",
    ),
    Quirk(
        name="slow_ramp",
        kind=SlowRamp,
        evidence="R",
        source="3G Cardio Pro Runner X, still speeding up after 5 s (qdomyos-zwift issue 3382)",
        does=f"changes speed by {SlowRamp.number:g} km/h a second; still stops quickly",
        number="km/h a second",
        most=20,
        client="lets its deadline grow with the change; sends nothing again in mid-ramp",
    ),
    Quirk(
        name="coarse_steps",
        kind=CoarseSteps,
        evidence="R",
        source="KingSmith K12 (qdomyos-zwift issue 470)",
        does=f"runs in steps of {CoarseSteps.number:g} km/h, though it offers finer ones",
        number="km/h",
        most=1,
        client="takes a belt that settles near its target to have rounded it, and learns the step",
    ),
)
