"""The runner's past for the recommender: what was run, as it was meant, and how it went."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from runwalk_tui.training.advice.assessment import EASY_EFFORT, HARD_EFFORT, is_run, stayed_up
from runwalk_tui.training.advice.assessment import is_hard as is_hard
from runwalk_tui.training.advice.athlete import Athlete, Goal
from runwalk_tui.training.advice.check_in import finding_of
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.lighter_weeks import (
    LOOKS_BACK,
    are_poor_days,
    lighter_mondays,
    why_lighter,
)
from runwalk_tui.training.advice.pain_rules import Verdict, answer_to
from runwalk_tui.training.advice.readiness import is_below
from runwalk_tui.training.history.dates import date_of, day_of, monday_of
from runwalk_tui.training.history.diary_entries import Entry, Mile, Reading
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.magic_miles import miles
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.magic_mile import (
    RATIOS,
    long_run_pace_s,
    on_belt,
    predicted_mile_s,
    ratio_for,
)
from runwalk_tui.training.programmes.ratios import LADDER, Ratio, on_grid, rung_of
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.units.format import minutes_clock
from runwalk_tui.workout.frozen import dataclass

HARDEST_EASY = EASY_EFFORT[1]

GAP_DAYS, LONG_GAP_DAYS, RETURN_DAYS = 14, 28, 56
"""After so many days without running it begins a rung lower, or two, or as with a beginner.

Our own rule.
"""

MILE_DAYS = 180
"""An older Magic Mile is out of date."""


LONG_TITLE = "Long run"
"""The beginning of a long run's title, in programmes as well."""

LONGEST_EASY_S = 75 * 60.0
"""Whatever is longer is a long run, whatever it is called."""


LONG_GOALS = (Goal.TEN_K, Goal.HALF, Goal.MARATHON)
"""Goals that have a long run."""


def is_long(session: SessionStats, goal: Goal) -> bool:
    """True if a session was a long run for ``goal``."""
    is_lengthy = goal in LONG_GOALS and session.total_s > LONGEST_EASY_S
    return is_lengthy or session.title.startswith(LONG_TITLE)


def ratio_of(session: SessionStats) -> Ratio | None:
    """The ratio of a session; None of a mere try, a walk, or a Magic Mile."""
    if session.total_s < 300 or session.mile_s is not None:
        return None
    if session.ratio is not None and min(session.ratio) >= 1:
        run_s, walk_s = session.ratio
        return Ratio(on_grid(run_s), on_grid(walk_s))
    return LADDER[-1] if session.run_s >= 600 and not session.walk_s else None


@dataclass(frozen=True)
class Past:
    """A runner's sessions and diary, as of a day."""

    athlete: Athlete
    figures: Sequence[SessionStats]
    entries: Sequence[Entry]
    today: date

    @cached_property
    def sessions(self) -> Sequence[SessionStats]:
        """Easy and long ones with a ratio; hard ones say nothing of what is easy."""
        return [each for each in self.figures if ratio_of(each) and not is_hard(each)]

    @cached_property
    def easy(self) -> Sequence[SessionStats]:
        """The easy ones; long ones only where there is nothing else."""
        is_named = [each.title.startswith(LONG_TITLE) for each in self.sessions]
        found = [e for e, named in zip(self.sessions, is_named, strict=True) if not named]
        return found or self.sessions

    @cached_property
    def long(self) -> Sequence[SessionStats]:
        """The long runs."""
        return [each for each in self.figures if self.is_long(each) and not is_hard(each)]

    def is_long(self, session: SessionStats) -> bool:
        """True if a session was a long run."""
        return is_long(session, self.athlete.goal)

    @cached_property
    def told(self) -> Told:
        return Told(self.entries)

    @property
    def last(self) -> SessionStats:
        return self.sessions[-1]

    @cached_property
    def last_as_meant(self) -> SessionStats:
        """The last easy one that nothing made easier, unless there was a gap since."""
        later = self.easy[-1]
        for session in reversed(self.easy):
            if (day_of(later) - day_of(session)).days > GAP_DAYS:
                break
            if not self._was_eased(session):
                return session
            later = session
        return self.easy[-1]

    @cached_property
    def _lighter(self) -> frozenset[date]:
        return lighter_mondays(self.figures, self.today)

    @property
    def is_lighter_week(self) -> bool:
        """True in the week after three of training, unless that was refused."""
        is_refused = Key.EASE in self.told.overruled(self.today)
        return monday_of(self.today) in self._lighter and not is_refused

    @cached_property
    def why_lighter(self) -> str:
        """The reason for a week that is lighter by how its days were; "" if it is not."""
        if Key.EASE in self.told.overruled(self.today):
            return ""
        since = bisect_left(self._moments, (self.today - LOOKS_BACK).isoformat())
        return why_lighter(self.figures[since:], self.told, self.today)

    def _was_eased(self, session: SessionStats) -> bool:
        """True if the day or the week made a session easier than it was meant to be."""
        day = day_of(session)
        if was_made_easier(session, self.told):
            return True
        refused = self.told.overruled(day)
        is_read = day in self._reading_days
        if is_read and is_below(self.entries, day) and Key.READING not in refused:
            return True
        if Key.EASE in refused:
            return False
        if monday_of(day) in self._lighter and self._is_less_than_before(session):
            return True
        return bool(why_lighter(self._weeks_before(session), self.told, day))

    @cached_property
    def _reading_days(self) -> frozenset[date]:
        return frozenset(date_of(each.at) for each in self.entries if isinstance(each, Reading))

    @cached_property
    def _moments(self) -> Sequence[str]:
        return [each.opened_at for each in self.figures]

    def _weeks_before(self, session: SessionStats) -> Sequence[SessionStats]:
        """The sessions of the weeks before one, as far back as a lighter week looks."""
        since = (day_of(session) - LOOKS_BACK).isoformat()
        first = bisect_left(self._moments, since)
        return self.figures[first : bisect_left(self._moments, session.opened_at)]

    def _is_less_than_before(self, session: SessionStats) -> bool:
        """True if a session has less running in it than the last one of the week before."""
        ratio, monday = ratio_of(session), monday_of(day_of(session))
        before = (each for each in reversed(self.easy) if day_of(each) < monday)
        found = next(before, None)
        last = None if found is None else ratio_of(found)
        return ratio is not None and last is not None and ratio.share < last.share - 0.02

    @cached_property
    def ratio(self) -> Ratio:
        """The ratio of the last session; of one that was made easier the nearest rung.

        Else what is eased day after day would end in no ratio that anybody runs. Sessions that
        were hard although they were made easier take a rung each from it, after the first.
        """
        last = self.last_as_meant
        ratio = ratio_of(last)
        assert ratio is not None
        later = self.easy[self.easy.index(last) + 1 :]
        hard = sum((self.told.effort(each) or 0) > HARDEST_EASY for each in later)
        if hard > 1:
            return LADDER[max(0, rung_of(ratio) - (hard - 1))]
        if not self._was_eased(last):
            return ratio
        return min(LADDER, key=lambda rung: abs(rung.share - ratio.share))

    @cached_property
    def table(self) -> tuple[Ratio, str] | None:
        """The ratio of Galloway's table for a Magic Mile that is not too old, and the reason."""
        if not self.recent_miles_s:
            return None
        mile_s = predicted_mile_s(self.recent_miles_s)
        slowest_s = RATIOS[-1].to_s - 1.0
        ratio = on_belt(ratio_for(min(long_run_pace_s(mile_s), slowest_s)))
        clock = minutes_clock(round(mile_s))
        return ratio, Races.BY_TABLE(mile=clock, ratio=ratio.name, lengths=ratio.lengths)

    @cached_property
    def recent_miles_s(self) -> Sequence[float]:
        """Times of the Magic Miles that are not out of date, the oldest first."""
        return [each.mile_s for each in self._miles if self._age_days(each) <= MILE_DAYS]

    @cached_property
    def _miles(self) -> Sequence[Mile]:
        """Those that were run hard; one that felt easy says nothing of what is possible."""
        efforts = {each.session_id: self.told.effort(each) for each in self.figures}
        return [
            mile
            for mile in miles(self.figures, self.entries)
            if (efforts.get(mile.session_id) or HARD_EFFORT[0]) >= HARD_EFFORT[0]
        ]

    def _age_days(self, mile: Mile) -> int:
        return (self.today - date_of(mile.at)).days

    @property
    def is_fragile(self) -> bool:
        return self.athlete.goal is Goal.COMEBACK or bool(self.athlete.injuries)

    def is_good(self, session: SessionStats) -> bool:
        """Completed, and neither hard nor painful nor slow to recover from."""
        effort, answer = self.told.effort(session), answer_to(session, self.told)
        return (
            ran_as_planned(session)
            and effort is not None
            and effort <= HARDEST_EASY
            and not self.stayed_up(session)
            and answer.verdict is Verdict.FINE
            and answer.settled is not False
        )

    def stayed_up(self, session: SessionStats) -> bool:
        """True if the heart rate stayed up through the walks."""
        before = self.figures[: bisect_left(self._moments, session.opened_at)]
        return stayed_up(session, self.athlete.max_bpm, before)

    @property
    def earned(self) -> int:
        """Good sessions in a row that asked for no less than the last; eased ones do not count."""
        count, day = 0, self.today
        for session in reversed(self.easy):
            ratio = ratio_of(session)
            assert ratio is not None
            is_less = ratio.share < self.ratio.share - 0.02
            is_shorter = session.total_s < 0.95 * self.last_as_meant.total_s
            is_eased = session is not self.last_as_meant and self._was_eased(session)
            is_long_ago = (day - day_of(session)).days > GAP_DAYS
            if is_long_ago or not self.is_good(session):
                break
            if not is_eased and (is_less or is_shorter):
                break
            count, day = count + (not is_eased), day_of(session)
        return count


RETURN_RUNS = 3
"""So many good runs as a beginner has them before a programme goes on after a long break."""


def runs_since_break(
    figures: Sequence[SessionStats], told: Told, today: date
) -> list[SessionStats] | None:
    """The good runs since a break of over `RETURN_DAYS`, up to a day; None without such a break."""
    runs = [each for each in figures if is_run(each) and day_of(each) <= today]
    since: list[SessionStats] = []
    later = today
    for session in reversed(runs):
        if (later - day_of(session)).days > RETURN_DAYS:
            return since
        effort = told.effort(session)
        is_fine = answer_to(session, told).verdict is Verdict.FINE
        if is_fine and ran_as_planned(session) and (effort is None or effort <= HARDEST_EASY):
            since.insert(0, session)
        later = day_of(session)
    return None


def ran_as_planned(session: SessionStats) -> bool:
    """True if a session was run as it was meant."""
    return session.outcome == "finished" and session.total_s >= 0.95 * session.planned_s


def was_made_easier(session: SessionStats, told: Told) -> bool:
    """True if the check-in before a session made it easier than it was meant to be."""
    day = day_of(session)
    check_in = told.check_in(day, until=session.opened_at)
    is_refused = Key.CHECK_IN in told.overruled(day)
    if are_poor_days(told, day) and Key.EASE not in told.overruled(day):
        return True
    return check_in is not None and bool(finding_of(check_in).hows) and not is_refused
