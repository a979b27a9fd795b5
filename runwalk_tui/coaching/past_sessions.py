"""Looks back at recorded sessions: one as a page, two side by side, an old one as a ghost.

What can be changed about a session is what was told of it: its title, its note, its effort. What
was recorded stays; a session that is deleted is taken out of the history and can be restored.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from runwalk_tui.coaching import sentences as shown
from runwalk_tui.coaching.facts import known, moment, written_plan
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import UsageError
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.event_json import EventError
from runwalk_tui.journal.reader import RUNNING, Journal, SessionRow
from runwalk_tui.journal.salvage import sound_events
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.journal.uploads import Departure, UploadQueue
from runwalk_tui.language.dates import day_and_month
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.history.comparison import Repeat, repeats
from runwalk_tui.training.history.derive_stats import figures_of
from runwalk_tui.training.history.diary_entries import Debrief, Entry, Titled
from runwalk_tui.training.history.ghost import Ghost
from runwalk_tui.training.history.magic_miles import compared, miles
from runwalk_tui.training.history.session_stats import SessionStats, until
from runwalk_tui.training.history.stats_text import sums
from runwalk_tui.training.history.track import Track, track_of
from runwalk_tui.workout.events import SessionOpened
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.session import Session

LONGEST_TITLE = 60
LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Everything that is known of one session.

    Attributes:
        row: As the history has it.
        session: How it ended.
        track: How it went, second by second.
        figures: What it came to.
        said: What the runner said of it last; None if nothing.
        word: What the coach says of it; "" if nothing.
        sums: Its figures in words, a line each.
        departures: Where it was uploaded or written to.
        others: Sessions to compare it with, the last one of the same plan before it first.
        is_deleted: It is in the trash.
    """

    row: SessionRow
    session: Session
    track: Track
    figures: SessionStats
    said: Debrief | None
    word: str
    sums: tuple[str, ...]
    departures: tuple[Departure, ...]
    others: tuple[SessionRow, ...]
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sessions side by side.

    Attributes:
        mine, other: As the history has them.
        session: How mine ended.
        mine_track, other_track: How they went.
        repeats: Each step beside its counterpart.
    """

    mine: SessionRow
    other: SessionRow
    session: Session
    mine_track: Track
    other_track: Track
    repeats: Sequence[Repeat]


class PastSessions:
    """The recorded sessions of one runner; screens and commands call the same methods.

    Each raises `StoreError` if the journal cannot be used or there is no such session.

    Args:
        mine: The settings of the runner.
    """

    def __init__(self, mine: EffectiveSettings) -> None:
        self._mine = mine

    def page(self, which: int | str = "last") -> SessionPage:
        """A session by its number, or the last one."""
        facts = known(self._mine)
        with Journal.open(self._mine.journal) as journal:
            row = journal.find(which, self._mine.id)
            events = sound_events(journal, row.id)
            entries = sound_entries(journal, row.runner)
            others = _others(row, journal.sessions(row.runner))
        with UploadQueue(self._mine.journal) as queue:
            departures = tuple(queue.departures(row.id))
        track, session = track_of(events)
        kept = (each for each in facts.figures if each.session_id == row.id)
        figures = next(kept, None) or figures_of(events, row.id)
        said = _said(entries, row.id)
        before = until(facts.figures, row.id)
        means = debrief(
            [*before, figures], entries, facts.athlete, written_plan(figures, self._mine)
        )
        word = f"{means} {compared(figures, miles(before, entries))}".strip()
        effort = None if said is None else said.effort
        return SessionPage(
            row, session, track, figures, said, word, sums(figures, effort), departures, others
        )

    def number_of(self, which: str) -> str:
        """Return the number of a session of the runner, named by that or by when it was opened.

        Raises:
            UsageError: If none was opened then.
        """
        if "T" not in which:
            return which
        with Journal.open(self._mine.journal) as journal:
            found = (row for row in journal.sessions(self._mine.id) if row.opened_at == which)
            row = next(found, None)
        if row is None:
            raise UsageError(shown.NOT_IN_HISTORY)
        return str(row.id)

    def others(self, which: int | str) -> tuple[SessionRow, ...]:
        """Sessions to compare one with, the last one of the same plan before it first."""
        with Journal.open(self._mine.journal) as journal:
            row = journal.find(which, self._mine.id)
            return _others(row, journal.sessions(row.runner))

    def compare(self, which: int | str = "last", other: int | str | None = None) -> Comparison:
        """A session beside another, by default the last one of the same plan before it.

        Raises:
            UsageError: If there is no other.
        """
        with Journal.open(self._mine.journal) as journal:
            row = journal.find(which, self._mine.id)
            if other is not None:
                beside = journal.find(other, self._mine.id)
            else:
                others = _others(row, journal.sessions(row.runner))
                if not others or others[0].plan != row.plan:
                    none = shown.NO_EARLIER_OF_PLAN if row.plan else shown.NO_EARLIER
                    what = none.format(plan=row.plan)
                    raise UsageError(shown.COMPARE_WHAT.format(what=what))
                beside = others[0]
            if beside.id == row.id:
                raise UsageError(shown.COMPARE_ITSELF.format(id=row.id))
            mine_track, mine = track_of(sound_events(journal, row.id))
            other_track, theirs = track_of(sound_events(journal, beside.id))
        return Comparison(row, beside, mine, mine_track, other_track, repeats(mine, theirs))

    def ghost(self, which: int | str, plan: str) -> Ghost:
        """An earlier session to run against: by its number, or the last one of a plan.

        Raises:
            UsageError: If there is none of this plan.
        """
        with Journal.open(self._mine.journal) as journal:
            if which == "last":
                rows = [each for each in journal.sessions(self._mine.id) if each.plan == plan]
                rows = [each for each in rows if each.outcome != RUNNING and each.active_s >= 1]
                found = next((each for each in rows if _was_on_a_belt(journal, each)), None)
                if found is None:
                    raise UsageError(shown.NO_GHOST.format(plan=plan))
                row = found
            else:
                row = journal.find(which, self._mine.id)
                if not _was_on_a_belt(journal, row):
                    raise UsageError(shown.NO_GHOST_WITHOUT_BELT.format(id=row.id))
            track, _ = track_of(sound_events(journal, row.id))
        return Ghost(ghost_name(row), track)

    def retitle(self, which: int | str, title: str) -> SessionRow:
        """Gives a session another title.

        Raises:
            UsageError: If it is empty or too long.
        """
        title = " ".join(title.split())
        if not 0 < len(title) <= LONGEST_TITLE:
            raise UsageError(shown.TITLE_LENGTH.format(most=LONGEST_TITLE, count=len(title)))
        with Journal.open(self._mine.journal) as journal:
            row = journal.find(which, self._mine.id)
            journal.retitle(row.id, title)
            Diary(journal, row.runner).append(Titled(moment(), row.id, title))
        return replace(row, title=title)

    def amend(
        self, which: int | str, *, effort: int | None = None, note: str | None = None
    ) -> Debrief:
        """Changes the effort or the note of a session; what else was said of it stays.

        Raises:
            UsageError: If the effort is not within 1 to 10, or the note is too long.
        """
        if effort is not None and not 1 <= effort <= 10:
            raise UsageError(shown.EFFORT_RANGE.format(effort=effort))
        if note is not None and len(note) > LONGEST_NOTE:
            raise UsageError(shown.NOTE_LENGTH.format(count=len(note), most=LONGEST_NOTE))
        with Journal.open(self._mine.journal) as journal:
            row = journal.find(which, self._mine.id)
            before = _said(sound_entries(journal, row.runner), row.id)
            said = replace(before or Debrief("", row.id), at=moment())
            if effort is not None:
                said = replace(said, effort=effort)
            if note is not None:
                said = replace(said, note=note)
            Diary(journal, row.runner).append(said)
        return said

    def delete(self, which: int | str) -> SessionRow:
        """Takes a session out of the history."""
        with Journal.open(self._mine.journal) as journal:
            return journal.delete(journal.find(which, self._mine.id).id)

    def restore(self, which: int | str) -> SessionRow:
        """Brings a deleted session back."""
        with Journal.open(self._mine.journal) as journal:
            return journal.restore(which)

    def trash(self) -> list[SessionRow]:
        """The runner's sessions that were deleted, the newest first."""
        with Journal.open(self._mine.journal) as journal:
            return journal.trash(self._mine.id)


def _was_on_a_belt(journal: Journal, row: SessionRow) -> bool:
    """Return True if a treadmill measured how far it was: a bike counts in other metres."""
    with suppress(EventError):
        match next(journal.events(row.id), None):
            case SessionOpened(by_hand=by_hand, machine=machine):
                return not by_hand and machine.has_belt
    return False


def ghost_name(row: SessionRow) -> str:
    """A session as a ghost is called: by its day."""
    try:
        at = datetime.fromisoformat(row.opened_at)
        return day_and_month(at)
    except ValueError:
        return shown.SESSION.format(id=row.id)


def _said(entries: Sequence[Entry], session_id: int) -> Debrief | None:
    """The last answers that were given on a session."""
    told = [each for each in entries if isinstance(each, Debrief) and each.session_id == session_id]
    return told[-1] if told else None


def _others(row: SessionRow, rows: Sequence[SessionRow]) -> tuple[SessionRow, ...]:
    """The others, newest first: before it of the same plan, after it of that plan, all the rest."""

    def rank(other: SessionRow) -> int:
        if row.plan is None or other.plan != row.plan:
            return 2
        return int(other.opened_at > row.opened_at)

    ended = (each for each in rows if each.id != row.id and each.outcome != RUNNING)
    return tuple(sorted((each for each in ended if each.active_s >= 1), key=rank))
