"""Events through ``evolve`` and ``decide`` a second of processor time: HOURS of a run-walk."""

import sys
import time

import benchmarks.against.old_names  # noqa: F401 - first, for what follows
from benchmarks.hours import recorded
from runwalk_tui.workout.decide import decide
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Session


def folded_per_s(hours: float) -> float:
    """Events a second that go through both functions."""
    events = recorded(hours)
    session = Session()
    began = time.process_time()
    for event in events:
        session = evolve(session, event)
        decide(session, event)
    return len(events) / (time.process_time() - began)


if __name__ == "__main__":
    print(folded_per_s(float(sys.argv[1])))
