"""What the summary says after a Magic Mile."""

from collections.abc import Callable

from runwalk_tui.coaching.mile_text import UNTIMED, mile_words
from runwalk_tui.workout.events import Act, RunnerProfile
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    session_app,
)
from tests.tui.feeds import FakeFeed, run_walk, under_way

PLAN = Plan(
    "magic-mile",
    "Magic Mile",
    (
        Step(Kind.WARM_UP, 6.0, duration_s=20),
        Step(Kind.RUN, 10.0, distance_m=1609.344, timed=True),
        Step(Kind.COOL_DOWN, 5.0, duration_s=20),
    ),
)


def mile(*, is_cut_short: bool = False) -> FakeFeed:
    feed = FakeFeed(PLAN, runner=RunnerProfile(cap_kmh=14.0)).start().run(60)
    feed.act(Act.NUDGE, 0.5)
    feed.act(Act.NUDGE, 0.5)
    if is_cut_short:
        feed.act(Act.SKIP)
    while feed.session.phase is not Phase.ENDED:
        feed.go(feed.now() + 10)
    return feed


def test_the_time_and_what_follows_from_it() -> None:
    session = mile().session
    (record,) = (record for record in session.records if record.kind is Kind.RUN)
    assert 525 < record.active_s < 545
    assert mile_words(session, "mi") == (
        "Magic Mile in 8:51. In races 5 km at 9:24 /mi, a marathon at 11:31 /mi. "
        "Long runs at 13:31 /mi: run 30 s, walk 30 s."
    )
    assert "a marathon at 7:09 /km" in mile_words(session, "km")


def test_a_mile_that_was_cut_short_says_so_and_other_workouts_say_nothing() -> None:
    assert mile_words(mile(is_cut_short=True).session, "km") == UNTIMED
    assert mile_words(under_way(30, run_walk(1)).session, "km") == ""


def test_the_summary_after_a_mile(snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(session_app(mile(), OPTIONS), terminal_size=SMALL)
