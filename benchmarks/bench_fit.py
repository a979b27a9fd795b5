"""A recorded session as FIT, against the SDK's own encoding of the same messages."""

from collections.abc import Iterator

from benchmarks.fit_times import times_sdk
from benchmarks.hours import recorded
from runwalk_tui.exchange.fit import encode_fit
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.workout.events import Event

MOST_TIMES = 1.2


def run() -> Iterator[tuple[str, float, str, str]]:
    """For one hour and for ten: from the events to the file, by the processor's time."""
    for hours in (1, 10):
        ours, theirs = times_sdk(_by_us, recorded(hours))
        yield f"FIT of {hours} h", ours * 1000, "ms", ""
        yield f"FIT of {hours} h / SDK's encoding alone", ours / theirs, "times", f"<= {MOST_TIMES}"


def _by_us(events: list[Event]) -> bytes:
    return encode_fit(account_of(events), 1)
