"""A recorded session in words: its steps, what was said of it, where it went, beside another."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from runwalk_tui.coaching import sentences as shown
from runwalk_tui.coaching.questions import place_name
from runwalk_tui.journal.reader import SessionRow
from runwalk_tui.journal.told import told_words
from runwalk_tui.journal.uploads import FILE, PART, Departure, UploadState
from runwalk_tui.language.dates import day_of_year, weekday
from runwalk_tui.training.history.comparison import Repeat, kmh_of
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.units.constants import Reading, Units
from runwalk_tui.units.format import (
    METRES,
    clock,
    distance,
    pace,
    pace_unit,
    signed,
    speed,
    speed_unit,
)
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session, StepRecord
from runwalk_tui.workout.summary import summarize

NONE = "–"

_SERVICES = {"intervals": "Intervals.icu", "strava": "Strava"}


def step_lines(session: Session, units: Units, reading: Reading) -> list[str]:
    """A line a step under a heading, in columns."""
    headings = shown.STEP_HEADINGS
    rows: list[tuple[str, ...]] = [(*headings[:3], reading, *headings[4:])]
    rows += [step_cells(step, units, reading) for step in summarize(session).steps]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        lines.append("  ".join((first.ljust(widths[0]), *cells)).rstrip())
    return lines


def step_cells(step: StepRecord, units: Units, reading: Reading) -> tuple[str, ...]:
    """A step as cells under `STEP_HEADINGS`."""
    kmh = step.distance_m / step.active_s * 3.6 if step.active_s > 0 else 0.0
    calms = step.kind in (Kind.WALK, Kind.COOL_DOWN)
    return (
        shown.KINDS[step.kind],
        clock(round(step.active_s)),
        f"{distance(step.distance_m, units)} {units}",
        f"{pace(kmh, units)} {pace_unit(units)}"
        if reading == "pace"
        else f"{speed(kmh, units)} {speed_unit(units)}",
        whole(step.mean_bpm),
        whole(step.peak_bpm),
        f"{step.fall_bpm:.0f}" if calms and step.fall_bpm is not None else "",
    )


def when_words(row: SessionRow, units: Units) -> str:
    """The date of a session, its sums and its end, on one line: what matters less stands later."""
    try:
        at = datetime.fromisoformat(row.opened_at)
        when = f"{weekday(at)} {day_of_year(at)}, {at:%H:%M}"
    except ValueError:
        when = shown.SOME_DAY
    parts = [when, clock(row.active_s), f"{distance(row.distance_m, units)} {units}"]
    if row.mean_bpm is not None:
        parts.append(f"{row.mean_bpm:.0f} bpm")
    parts.append(shown.OUTCOMES.get(row.outcome, row.outcome))
    return " · ".join([*parts, row.origin] if row.origin else parts)


def said_words(said: Debrief | None) -> tuple[str, ...]:
    """The runner's words on a session, a line each."""
    if said is None:
        return ()
    lines = []
    if said.effort is not None:
        effort = shown.EFFORT.format(effort=said.effort)
        feel = "" if said.feel is None else f" · {shown.FELT.format(feel=said.feel)}"
        lines.append(f"{effort}{feel}")
    if said.pain:
        parts = [shown.PAIN.format(pain=said.pain)]
        parts += [place_name(said.where)] if said.where else []
        parts += [shown.SHARP] if said.sharp else []
        lines.append(", ".join(parts))
    if said.note:
        lines.append(shown.NOTE.format(note=said.note))
    return tuple(lines)


def departure_words(departures: Iterable[Departure], ended_at: datetime) -> tuple[str, ...]:
    """A line for each place that a session was uploaded or written to, and when it had ended."""
    return tuple(_departure(each, ended_at) for each in departures)


def _departure(each: Departure, ended_at: datetime) -> str:
    try:
        at = datetime.fromisoformat(each.at).astimezone()
        day = day_of_year(at)
    except ValueError:
        day = shown.SOME_DAY
    is_part = each.state is UploadState.DONE and each.is_before(ended_at)
    part = f" ({shown.FIRST_PART_ALONE})" if is_part else ""
    if each.service.startswith(FILE):
        kind = each.service.removeprefix(FILE).upper()
        return shown.EXPORTED.format(kind=kind, day=day, file=each.remote) + part
    service, name = _SERVICES.get(each.service, each.service), each.remote.removeprefix(PART)
    remote = shown.AS_REMOTE.format(remote=name) if name else ""
    told = f": {told_words(each.told)}" if each.told and each.state is not UploadState.DONE else ""
    return f"{shown.UPLOADS[each.state.value].format(service=service)}{remote}, {day}{told}{part}"


def repeat_rows(repeats: Sequence[Repeat], units: Units) -> list[tuple[str, ...]]:
    """Each step beside its counterpart, under a heading: speeds, heart rates, differences."""
    unit = speed_unit(units)
    heading = ("", unit, shown.THEN, "+/−", "bpm", shown.THEN, "+/−")
    return [heading, *(repeat_cells(each, units) for each in repeats)]


def repeat_cells(each: Repeat, units: Units) -> tuple[str, ...]:
    """A step beside its counterpart as cells."""
    per_unit = METRES[units] / 1000
    speeds = [kmh_of(step) for step in (each.mine, each.other)]
    # Of what is shown: nobody is to see 5.4 less 5.3 as 0.2.
    rounded = [round(kmh / per_unit, 1) for kmh in speeds if kmh is not None]
    return (
        f"{shown.KINDS[each.kind]} {each.number}",
        *(NONE if kmh is None else speed(kmh, units) for kmh in speeds),
        signed(rounded[0] - rounded[1], 1) if len(rounded) == 2 else NONE,
        *(NONE if step is None else whole(step.mean_bpm) for step in (each.mine, each.other)),
        NONE if each.bpm_difference is None else signed(each.bpm_difference),
    )


def whole(value: float | None) -> str:
    """A whole number, or a dash where there is none."""
    return NONE if value is None else f"{value:.0f}"
