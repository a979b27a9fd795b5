"""The rules for a day of rest, the weightiest first.

Pain follows `runwalk_tui.training.advice.pain_rules`, a day between runs the protocol of
`runwalk_tui.training.advice.return_to_running`; the rest is this program's own.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from runwalk_tui.training.advice.assessment import is_run
from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.training.advice.check_in import finding_of
from runwalk_tui.training.advice.decision import Decision, Key
from runwalk_tui.training.advice.pain_ledger import open_pains_on
from runwalk_tui.training.advice.pain_rules import STOP_FROM, Verdict, fine_words
from runwalk_tui.training.history.dates import WEEK, date_of, day_of
from runwalk_tui.training.history.diary_entries import Moved
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import Programme
from runwalk_tui.training.sentences import Say


def reasons_to_rest(
    athlete: Athlete,
    figures: Sequence[SessionStats],
    told: Told,
    today: date,
    programme: Programme | None,
    also: Decision | None = None,
) -> Iterator[Decision]:
    """Every rule that asks for rest today, the weightiest first.

    Args:
        athlete: Who runs.
        figures: Every session, oldest first.
        told: The diary.
        today: The day.
        programme: The one that is followed.
        also: What the workout itself has against being run.
    """
    if athlete.see_doctor:
        yield Decision(Key.DOCTOR, Say.SEE_DOCTOR())
    yield from _pain(figures, told, today)
    if also is not None:
        yield also
    recent = [each for each in figures if is_run(each) and day_of(each) <= today]
    yield from _calendar(athlete, recent, told, today, programme)
    check_in = told.check_in(today)
    if check_in is not None:
        finding = finding_of(check_in)
        if finding.rest and not finding.by_pain:
            yield Decision(Key.CHECK_IN, Say.REST_CHECK_IN(because=finding.because))


def _pain(figures: Sequence[SessionStats], told: Told, today: date) -> Iterator[Decision]:
    """Each pain that is not over and stands against a run: the doctor's first, the latest first."""
    found = reversed(open_pains_on(today, figures, told))
    stops = [pain for pain in found if pain.verdict is Verdict.STOP]
    for pain in sorted(stops, key=lambda each: (not each.is_for_doctor, each.in_run)):
        if pain.is_for_doctor:
            rule = Say.PAIN_FOR_DOCTOR_RUN if pain.in_run else Say.PAIN_FOR_DOCTOR
            yield Decision(Key.DOCTOR, rule(pain=pain.what))
        elif pain.in_run:
            says = Say.PAIN_SETTLE(pain=pain.what, fine=fine_words(pain.spot))
            yield Decision(Key.SETTLE, says)
        else:
            rule = Say.PAIN_BONE if pain.spot.is_bone else Say.PAIN_STOPS
            yield Decision(Key.PAIN, rule(pain=pain.what, stop=STOP_FROM))


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
            yield Decision(Key.MOVED, Say.MOVED(day=moved.to_date))
    days = [day_of(session) for session in recent]
    if today in days:
        yield Decision(Key.DONE_TODAY, Say.DONE_TODAY())
    elif today - timedelta(days=1) in days and _rests_between(athlete, programme):
        yield Decision(Key.REST_DAY, Say.REST_DAY())
    most = athlete.days_a_week if programme is None else programme.days
    count = sum(today - WEEK < day < today for day in days)
    if count >= most:
        times = Say.ONCE() if count == 1 else Say.TIMES(count=count)
        yield Decision(Key.ENOUGH, Say.ENOUGH(times=times, most=most))


def _rests_between(athlete: Athlete, programme: Programme | None) -> bool:
    """True if a day of rest belongs between two runs."""
    if programme is not None:
        return programme.rest_day
    is_used_to_it = athlete.experience in (Experience.REGULAR, Experience.SEASONED)
    return not is_used_to_it or athlete.goal is Goal.COMEBACK or bool(athlete.injuries)
