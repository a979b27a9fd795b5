"""Looks back at a recorded session: as a page, beside another; deletes, restores, names it."""

import json as json_text
from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.options import WHOLE, Json, Practice, RunnerOption
from runwalk_tui.cli.session_list import history_line
from runwalk_tui.coaching.past_sessions import Comparison, PastSessions, SessionPage
from runwalk_tui.coaching.session_text import departure_words, repeat_rows, said_words, step_lines
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError

Session = Annotated[str, Parameter(help="Number of the session in the history, or last.")]


def show(
    session: Session = "last",
    *,
    runner: RunnerOption = None,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """Show a recorded session: its steps, zones, effort, notes, and where it was exported."""
    mine = who_runs(runner, practice=practice)
    page = PastSessions(mine).page(session)
    if json:
        print(json_text.dumps(_page_as_json(page)))
        return DONE
    print(history_line(page.row))
    print("\n".join(step_lines(page.session, mine.units, mine.pace)))
    lines = (
        *page.sums,
        *said_words(page.said),
        page.word,
        *departure_words(page.departures, page.row.ended_at),
    )
    print("\n".join(line for line in lines if line))
    return DONE


def compare(
    session: Session = "last",
    other: Annotated[
        str | None,
        Parameter(help="Session to compare with. Default: the one before it of the same plan."),
    ] = None,
    *,
    runner: RunnerOption = None,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """Compare a session with another: speed and heart rate of each run and walk."""
    mine = who_runs(runner, practice=practice)
    compared = PastSessions(mine).compare(session, other)
    if json:
        print(json_text.dumps(_comparison_as_json(compared)))
        return DONE
    print(history_line(compared.mine))
    print(history_line(compared.other))
    rows = repeat_rows(compared.repeats, mine.units)
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for cells in rows:
        first, *rest = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        print("  ".join((cells[0].ljust(len(first)), *rest)))
    return DONE


def amend(
    session: Session,
    *,
    effort: Annotated[int | None, Parameter(help="How hard it was, 1 to 10."), WHOLE] = None,
    note: Annotated[str | None, Parameter(help="Your note; an empty one removes it.")] = None,
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Change the effort or the note of a session; what else was said of it stays."""
    if effort is None and note is None:
        raise UsageError(refusals.AMEND_NOTHING)
    text = None if note is None else note.strip()
    mine = who_runs(runner, practice=practice)
    said = PastSessions(mine).amend(session, effort=effort, note=text)
    print("\n".join(said_words(said)))
    return DONE


def delete(
    session: Annotated[str, Parameter(help="Number of the session in the history.")],
    *,
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Delete a session; 'runwalk restore' brings it back."""
    row = PastSessions(who_runs(runner, practice=practice)).delete(session)
    back = f"runwalk restore {row.id}{' --practice' if practice else ''}"
    print(sentences.DELETED.format(id=row.id, title=row.title, back=back))
    return DONE


def restore(
    session: Annotated[
        str | None,
        Parameter(help="Number of the session; without one, list the deleted sessions."),
    ] = None,
    *,
    runner: RunnerOption = None,
    practice: Practice = False,
    json: Json = False,
) -> int:
    """Bring a deleted session back, or list those that were deleted."""
    past = PastSessions(who_runs(runner, practice=practice))
    rows = past.trash() if session is None else [past.restore(session)]
    if json:
        print(json_text.dumps([asdict(row) for row in rows]))
        return DONE
    for row in rows:
        print(history_line(row))
    if not rows:
        print(sentences.NOTHING_DELETED)
    return DONE


def title(
    session: Session,
    title: Annotated[str, Parameter(help="The new title.")],
    *,
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Give a session a title of your own."""
    print(history_line(PastSessions(who_runs(runner, practice=practice)).retitle(session, title)))
    return DONE


def _page_as_json(page: SessionPage) -> dict[str, object]:
    return {
        **asdict(page.row),
        "steps": [
            {
                "kind": step.kind,
                "active_s": round(step.active_s, 1),
                "distance_m": round(step.distance_m, 1),
                "mean_bpm": None if step.mean_bpm is None else round(step.mean_bpm, 1),
                "peak_bpm": step.peak_bpm,
                "fall_bpm": step.fall_bpm,
            }
            for step in page.session.records
        ],
        "zone_s": [round(seconds, 1) for seconds in page.figures.zone_s],
        "kcal": round(page.figures.kcal),
        "said": None if page.said is None else asdict(page.said),
        "coach": page.word,
        "exported": [asdict(each) for each in page.departures],
    }


def _comparison_as_json(compared: Comparison) -> dict[str, object]:
    return {
        "session": asdict(compared.mine),
        "other": asdict(compared.other),
        "repeats": [
            {
                "kind": each.kind,
                "number": each.number,
                "bpm": each.mine and each.mine.mean_bpm,
                "other_bpm": each.other and each.other.mean_bpm,
                "bpm_difference": each.bpm_difference,
                "kmh_difference": each.kmh_difference,
            }
            for each in compared.repeats
        ],
    }
