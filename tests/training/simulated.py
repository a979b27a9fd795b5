"""Simulated runners: each day they take the coach's advice, run it in their way, and tell of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from runwalk_tui.config.settings import Settings
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.plans.programmes import load_programme
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.decision import Advice
from runwalk_tui.training.advice.today import today
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    Entry,
    Followed,
    NextDay,
    Overruled,
)
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import Programme, running_s
from runwalk_tui.workout.plan import Kind, Plan

MONDAY = date(2026, 3, 2)
SETTINGS = Settings()


@dataclass(frozen=True)
class Run:
    """How a runner does a workout.

    Attributes:
        effort: As told afterwards; None is not told.
        share: How much of it is done.
        pain: The worst of it.
        sharp: It was of a kind that stops a run.
        next_day: Pain on the day after; None is not told.
        swollen: On the day after.
        doubtful: Share of the heart rate that is in doubt.
        run_bpm: Heart rate in the runs.
        fall_bpm: How far it falls in the first minute of a walk.
        kmh: Faster (slower) than the plan by so much.
    """

    effort: int | None = 5
    share: float = 1.0
    pain: int | None = None
    sharp: bool = False
    next_day: int | None = 0
    swollen: bool = False
    doubtful: float = 0.0
    run_bpm: float = 150.0
    fall_bpm: float = 25.0
    kmh: float = 0.0


@dataclass(frozen=True)
class Day:
    """A day as it was: what was known in the morning, what was advised, what came of it."""

    day: date
    advice: Advice
    last: SessionStats | None
    session: SessionStats | None


@dataclass
class Simulation:
    """A runner with a history that grows.

    Args:
        run: How a workout is done; None leaves it out.
        programme: Name of the one that is followed; "" for none.
        check_in: What is told on the morning of a day, if anything.
        athlete: Who runs.
    """

    run: Callable[[date, Plan], Run | None]
    programme: str = "twelve-weeks"
    check_in: Callable[[date], CheckIn | None] = lambda day: None
    athlete: Athlete = field(default_factory=Athlete)
    week: int = 1
    figures: list[SessionStats] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    overrules: bool = False

    def __post_init__(self) -> None:
        if self.programme:
            at = f"{MONDAY}T06:00:00+01:00"
            self.entries.append(Followed(at, self.programme, self.week))

    @property
    def followed(self) -> Programme | None:
        """The programme."""
        return _programme(self.programme) if self.programme else None

    def live(self, days: int = 84) -> list[Day]:
        """So many days, from the first Monday or the day after the last."""
        return list(self._days(days))

    def advice(self, day: date) -> Advice:
        """What is advised on a day."""
        return today(
            self.athlete,
            self.figures,
            self.entries,
            day,
            self.followed,
            plan_named,
        )

    def _days(self, days: int) -> Iterator[Day]:
        for day in (MONDAY + timedelta(days=number) for number in range(days)):
            told = self.check_in(day)
            if told is not None:
                self.entries.append(told)
            advice = self.advice(day)
            while self.overrules and advice.keys:
                at = f"{day}T07:30:00+01:00"
                self.entries += [Overruled(at, key) for key in advice.keys]
                advice = self.advice(day)
            last = self.figures[-1] if self.figures else None
            how = None if advice.plan is None else self.run(day, advice.plan)
            session = None
            if advice.plan is not None and how is not None:
                session = self._done(day, advice.plan, how)
            yield Day(day, advice, last, session)

    def _done(self, day: date, plan: Plan, how: Run) -> SessionStats:
        session = session_of(len(self.figures) + 1, day, plan, how)
        self.figures.append(session)
        number = session.session_id
        if how.effort is not None or how.pain is not None or how.sharp:
            evening = f"{day}T19:00:00+01:00"
            self.entries.append(Debrief(evening, number, how.effort, how.pain, sharp=how.sharp))
        if how.next_day is not None:
            morning = f"{day + timedelta(days=1)}T06:30:00+01:00"
            self.entries.append(NextDay(morning, number, how.next_day, how.swollen))
        return session


def session_of(number: int, day: date, plan: Plan, how: Run = Run()) -> SessionStats:
    """A plan as it was done, at 18:00."""
    total_s = plan.planned_s * how.share
    run_s = running_s(plan) * how.share
    kmh = [step.speed_kmh for step in plan.steps if step.kind.is_running]
    runs = [step for step in plan.steps if step.kind.is_running]
    walks = [step for step in plan.steps if step.kind is Kind.WALK]
    known = how.doubtful < 0.5
    return SessionStats(
        session_id=number,
        opened_at=f"{day}T18:00:00+01:00",
        plan=plan.name,
        title=plan.title,
        outcome="finished" if how.share == 1 else "stopped",
        total_s=total_s,
        planned_s=plan.planned_s,
        distance_m=plan.planned_m * how.share,
        run_s=run_s,
        walk_s=sum(step.planned_s for step in walks) * how.share,
        runs=len(runs),
        ratio=(runs[0].planned_s, walks[0].planned_s) if runs and walks else None,
        mean_bpm=how.run_bpm - 15 if known else None,
        run_bpm=how.run_bpm if known else None,
        run_kmh=sum(kmh) / len(kmh) + how.kmh if kmh else None,
        falls_bpm=(how.fall_bpm,) * len(walks),
        minute_falls_bpm=(how.fall_bpm,) * len(walks),
        zone_s=(0.0, 0.0, total_s / 2, total_s / 2, 0.0, 0.0),
        doubtful_share=how.doubtful,
        pain=None,
    )


@cache
def _programme(name: str) -> Programme:
    return load_programme(name, SETTINGS)


@cache
def plan_named(name: str) -> Plan:
    return load_plan(name, SETTINGS)


def workouts(days: Sequence[Day]) -> list[str]:
    """The workouts that were run, by name."""
    return [day.session.plan or "" for day in days if day.session is not None]
