"""The sums of a FIT activity: its laps, its session, its time in zones."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from runwalk_tui.exchange.fit_encoder import Value
from runwalk_tui.exchange.fit_workout import INTENSITIES, step_indexes
from runwalk_tui.exchange.session_account import Account, Lap
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.training.physiology.zones import zone_floors_bpm
from runwalk_tui.workout.events import MachineKind
from runwalk_tui.workout.runner import RunnerProfile

Fields = dict[str, Value | None]

MACHINE_SPORTS: Final[Mapping[MachineKind, tuple[str, str]]] = MappingProxyType(
    {
        MachineKind.BIKE: ("cycling", "indoor_cycling"),
        MachineKind.ELLIPTICAL: ("fitness_equipment", "elliptical"),
        MachineKind.ROWER: ("rowing", "indoor_rowing"),
        MachineKind.CLIMBER: ("fitness_equipment", "stair_climbing"),
    }
)
"""Sport and sub-sport of what was done on a machine without a belt."""
SUB_SPORT: Final = {"running": "treadmill", "walking": "indoor_walking"}

_FRACTIONS: Final = 128
"""A cadence's fraction is told in so many parts."""

SESSION_NUMBER: Final = 18
"""Number of the session message, for who refers to it."""


def sport_of(account: Account) -> tuple[str, str]:
    """Sport and sub-sport, by what was done; where an imported session was run nobody knows."""
    if not account.session.machine.has_belt:
        return MACHINE_SPORTS[account.session.machine]
    sport = "running" if account.is_run else "walking"
    return sport, "generic" if account.origin else SUB_SPORT[sport]


def one_foot(steps_per_min: float | None) -> tuple[float | None, float | None]:
    """Cadence as FIT counts it, by one foot: whole strides a minute and the fraction."""
    if steps_per_min is None:
        return None, None
    whole, parts = divmod(round(steps_per_min / 2 * _FRACTIONS), _FRACTIONS)
    return whole, parts / _FRACTIONS


def zone_tops_bpm(runner: RunnerProfile) -> list[int]:
    """The highest rate below zone 1, and of zones 1 to 5."""
    floors = zone_floors_bpm(runner.max_bpm, runner.zone_floors_percent, runner.rest_bpm)
    return [*(floor - 1 for floor in floors), runner.max_bpm]


class FitSummary:
    """Fields of the messages that sum up.

    Args:
        account: What the session came to.
        at: A session's time as FIT's.
        debrief: What the runner said of it, if anything.
    """

    def __init__(
        self,
        account: Account,
        at: Callable[[float], int],
        debrief: Debrief | None,
    ) -> None:
        self._account = account
        self._at = at
        self._debrief = debrief
        self._sport, self._sub_sport = sport_of(account)

    def laps(self) -> Iterator[Fields]:
        """A lap a step, in order."""
        account, at = self._account, self._at
        steps = [] if account.plan is None else step_indexes(account.plan.steps)
        kcal = shares(account.kcal([lap]) for lap in account.laps)
        ascents = shares(lap.ascent_m for lap in account.laps)
        descents = shares(lap.descent_m for lap in account.laps)
        centimetres = shares(lap.distance_m * 100 for lap in account.laps)
        milliseconds = shares(lap.active_s * 1000 for lap in account.laps)
        for index, lap in enumerate(account.laps):
            step = lap.step
            yield {
                "message_index": index,
                "timestamp": at(lap.ended_t),
                "event": "lap",
                "event_type": "stop",
                "start_time": at(lap.began_t),
                "total_elapsed_time": lap.ended_t - lap.began_t,
                "total_timer_time": milliseconds[index] / 1000,
                "total_moving_time": lap.moving_s,
                "total_distance": centimetres[index] / 100,
                "total_calories": kcal[index],
                "total_ascent": ascents[index],
                "total_descent": descents[index],
                "avg_heart_rate": _rounded(step.mean_bpm),
                "max_heart_rate": step.peak_bpm,
                "min_heart_rate": lap.min_bpm,
                "time_in_hr_zone": lap.zone_s if any(lap.zone_s) else None,
                "wkt_step_index": steps[step.index] if step.index < len(steps) else None,
                "intensity": INTENSITIES[step.kind],
                "lap_trigger": "manual",
                "sport": self._sport,
                "sub_sport": self._sub_sport,
                **_speeds(lap.mean_kmh, lap.max_kmh),
                **_grades([lap]),
                **_strides([lap]),
            }

    def session(self) -> Fields:
        """The whole."""
        account, at, debrief = self._account, self._at, self._debrief
        effort = None if debrief is None else debrief.effort
        feel = None if debrief is None else debrief.feel
        return {
            "message_index": 0,
            "timestamp": at(account.ended_t),
            "event": "session",
            "event_type": "stop",
            "start_time": at(account.began_t),
            "sport": self._sport,
            "sub_sport": self._sub_sport,
            "total_elapsed_time": account.ended_t - account.began_t,
            "total_timer_time": account.active_s,
            "total_moving_time": sum(lap.moving_s for lap in account.laps),
            "total_distance": account.distance_m,
            "total_calories": round(account.kcal()),
            "total_ascent": round(sum(lap.ascent_m for lap in account.laps)),
            "total_descent": round(sum(lap.descent_m for lap in account.laps)),
            "avg_heart_rate": _rounded(account.mean_bpm),
            "max_heart_rate": account.peak_bpm,
            "min_heart_rate": account.min_bpm,
            "time_in_hr_zone": account.zone_s if any(account.zone_s) else None,
            "first_lap_index": 0,
            "num_laps": len(account.laps),
            "trigger": "activity_end",
            "workout_rpe": None if effort is None else effort * 10,
            "workout_feel": None if feel is None else (feel - 1) * 25,
            **_speeds(account.mean_kmh, account.max_kmh),
            **_grades(account.laps),
            **_strides(account.laps),
            **_powers(account),
        }

    def time_in_zone(self) -> Fields:
        """Seconds in each zone of the heart rate, with where the zones end."""
        account = self._account
        runner = account.session.runner
        return {
            "timestamp": self._at(account.ended_t),
            "reference_mesg": SESSION_NUMBER,
            "reference_index": 0,
            "time_in_hr_zone": account.zone_s,
            "hr_zone_high_boundary": zone_tops_bpm(runner),
            "hr_calc_type": "percent_max_hr",
            "max_heart_rate": runner.max_bpm,
        }


def shares(values: Iterable[float]) -> list[int]:
    """Each value rounded so that their sum is the rounded sum."""
    found: list[int] = []
    total = 0.0
    told = 0
    for value in values:
        total += value
        found.append(round(total) - told)
        told = round(total)
    return found


def _speeds(mean_kmh: float, max_kmh: float | None) -> Fields:
    return {
        "avg_speed": mean_kmh / 3.6,
        "max_speed": None if max_kmh is None else max_kmh / 3.6,
    }


def _grades(laps: Sequence[Lap]) -> Fields:
    """In percent; none where the machine tells no incline."""
    highs = [lap.max_incline for lap in laps if lap.max_incline is not None]
    lows = [lap.min_incline for lap in laps if lap.min_incline is not None]
    distance_m = sum(lap.distance_m for lap in laps)
    if not highs or not lows or not distance_m:
        return {}
    net_m = sum(lap.ascent_m - lap.descent_m for lap in laps)
    high, low = max(highs), min(lows)
    return {
        "avg_grade": net_m / distance_m * 100,
        "max_pos_grade": high if high >= 0 else None,
        "max_neg_grade": low if low < 0 else None,
    }


def _strides(laps: Sequence[Lap]) -> Fields:
    """Counted by one foot; none where nothing counts steps."""
    counted = [lap for lap in laps if lap.steps is not None]
    steps = sum(lap.steps or 0 for lap in counted)
    stepping_s = sum(lap.stepping_s for lap in counted)
    if not steps or not stepping_s:
        return {}
    tops = [lap.max_steps_per_min for lap in counted if lap.max_steps_per_min is not None]
    mean = steps / stepping_s * 60
    whole, fraction = one_foot(mean)
    top, top_fraction = one_foot(max([mean, *tops]))
    return {
        "total_cycles": steps // 2,
        "total_fractional_cycles": steps % 2 / 2,
        "avg_cadence": whole,
        "avg_fractional_cadence": fraction,
        "max_cadence": top,
        "max_fractional_cadence": top_fraction,
        "avg_step_length": sum(lap.distance_m for lap in counted) / steps * 1000,
    }


def _rounded(value: float | None) -> int | None:
    return None if value is None else round(value)


def _powers(account: Account) -> Fields:
    """Mean and greatest power, where one was measured."""
    powers_w = account.powers_w
    if not powers_w:
        return {}
    return {
        "avg_power": max(0, round(sum(powers_w) / len(powers_w))),
        "max_power": max(0, round(max(powers_w))),
    }
