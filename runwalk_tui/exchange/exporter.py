"""Writes a recorded session to a file: FIT, a table of seconds, or its events."""

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, get_args

from runwalk_tui.errors import FileError, reason
from runwalk_tui.exchange.fit import encode_fit
from runwalk_tui.exchange.samples import samples
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.workout.events import Event

Format = Literal["fit", "csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


class ExportError(FileError):
    """A session could not be written to a file: one line with the file and what to do."""


def export(events: Sequence[Event], format: Format, path: Path, *, force: bool = False) -> None:
    """Writes a session's events to ``path``.

    Args:
        events: In order of time, as the journal keeps them.
        format: ``fit`` for other training programs, ``csv`` for a row a second, ``json`` for an
            event a line as ``--json`` prints them.
        path: The file; never overwritten without ``force``.
        force: Replaces the file if it is there.

    Raises:
        ExportError: If the session has nothing for this format, or the file cannot be written.
    """
    try:
        content = _encoded(events, format)
    except ValueError as error:
        raise ExportError(path, f"cannot be written as {format}: {error}") from error
    try:
        with path.open("wb" if force else "xb") as opened:
            opened.write(content)
    except FileExistsError as error:
        raise ExportError(path, "is there already; choose another name, or force it") from error
    except OSError as error:
        if not force:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise ExportError(path, f"cannot be written: {reason(error)}; name another") from error


def _encoded(events: Sequence[Event], format: Format) -> bytes:
    match format:
        case "fit":
            return encode_fit(events)
        case "csv":
            return _table(events).encode()
        case "json":
            return b"".join(to_json(event) + b"\n" for event in events)


def _table(events: Sequence[Event]) -> str:
    """A row a second; a cell is empty where nothing was measured."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(
        ["t_s", "clock_s", "phase", "kind", "speed_kmh", "incline_percent", "distance_m", "bpm"]
    )
    for sample in samples(events):
        rows.writerow(
            [
                sample.t,
                round(sample.active_s, 1),
                sample.phase,
                sample.kind,
                sample.speed_kmh,
                sample.incline_percent,
                round(sample.distance_m, 1),
                sample.heart_bpm,
            ]
        )
    return text.getvalue()
