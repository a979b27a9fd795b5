"""FIT of HOURS of a run-walk, from the events to the bytes, by the SDK's encoding of the same."""

import importlib
import sys

import benchmarks.against.old_names  # noqa: F401 - first, for what follows
from benchmarks.fit_times import times_sdk
from benchmarks.hours import recorded
from runwalk_tui.workout.events import Event


def _encode(events: list[Event]) -> bytes:
    data: bytes
    try:
        fit = importlib.import_module("runwalk_tui.exchange.fit")
    except ModuleNotFoundError:
        data = importlib.import_module("runwalk_tui.fit_file").encode_fit(events)
    else:
        accounting = importlib.import_module("runwalk_tui.exchange.session_accounting")
        data = fit.encode_fit(accounting.account_of(events), 1)
    return data


if __name__ == "__main__":
    ours_s, sdk_s = times_sdk(_encode, recorded(float(sys.argv[1])))
    print(ours_s / sdk_s)
