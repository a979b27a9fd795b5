"""Imports what other devices recorded into the history, a line each."""

import sys
from pathlib import Path

from runwalk_tui.cli import sentences
from runwalk_tui.cli.options import RunnerOption
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, WRONG
from runwalk_tui.exchange.intake import Intake, Verdict, files_of


def import_(files: list[Path], *, runner: RunnerOption = None) -> int:
    """Import a watch's recordings (FIT, TCX), or restore an export.

    Parameters
    ----------
    files
        Files or folders; a run that is already known is not added again.
    """
    mine = who_runs(runner)
    intake = Intake(mine, None if runner is None else mine.id)
    added = known = 0
    status = DONE
    for findings in intake.take(files_of(files)):
        for each in findings:
            if each.verdict is Verdict.REFUSED:
                status = WRONG
                print(f"runwalk: {each.error}", file=sys.stderr)
                continue
            print(f"{each.file}: {each.words}")
            for note in each.notes:
                print(f"  - {note}")
            if not each.is_diary:
                is_new = each.verdict is Verdict.NEW
                added, known = added + is_new, known + (not is_new)
    if intake.entries:
        print(sentences.DIARY_ADDED.format(count=intake.entries))
    if added + known > 1:
        print(sentences.SESSIONS_ADDED.format(added=added, known=known))
    return status
