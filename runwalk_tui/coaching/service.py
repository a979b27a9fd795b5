"""The coach as screens know it, over one runner's files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from runwalk_tui.coaching.facts import TrainingFacts, known, moment, overrule, tell, written_plan
from runwalk_tui.coaching.questions import (
    CHECK_IN,
    DOCTOR,
    NEXT_DAY,
    NOW,
    PLACES,
    READY,
    Question,
    of_doctor,
    of_places,
)
from runwalk_tui.coaching.weeks import Progress, line_for_partner, progress_of
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import FileError
from runwalk_tui.journal.reader import Journal, journal_stamp
from runwalk_tui.journal.stats import Watch, figures_of, unwatched
from runwalk_tui.plans.programmes import list_programmes
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.advice.decision import Advice, Key
from runwalk_tui.training.advice.pain_ledger import open_pains_on
from runwalk_tui.training.advice.pain_places import grave_word
from runwalk_tui.training.advice.pain_rules import Verdict, answer_to
from runwalk_tui.training.advice.return_to_running import effort_cap
from runwalk_tui.training.history.dates import date_of, day_of
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    DoctorSaw,
    Followed,
    Level,
    Moved,
    NextDay,
    PainNow,
    Ready,
)
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.magic_miles import compared, miles
from runwalk_tui.training.history.records import Records, records
from runwalk_tui.training.history.session_stats import until, without_heart
from runwalk_tui.training.history.stats_text import sums
from runwalk_tui.training.programmes.plan_text import week_brief
from runwalk_tui.training.sentences import Say
from runwalk_tui.training.sentences_of_weeks import Weeks

DAY_AFTER_ASKED = timedelta(days=14)
"""So long after a session it is asked how the day after was."""


class ProgrammeEntry(NamedTuple):
    """A programme in the list.

    Attributes:
        name: What commands call it.
        title: What people call it.
        about: A sentence for the one who chooses, or why it cannot be used.
        weeks: What each week brings, in words; none where it cannot be used.
        is_followed: It is the one that is followed.
        workouts: The names of each week's workouts, by which they are run.
    """

    name: str
    title: str
    about: str
    weeks: tuple[str, ...]
    is_followed: bool = False
    workouts: tuple[tuple[str, ...], ...] = ()


class CoachingService:
    """Asks, advises, and keeps what is told, for one runner.

    Screens and commands call the same methods; each raises `StoreError` if the journal cannot be
    used.

    Args:
        mine: The settings of the runner.
        watch: Told how many figures have been derived, where that takes a while.
    """

    def __init__(self, mine: EffectiveSettings, watch: Watch = unwatched) -> None:
        self._mine = mine
        self._watch = watch
        self._kept: tuple[object, TrainingFacts] | None = None

    def questions(self) -> tuple[Question, ...]:
        """The open questions: a doctor, the day after, pains, today, being ready."""
        facts = self._known()
        told = Told(facts.entries)
        pains = open_pains_on(facts.day, facts.figures, told)
        asked = of_doctor([pain.what for pain in pains if pain.is_for_doctor])
        if _is_day_after_open(facts, told):
            asked += NEXT_DAY
        if told.check_in(facts.day) is None:
            places = (pain.where for pain in pains if not pain.is_for_doctor)
            asked += of_places([where for where in places if where])
            asked += CHECK_IN
        rest = self.advise().rest
        return asked + (READY if rest is not None and rest.key is Key.READY else ())

    def tell(self, answers: Mapping[str, int]) -> None:
        """Keeps what was answered; what was passed over counts as well."""
        if "after" in answers or "swollen" in answers:
            session = self._known().figures[-1].session_id
            swollen = bool(answers.get("swollen", 0))
            self.day_after(session, answers.get("after"), swollen=swollen)
        if answers.get(DOCTOR):
            self.doctor_saw()
        for id, pain in answers.items():
            if id.startswith(NOW):
                self.pain_now(pain, id.removeprefix(NOW))
        if answers.keys() & {question.id for question in CHECK_IN}:
            self.check_in(
                sleep=Level(answers.get("sleep", Level.GOOD)),
                soreness=Level(answers.get("soreness", Level.GOOD)),
                stress=Level(answers.get("stress", Level.GOOD)),
                pain=answers.get("pain"),
                where=_place(answers),
            )
        if answers.keys() >= {question.id for question in READY}:
            self.ready(
                walks=bool(answers["walks"]),
                no_swelling=not answers["swelling"],
                cleared=not answers["against"],
            )

    def check_in(
        self, *, sleep: Level, soreness: Level, stress: Level, pain: int | None, where: str
    ) -> None:
        """Keeps how the runner is before a workout; a pain that was not told ends none."""
        tell(self._mine, CheckIn(moment(), sleep, soreness, stress, pain, where))

    def day_after(self, session: int | str, pain: int | None, *, swollen: bool) -> None:
        """Keeps how it was the day after a session, by its number or "last"."""
        tell(self._mine, NextDay(moment(), self._session_id(session), pain, swollen))

    def pain_now(self, pain: int, where: str) -> None:
        """Keeps how a pain in one place is now, 0 to 10."""
        tell(self._mine, PainNow(moment(), pain, where))

    def doctor_saw(self) -> None:
        """Keeps that a doctor has seen what was told so far."""
        tell(self._mine, DoctorSaw(moment()))

    def ready(self, *, walks: bool, no_swelling: bool, cleared: bool) -> None:
        """Keeps what holds before the way back from an injury."""
        tell(self._mine, Ready(moment(), walks, no_swelling, cleared))

    def advice(self, day: date | None = None) -> Advice:
        """The advice for today, or for another day.

        Raises:
            FileError: If the plan or programme that is followed cannot be used.
        """
        return self._known(day).advice()

    def advise(self) -> Advice:
        """The advice for today; if a file is broken, names it."""
        try:
            return self.advice()
        except FileError as error:
            return Advice(None, str(error))

    def overrule(self, key: str | None = None) -> None:
        """Refuses one part of today's advice, by default what `Advice.first_keys` names."""
        overrule(self._mine, self.advise().first_keys if key is None else [key])

    def overrule_all(self) -> None:
        """Refuses what is changed today, and each rest that is advised instead."""
        while (advice := self.advice()).keys:
            overrule(self._mine, advice.first_keys)
            if self.advice().rest is None:
                return

    def put_off(self, to: date | None = None) -> None:
        """The workout of today is one of another day, by default of tomorrow."""
        to = to or self._known().day + timedelta(days=1)
        tell(self._mine, Moved(moment(), to.isoformat()))

    def followed(self) -> Followed | None:
        """The programme that is followed, if any."""
        return Told(self._known().entries).followed()

    def programmes(self) -> Sequence[ProgrammeEntry]:
        """Every programme by name."""
        followed = self.followed()
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
                tuple(tuple(plan.name for plan in week) for week in entry.programme.weeks),
            )
            for entry in list_programmes(self._mine)
        ]

    def follow(self, name: str, week: int | None = None) -> None:
        """Follows a programme from a week on, or with "" none.

        Without a week, from the first; one that was left today from where it stood.
        """
        if week is not None:
            tell(self._mine, Followed(moment(), name, week))
            return
        facts = self._known()
        told = [entry for entry in facts.entries if isinstance(entry, Followed)]
        left_today = (
            entry
            for entry, following in pairwise(told)
            if entry.programme == name and date_of(following.at) == facts.day
        )
        tell(self._mine, next(left_today, Followed(moment(), name)))

    def records(self) -> Records:
        """The best of all sessions."""
        return self._records(self._known())

    def _records(self, facts: TrainingFacts) -> Records:
        planned = max(1, len(self._mine.own.running_days))
        return records(facts.figures, facts.entries, facts.day, planned)

    def progress(self) -> Progress:
        """The weeks so far."""
        facts = self._known()
        return progress_of(facts)._replace(records=self._records(facts))

    def line_for_partner(self) -> str:
        """One line on this week, to send to a partner."""
        return line_for_partner(self._mine)

    def debrief(self, session: int, answers: Mapping[str, int], note: str) -> str:
        """Keeps what was said after a session, by its number; what it means next."""
        return self.after_session(
            session,
            effort=answers.get("effort"),
            pain=answers.get("pain"),
            where=_place(answers),
            note=note,
            sharp=bool(answers.get("sharp", 0)),
        )

    def after_session(
        self,
        session: int | str,
        *,
        effort: int | None,
        pain: int | None,
        where: str,
        note: str,
        sharp: bool,
        feel: int | None = None,
    ) -> str:
        """Keeps what is said after a session; returns what it means next, and the session's sums.

        Args:
            session: Its number, or "last"; it may be recorded still.
            effort: How hard it was, 1 to 10.
            pain: The worst of it, 0 to 10.
            where: Where it hurts.
            note: Anything.
            sharp: It grew, turned sharp or changed the gait.
            feel: How the runner felt, 1 (very weak) to 5 (very strong).
        """
        from runwalk_tui.journal.salvage import sound_events

        with Journal.open(self._mine.journal) as journal:
            number = journal.find(session, self._mine.id).id
            figures = figures_of(sound_events(journal, number), number)
        if self._mine.own.beta_blockers:
            figures = without_heart(figures)
        said = Debrief(moment(), number, effort, pain, where, note, sharp=sharp, feel=feel)
        tell(self._mine, said)
        facts = self._known()
        before = until(facts.figures, number)
        plan = written_plan(figures, self._mine)
        following = facts.next_words(number)
        cap = _effort_cap(facts, figures.plan)
        means = debrief([*before, figures], facts.entries, facts.athlete, plan, following, cap)
        beside = compared(figures, miles(before, facts.entries))
        after = [] if before else [Weeks.AFTERBURN()]
        if not pain and (word := grave_word(note)):
            after.insert(0, Say.NOTE_ASKS(word=word))
        return "\n".join((f"{means} {beside}".strip(), *sums(figures, effort), *after))

    def _session_id(self, session: int | str) -> int:
        with Journal.open(self._mine.journal) as journal:
            return journal.find(session, self._mine.id).id

    def _known(self, day: date | None = None) -> TrainingFacts:
        """The facts on the runner; read anew only once the journal has changed.

        Ten thousand sessions take a second to read, and one screen asks several times.
        """
        stamp, day = journal_stamp(self._mine.journal), day or date.today()
        if self._kept is None or self._kept[0] != stamp:
            self._kept = stamp, known(self._mine, day, self._watch)
        return replace(self._kept[1], day=day)


def _is_day_after_open(facts: TrainingFacts, told: Told) -> bool:
    """True if the day after the last run has yet to be told, and something depends on it.

    It is asked on that day; later of who goes by symptoms, and of whom the run hurt.
    """
    last = facts.figures[-1] if facts.figures else None
    if last is None or told.day_after(last) is not None:
        return False
    days = (facts.day - day_of(last)).days
    if not 1 < days <= DAY_AFTER_ASKED.days:
        return days == 1
    try:
        programme = facts.programme()
    except FileError:
        programme = None
    by_symptoms = programme is not None and programme.by_symptoms
    return by_symptoms or answer_to(last, told).verdict is not Verdict.FINE


def _effort_cap(facts: TrainingFacts, plan: str | None) -> int | None:
    """The most effort of a workout on a ladder that is followed; None elsewhere."""
    try:
        programme = facts.programme()
    except FileError:
        return None
    is_ladder = programme is not None and programme.by_symptoms
    return effort_cap(programme, plan) if programme is not None and is_ladder else None


def _place(answers: Mapping[str, int]) -> str:
    """The place that hurts, in a word; "" if that was not told."""
    return PLACES[answers["where"]] if "where" in answers else ""
