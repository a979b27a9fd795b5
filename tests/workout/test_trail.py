"""A sequence that only grows: immutable as seen from outside, whatever grew from it."""

from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.workout.trail import Trail


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9))))
def test_whatever_grows_from_it_a_trail_stays_what_it_was(growths: list[tuple[int, int]]) -> None:
    known: list[tuple[Trail[int], tuple[int, ...]]] = [(Trail(), ())]
    for choice, item in growths:
        trail, items = known[choice % len(known)]
        known.append((trail.grown(item), (*items, item)))
    for trail, items in known:
        assert tuple(trail) == items
        assert len(trail) == len(items)
        assert trail == items
        assert trail == Trail(items)
        assert hash(trail) == hash(Trail(items))
        assert trail[1:] == items[1:]
        assert trail[-2::-1] == items[-2::-1]
        assert bool(trail) is bool(items)
        assert trail[-1:] == ((trail[-1],) if items else ())


def test_trails_that_went_different_ways_differ() -> None:
    start = Trail[int]().grown(1)
    assert start.grown(2) != start.grown(3)
    assert start.grown(2) == start.grown(2)
    assert start != start.grown(2)


def test_growing_on_shares_the_items() -> None:
    start = Trail(range(1000))
    assert start.grown(1)._shared is start._shared
    assert start.grown(2)._shared is not start._shared
