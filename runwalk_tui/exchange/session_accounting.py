"""Goes once through a session's events and takes account of it."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from runwalk_tui.exchange import sentences as texts
from runwalk_tui.exchange.session_account import LEAST_LAP_S, Account, Gadget, Lap, Pulses, Second
from runwalk_tui.training.physiology.zones import zone_of
from runwalk_tui.workout.belt import CADENCE_S, HOLD_S, LEAST_CADENCE_S
from runwalk_tui.workout.events import (
    BatteryRead,
    BeltReading,
    ClockPaused,
    Device,
    Event,
    HeartReading,
    LinkChanged,
    LinkState,
    PodReading,
    SessionOpened,
    SessionResumed,
    StepBegan,
)
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.motion import coverage
from runwalk_tui.workout.session import Phase, Session, pod_counts

LONGEST_S = 172_800
"""Two days: whatever claims to be longer is no workout."""


def account_of(events: Iterable[Event]) -> Account:
    """The account of a recorded session.

    Raises:
        ValueError: If the belt never ran in it, its times make no sense, or it claims to be longer
            than `LONGEST_S`.
    """
    taking = _Accounting()
    for event in events:
        taking.take(event)
    return taking.account()


class _Accounting:
    """The session as it unfolds, and what it does not keep itself."""

    def __init__(self) -> None:
        self.session = Session()
        self.program = self.origin = ""
        self.second = 0
        self.rows: list[Second] = []
        self.laps: list[Lap] = []
        self.pulses: list[Pulses] = []
        self.clock: list[tuple[float, float]] = []
        self.gadgets: dict[Device, Gadget] = {}
        self.started_t = 0.0
        self.done_m = 0.0
        self.feet = _Feet()
        self.zones: dict[int, int] = {}

    def take(self, event: Event) -> None:
        """Count the time until ``event`` by the state before it, then take the event in.

        Raises:
            ValueError: If the session lasts longer than `LONGEST_S`.
        """
        t = event.t
        if t > LONGEST_S:
            raise ValueError(texts.TOO_LONG.format(seconds=t))
        before = self.session
        if isinstance(event, SessionResumed):
            # Nothing was seen since the first part ended.
            self.second = -int(-t // 1)
        if self.second < t:
            self._tell_seconds(before, t)
        if t > before.t and before.phase is Phase.RUNNING and self.laps:
            self._count(before, t)
        after = self.session = evolve(before, event)
        self._note(event, before, after)
        if before.phase is not after.phase:
            self._watch_clock(event, before, after)

    def account(self) -> Account:
        """Return what it came to.

        Raises:
            ValueError: If the belt never ran, or the session does not say when it was opened.
        """
        if self.session.phase is Phase.RUNNING:
            self.clock.append((self.started_t, self.session.t))
        if self.laps and self.second <= self.session.t:
            self.rows.append(self._second(self.session, self.second))
        for index, (lap, step) in enumerate(zip(self.laps, self.session.records, strict=True)):
            lap.step, lap.index = step, index
            lap.began_t = step.began_t
            lap.ended_t = self.session.t if step.ended_t is None else step.ended_t
            lap.active_s = step.active_s
            lap.moving_s = min(lap.moving_s, step.active_s)
            if lap.pod_s:
                lap.steps = (lap.steps or 0) + round(lap.pod_steps)
            lap.distance_m = max(0.0, step.distance_m)
            if lap.max_kmh is not None:
                lap.distance_m = min(lap.distance_m, lap.max_kmh / 3.6 * step.active_s)
        laps = [lap for lap in self.laps if lap.active_s >= LEAST_LAP_S]
        if not laps:
            raise ValueError(texts.NEVER_RAN)
        datetime.fromisoformat(self.session.opened_at)
        total_m = sum(lap.distance_m for lap in laps)
        rolled_m = max(0.0, self.session.distance_m - total_m)
        return Account(
            self.session,
            self.program,
            self.origin,
            laps,
            self.rows,
            self.pulses,
            self.clock,
            list(self._gadgets()),
            rolled_m,
        )

    def _gadgets(self) -> Iterator[Gadget]:
        yield from self.gadgets.values()
        if any(row.bpm_by == "console" for row in self.rows):
            machine = self.gadgets.get(Device.TREADMILL)
            name = None if machine is None else machine.name
            yield Gadget(Device.TREADMILL, name, by_console=True)

    def _tell_seconds(self, session: Session, t: float) -> None:
        """The whole seconds before ``t``."""
        if self.laps:
            while self.second < t:
                self.rows.append(self._second(session, self.second))
                self.second += 1
        else:
            self.second = -int(-t // 1)

    def _second(self, session: Session, second: int) -> Second:
        belt, heart, step = session.belt, session.heart, session.step
        active_s, distance_m, rolled_m = session.active_s, self.done_m, session.distance_m
        if second > session.t:
            covered = coverage(session, second).metres
            rolled_m += covered
            if session.phase is Phase.RUNNING:
                active_s += second - session.t
                distance_m += covered
        if step is not None:
            distance_m += step.distance_m
        is_fresh = belt.read_at is not None and second - belt.read_at <= HOLD_S
        by_pod, pod = pod_counts(session, second), session.pod
        cadence = pod.cadence_spm(second)
        if cadence is None and self.feet.counts:
            cadence = self.feet.per_min(second)
        bpm = heart.bpm if heart.doubt(second) is None else None
        bpm_by = "console" if heart.by_console else "strap"
        measured_by = "plan" if session.by_hand else session.machine.value
        return Second(
            second,
            session.phase,
            active_s,
            None if step is None else len(self.laps) - 1,
            None if step is None else step.kind,
            pod.speed_kmh if by_pod else belt.speed_kmh if is_fresh else None,
            belt.incline_percent if is_fresh else None,
            distance_m,
            max(0.0, rolled_m - distance_m),
            bpm,
            cadence,
            pod.stride_m(second),
            "pod" if by_pod else measured_by,
            None if bpm is None else bpm_by,
            belt.power_w if is_fresh else None,
            belt.cadence_rpm if is_fresh else None,
        )

    def _count(self, session: Session, t: float) -> None:
        """Adds motion, climb and heart rate until ``t`` to the lap of the running step."""
        lap, belt, heart = self.laps[-1], session.belt, session.heart
        speed_kmh, bpm = session.speed_kmh, heart.bpm
        covered = coverage(session, t)
        if covered.moved_s > 0 and speed_kmh:
            lap.moving_s += covered.moved_s
            if lap.max_kmh is None or speed_kmh > lap.max_kmh:
                lap.max_kmh = speed_kmh
            if belt.incline_percent is not None:
                _climb(lap, covered.metres, belt.incline_percent)
        if bpm is not None and heart.doubt(t) is None:
            zone = self.zones.get(bpm)
            if zone is None:
                zone = self._zone(session, bpm)
            lap.zone_s[zone] += t - session.t
            if lap.min_bpm is None or bpm < lap.min_bpm:
                lap.min_bpm = bpm

    def _zone(self, session: Session, bpm: int) -> int:
        runner = session.runner
        found = zone_of(bpm, runner.max_bpm, runner.zone_floors_percent, runner.rest_bpm)
        self.zones[bpm] = found
        return found

    def _note(self, event: Event, before: Session, after: Session) -> None:
        """Notes what the session does not keep of an event."""
        match event:
            case BeltReading():
                self._note_reading(event, after)
            case PodReading():
                self._note_steps(before, after)
            case HeartReading():
                if event.rr_s and after.is_counting and after.heart.doubt(event.t) is None:
                    self.pulses.append(Pulses(event.t, event.rr_s))
            case StepBegan():
                if before.step is not None:
                    self.done_m += after.done[-1].distance_m
                assert after.step is not None
                self.laps.append(Lap(after.step))
            case LinkChanged(state=LinkState.UP):
                known = self.gadgets.get(event.device, Gadget(event.device))
                self.gadgets[event.device] = replace(known, name=event.name or known.name)
            case BatteryRead():
                known = self.gadgets.get(event.device, Gadget(event.device))
                first = event.percent if known.first_percent is None else known.first_percent
                self.gadgets[event.device] = replace(
                    known, first_percent=first, last_percent=event.percent
                )
            case SessionOpened():
                self.program, self.origin = event.program, event.origin
        if before.step is not None and after.step is None:
            self.done_m += after.done[-1].distance_m

    def _note_steps(self, before: Session, after: Session) -> None:
        """The steps that the pod counted since its reading before."""
        cadence, steps = before.pod.cadence_spm(after.t), after.pod.steps - before.pod.steps
        if not self.laps or cadence is None or steps <= 0:
            return
        lap = self.laps[-1]
        lap.pod_steps += steps
        lap.pod_s += steps / cadence * 60
        lap.max_steps_per_min = max(cadence, lap.max_steps_per_min or 0.0)

    def _note_reading(self, reading: BeltReading, session: Session) -> None:
        if reading.steps is None:
            return
        gained = self.feet.read(reading.t, reading.steps)
        if not self.laps or not session.is_counting or session.pod.cadence_spm(reading.t):
            return
        lap = self.laps[-1]
        lap.steps = (lap.steps or 0) + gained
        per_min = self.feet.per_min(reading.t)
        if per_min is not None:
            lap.max_steps_per_min = max(per_min, lap.max_steps_per_min or 0.0)

    def _watch_clock(self, event: Event, before: Session, after: Session) -> None:
        """Starts and stops of the clock; what was counted after it stopped is taken back."""
        if after.phase is Phase.RUNNING:
            self.started_t = event.t
        elif before.phase is Phase.RUNNING:
            stopped_t = event.t
            step = before.step
            if isinstance(event, ClockPaused) and step is not None and self.laps:
                ran_s = step.active_s + event.t - before.t
                surplus_s = min(max(0.0, event.t - event.since), ran_s)
                stopped_t = max(self.started_t, event.t - surplus_s)
                self._take_back(surplus_s, stopped_t, before)
            self.clock.append((self.started_t, stopped_t))

    def _take_back(self, surplus_s: float, stopped_t: float, session: Session) -> None:
        for at in range(len(self.rows) - 1, -1, -1):
            row = self.rows[at]
            if row.t <= stopped_t or row.phase is not Phase.RUNNING:
                break
            held = row.active_s - (row.t - stopped_t)
            self.rows[at] = row._replace(phase=Phase.PAUSED, active_s=held)
        bpm = session.heart.bpm
        if bpm is not None:
            zone_s, zone = self.laps[-1].zone_s, self._zone(session, bpm)
            zone_s[zone] = max(0.0, zone_s[zone] - surplus_s)


def _climb(lap: Lap, distance_m: float, incline: float) -> None:
    """So many metres at an incline in percent."""
    climb_m = distance_m * incline / 100
    if climb_m > 0:
        lap.ascent_m += climb_m
    else:
        lap.descent_m -= climb_m
    low, high = lap.min_incline, lap.max_incline
    lap.min_incline = incline if low is None else min(low, incline)
    lap.max_incline = incline if high is None else max(high, incline)


class _Feet:
    """Counts steps by a counter that may restart, and tells how many a minute."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._total = 0
        self._recent: deque[tuple[float, int]] = deque()

    @property
    def counts(self) -> bool:
        """True if anything counts."""
        return self._last is not None

    def read(self, t: float, counter: int) -> int:
        """Steps that a reading adds; a counter that restarts adds none."""
        gained = 0 if self._last is None else max(0, counter - self._last)
        self._last = counter
        self._total += gained
        self._recent.append((t, self._total))
        while t - self._recent[0][0] > CADENCE_S:
            self._recent.popleft()
        return gained

    def per_min(self, t: float) -> float | None:
        """Cadence at ``t``; None where nothing counts, or nothing moves."""
        if not self._recent or t - self._recent[-1][0] > HOLD_S:
            return None
        (first_t, first), (last_t, last) = self._recent[0], self._recent[-1]
        if last_t - first_t < LEAST_CADENCE_S or last == first:
            return None
        return (last - first) / (last_t - first_t) * 60
