"""The coach as screens know it, over one runner's files."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from runwalk_tui.coaching.facts import TrainingFacts, known, moment, overrule, tell, written_plan
from runwalk_tui.coaching.questions import CHECK_IN, NEXT_DAY, PLACES, READY, Question
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import FileError
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.salvage import sound_events
from runwalk_tui.plans.programmes import list_programmes
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.advice.decision import Advice, Key
from runwalk_tui.training.advice.pain_rules import Verdict, answer_to
from runwalk_tui.training.advice.rest_rules import PAIN_REMEMBERED
from runwalk_tui.training.history.dates import date_of, day_of
from runwalk_tui.training.history.derive_stats import figures_of
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    Followed,
    Level,
    Moved,
    NextDay,
    Ready,
)
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.magic_miles import compared, miles
from runwalk_tui.training.history.session_stats import until
from runwalk_tui.training.history.stats_text import sums
from runwalk_tui.training.history.trends import Trend, recovery_trend, same_speed_trend, trend_words
from runwalk_tui.training.history.weekly_progress import WeekRow, progress
from runwalk_tui.training.programmes.plan_text import week_brief


class ProgrammeEntry(NamedTuple):
    """A programme in the list.

    Attributes:
        name: What commands call it.
        title: What people call it.
        about: A sentence for the one who chooses, or why it cannot be used.
        weeks: What each week brings, in words; none where it cannot be used.
        is_followed: It is the one that is followed.
    """

    name: str
    title: str
    about: str
    weeks: tuple[str, ...]
    is_followed: bool = False


class Progress(NamedTuple):
    """The weeks, oldest first, what the heart says over them, and what there is to say."""

    weeks: Sequence[WeekRow]
    recovery: Trend
    same_speed: Trend
    words: str = ""


class CoachingService:
    """Asks, advises, and keeps what is told, for one runner.

    Args:
        mine: The settings of the runner.
    """

    def __init__(self, mine: EffectiveSettings) -> None:
        self._mine = mine

    def questions(self) -> tuple[Question, ...]:
        """What was not told yet: of the day after the last run, of today, of being ready."""
        facts = self._known()
        told = Told(facts.entries)
        asked: tuple[Question, ...] = ()
        if _is_day_after_open(facts, told):
            asked += NEXT_DAY
        if told.check_in(facts.day) is None:
            asked += CHECK_IN
        rest = self.advise().rest
        return asked + (READY if rest is not None and rest.key is Key.READY else ())

    def tell(self, answers: Mapping[str, int]) -> None:
        """Keeps what was answered; what was passed over counts as well."""
        if "after" in answers or "swollen" in answers:
            session = self._known().figures[-1].session_id
            swollen = bool(answers.get("swollen", 0))
            tell(self._mine, NextDay(moment(), session, answers.get("after", 0), swollen))
        if answers.keys() & {question.id for question in CHECK_IN}:
            check_in = CheckIn(
                moment(),
                sleep=Level(answers.get("sleep", Level.GOOD)),
                soreness=Level(answers.get("soreness", Level.GOOD)),
                stress=Level(answers.get("stress", Level.GOOD)),
                pain=answers.get("pain", 0),
                where=_place(answers),
            )
            tell(self._mine, check_in)

        if answers.keys() >= {question.id for question in READY}:
            ready = Ready(
                moment(),
                walks_30_min=bool(answers["walks"]),
                no_swelling=not answers["swelling"],
                cleared=not answers["against"],
            )
            tell(self._mine, ready)

    def advise(self) -> Advice:
        """What follows for today; if a file is broken, which one."""
        try:
            return self._known().advice()
        except FileError as error:
            return Advice(None, str(error))

    def overrule(self) -> None:
        """Refuses what is changed or put off today; if nothing is, the choice of the workout."""
        overrule(self._mine, self.advise().first_keys)

    def put_off(self) -> None:
        """The workout of today is one of tomorrow."""
        tomorrow = self._known().day + timedelta(days=1)
        tell(self._mine, Moved(moment(), tomorrow.isoformat()))

    def programmes(self) -> Sequence[ProgrammeEntry]:
        """Every programme by name."""
        followed = Told(self._known().entries).followed()
        name = None if followed is None else followed.programme
        return [
            ProgrammeEntry(entry.name, entry.name, entry.error or "", ())
            if entry.programme is None
            else ProgrammeEntry(
                entry.name,
                entry.programme.title,
                entry.programme.about,
                tuple(week_brief(week, self._mine.units) for week in entry.programme.weeks),
                entry.name == name,
            )
            for entry in list_programmes(self._mine)
        ]

    def follow(self, name: str) -> None:
        """Follows a programme from its first week, or none; one left today from where it stood."""
        facts = self._known()
        told = [entry for entry in facts.entries if isinstance(entry, Followed)]
        left_today = (
            entry
            for entry, following in pairwise(told)
            if entry.programme == name and date_of(following.at) == facts.day
        )
        tell(self._mine, next(left_today, Followed(moment(), name)))

    def progress(self) -> Progress:
        """The weeks so far."""
        facts = self._known()
        weeks = progress(facts.figures, Told(facts.entries), facts.day, self._mine.own.days_a_week)
        recovery, same_speed = recovery_trend(facts.figures), same_speed_trend(facts.figures)
        said = [*weeks[-1].load.warnings, weeks[-1].words] if weeks else []
        said += trend_words(recovery, same_speed)
        return Progress(weeks, recovery, same_speed, " ".join(said))

    def debrief(self, answers: Mapping[str, int], note: str) -> str:
        """Keeps what was said after the session that was just recorded; what it means next."""
        with Journal.open() as journal:
            session = journal.find("last", self._mine.id).id
            figures = figures_of(sound_events(journal, session), session)
        said = Debrief(
            moment(),
            session_id=session,
            effort=answers.get("effort"),
            pain=answers.get("pain"),
            where=_place(answers),
            note=note,
            sharp=bool(answers.get("sharp", 0)),
        )
        tell(self._mine, said)
        facts = self._known()
        before = until(facts.figures, session)
        plan = written_plan(figures, self._mine)
        means = debrief([*before, figures], facts.entries, facts.athlete, plan)
        beside = compared(figures, miles(before, facts.entries))
        return "\n".join((f"{means} {beside}".strip(), *sums(figures, said.effort)))

    def _known(self) -> TrainingFacts:
        return known(self._mine)


def _is_day_after_open(facts: TrainingFacts, told: Told) -> bool:
    """Whether the day after the last run has yet to be told, and something hangs on it.

    It is asked on that day; later of who goes by symptoms, and of whom the run hurt.
    """
    last = facts.figures[-1] if facts.figures else None
    if last is None or told.day_after(last) is not None:
        return False
    days = (facts.day - day_of(last)).days
    if not 1 < days <= PAIN_REMEMBERED.days:
        return days == 1
    try:
        programme = facts.programme()
    except FileError:
        programme = None
    by_symptoms = programme is not None and programme.by_symptoms
    return by_symptoms or answer_to(last, told).verdict is not Verdict.FINE


def _place(answers: Mapping[str, int]) -> str:
    """Where it hurts, in a word; "" if that was not told."""
    return PLACES[answers["where"]] if "where" in answers else ""
