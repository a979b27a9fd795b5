"""Tells the coach how the runner is, without a screen; answers with what follows from it."""

from collections.abc import Sequence

from runwalk_tui.cli.coach import print_today
from runwalk_tui.coaching.facts import known, moment, tell, written_plan
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.journal.reader import Journal
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief, Level, NextDay, Ready
from runwalk_tui.training.history.session_stats import until

_LEVELS = {"good": Level.GOOD, "fair": Level.FAIR, "poor": Level.POOR}


def tell_check_in(runner: str | None, levels: Sequence[str], pain: int, where: str) -> int:
    """Keeps a check-in, and says what it makes of today."""
    sleep, soreness, stress = (_LEVELS[level] for level in levels)
    _check(pain, "--pain", 0)
    tell(who_runs(runner), CheckIn(moment(), sleep, soreness, stress, pain, where.strip()))
    return print_today(runner, None, None, None, json=False)


def tell_effort(
    runner: str | None,
    session: str,
    effort: int | None,
    pain: int | None,
    where: str,
    note: str,
    *,
    sharp: bool,
) -> int:
    """Keeps what is said after a session, and says what it means next."""
    _check(effort, "the effort", 1)
    _check(pain, "--pain", 0)
    mine = who_runs(runner)
    number = _session(session, mine)
    tell(mine, Debrief(moment(), number, effort, pain, where.strip(), note.strip(), sharp=sharp))
    facts = known(mine)
    figures = until(facts.figures, number)
    figures += [each for each in facts.figures if each.session_id == number]
    plan = written_plan(figures[-1], mine) if figures else None
    print(debrief(figures, facts.entries, facts.athlete, plan))
    return DONE


def tell_next_day(runner: str | None, session: str, pain: int, *, swollen: bool) -> int:
    """Keeps how it was the day after a session, and says what it makes of today."""
    _check(pain, "--pain", 0)
    mine = who_runs(runner)
    tell(mine, NextDay(moment(), _session(session, mine), pain, swollen))
    return print_today(runner, None, None, None, json=False)


def tell_ready(runner: str | None, *, walks: bool, no_swelling: bool, cleared: bool) -> int:
    """Keeps the readiness check, and says what it makes of today."""
    tell(who_runs(runner), Ready(moment(), walks, no_swelling, cleared))
    return print_today(runner, None, None, None, json=False)


def _check(value: int | None, what: str, lowest: int) -> None:
    if value is not None and not lowest <= value <= 10:
        raise UsageError(f"tell: {what} {value} is not within {lowest} to 10")


def _session(which: str, mine: EffectiveSettings) -> int:
    with Journal.open() as journal:
        return journal.find(which, mine.id).id
