"""Behaviours of the incline: accepted range, reported value, resets."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlRequest,
    InclinationRange,
    ResultCode,
    TreadmillData,
    encode_inclination_range,
)
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour
from runwalk_devices.simulator.treadmill_computer import Outcome

TOLD: Final = InclinationRange(-6.0, 40.0, 0.5)
TAKEN: Final = InclinationRange(0.0, 12.0, 1.0)


class InclineGrid(TreadmillBehaviour):
    """Half percents from -6 to 40 are offered; whole ones from 0 to 12 are taken."""

    def install(self) -> None:
        offered = self.device.characteristic(uuids.SUPPORTED_INCLINATION_RANGE)
        offered.value = encode_inclination_range(TOLD)
        self.device.machine.inclinations = TAKEN

    def obeying(
        self, request: ControlRequest, obey: Callable[[ControlRequest], Outcome]
    ) -> Outcome:
        percent = request.target_inclination_percent
        if percent is not None and TAKEN.snap(percent) != percent:
            return Outcome(ResultCode.INVALID_PARAMETER)
        return obey(request)


class InclineLostInPause(TreadmillBehaviour):
    """Whenever the belt stands it goes back to level."""

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        machine = self.device.machine
        if machine.belt.state in (BeltState.STANDING, BeltState.STOPPING):
            machine.belt.incline_target_percent = 0.0
        yield data


class InclineUnits(TreadmillBehaviour):
    """The incline that is told is so many times the true one."""

    number = 6.5

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield _told(data, factor=self.number)


class InclineOffset(TreadmillBehaviour):
    """The incline that is told is so much more than the true one."""

    number = 6.0

    def measuring(self, data: TreadmillData) -> Iterable[TreadmillData]:
        yield _told(data, offset_percent=self.number)


def _told(data: TreadmillData, factor: float = 1.0, offset_percent: float = 0.0) -> TreadmillData:
    percent = data.inclination_percent
    if percent is None:
        return data
    return replace(data, inclination_percent=round(percent * factor + offset_percent, 1))


QUIRKS = (
    Quirk(
        name="incline_grid",
        kind=InclineGrid,
        evidence="R",
        source="adidas T-800 (qdomyos-zwift issue 5113), BH Nydo (issue 3171); issue 2985",
        does="offers inclines from -6 to 40 % by 0.5 and refuses all but whole ones from 0 to 12",
        client="tries the nearest whole percent, and remembers that for the machine",
    ),
    Quirk(
        name="incline_lost_in_pause",
        kind=InclineLostInPause,
        evidence="R",
        source="Winfita T532 (qdomyos-zwift issue 1255)",
        does="goes back to level when its belt stands, and stays there",
        client="asks for the incline again once the belt moves",
    ),
    Quirk(
        name="incline_units",
        kind=InclineUnits,
        evidence="R",
        source="qdomyos-zwift issue 2511",
        does=f"tells inclines {InclineUnits.number:g} times too high",
        number="times",
        most=20,
        aspect="told incline",
        client="finds the factor by what it asked, and remembers it for the machine",
    ),
    Quirk(
        name="incline_offset",
        kind=InclineOffset,
        evidence="R",
        source="adidas T-800 (qdomyos-zwift issue 5113)",
        does=f"tells inclines {InclineOffset.number:g} % too high",
        number="percent",
        most=20,
        aspect="told incline",
        client="finds the offset by what it asked, and remembers it for the machine",
    ),
)
