"""Finds the session that was cut short, to go on with it or to say at last how it was."""

from contextlib import suppress
from datetime import datetime, timedelta

from runwalk_tui.coaching import sentences as shown
from runwalk_tui.coaching.workout_choice import doctor_warning
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import EventError, StoreError, UsageError
from runwalk_tui.journal.reader import UNFINISHED, Journal, SessionRow
from runwalk_tui.journal.salvage import sound_log
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.units.format import clock
from runwalk_tui.workout.events import MachineKind, Outcome
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.resuming import can_go_on, cut_off, planned_left_s
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.vocabulary import SORE

OFFERED = timedelta(hours=4)
"""So long after it was cut short a session can go on: it is the same workout, on the same day."""

ASKED = timedelta(hours=24)
"""So long after it the runner is asked how a session was whose program was killed."""

_CUT_SHORT = (Outcome.STOPPED, Outcome.ABORTED, Outcome.FAILED, UNFINISHED)


@dataclass(frozen=True, slots=True)
class CutShort:
    """The last session, which was cut short.

    Attributes:
        id: Its number in the history.
        title: Its plan's.
        session: How it stands, its running step closed.
        done_s: Of the workout's clock.
        left_s: Of its plan; the walk that comes first is not counted.
        until: As long as it can go on.
        hindrance: Why it cannot; "" if it can.
        by_hand, machine: What it was run with.
        is_untold: Its program was killed, and nobody was asked how it was.
    """

    id: int
    title: str
    session: Session
    done_s: float
    left_s: float
    until: datetime
    hindrance: str
    by_hand: bool
    machine: MachineKind
    is_untold: bool

    @property
    def words(self) -> str:
        """Its progress in words: "Go on: 24:33 of 50:00"."""
        return shown.GO_ON.format(done=clock(self.done_s), whole=clock(self.done_s + self.left_s))


def cut_short(mine: EffectiveSettings, now: datetime) -> CutShort | None:
    """Return the runner's last session if it was cut short not long ago.

    Raises:
        StoreError: If the journal cannot be used.
    """
    with Journal.open(mine.journal) as journal:
        rows = journal.sessions(mine.id, most=1)
        if not rows or not _is_recent(rows[0], now):
            return None
        row = rows[0]
        said = _said(journal, row)
        try:
            session = sound_log(journal, row.id).last
        except EventError:
            return None
    if session.plan is None or not session.records:
        return None
    until = row.ended_at + OFFERED
    return CutShort(
        row.id,
        row.title,
        cut_off(session),
        session.active_s,
        planned_left_s(session),
        until,
        _hindrance(session, said, mine) if now <= until else _nothing(),
        session.by_hand,
        session.machine,
        is_untold=row.outcome == UNFINISHED and not said,
    )


def to_go_on_with(mine: EffectiveSettings, now: datetime) -> CutShort:
    """The session that can go on.

    Raises:
        UsageError: If there is none, or it must not.
        StoreError: If the journal cannot be used.
    """
    found = cut_short(mine, now)
    if found is None:
        raise UsageError(_nothing())
    if found.hindrance:
        raise UsageError(shown.CANNOT_GO_ON.format(why=found.hindrance))
    return found


def _hindrance(session: Session, said: list[Debrief], mine: EffectiveSettings) -> str:
    pains = [each.pain or 0 for each in said]
    if max([session.pain or 0, *pains]) >= SORE:
        return shown.SORE_WORDS
    if warning := doctor_warning(mine):
        return warning
    if not can_go_on(session):
        return shown.TIMED if planned_left_s(session) >= 60 else shown.OVER
    return ""


def _is_recent(row: SessionRow, now: datetime) -> bool:
    if row.origin or row.outcome not in _CUT_SHORT:
        return False
    return now - row.ended_at <= ASKED


def _said(journal: Journal, row: SessionRow) -> list[Debrief]:
    with suppress(StoreError):
        entries = sound_entries(journal, row.runner)
        return [e for e in entries if isinstance(e, Debrief) and e.session_id == row.id]
    return []


def _nothing() -> str:
    return shown.NOTHING_CUT_SHORT.format(hours=int(OFFERED.total_seconds() // 3600))
