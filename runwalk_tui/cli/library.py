"""Commands that only read files: plans, history, replay without a screen, settings."""

import json as json_text
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from shutil import get_terminal_size

from runwalk_tui.coaching.workout_choice import plan_named
from runwalk_tui.config.paths import (
    journal_file,
    log_file,
    own_plans_folder,
    runners_folder,
    settings_file,
)
from runwalk_tui.config.settings import load_settings, write_default_settings
from runwalk_tui.errors import DONE, WRONG, FileError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.journal.reader import Journal, SessionRow
from runwalk_tui.journal.stats import complete
from runwalk_tui.plans.chart import draw_profile
from runwalk_tui.plans.loader import list_plans, load_plan
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.session.headless import json_printer, text_printer
from runwalk_tui.session.recordings import recorded_events
from runwalk_tui.workout.events import Event
from runwalk_tui.workout.plan import Plan


def print_plans(*, json: bool) -> int:
    """Lists every plan; one that cannot be used says why."""
    entries = list_plans(who_runs(None))
    if json:
        rows = [
            {
                "name": entry.name,
                "title": entry.plan.title if entry.plan else None,
                "about": entry.plan.about if entry.plan else None,
                "total_s": entry.plan.planned_s if entry.plan else None,
                "distance_m": round(entry.plan.planned_m) if entry.plan else None,
                "own": entry.is_own,
                "error": entry.error,
            }
            for entry in entries
        ]
        print(json_text.dumps(rows))
        return DONE
    width = max(len(entry.name) for entry in entries) + 2
    for entry in entries:
        if entry.plan is None:
            print(f"{entry.name:<{width}}cannot be used: {entry.error}")
        else:
            print(f"{entry.name:<{width}}{_size(entry.plan):<18}{entry.plan.title}")
    return DONE


def print_plan(name: str) -> int:
    """Draws one plan."""
    plan = plan_named(name, who_runs(None))
    print(f"{plan.title}   {_size(plan)}")
    if plan.about:
        print(plan.about)
    print()
    for line in draw_profile(plan, min(100, get_terminal_size((80, 24)).columns), 10):
        print(line)
    return DONE


def check_plans(files: Sequence[Path]) -> int:
    """One line for each file; the status is 2 if one of them is wrong."""
    settings, status = who_runs(None), DONE
    for file in files:
        try:
            plan = load_plan(file, settings)
        except FileError as error:
            status = WRONG
            print(f"runwalk: {error}", file=sys.stderr)
        else:
            print(f"{file}: {plan.title}, {len(plan.steps)} steps, {_size(plan)}")
    return status


def print_history(runner: str | None, *, every: bool, json: bool) -> int:
    """Lists a runner's sessions or everybody's, newest first."""
    whose = None if every else who_runs(runner).id
    with Journal.open() as journal:
        complete(journal, tell_derived)
        rows = journal.sessions(whose)
    if json:
        print(json_text.dumps([asdict(row) for row in rows]))
        return DONE
    for row in rows:
        print(_history_line(row))
    if not rows:
        print("No session yet: 'runwalk run 1-2 --virtual' makes one without a treadmill.")
    return DONE


def print_recording(session: str, runner: str | None, *, json: bool) -> int:
    """Prints a recorded session's events, exactly as the live session printed them."""
    printer = (json_printer if json else text_printer)(print)
    for event in _events(session, runner):
        printer(event)
    return DONE


def _events(session: str, runner: str | None) -> list[Event]:
    """Whose the session is matters for the last one alone."""
    return recorded_events(session, who_runs(runner).id if session == "last" else None)


def show_settings() -> int:
    """Names the folders; writes the commented settings file if there is none."""
    file = settings_file()
    if not file.exists():
        write_default_settings(file)
    load_settings(file)
    for name, place in (
        ("settings", file),
        ("own plans", own_plans_folder()),
        ("runners", runners_folder()),
        ("journal", journal_file()),
        ("log", log_file()),
    ):
        print(f"{name:<10} {place}")
    return DONE


def _size(plan: Plan) -> str:
    minutes = round(plan.planned_s / 60)
    return f"{minutes:3d} min {plan.planned_m / 1000:5.1f} km"


def _history_line(row: SessionRow) -> str:
    day, _, rest = row.opened_at.partition("T")
    minutes, seconds = divmod(round(row.active_s), 60)
    bpm = "–" if row.mean_bpm is None else f"{row.mean_bpm:.0f}"
    return (
        f"{row.id:>4}  {day} {rest[:5]}  {minutes:3d}:{seconds:02d}  "
        f"{row.distance_m / 1000:5.2f} km  {bpm:>3} bpm  {row.outcome:<11} {row.title}"
    )
