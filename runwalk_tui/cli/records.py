"""A runner's records."""

import json as json_text

from runwalk_tui.cli import sentences
from runwalk_tui.cli.options import Json, Practice, RunnerOption
from runwalk_tui.coaching.service import CoachingService
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.training.history.records import Records, best_fall_bpm, record_words


def records(*, runner: RunnerOption = None, practice: Practice = False, json: Json = False) -> int:
    """Show your records: longest and farthest session, best mile, weeks in a row."""
    mine = who_runs(runner, practice=practice)
    found = CoachingService(mine, tell_derived).records()
    if json:
        print(json_text.dumps(_as_json(found)))
        return DONE
    for line in record_words(found, mine.units):
        print(line)
    if found == Records():
        print(sentences.NO_RECORD)
    return DONE


def _as_json(found: Records) -> dict[str, object]:
    longest, farthest, recovery = found.longest, found.farthest, found.recovery
    return {
        "longest_s": longest and longest.total_s,
        "longest_session": longest and longest.session_id,
        "farthest_m": farthest and farthest.distance_m,
        "farthest_session": farthest and farthest.session_id,
        "mile_s": found.mile and found.mile.mile_s,
        "fall_bpm": recovery and best_fall_bpm(recovery),
        "recovery_session": recovery and recovery.session_id,
        "weeks": found.weeks,
        "most_weeks": found.most_weeks,
    }
