"""Lists the recorded sessions."""

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.coaching import sentences as coached
from runwalk_tui.coaching.session_order import RANKS, ordered
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.config.toml import did_you_mean
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.journal.reader import Journal, SessionRow
from runwalk_tui.journal.stats import complete
from runwalk_tui.journal.tables import ALL
from runwalk_tui.language import decimal
from runwalk_tui.language.titles import title_words
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import METRES, minutes_clock


def list_sessions(
    *,
    runner: str | None = None,
    all: bool = False,
    last: int | None = None,
    only: str = "",
    order: str = "",
    practice: bool = False,
    json: bool = False,
) -> int:
    """As `runwalk_tui.cli.history.history`."""
    mine = who_runs(runner)
    whose = None if all else mine.id
    if last is not None and last < 0:
        raise UsageError(refusals.LAST.format(command="history", last=last))
    if order not in RANKS:
        why = did_you_mean(order, [name for name in RANKS if name])
        raise UsageError(refusals.ORDER_OF.format(order=order, why=why))
    is_asked = bool(only or order)
    most = ALL if is_asked else last or (ALL if json or last == 0 else LATEST)
    with Journal.open(journal_file(practice=practice)) as journal:
        complete(journal, tell_derived, whose, damaged=most)
        rows = journal.sessions(whose, most)
        older = journal.tables.count(whose) - len(rows)
    if is_asked:
        rows, older = ordered(rows, order, only)[: last or (None if json else LATEST)], 0
    if json:
        import json as json_text
        from dataclasses import asdict

        print(json_text.dumps([asdict(row) for row in rows]))
        return DONE
    if practice and rows:
        print(sentences.PRACTICE)
    for row in rows:
        print(history_line(row, mine.units))
    if older and last is None:
        print(sentences.OLDER.format(count=older))
    if not rows and is_asked:
        print(sentences.NO_SUCH_SESSION)
    elif not rows:
        print(sentences.NO_PRACTICE if practice else sentences.NO_SESSION)
    return DONE


LATEST = 100
"""So many are listed unless others are asked for."""


def history_line(row: SessionRow, units: Units = "km") -> str:
    """A session on one line."""
    day, _, rest = row.opened_at.partition("T")
    bpm = "–" if row.mean_bpm is None else f"{row.mean_bpm:.0f}"
    origin = f" ({row.origin})" if row.origin else ""
    outcome = coached.OUTCOMES.get(row.outcome, row.outcome)
    far = decimal(f"{row.distance_m / METRES[units]:5.2f}") + f" {units}"
    return (
        f"{row.id:>4}  {day} {rest[:5]}  {minutes_clock(int(row.active_s)):>6}  "
        f"{far}  {bpm:>3} bpm  {outcome:<11} {title_words(row.title)}{origin}"
    )
