"""A recorded session in words: its steps, what was said of it, where it went, beside another."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from runwalk_tui.journal.reader import SessionRow
from runwalk_tui.journal.uploads import FILE, Departure, UploadState
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
_STATES = {
    UploadState.QUEUED: "waits to be uploaded to",
    UploadState.SENDING: "is being uploaded to",
    UploadState.UNKNOWN: "may have come to",
    UploadState.DONE: "uploaded to",
    UploadState.REFUSED: "refused by",
}

STEP_HEADINGS = ("step", "time", "distance", "", "mean bpm", "peak", "fell")


def step_lines(session: Session, units: Units, reading: Reading) -> list[str]:
    """A line a step under a heading, in columns."""
    rows: list[tuple[str, ...]] = [(*STEP_HEADINGS[:3], reading, *STEP_HEADINGS[4:])]
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
        str(step.kind),
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
    """The date of a session, its end and its sums, on one line."""
    try:
        at = datetime.fromisoformat(row.opened_at)
        when = f"{weekday(at)} {day_of_year(at)}, {at:%H:%M}"
    except ValueError:
        when = "some day"
    parts = [when, row.outcome, clock(row.active_s), f"{distance(row.distance_m, units)} {units}"]
    if row.mean_bpm is not None:
        parts.append(f"{row.mean_bpm:.0f} bpm")
    return " · ".join([*parts, row.origin] if row.origin else parts)


def said_words(said: Debrief | None) -> tuple[str, ...]:
    """The runner's words on a session, a line each."""
    if said is None:
        return ()
    lines = []
    if said.effort is not None:
        feel = f" · felt {said.feel} of 5" if said.feel is not None else ""
        lines.append(f"effort {said.effort} of 10{feel}")
    if said.pain:
        where = f", {said.where}" if said.where else ""
        lines.append(f"pain {said.pain} of 10{where}{', sharp' if said.sharp else ''}")
    if said.note:
        lines.append(f"note: {said.note}")
    return tuple(lines)


def departure_words(departures: Iterable[Departure]) -> tuple[str, ...]:
    """The places that a session was uploaded or written to, a line each."""
    return tuple(_departure(each) for each in departures)


def _departure(each: Departure) -> str:
    try:
        at = datetime.fromisoformat(each.at).astimezone()
        day = day_of_year(at)
    except ValueError:
        day = "some day"
    if each.service.startswith(FILE):
        return f"exported as {each.service.removeprefix(FILE).upper()}, {day}: {each.remote}"
    service = _SERVICES.get(each.service, each.service)
    remote = f", as {each.remote}" if each.remote else ""
    told = f": {each.told}" if each.told and each.state is not UploadState.DONE else ""
    return f"{_STATES[each.state]} {service}{remote}, {day}{told}"


def repeat_rows(repeats: Sequence[Repeat], units: Units) -> list[tuple[str, ...]]:
    """Each step beside its counterpart, under a heading: speeds, heart rates, differences."""
    unit = speed_unit(units)
    heading = ("", unit, "then", "+/−", "bpm", "then", "+/−")
    return [heading, *(repeat_cells(each, units) for each in repeats)]


def repeat_cells(each: Repeat, units: Units) -> tuple[str, ...]:
    """A step beside its counterpart as cells."""
    per_unit = METRES[units] / 1000
    speeds = [kmh_of(step) for step in (each.mine, each.other)]
    # Of what is shown: nobody is to see 5.4 less 5.3 as 0.2.
    shown = [round(kmh / per_unit, 1) for kmh in speeds if kmh is not None]
    return (
        f"{each.kind} {each.number}",
        *(NONE if kmh is None else speed(kmh, units) for kmh in speeds),
        signed(shown[0] - shown[1], 1) if len(shown) == 2 else NONE,
        *(NONE if step is None else whole(step.mean_bpm) for step in (each.mine, each.other)),
        NONE if each.bpm_difference is None else signed(each.bpm_difference),
    )


def whole(value: float | None) -> str:
    """A whole number, or a dash where there is none."""
    return NONE if value is None else f"{value:.0f}"
