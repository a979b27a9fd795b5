"""A session as a FIT activity: a lap a step, a record a second, for other training programs.

The messages and their fields are those of Garmin's FIT profile, as its own SDK writes them.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from runwalk_tui.exchange.samples import Sample, fold, samples
from runwalk_tui.training.physiology.energy import kcal_of
from runwalk_tui.workout.events import ClockPaused, ClockStarted, Event
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, StepRecord
from runwalk_tui.workout.summary import summarize

HIGHEST_BPM = 254

_INTENSITY = {
    Kind.WARM_UP: "warmup",
    Kind.RUN: "active",
    Kind.SURGE: "interval",
    Kind.WALK: "recovery",
    Kind.COOL_DOWN: "cooldown",
}

_Fields = dict[str, str | float | datetime | None]


def encode_fit(events: Sequence[Event]) -> bytes:
    """The bytes of the FIT file of a recorded session.

    Raises:
        ValueError: If the belt never ran in it, or its times make no sense.
    """
    # The SDK's profile is large: only who exports pays for loading it.
    from garmin_fit_sdk import Encoder, Profile

    encoder = Encoder()
    for name, fields in _Activity(events).messages():
        known = {key: value for key, value in fields.items() if value is not None}
        encoder.write_mesg({"mesg_num": Profile["mesg_num"][name], **known})
    return encoder.close()


class _Activity:
    """The messages of one session."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self._session = fold(events)
        self._steps = [step for step in self._session.records if step.active_s > 0]
        if not self._steps:
            raise ValueError("the belt never ran in this session; choose another")
        self._opened_at = datetime.fromisoformat(self._session.opened_at)
        self._began_at = self._at(self._steps[0].began_t)
        self._ended_at = self._at(self._end_t(self._steps[-1]))

    def messages(self) -> Iterator[tuple[str, _Fields]]:
        """Name and fields of each, in the order in which they stand in the file."""
        yield "FILE_ID", self._file_id()
        yield from self._timeline()
        yield "EVENT", _timer(self._ended_at, "stop_all")
        for index, step in enumerate(self._steps):
            yield "LAP", self._lap(index, step)
        yield "SESSION", self._whole()
        yield "ACTIVITY", self._activity()

    def _at(self, t: float) -> datetime:
        return self._opened_at + timedelta(seconds=t)

    def _end_t(self, step: StepRecord) -> float:
        return self._session.t if step.ended_t is None else step.ended_t

    def _file_id(self) -> _Fields:
        return {
            "type": "activity",
            "manufacturer": "development",
            "product": 0,
            "serial_number": 1,
            "time_created": self._began_at,
        }

    def _timeline(self) -> Iterator[tuple[str, _Fields]]:
        """The timer's starts and stops, and the records of the time between them."""
        second = iter(samples(self._events))
        sample = next(second, None)
        for event in self._events:
            while sample is not None and sample.t < event.t:
                if sample.phase is Phase.RUNNING:
                    yield "RECORD", self._record(sample)
                sample = next(second, None)
            if isinstance(event, ClockStarted | ClockPaused):
                stands = isinstance(event, ClockPaused)
                yield "EVENT", _timer(self._at(event.t), "stop" if stands else "start")

    def _record(self, sample: Sample) -> _Fields:
        speed_kmh = sample.speed_kmh
        return {
            "timestamp": self._at(sample.t),
            "distance": sample.distance_m,
            "speed": None if speed_kmh is None else speed_kmh / 3.6,
            "grade": sample.incline_percent,
            "heart_rate": _heart_rate(sample.heart_bpm),
        }

    def _lap(self, index: int, step: StepRecord) -> _Fields:
        end_t = self._end_t(step)
        return {
            "message_index": index,
            "timestamp": self._at(end_t),
            "event": "lap",
            "event_type": "stop",
            "start_time": self._at(step.began_t),
            "total_elapsed_time": end_t - step.began_t,
            "total_timer_time": step.active_s,
            "total_distance": step.distance_m,
            "total_ascent": round(max(0.0, step.climb_m)),
            "avg_speed": step.distance_m / step.active_s,
            "avg_heart_rate": _heart_rate(step.mean_bpm),
            "max_heart_rate": _heart_rate(step.peak_bpm),
            "intensity": _INTENSITY[step.kind],
            "lap_trigger": "fitness_equipment",
            "sport": "running",
            "sub_sport": "treadmill",
        }

    def _whole(self) -> _Fields:
        session, summary = self._session, summarize(self._session)
        climb_m = sum(max(0.0, total.climb_m) for total in summary.totals)
        return {
            "message_index": 0,
            "timestamp": self._ended_at,
            "event": "session",
            "event_type": "stop",
            "start_time": self._began_at,
            "total_elapsed_time": (self._ended_at - self._began_at).total_seconds(),
            "total_timer_time": session.active_s,
            "total_distance": session.distance_m,
            "total_ascent": round(climb_m),
            "total_calories": round(kcal_of(summary.totals, session.runner.mass_kg)),
            "avg_speed": session.distance_m / session.active_s,
            "avg_heart_rate": _heart_rate(summary.mean_bpm),
            "max_heart_rate": _heart_rate(summary.peak_bpm),
            "first_lap_index": 0,
            "num_laps": len(self._steps),
            "trigger": "activity_end",
            "sport": "running",
            "sub_sport": "treadmill",
        }

    def _activity(self) -> _Fields:
        return {
            "timestamp": self._ended_at,
            "local_timestamp": self._ended_at + (self._ended_at.utcoffset() or timedelta()),
            "total_timer_time": self._session.active_s,
            "num_sessions": 1,
            "type": "manual",
            "event": "activity",
            "event_type": "stop",
        }


def _heart_rate(bpm: float | None) -> int | None:
    """Beats a minute as FIT holds them: an octet, of which 255 means none and 0 says nothing."""
    whole = 0 if bpm is None else round(bpm)
    return whole if 1 <= whole <= HIGHEST_BPM else None


def _timer(at: datetime, event_type: str) -> _Fields:
    return {"timestamp": at, "event": "timer", "event_type": event_type}
