"""The coach at work: brings a runner's files to its rules, and keeps what the runner answers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.paths import journal_file
from runwalk_tui.errors import FileError
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.journal.stats import Watch, all_stats, unwatched
from runwalk_tui.plans.loader import PlanError, load_plan
from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.history.diary_entries import Entry, Followed, Overruled
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.planned_days import planned_words
from runwalk_tui.training.history.session_stats import SessionStats, without_heart
from runwalk_tui.training.programmes.programme import Programme
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Plan

if TYPE_CHECKING:
    from runwalk_tui.training.advice.decision import Advice


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """All that the coach goes by.

    Attributes:
        mine: The settings of the runner.
        figures: Every session of the runner that was read, oldest first.
        entries: The diary, in order.
        day: Today.
    """

    mine: EffectiveSettings
    figures: Sequence[SessionStats]
    entries: Sequence[Entry]
    day: date

    @property
    def athlete(self) -> Athlete:
        """The runner, as the advice rules see them."""
        return self.mine.athlete(self.day)

    def programme(self) -> Programme | None:
        """The one that is followed.

        Raises:
            PlanError: If it cannot be used.
        """
        followed = Told(self.entries).followed()
        if followed is None:
            return None
        from runwalk_tui.plans.programmes import load_programme

        return load_programme(followed.programme, self.mine)

    def next_words(self, number: int) -> str:
        """Return the consequence of the last session for the next, by the rules of the day after.

        "" for another session; practice means nothing.
        """
        if self.mine.is_practice:
            return Say.MEANS_PRACTICE()
        if not self.figures or self.figures[-1].session_id != number:
            return ""
        try:
            return replace(self, day=self.day + timedelta(days=1)).advice().next_reason
        except FileError:
            return ""

    def advice(self) -> "Advice":
        """The advice for today.

        Raises:
            PlanError: If the programme that is followed cannot be used.
        """
        from runwalk_tui.training.advice.today import today

        advice = today(
            self.athlete,
            self.figures,
            self.entries,
            self.day,
            self.programme(),
            lambda name: load_plan(name, self.mine),
        )
        words = planned_words(self.mine.own.weekdays, self.figures, self.day)
        return replace(advice, warnings=(*advice.warnings, words)) if words else advice


def known(
    mine: EffectiveSettings,
    day: date | None = None,
    watch: Watch = unwatched,
    since: date | None = None,
) -> TrainingFacts:
    """Reads what is known of a runner, as of a day, by default today.

    Args:
        mine: The settings of the runner.
        day: Today.
        watch: Is told of figures that have to be derived first.
        since: The first day of which sessions are read; None for all of them.

    Raises:
        StoreError: If the journal cannot be used.
    """
    with Journal.open(mine.journal) as journal:
        figures = all_stats(journal, mine.id, watch, since)
        entries = sound_entries(journal, mine.id)
    if mine.own.beta_blockers:
        figures = [without_heart(session) for session in figures]
    if mine.is_practice:
        entries = [*_followed_in_earnest(mine), *entries]
    return TrainingFacts(mine, figures, entries, day or date.today())


def _followed_in_earnest(mine: EffectiveSettings) -> Sequence[Entry]:
    """The runner's own programme, which is also practised as long as no other is chosen there."""
    with Journal.open(journal_file()) as journal:
        entries = sound_entries(journal, mine.id)
    return [entry for entry in entries if isinstance(entry, Followed)][-1:]


def written_plan(session: SessionStats, mine: EffectiveSettings) -> Plan | None:
    """The plan of a session as it was written; None if that is not known any more."""
    if session.plan is None:
        return None
    try:
        return load_plan(session.plan, mine)
    except PlanError:
        return None


def tell(mine: EffectiveSettings, *entries: Entry) -> None:
    """Keeps what the runner said.

    Raises:
        StoreError: If the journal cannot be written.
    """
    with Journal.open(mine.journal) as journal:
        diary = Diary(journal, mine.id)
        for entry in entries:
            diary.append(entry)


def overrule(mine: EffectiveSettings, keys: Sequence[str]) -> None:
    """Refuses advice for the day, by its keys.

    Raises:
        StoreError: If the journal cannot be written.
    """
    tell(mine, *(Overruled(moment(), str(key)) for key in keys))


def moment() -> str:
    """Now, as entries of the diary have it: wall clock, ISO 8601 with offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
