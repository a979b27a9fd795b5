"""A runner's weeks: a row each, what the heart says over them, and what there is to say."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from runwalk_tui.coaching.facts import TrainingFacts, known
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.stats import Watch, unwatched
from runwalk_tui.training.advice.aerobic_fitness import critical_kmh, vo2max_of
from runwalk_tui.training.advice.own_maximum import REMEMBERED, maximum_words
from runwalk_tui.training.history.accountability import NONE_EARLIER, partner_line, row_words
from runwalk_tui.training.history.dates import WEEK, day_of
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.load import WEEKS_COMPARED
from runwalk_tui.training.history.records import Records
from runwalk_tui.training.history.trends import (
    Trend,
    efficiency_trend,
    recovery_trend,
    same_speed_trend,
    trend_words,
)
from runwalk_tui.training.history.weekly_progress import WeekRow, progress
from runwalk_tui.training.sentences_of_weeks import Weeks


class Progress(NamedTuple):
    """The weeks, oldest first, what the heart says over them, and what there is to say.

    ``words`` are all in one paragraph, ``said`` those over all weeks, ``records`` the best of all;
    ``older`` is how many weeks there are before.
    """

    weeks: Sequence[WeekRow]
    recovery: Trend
    same_speed: Trend
    words: str = ""
    efficiency: Trend = Trend()
    said: Sequence[str] = ()
    records: Records = Records()
    older: int = 0


def newest_weeks(mine: EffectiveSettings, most: int = 0, watch: Watch = unwatched) -> Progress:
    """So many of the newest weeks with sessions, 0 for all; of older ones, nothing is read.

    ``watch`` is told of figures that have to be derived first.

    Raises:
        StoreError: If the journal cannot be used.
    """
    facts, sessions = _newest(mine, most, watch)
    return progress_of(facts, sessions, most)


def line_for_partner(mine: EffectiveSettings) -> str:
    """One line on this week to send to a partner.

    Raises:
        StoreError: If the journal cannot be used.
    """
    facts, sessions = _newest(mine, 1, unwatched)
    rows = _rows(facts, Told(facts.entries), sessions)
    return partner_line(rows, facts.day, mine.units, sessions)


def _newest(
    mine: EffectiveSettings, most: int, watch: Watch
) -> tuple[TrainingFacts, Mapping[date, int]]:
    """What is known since some weeks, and the sessions of every week by its Monday."""
    today = date.today()
    with Journal.open(mine.journal) as journal:
        sessions = journal.weeks(mine.id)
    shown = sorted(sessions)[-most:]
    since = None
    if len(shown) < len(sessions):
        since = min(shown[0] - WEEKS_COMPARED * WEEK, today - REMEMBERED)
    return known(mine, today, watch, since), sessions


def progress_of(
    facts: TrainingFacts, sessions: Mapping[date, int] = NONE_EARLIER, most: int = 0
) -> Progress:
    """The newest of the weeks that facts tell of.

    Args:
        facts: Of a runner.
        sessions: How many there were in each week, also in older ones; by its Monday.
        most: So many weeks; 0 for all.
    """
    told = Told(facts.entries)
    weeks = _rows(facts, told, sessions)[-most:]
    if not weeks:
        return Progress(weeks, Trend(), Trend())
    figures = [each for each in facts.figures if day_of(each) >= weeks[0].monday]
    recovery, same_speed = recovery_trend(figures), same_speed_trend(figures)
    efficiency = efficiency_trend(figures)
    said = [
        *trend_words(recovery, same_speed, efficiency),
        *filter(None, _over_weeks(facts, told, weeks, sessions)),
    ]
    words = " ".join((*weeks[-1].load.warnings, weeks[-1].words, *said))
    older = sum(monday < weeks[0].monday for monday in sessions)
    return Progress(weeks, recovery, same_speed, words, efficiency, said, older=older)


def _rows(facts: TrainingFacts, told: Told, sessions: Mapping[date, int]) -> list[WeekRow]:
    a_week = facts.mine.own.runs_a_week
    return progress(facts.figures, told, facts.day, a_week, min(sessions, default=None))


def _over_weeks(
    facts: TrainingFacts, told: Told, weeks: Sequence[WeekRow], sessions: Mapping[date, int]
) -> Iterator[str]:
    """Remarks on all weeks: maximum, oxygen uptake, critical speed, weeks in a row."""
    yield maximum_words(facts.figures, told, facts.athlete, facts.day)
    vo2max = vo2max_of(facts.figures, facts.athlete, facts.day)
    if vo2max is not None:
        value, error = f"{vo2max.value:.0f}", f"{vo2max.error:.0f}"
        yield Weeks.VO2MAX(value=value, error=error, count=vo2max.count)
    speed = critical_kmh(facts.figures, told, facts.day)
    if speed is not None:
        yield Weeks.CRITICAL_SPEED(value=f"{speed.value:.1f}", error=f"{speed.error:.1f}")
    yield row_words(weeks, facts.day, sessions)
