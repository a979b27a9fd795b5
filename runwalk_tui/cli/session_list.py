"""Lists the recorded sessions."""

from runwalk_tui.config.paths import journal_file
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.journal.reader import Journal, SessionRow
from runwalk_tui.journal.stats import complete
from runwalk_tui.journal.tables import ALL
from runwalk_tui.language.titles import title_words
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import METRES, minutes_clock


def list_sessions(
    *,
    runner: str | None = None,
    all: bool = False,
    last: int | None = None,
    practice: bool = False,
    json: bool = False,
) -> int:
    """As `runwalk_tui.cli.history.history`."""
    mine = who_runs(runner)
    whose = None if all else mine.id
    if last is not None and last < 0:
        raise UsageError(f"history: --last {last} is below 0; write 0 for all of them")
    most = last or (ALL if json or last == 0 else LATEST)
    with Journal.open(journal_file(practice=practice)) as journal:
        complete(journal, tell_derived, whose, damaged=most)
        rows = journal.sessions(whose, most)
        older = journal.tables.count(whose) - len(rows)
    if json:
        import json as json_text
        from dataclasses import asdict

        print(json_text.dumps([asdict(row) for row in rows]))
        return DONE
    if practice and rows:
        print("Practice on virtual devices; none of it counts.")
    for row in rows:
        print(history_line(row, mine.units))
    if older and last is None:
        print(f"and {older} older: 'runwalk history --last 0' lists them all")
    if not rows:
        print("No practice yet: 'runwalk run 1-2 --virtual' begins." if practice else _NONE)
    return DONE


LATEST = 100
"""So many are listed unless others are asked for."""

_NONE = "No session yet: 'runwalk run 1-2' records one; '--virtual' practises without a treadmill."


def history_line(row: SessionRow, units: Units = "km") -> str:
    """A session on one line."""
    day, _, rest = row.opened_at.partition("T")
    bpm = "–" if row.mean_bpm is None else f"{row.mean_bpm:.0f}"
    origin = f" ({row.origin})" if row.origin else ""
    far = f"{row.distance_m / METRES[units]:5.2f} {units}"
    return (
        f"{row.id:>4}  {day} {rest[:5]}  {minutes_clock(int(row.active_s)):>6}  "
        f"{far}  {bpm:>3} bpm  {row.outcome:<11} {title_words(row.title)}{origin}"
    )
