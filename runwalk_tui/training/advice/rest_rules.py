"""Why a day should be one of rest: each rule that asks for it, the weightiest first.

Pain follows `runwalk_tui.training.advice.pain_rules`, a day between runs the protocol of
`runwalk_tui.training.advice.return_to_running`; the rest is this program's own.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from runwalk_tui.training.advice.assessment import LEAST_S
from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.training.advice.check_in import finding_of
from runwalk_tui.training.advice.decision import Decision, Key
from runwalk_tui.training.advice.pain_rules import (
    FINE_TO,
    STOP_FROM,
    Verdict,
    answer_to,
    is_in_chest,
    verdict_on,
)
from runwalk_tui.training.history.dates import WEEK, date_of, day_of
from runwalk_tui.training.history.diary_entries import CheckIn, Moved, NextDay
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import Programme

PAIN_REMEMBERED = timedelta(days=14)
"""A pain that was told of longer ago than this says nothing of today."""


def is_run(session: SessionStats) -> bool:
    """Whether there was enough running in a session to rest from."""
    return session.total_s >= LEAST_S and session.run_s > 0


def reasons_to_rest(
    athlete: Athlete,
    recent: Sequence[SessionStats],
    told: Told,
    today: date,
    programme: Programme | None,
    also: Decision | None = None,
) -> Iterator[Decision]:
    """Every rule that asks for rest today, the weightiest first.

    Args:
        athlete: Who runs.
        recent: Sessions, at least those of the last two weeks; oldest first.
        told: The diary.
        today: The day.
        programme: The one that is followed.
        also: What the workout itself has against being run.
    """
    if athlete.see_doctor:
        yield Decision(
            Key.DOCTOR, "See a doctor first: your answers to the health questions say so."
        )
    yield from _pain(recent, told, today)
    if also is not None:
        yield also
    yield from _calendar(athlete, list(filter(is_run, recent)), told, today, programme)
    check_in = told.check_in(today)
    if check_in is not None:
        finding = finding_of(check_in)
        if finding.rest and not finding.by_pain:
            yield Decision(Key.CHECK_IN, f"Rest: {finding.because}.")


def _pain(recent: Sequence[SessionStats], told: Told, today: date) -> Iterator[Decision]:
    last = _last_run(recent, told)
    word = _last_word(last, told, today)
    if isinstance(word, CheckIn) and is_in_chest(word.pain, word.where):
        yield Decision(Key.DOCTOR, "No run with pain in the chest: see a doctor first.")
    elif word is not None and verdict_on(word.pain) is Verdict.STOP:
        yield Decision(
            Key.PAIN, f"No run with a pain of {word.pain}: from {STOP_FROM} on the rule is to stop."
        )
    if last is None:
        return
    answer = answer_to(last, told)
    if answer.in_chest and today - day_of(last) <= PAIN_REMEMBERED:
        yield Decision(Key.DOCTOR, "After pain in the chest see a doctor before the next run.")
    elif answer.verdict is Verdict.STOP and not _has_settled(told, last):
        yield Decision(
            Key.SETTLE,
            f"After {answer.what} there is no run until a check-in says {FINE_TO} or less, without "
            "swelling or stiffness.",
        )


def _last_run(recent: Sequence[SessionStats], told: Told) -> SessionStats | None:
    """The last session with running in it, or that ended in pain, however short it was."""
    for session in reversed(recent):
        if is_run(session) or answer_to(session, told).verdict is Verdict.STOP:
            return session
    return None


def _last_word(last: SessionStats | None, told: Told, today: date) -> CheckIn | NextDay | None:
    """The last word on pain, unless there was a run since or it is too old."""
    word = told.word_on_pain()
    if word is None or (last is not None and word.at < last.opened_at):
        return None
    return word if timedelta() <= today - date_of(word.at) <= PAIN_REMEMBERED else None


def _has_settled(told: Told, session: SessionStats) -> bool:
    """Whether the last word, on a day after a session, says that its pain is over."""
    word = told.word_on_pain()
    if word is None or date_of(word.at) <= day_of(session):
        return False
    swollen = isinstance(word, NextDay) and word.swollen_or_stiff
    return word.pain <= FINE_TO and not swollen


def _calendar(
    athlete: Athlete,
    recent: Sequence[SessionStats],
    told: Told,
    today: date,
    programme: Programme | None,
) -> Iterator[Decision]:
    moved = told.last(Moved)
    if moved is not None and moved.to_date > today.isoformat():
        put_off_after = date_of(moved.at) if recent else date.min
        if not recent or day_of(recent[-1]) <= put_off_after:
            yield Decision(Key.MOVED, f"You moved the next workout to {moved.to_date}.")
    days = [day_of(session) for session in recent]
    if today in days:
        yield Decision(Key.DONE_TODAY, "You have run today; the next workout is for another day.")
    elif today - timedelta(days=1) in days and _rests_between(athlete, programme):
        yield Decision(Key.REST_DAY, "You ran yesterday, and a day of rest belongs between runs.")
    most = athlete.days_a_week if programme is None else programme.days
    count = sum(today - WEEK < day < today for day in days)
    if count >= most:
        times = "once" if count == 1 else f"{count} times"
        yield Decision(
            Key.ENOUGH, f"You ran {times} in the last six days, and your plan is {most} a week."
        )


def _rests_between(athlete: Athlete, programme: Programme | None) -> bool:
    """Whether a day of rest belongs between two runs."""
    if programme is not None:
        return programme.rest_day
    is_used_to_it = athlete.experience in (Experience.REGULAR, Experience.SEASONED)
    return not is_used_to_it or athlete.goal is Goal.COMEBACK or bool(athlete.injuries)
