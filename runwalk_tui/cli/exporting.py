"""``export``: one session to a file, or every session into a folder."""

import sys
from collections.abc import Sequence
from pathlib import Path

from runwalk_tui.errors import DONE
from runwalk_tui.exchange.export_all import export_all
from runwalk_tui.exchange.exporter import Format, Source, export
from runwalk_tui.journal.reader import Journal
from runwalk_tui.session.current_runner import who_runs


def export_session(
    session: str,
    form: Format,
    output: Path | None,
    runner: str | None,
    *,
    force: bool,
) -> int:
    """Writes a recorded session to a file."""
    if session == "last" or session.isdecimal():
        with Journal.open() as journal:
            whose = who_runs(runner).id if session == "last" else None
            source = Source.of_row(journal, journal.find(session, whose))
    else:
        source = Source.of_file(Path(session).expanduser())
    file = output or Path(f"runwalk-{_stamp(source.events)}.{form}")
    export(source, form, file, force=force)
    print(file)
    return DONE


def export_everything(folder: Path, form: Format, runner: str | None) -> int:
    """Writes every session into a folder, or of those already there what has changed."""
    whose = None if runner is None else who_runs(runner).id
    with Journal.open() as journal:
        outcome = export_all(journal, folder, form, whose)
    for file in outcome.written:
        print(file)
    for line in outcome.left_out:
        print(f"runwalk: left out: {line}", file=sys.stderr)
    written = len(outcome.written)
    print(f"{written} {'file' if written == 1 else 'files'} written, {outcome.unchanged} unchanged")
    return DONE


def _stamp(events: Sequence[object]) -> str:
    opened_at = getattr(events[0], "opened_at", "")
    return str(opened_at)[:16].replace(":", "") or "session"
