"""A session as a FIT activity: a lap a step, a record a second, the workout that was planned.

The order is that of a good device: who wrote it, the zones, the workout, then everything by time,
each lap after its records, and the sums last.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import IntEnum
from operator import itemgetter
from typing import Final
from uuid import UUID

from runwalk_tui import __version__
from runwalk_tui.exchange.fit_encoder import EPOCH_S, FLOAT_32, FitEncoder
from runwalk_tui.exchange.fit_summary import (
    SESSION_NUMBER,
    SUB_SPORT,
    Fields,
    FitSummary,
    one_foot,
    sport_of,
    zone_tops_bpm,
)
from runwalk_tui.exchange.fit_workout import workout_steps
from runwalk_tui.exchange.session_account import Account, Gadget, Second
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.workout.events import Device
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Phase

_RECORD: Final = (
    "timestamp",
    "distance",
    "speed",
    "grade",
    "heart_rate",
)
_STEPS: Final = ("cadence", "fractional_cadence")
_STRIDES: Final = (*_STEPS, "step_length")
_BRAKE: Final = ("power", "cadence")
"""What a record has besides: steps and their length, or what a machine without a belt measures."""
_RR_A_MESSAGE: Final = 5
LONGEST_NAME: Final = 40
_DEVICE_TYPES: Final = {Device.STRAP: 1, Device.POD: 6}
"""Types of Bluetooth devices; the profile has none for treadmills."""

_CONSOLE: Final = "by the treadmill's console"

_ROLLED: Final = 0
_APPLICATION: Final = UUID("5d0a2f4e-7f3b-4c55-9a41-1be0d7d1c6a2")
"""Under these the program tells of its own field, which the profile does not have."""

LEAST_ROLLED_M: Final = 0.01


def encode_fit(account: Account, serial: int, debrief: Debrief | None = None) -> bytes:
    """Encode a session as a FIT activity.

    Args:
        account: What it came to.
        serial: Of this installation, 1 to 4,294,967,295.
        debrief: What the runner said of it, if anything.
    """
    return _Activity(account, serial, debrief).encode()


class _Activity:
    """The messages of one session."""

    def __init__(self, account: Account, serial: int, debrief: Debrief | None) -> None:
        self._account = account
        self._serial = serial
        opened = datetime.fromisoformat(account.session.opened_at).astimezone()
        self._opened_s = opened.timestamp() - EPOCH_S
        offset = opened.utcoffset()
        self._offset_s = offset.total_seconds() if offset else 0.0
        self._summary = FitSummary(account, self._at, debrief)
        self._encoder = FitEncoder()

    def encode(self) -> bytes:
        """The whole file."""
        for name, fields in (*self._beginning(), *self._devices(first=True)):
            self._encoder.write(name, fields)
        self._write_timeline()
        for name, fields in self._devices(first=False):
            self._encoder.write(name, fields)
        self._encoder.write("TIME_IN_ZONE", self._summary.time_in_zone())
        rolled = (
            {_ROLLED: self._account.rolled_m} if self._account.rolled_m >= LEAST_ROLLED_M else None
        )
        self._encoder.write("SESSION", self._summary.session(), rolled)
        self._encoder.write("ACTIVITY", self._activity())
        return self._encoder.close()

    def _at(self, t: float) -> int:
        """Whole seconds by FIT's calendar; always rounded down, so that the order is kept."""
        return int((self._opened_s + t) // 1)

    def _beginning(self) -> Iterator[tuple[str, Fields]]:
        yield (
            "FILE_ID",
            {
                "type": "activity",
                "manufacturer": "development",
                "product": 0,
                "serial_number": self._serial,
                "time_created": self._at(self._account.began_t),
                "product_name": "runwalk-tui",
            },
        )
        yield "FILE_CREATOR", {"software_version": _release() * 100}
        yield from _own_fields()
        runner = self._account.session.runner
        yield (
            "ZONES_TARGET",
            {"max_heart_rate": runner.max_bpm, "hr_calc_type": "percent_max_hr"},
        )
        for index, high_bpm in enumerate(zone_tops_bpm(runner)):
            yield "HR_ZONE", {"message_index": index, "high_bpm": high_bpm}
        sport, sub_sport = sport_of(self._account)
        yield "SPORT", {"sport": sport, "sub_sport": sub_sport}
        if self._account.plan is not None:
            yield from _workout(self._account.plan, _planned(self._account))

    def _devices(self, *, first: bool) -> Iterator[tuple[str, Fields]]:
        """This program and the machines, as they were known at the start or at the end."""
        account = self._account
        at = self._at(account.began_t if first else account.ended_t)
        if first:
            yield (
                "DEVICE_INFO",
                {
                    "timestamp": at,
                    "device_index": "creator",
                    "manufacturer": "development",
                    "product": 0,
                    "serial_number": self._serial,
                    "source_type": "local",
                    "software_version": _release(),
                    "product_name": self._account.program or "runwalk-tui",
                },
            )
        for index, gadget in enumerate(account.gadgets, start=1):
            percent = gadget.first_percent if first else gadget.last_percent
            if first or percent is not None:
                yield (
                    "DEVICE_INFO",
                    {
                        "timestamp": at,
                        "device_index": index,
                        "device_type": _device_type(gadget),
                        "source_type": "bluetooth_low_energy",
                        "product_name": gadget.name,
                        "descriptor": _CONSOLE if gadget.by_console else None,
                        "battery_level": percent,
                    },
                )

    def _write_timeline(self) -> None:
        """Everything by its time; at the same moment in the order in which a device tells it."""
        account, write = self._account, self._encoder.write
        told = _Told(self._encoder, _columns(account))
        rows = [
            row for row in account.seconds if row.phase is Phase.RUNNING and row.step is not None
        ]
        if rows:
            # What the last second's fraction added belongs to it: the file has one distance.
            rows[-1] = rows[-1]._replace(distance_m=account.distance_m)
        # From the last to the first, to be taken off the end.
        pulses = list(reversed(account.pulses))
        marks = sorted(self._marks(), key=itemgetter(0, 1), reverse=True)
        for row in rows:
            t = row.t
            while pulses and pulses[-1].t <= t:
                told.pulses(pulses.pop().rr_s)
            while marks and marks[-1][:2] < (t, _Rank.RECORD):
                write(*marks.pop()[2:])
            told.record(self._at(t), row)
        for rest in reversed(pulses):
            told.pulses(rest.rr_s)
        for _, _, name, fields in reversed(marks):
            write(name, fields)

    def _marks(self) -> Iterator[tuple[float, int, str, Fields]]:
        """Starts and stops of the clock, and laps: when, in which order, message and fields."""
        clock = self._account.clock
        for start_t, stop_t in clock:
            word = "stop_all" if stop_t == clock[-1][1] else "stop"
            yield start_t, _Rank.START, "EVENT", _timer(self._at(start_t), "start")
            yield stop_t, _Rank.STOP, "EVENT", _timer(self._at(stop_t), word)
        for lap, fields in zip(self._account.laps, self._summary.laps(), strict=True):
            yield lap.ended_t, _Rank.LAP, "LAP", fields

    def _activity(self) -> Fields:
        ended = self._at(self._account.ended_t)
        return {
            "timestamp": ended,
            "local_timestamp": ended + round(self._offset_s),
            "total_timer_time": self._account.active_s,
            "num_sessions": 1,
            "type": "manual",
            "event": "activity",
            "event_type": "stop",
        }


class _Rank(IntEnum):
    """The order of messages with the same time."""

    START, RECORD, STOP, LAP = range(4)


class _Told:
    """Writes what comes every second."""

    def __init__(self, encoder: FitEncoder, columns: tuple[str, ...]) -> None:
        self._encoder = encoder
        self._columns = columns
        self._records = encoder.rows("RECORD", (*_RECORD, *columns))
        self._pulses = encoder.rows("HRV", ("time",), _RR_A_MESSAGE)

    def record(self, at: int, row: Second) -> None:
        """One second."""
        speed_kmh = row.speed_kmh
        values: tuple[float | None, ...] = (
            at,
            row.distance_m,
            None if speed_kmh is None else speed_kmh / 3.6,
            row.incline_percent,
            row.heart_bpm,
        )
        if self._columns in (_STEPS, _STRIDES):
            values = (*values, *one_foot(row.steps_per_min))
            if self._columns == _STRIDES:
                values = (*values, None if row.step_m is None else row.step_m * 1000)
        elif self._columns:
            values = (*values, _whole(row.power_w), _whole(row.cadence_rpm))
        self._records.write(values)

    def pulses(self, rr_s: Sequence[float]) -> None:
        """Beat-to-beat intervals; a message of fewer than it holds is filled up."""
        sound = [each if each > 0 else None for each in rr_s]
        for first in range(0, len(sound), _RR_A_MESSAGE):
            part = sound[first : first + _RR_A_MESSAGE]
            self._pulses.write((*part, *[None] * (_RR_A_MESSAGE - len(part))))


def _device_type(gadget: Gadget) -> int | None:
    """A treadmill that measured the heart rate is there as a sensor of that."""
    return _DEVICE_TYPES.get(Device.STRAP if gadget.by_console else gadget.device)


def _columns(account: Account) -> tuple[str, ...]:
    """The columns beside the ones of every record."""
    if not account.session.machine.has_belt:
        return _BRAKE
    if account.steps is None:
        return ()
    has_lengths = any(second.step_m is not None for second in account.seconds)
    return _STRIDES if has_lengths else _STEPS


def _whole(value: float | None) -> int | None:
    """A power or a cadence as FIT takes it: whole, and not below 0."""
    return None if value is None else max(0, round(value))


def _timer(at: int, event_type: str) -> Fields:
    """The workout's clock starts or stops."""
    return {"timestamp": at, "event": "timer", "event_type": event_type, "event_group": 0}


def _own_fields() -> Iterator[tuple[str, Fields]]:
    """Fields that the profile lacks: metres that the belt moved while the clock stood."""
    yield (
        "DEVELOPER_DATA_ID",
        {"application_id": list(_APPLICATION.bytes), "developer_data_index": 0},
    )
    yield (
        "FIELD_DESCRIPTION",
        {
            "developer_data_index": 0,
            "field_definition_number": _ROLLED,
            "fit_base_type_id": FLOAT_32,
            "field_name": "rolled_distance",
            "units": "m",
            "native_mesg_num": SESSION_NUMBER,
        },
    )


def _release() -> float:
    """Major and minor version as one number: 1.2 is 1.02."""
    major, minor = __version__.split(".")[:2]
    return int(major) + int(minor) / 100


def _planned(account: Account) -> tuple[str, str]:
    """Sport and sub-sport of the workout that was planned."""
    if account.plan is None or not account.session.machine.has_belt:
        return sport_of(account)
    sport = "running" if any(step.kind.is_running for step in account.plan.steps) else "walking"
    return sport, SUB_SPORT[sport]


def _workout(plan: Plan, sports: tuple[str, str]) -> Iterator[tuple[str, Fields]]:
    """The workout that was planned, its repeats kept."""
    steps = list(workout_steps(plan.steps))
    sport, sub_sport = sports
    yield (
        "WORKOUT",
        {
            "sport": sport,
            "sub_sport": sub_sport,
            "num_valid_steps": len(steps),
            "wkt_name": plan.title[:LONGEST_NAME],
        },
    )
    for step in steps:
        yield "WORKOUT_STEP", step
