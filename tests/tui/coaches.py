"""A coach with fixed opinions, who remembers what it was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from runwalk_tui.coaching.questions import CHECK_IN, Question
from runwalk_tui.coaching.service import ProgrammeEntry
from runwalk_tui.coaching.weeks import Progress
from runwalk_tui.training.history.activity import Activity
from runwalk_tui.training.history.load import WeekLoad
from runwalk_tui.training.history.trends import Trend
from runwalk_tui.training.history.weekly_progress import WeekRow
from runwalk_tui.workout.plan import Plan
from tests.tui.feeds import run_walk

MONDAY = date(2026, 3, 2)


@dataclass
class Word:
    """Advice as screens see it."""

    plan: Plan | None
    reason: str
    changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    can_overrule: bool = False
    upcoming: Plan | None = None


@dataclass
class FakeCoach:
    """Eases whatever follows a check-in, until it is overruled."""

    rests: bool = False
    reason: str = "The last one was completed with an effort of 5."
    weeks: int = 14
    told: list[dict[str, int]] = field(default_factory=list)
    followed: str = ""
    week: int | None = None
    overruled: bool = False

    def questions(self) -> tuple[Question, ...]:
        return () if self.told else CHECK_IN

    def tell(self, answers: Mapping[str, int]) -> None:
        self.told.append(dict(answers))

    def advise(self) -> Word:
        if self.rests and not self.overruled:
            reason = "You ran yesterday: a day between two runs."
            return Word(None, reason, can_overrule=True, upcoming=run_walk(8))
        if not self.told or self.overruled:
            return Word(run_walk(8), self.reason)
        return Word(
            run_walk(5),
            self.reason,
            ("Shorter: 15 min in place of 24 min, because of poor sleep.",),
            ("This week grows fast: keep the next days easy.",),
            can_overrule=True,
        )

    def overrule(self) -> None:
        self.overruled = True

    def put_off(self) -> None:
        self.rests, self.overruled = True, False

    def programmes(self) -> Sequence[ProgrammeEntry]:
        rows = [
            ("c25k", "Couch to 5 km", "Nine weeks from nothing to half an hour of running.", 9),
            ("comeback", "Back from injury", "A ladder: symptoms decide, not the date.", 6),
            ("marathon", "Marathon", "Long runs with 9:1 and 10:1.", 14),
        ]
        entries = [
            ProgrammeEntry(
                name,
                title,
                about,
                tuple(f"3 × run {week} min, walk 2 min" for week in range(1, weeks + 1)),
                name == self.followed,
                tuple(
                    tuple(f"{name}:{week}.{n}" for n in range(1, 4)) for week in range(1, weeks + 1)
                ),
            )
            for name, title, about, weeks in rows
        ]
        return [*entries, ProgrammeEntry("mine", "mine", "mine.toml: weeks: is missing", ())]

    def follow(self, name: str, week: int | None = None) -> None:
        self.followed, self.week = name, week

    def line_for_partner(self) -> str:
        return "This week: 2 of 3 runs, 41 min, 5.2 km."

    def progress(self) -> Progress:
        weeks = [_week(number) for number in range(1, self.weeks + 1)]
        falls = tuple((MONDAY + timedelta(3 * n), 20 + 0.4 * n) for n in range(2 * self.weeks))
        return Progress(weeks, Trend(falls), Trend(), "The heart falls further every week.")


def _week(number: int) -> WeekRow:
    monday = MONDAY + timedelta(weeks=number - 1)
    return WeekRow(
        week=number,
        monday=monday,
        sessions=2 + number % 2,
        goal=3,
        ratio=("1:2", "1:1", "2:1", "4:1")[(number - 1) // 4],
        total_s=1200.0 + 180 * number,
        distance_m=2000.0 + 350 * number,
        mean_bpm=145 + 0.6 * number,
        effort=5.0 + number % 2,
        load=WeekLoad(monday, 100.0 + 15 * number, 3),
        activity=Activity(40.0, 20.0),
    )
