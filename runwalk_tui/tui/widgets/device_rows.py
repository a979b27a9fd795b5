"""Devices as rows of a table: name, kind, signal, and what is known of them."""

from runwalk_tui.known_devices.known import KnownSensor
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.listing import Entry
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.widgets.table import Column, Row

COLUMNS = (
    Column("device", 0),
    Column("kind", 11, spare=1),
    Column("signal", 13),
    Column("known", 21),
)

FADES_S = 6.0
"""A device that has not been heard for so long fades."""
FADED = 0.45

BARS = "▂▄▆█"
WEAKEST_DBM = -90
"""Below this there is no bar; each is another 10 dBm."""


def bars(rssi_dbm: int) -> str:
    """The strength of a signal as 0 to 4 bars of growing height, 4 columns wide."""
    count = (rssi_dbm - WEAKEST_DBM) // 10 + 1
    return BARS[: max(0, min(len(BARS), count))].ljust(len(BARS))


def device_row(entry: Entry, now: float) -> Row:
    """A device as it was heard until ``now``, in seconds since somebody listens."""
    is_faded = entry.heard_at is None or (now - entry.heard_at >= FADES_S and not entry.is_held)
    tone = "good" if entry.is_chosen else "foreground" if entry.is_known else "soft"
    cells = (
        entry.called,
        shown.KINDS.get(entry.kind, entry.kind.value),
        _signal(entry, now),
        ", ".join(_state(entry)),
    )
    return Row(cells, tone, FADED if is_faded else 1.0)


def _signal(entry: Entry, now: float) -> str:
    if entry.heard_at is None:
        return shown.NOT_IN_RANGE if now >= FADES_S else shown.LISTENING_2
    if entry.rssi_dbm is None:
        return shown.CONNECTED
    return f"{bars(entry.rssi_dbm)} {entry.rssi_dbm:>4} dBm"


def _state(entry: Entry) -> list[str]:
    words = [shown.CHOSEN if entry.is_chosen else shown.REMEMBERED if entry.is_known else shown.NEW]
    match entry.device:
        case KnownTreadmill(is_checked=True):
            words.append(shown.CHECKED)
        case KnownSensor(battery_percent=int(percent)):
            words.append(f"{percent} %")
    return words
