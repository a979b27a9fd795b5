"""A session as a table, a row a second; a cell is empty where nothing was measured."""

import csv
import io

from runwalk_tui.exchange.session_account import Account

COLUMNS = (
    "t_s",
    "clock_s",
    "phase",
    "step",
    "kind",
    "speed_kmh",
    "incline_percent",
    "distance_m",
    "rolled_m",
    "bpm",
    "steps_per_min",
    "stride_m",
    "measured_by",
    "bpm_by",
)


def encode_csv(account: Account) -> bytes:
    """Encode a session as comma-separated values, in UTF-8.

    The last ``distance_m`` and ``clock_s`` are the session's own.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for second in account.seconds:
        cadence = second.steps_per_min
        rows.writerow(
            (
                second.t,
                round(second.active_s, 1),
                second.phase,
                None if second.step is None else second.step + 1,
                second.kind,
                second.speed_kmh,
                second.incline_percent,
                round(second.distance_m, 2),
                round(second.rolled_m, 2),
                second.heart_bpm,
                None if cadence is None else round(cadence, 1),
                None if second.step_m is None else round(second.step_m, 2),
                second.measured_by,
                second.bpm_by,
            )
        )
    return text.getvalue().encode()
