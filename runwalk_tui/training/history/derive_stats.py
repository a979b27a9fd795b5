"""Derives a session's figures from its events."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from runwalk_tui.language.titles import ON_MACHINE
from runwalk_tui.training.history.cross_met import cross_met
from runwalk_tui.training.history.session_energy import session_kcal
from runwalk_tui.training.history.session_stats import VERSION as VERSION
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.physiology.effort_curves import (
    Beat,
    decoupling_of,
    held_peak_bpm,
    steady_pieces,
)
from runwalk_tui.training.physiology.energy import Gait
from runwalk_tui.training.physiology.heart_fit import fit_heart
from runwalk_tui.training.physiology.recovery import recovery_of
from runwalk_tui.training.physiology.zones import zone_of
from runwalk_tui.training.programmes.magic_mile import mile_time_s
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.events import Event, HeartReading, SessionResumed
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.machine_words import NAMES
from runwalk_tui.workout.motion import told_s
from runwalk_tui.workout.plan import Kind, Plan
from runwalk_tui.workout.resuming import cut_off, resumed_plan
from runwalk_tui.workout.session import Phase, Session, StepRecord
from runwalk_tui.workout.summary import summarize

LEAST_TRUSTED_SHARE = 0.5
"""Means over less of the time than this say nothing of all of it."""

UNFINISHED = "unfinished"


def figures_of(events: Iterable[Event], session_id: int = 0) -> SessionStats:
    """The figures of the session that ``events`` tell, from its first event to its last."""
    fold = _Fold()
    for event in events:
        fold.take(event)
    session = fold.session
    summary = summarize(session)
    steps = summary.steps
    runs = [step for step in steps if step.kind.is_running]
    run_s = sum(step.active_s for step in runs)
    recoveries = [
        found
        for before, step in pairwise(steps)
        if before.kind.is_running and (found := recovery_of(step)) is not None
    ]
    heart = fit_heart([(beat.t, beat.bpm, beat.kmh) for beat in fold.beats])
    surge_s = sum(step.active_s for step in steps if step.kind is Kind.SURGE)
    steady = steady_pieces(fold.beats)
    ends_bpm = [step.exit_bpm for step in runs if step.exit_bpm is not None]
    stats = SessionStats(
        session_id=session_id,
        opened_at=session.opened_at,
        plan=session.plan.name if session.plan else None,
        title=summary.title,
        outcome=_outcome(session),
        total_s=session.active_s,
        planned_s=_planned_s(fold.written, session.done),
        distance_m=session.distance_m,
        run_s=run_s,
        walk_s=sum(step.active_s for step in steps if step.kind is Kind.WALK),
        runs=len(runs),
        ratio=_ratio(steps),
        mean_bpm=summary.mean_bpm if _is_enough(fold.trusted_s, session.active_s) else None,
        peak_bpm=summary.peak_bpm,
        run_bpm=_mean_bpm(runs) if _is_enough(fold.trusted_run_s, run_s) else None,
        run_kmh=sum(step.distance_m for step in runs) / run_s * 3.6 if run_s else None,
        falls_bpm=tuple(found.fall_bpm for found in recoveries),
        minute_falls_bpm=tuple(
            found.first_minute_fall_bpm
            for found in recoveries
            if found.first_minute_fall_bpm is not None
        ),
        zone_s=tuple(max(0.0, seconds) for seconds in fold.zone_s),
        doubtful_share=_share(session.active_s - fold.trusted_s, session.active_s),
        kcal=session_kcal(session),
        machine_kcal=_machine_kcal(session.belt),
        pain=session.pain,
        mile_s=mile_time_s(session.done, session.plan),
        is_virtual=session.virtual,
        gain_bpm_kmh=None if heart is None else heart.gain,
        gain_sd=0.0 if heart is None else heart.gain_sd,
        tau_s=0.0 if heart is None else heart.tau_s,
        tau_sd=0.0 if heart is None else heart.tau_sd,
        surge_s=surge_s,
        run_end_bpm=sum(ends_bpm) / len(ends_bpm) if ends_bpm else None,
        decoupling=None if surge_s else decoupling_of(fold.beats),
        held_peak_bpm=held_peak_bpm(fold.beats),
        best_600_m=fold.best.best_m(600.0),
        steady_vo2=tuple(round(vo2, 2) for vo2, _ in steady),
        steady_bpm=tuple(round(bpm, 1) for _, bpm in steady),
    )
    return stats if session.machine.has_belt else cross_training(stats, session, fold.mean_w)


def _machine_kcal(belt: Belt) -> float | None:
    """The machine's own count of energy, kcal; None if it has none."""
    is_told = belt.energy_kcal is not None or belt.burned_kcal > 0
    return belt.burned_kcal if is_told else None


def cross_training(stats: SessionStats, session: Session, mean_w: float | None) -> SessionStats:
    """Not a run: its minutes, heart rate and effort count; nothing of it was run."""
    machine = session.machine
    return replace(
        stats,
        plan=None,
        title=ON_MACHINE.format(machine=NAMES[machine], title=stats.title),
        planned_s=0.0,
        distance_m=0.0,
        run_s=0.0,
        walk_s=0.0,
        runs=0,
        ratio=None,
        run_bpm=None,
        run_kmh=None,
        falls_bpm=(),
        minute_falls_bpm=(),
        mile_s=None,
        gain_bpm_kmh=None,
        surge_s=0.0,
        run_end_bpm=None,
        decoupling=None,
        best_600_m=None,
        steady_vo2=(),
        steady_bpm=(),
        cross_met=cross_met(machine, mean_w, session.runner.mass_kg),
    )


class _Fold:
    """The session, and the sums over time that it does not keep itself."""

    def __init__(self) -> None:
        self.session = Session()
        self.zone_s = [0.0] * 6
        self.trusted_run_s = 0.0
        self.written: Plan | None = None
        self.beats: list[Beat] = []
        self.best = Farthest()
        self._powered_s = 0.0

    @property
    def mean_w(self) -> float | None:
        """Mean power over the workout's clock; None where none was measured."""
        work_j = sum(record.work_j for record in self.session.records)
        return work_j / self._powered_s if self._powered_s else None

    @property
    def trusted_s(self) -> float:
        """Seconds of the workout's clock in which the heart rate could be trusted."""
        return sum(self.zone_s)

    def take(self, event: Event) -> None:
        """Counts what passed until ``event``, by what was known before it."""
        before, after = self.session, evolve(self.session, event)
        self.session = after
        if self.written is None or isinstance(event, SessionResumed):
            self.written = _written(self.written, before, after)
        lapse_s = after.active_s - before.active_s
        if lapse_s and before.belt.power_w is not None:
            self._powered_s += told_s(before.belt, before.t, after.t)
        bpm = before.heart.bpm
        if lapse_s and bpm is not None and before.heart.doubt(event.t) is None:
            runner = before.runner
            floors, rest_bpm = runner.zone_floors_percent, runner.rest_bpm
            self.zone_s[zone_of(bpm, runner.max_bpm, floors, rest_bpm)] += lapse_s
            if before.step is not None and before.step.kind.is_running:
                self.trusted_run_s += lapse_s
        belt = after.belt
        told = isinstance(event, HeartReading) and after.heart.doubt(event.t) is None
        is_sure = belt.lost_since is None and belt.contested_since is None
        bpm = after.heart.bpm
        if told and after.is_counting and bpm is not None and belt.speed_kmh and is_sure:
            incline = belt.incline_percent or 0.0
            self.beats.append(Beat(event.t, float(bpm), belt.speed_kmh, incline, _beat_gait(after)))
        self.best.take(after.active_s, after.distance_m)


class Farthest:
    """The greatest distance in any stretch of a workout's clock."""

    def __init__(self) -> None:
        self._at: list[tuple[float, float]] = []

    def take(self, active_s: float, metres: float) -> None:
        """Notes the distance so far, once a second."""
        if not self._at or active_s >= self._at[-1][0] + 1.0:
            self._at.append((active_s, metres))

    def best_m(self, over_s: float) -> float | None:
        """The most metres in so many seconds; None if it did not last so long."""
        best: float | None = None
        began = 0
        for active_s, metres in self._at:
            while began + 1 < len(self._at) and active_s - self._at[began + 1][0] >= over_s:
                began += 1
            since_s, since_m = self._at[began]
            if active_s - since_s >= over_s:
                far = (metres - since_m) * over_s / (active_s - since_s)
                best = far if best is None else max(best, far)
        return best


WALKED_TO_KMH = 6.0
"""A warm-up up to here is walked: the walking equation of ACSM holds up to 100 m/min."""


def _beat_gait(session: Session) -> Gait | None:
    if session.step is None:
        return None
    kmh = session.belt.speed_kmh or 0.0
    if session.step.kind is Kind.WARM_UP and kmh <= WALKED_TO_KMH + 0.05:
        return "walk"
    if session.step.kind is Kind.WALK:
        return "walk"
    return "run" if session.step.kind.is_running else None


def _written(written: Plan | None, before: Session, after: Session) -> Plan | None:
    """The plan as it was meant, with the walk of a session that was gone on with.

    What a pain has changed in the plan since is not in it.
    """
    closed = cut_off(before)
    if written is None or not closed.done:
        return after.plan
    return resumed_plan(written, closed.done[-1], before.extra_s)


def _planned_s(written: Plan | None, done: Sequence[StepRecord]) -> float:
    """The planned time of what was done; a walk that the heart ended early counts as planned."""
    if written is None:
        return 0.0
    spared_s = sum(
        max(0.0, written.steps[record.index].planned_s - record.active_s)
        for record in done
        if record.index < len(written.steps)
        and written.steps[record.index].until_bpm is not None
        and record.ended_t is not None
    )
    return max(0.0, float(written.planned_s) - spared_s)


def _outcome(session: Session) -> str:
    """The end of a session; what a session that was cut off was about to be does not count."""
    if session.phase is not Phase.ENDED or session.outcome is None:
        return UNFINISHED
    return session.outcome.value


def _ratio(steps: Sequence[StepRecord]) -> tuple[float, float] | None:
    """The run and the walk after it in the middle of all such pairs by their lengths.

    A surge and the run around it are one run: what counts is how long the runner goes without a
    walk.
    """
    stretches = [
        (gait, round(sum(step.active_s for step in group), 1))
        for gait, group in groupby(steps, _gait)
    ]
    pairs = sorted(
        (run_s, walk_s)
        for (gait, run_s), (following, walk_s) in pairwise(stretches)
        if gait is Kind.RUN and following is Kind.WALK
    )
    return pairs[(len(pairs) - 1) // 2] if pairs else None


def _gait(step: StepRecord) -> Kind:
    return Kind.RUN if step.kind.is_running else step.kind


def _mean_bpm(steps: Sequence[StepRecord]) -> float | None:
    samples = sum(step.samples for step in steps)
    return sum(step.beats for step in steps) / samples if samples else None


def _is_enough(trusted_s: float, whole_s: float) -> bool:
    return whole_s > 0 and trusted_s >= LEAST_TRUSTED_SHARE * whole_s


def _share(part_s: float, whole_s: float) -> float:
    return min(1.0, max(0.0, part_s / whole_s)) if whole_s > 0 else 0.0
