"""The events of an activity that another device recorded: a session like any other from then on.

A reading tells the speed until the next one, so that the distance that is summed up from the events
is the device's own. Laps become the steps of a plan that says what was done. Between readings that
are far apart the speed is told again as often as it counts.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Final

from runwalk_tui import __version__
from runwalk_tui.exchange.activity import FASTEST_KMH, LONGEST_PAUSE_S, Activity, Lap, Point
from runwalk_tui.exchange.spans import Span, Sum, without_pauses
from runwalk_tui.language import titles
from runwalk_tui.workout.belt import HOLD_S
from runwalk_tui.workout.events import (
    BeltReading,
    ClockPaused,
    ClockStarted,
    Event,
    HeartReading,
    MachineKnown,
    Outcome,
    PauseReason,
    RunnerProfile,
    SessionEnded,
    SessionOpened,
    StepBegan,
)
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Plan, Step

PLAN_NAME: Final = "imported activity"
"""No plan of the runner's is called that."""

MOST_LAPS: Final = 2000
SLOWEST_KMH, FASTEST_STEP_KMH = 0.1, 20.0
"""A plan's steps have speeds between; what was measured may lie beyond."""

LONGEST_STEP_S: Final = 86_400.0
"""A plan's step takes a day at most; a longer lap is cut."""

STEEPEST_PERCENT: Final = 30.0

STANDING_KMH: Final = 2.0
"""Mean speed over a long gap below which the runner has stood in it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An activity as a session.

    Attributes:
        events: In order of time.
        duration_s, active_s, distance_m: What they come to when they are folded.
    """

    events: list[Event]
    duration_s: float
    active_s: float
    distance_m: float

    @property
    def totals(self) -> dict[str, object]:
        """The sums for the history, as `runwalk_tui.journal.writer.totals_of` has them."""
        opened = self.events[0]
        assert isinstance(opened, SessionOpened)
        assert opened.plan is not None
        return {
            "opened_at": opened.opened_at,
            "plan": opened.plan.name,
            "title": opened.plan.title,
            "outcome": Outcome.FINISHED,
            "duration_s": self.duration_s,
            "active_s": self.active_s,
            "distance_m": self.distance_m,
        }


def record(activity: Activity, runner: RunnerProfile, brisk_kmh: float) -> Recorded:
    """The session that an activity is.

    Args:
        activity: With readings in order of time.
        runner: Whose it is.
        brisk_kmh: A lap of a run that is no faster is a walk.
    """
    return _Log(activity, runner, brisk_kmh).recorded()


class _Log:
    """One activity on its way to events."""

    def __init__(self, activity: Activity, runner: RunnerProfile, brisk_kmh: float) -> None:
        self._activity = activity
        self._runner = runner
        self._brisk_kmh = brisk_kmh
        self._end_t = self._t(activity.ended_at)
        self._pauses = self._told_pauses()
        self._moves = self._moves_of(activity.points)
        self._paused = Sum([Span(begin, end, 1.0) for begin, end in self._pauses])
        self._metres = Sum(self._moves)
        self._laps = self._told_laps()

    def recorded(self) -> Recorded:
        """The events, and what they come to."""
        active_s = self._end_t - self._paused.between(0.0, self._end_t)
        metres = self._metres.between(0.0, self._end_t)
        return Recorded(self._events(), self._end_t, active_s, metres)

    def _events(self) -> list[Event]:
        plan = Plan(PLAN_NAME, self._activity.title, tuple(self._steps()), self._about())
        opened = SessionOpened(
            0.0,
            plan,
            self._runner,
            self._opened_at(),
            f"runwalk-tui {__version__}",
            origin=f"{self._activity.format} {self._activity.device}".strip(),
        )
        known = MachineKnown(0.0, checked=True, verified=True)
        middle = [*self._clock(), *self._step_events(plan), *self._belt(), *self._heart()]
        # Sorting keeps the order of those at one time: the clock, the step, then what was read.
        middle.sort(key=lambda event: event.t)
        ended = SessionEnded(self._end_t, Outcome.FINISHED, belt_stopped=True)
        return [opened, known, *middle, ended]

    def _t(self, at: float) -> float:
        return round(at - self._activity.began_at, 3)

    def _opened_at(self) -> str:
        began = datetime.fromtimestamp(self._activity.began_at, UTC)
        offset_s = self._activity.offset_s
        zone = None if offset_s is None else timezone(timedelta(seconds=offset_s))
        return began.astimezone(zone).isoformat(timespec="seconds")

    def _about(self) -> str:
        template = titles.RECORDED_BY if self._activity.device else titles.RECORDED
        return template.format(device=self._activity.device, format=self._activity.format)

    def _told_pauses(self) -> list[tuple[float, float]]:
        """The clock's stops; where the file tells none, the gaps in which nobody got on."""
        told = self._activity.pauses
        if told is None:
            points = self._activity.points
            told = [(a.at, b.at) for a, b in pairwise(points) if _is_pause(a, b)]
        pauses: list[tuple[float, float]] = []
        for begin_at, end_at in sorted(told):
            begin = max(self._t(begin_at), pauses[-1][1] if pauses else 0.0)
            end = min(self._t(end_at), self._end_t)
            if end > begin:
                pauses.append((begin, end))
        return pauses

    def _moves_of(self, points: Sequence[Point]) -> list[Span]:
        """Metres a second from reading to reading; evenly where only their sum is told."""
        spans = [
            Span(self._t(before.at), self._t(after.at), min(metres_s, FASTEST_KMH / 3.6))
            for before, after in pairwise(points)
            if (metres_s := _metres_s(before, after)) is not None
        ]
        if spans and points[0].distance_m and self._t(points[0].at) > 0:
            first_t = self._t(points[0].at)
            metres_s = min(points[0].distance_m / first_t, FASTEST_KMH / 3.6)
            spans.insert(0, Span(0.0, first_t, metres_s))
        if not spans and self._activity.distance_m:
            metres_s = min(self._activity.distance_m / self._end_t, FASTEST_KMH / 3.6)
            spans = [Span(0.0, self._end_t, metres_s)]
        return list(without_pauses(spans, self._pauses))

    def _told_laps(self) -> list[tuple[float, float, Lap]]:
        """From, to and what the device says of each lap; the whole is one where it has none."""
        laps = self._activity.laps[:MOST_LAPS] or [Lap(self._activity.began_at)]
        begins = [max(0.0, self._t(lap.began_at)) for lap in laps]
        begins[0] = 0.0
        found: list[tuple[float, float, Lap]] = []
        for begin, end, lap in zip(begins, [*begins[1:], self._end_t], laps, strict=True):
            while end > begin:
                cut = min(end, begin + LONGEST_STEP_S)
                found.append((begin, cut, lap))
                begin = cut
        return found

    def _steps(self) -> Iterator[Step]:
        for begin, end, lap in self._laps:
            active_s = end - begin - self._paused.between(begin, end)
            kmh = self._metres.between(begin, end) / active_s * 3.6 if active_s > 0.05 else 0.0
            yield Step(
                lap.kind or self._kind(kmh),
                round(min(max(kmh, SLOWEST_KMH), FASTEST_STEP_KMH), 2),
                duration_s=max(0.1, round(active_s, 1)),
            )

    def _kind(self, kmh: float) -> Kind:
        is_walk = self._activity.sport == "walk" or 0 < kmh <= self._brisk_kmh
        return Kind.WALK if is_walk else Kind.RUN

    def _clock(self) -> Iterator[Event]:
        yield ClockStarted(0.0)
        for begin, end in self._pauses:
            yield ClockPaused(begin, PauseReason.RUNNER, since=begin)
            yield ClockStarted(end)

    def _step_events(self, plan: Plan) -> Iterator[Event]:
        for index, ((begin, _, _), step) in enumerate(zip(self._laps, plan.steps, strict=True)):
            yield StepBegan(begin, index, step.kind, step.speed_kmh)

    def _belt(self) -> Iterator[Event]:
        """Readings of the speed, told again as long as it counts; zero where nothing moves."""
        kcal = self._activity.kcal
        yield BeltReading(0.0, 0.0, energy_kcal=None if kcal is None else 0.0)
        tilts = deque((begin, self._tilt(begin, end, lap)) for begin, end, lap in self._laps)
        tilt: float | None = None
        last_t = 0.0
        for begin, end, metres_s in self._moves:
            if begin > last_t:
                yield BeltReading(last_t, 0.0)
            while tilts and tilts[0][0] <= begin:
                _, tilt = tilts.popleft()
            t = begin
            while t < end:
                yield BeltReading(t, round(metres_s * 3.6, 3), incline_percent=tilt)
                t = round(t + HOLD_S, 3)
            last_t = end
        yield BeltReading(last_t, 0.0, energy_kcal=kcal)

    def _tilt(self, begin: float, end: float, lap: Lap) -> float | None:
        """The mean grade of a lap in percent; None where its ascent is not known."""
        metres = self._metres.between(begin, end)
        if lap.climb_m is None or metres <= 0:
            return None
        percent = lap.climb_m / metres * 100
        return round(min(STEEPEST_PERCENT, max(-STEEPEST_PERCENT, percent)), 2)

    def _heart(self) -> Iterator[Event]:
        for point in self._activity.points:
            if point.bpm is not None or point.rr_s:
                yield HeartReading(self._t(point.at), point.bpm, None, point.rr_s)


def _metres_s(before: Point, after: Point) -> float | None:
    """Metres a second between two readings: by the distance, else by the speed that is told."""
    if before.distance_m is not None and after.distance_m is not None:
        return (after.distance_m - before.distance_m) / (after.at - before.at)
    return None if before.speed_kmh is None else before.speed_kmh / 3.6


def _is_pause(before: Point, after: Point) -> bool:
    if after.at - before.at <= LONGEST_PAUSE_S:
        return False
    metres_s = _metres_s(before, after)
    return before.distance_m is None or metres_s is None or metres_s * 3.6 < STANDING_KMH
