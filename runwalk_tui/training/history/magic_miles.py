"""The Magic Miles of recorded sessions."""

from collections.abc import Iterable, Sequence

from runwalk_tui.training.history.diary_entries import Entry, Mile
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.units.format import minutes_clock


def miles(figures: Iterable[SessionStats], entries: Iterable[Entry]) -> list[Mile]:
    """Every Magic Mile, in order of time: run on the belt, or run elsewhere and told."""
    on_belt = [
        Mile(session.opened_at, session.mile_s, session.session_id)
        for session in figures
        if session.mile_s is not None
    ]
    known = {mile.session_id for mile in on_belt} - {0}
    told = [entry for entry in entries if isinstance(entry, Mile) and entry.session_id not in known]
    return sorted((*on_belt, *told), key=lambda mile: mile.at)


def compared(session: SessionStats, earlier: Sequence[Mile]) -> str:
    """A Magic Mile beside the one before it, a sentence; "" if there is none of either."""
    if session.mile_s is None or not earlier:
        return ""
    last = earlier[-1]
    by_s = round(session.mile_s) - round(last.mile_s)
    if not by_s:
        return Races.MILE_AS_BEFORE(day=last.at[:10])
    rule = Races.MILE_FASTER if by_s < 0 else Races.MILE_SLOWER
    return rule(change=minutes_clock(abs(by_s)), day=last.at[:10])
