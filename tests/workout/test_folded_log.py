"""A log that is folded as far as somebody looks shows what one that was folded at once shows."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.workout.events import Event, StepBegan
from runwalk_tui.workout.folded_log import CHECKPOINT, FoldedLog
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Session
from tests.recorded import workout

LOG = workout()


def _eager(events: Sequence[Event]) -> FoldedLog:
    log = FoldedLog()
    for event in events:
        log.add(event)
    return log


def _refuse_steps(event: Event, session: Session) -> None:
    if isinstance(event, StepBegan) and event.index > 90:
        raise ValueError(f"no step {event.index} at {session.t:g} s")


@settings(max_examples=25)
@given(st.lists(st.floats(-1, 300) | st.just("ahead") | st.just("last"), min_size=1, max_size=8))
def test_in_whatever_order_it_is_looked_at(looks: list[float | str]) -> None:
    told: list[object] = []
    lazy = FoldedLog.to_be_folded(LOG, _refuse_steps, lambda *fault: told.append(fault))
    eager = _eager(LOG)
    for look in looks:
        if look == "ahead":
            lazy.fold_ahead(100)
        elif look == "last":
            assert lazy.last == eager.last
        else:
            assert isinstance(look, float)
            assert lazy.at(look) == eager.at(look)
    assert told == []


@pytest.mark.parametrize("place", [1, CHECKPOINT - 1, CHECKPOINT, 200, len(LOG)])
def test_what_cannot_be_is_skipped_and_told_once_when_somebody_comes_there(place: int) -> None:
    events = list(LOG)
    wrong = StepBegan(events[place - 1].t, 99, Kind.RUN, 8.5)
    events.insert(place, wrong)
    told: list[tuple[int, str]] = []
    lazy = FoldedLog.to_be_folded(
        events, _refuse_steps, lambda at, error: told.append((at, str(error)))
    )
    eager = _eager(LOG)
    lazy.fold_to(place)
    assert told == []
    for t in (0.0, wrong.t, LOG[-1].t, wrong.t, 60.0):
        assert lazy.at(t) == eager.at(t)
    assert lazy.last == eager.last
    assert told == [(place, f"no step 99 at {wrong.t:g} s")]
