"""What the largest thing on the screen says, moment by moment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.tui.run_status import Moment, moment_of
from runwalk_tui.workout.events import (
    Act,
    Command,
    CommandProgressed,
    Device,
    LinkState,
    PauseReason,
    Stage,
)
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.tui.feeds import FakeFeed, half_an_hour, run_walk, under_way


def _moment(feed: FakeFeed) -> Moment:
    return moment_of(feed.view(), "km")


def _words(moment: Moment) -> str:
    return " ".join(words for words, _ in moment.lines)


def test_before_the_start_nothing_counts() -> None:
    moment = _moment(FakeFeed(run_walk()).go(3))
    assert moment.big == "READY"
    assert "warm up" in _words(moment)


def test_the_countdown_to_the_start_counts_whole_seconds() -> None:
    feed = FakeFeed(run_walk()).go(5)
    feed.act(Act.START)
    shown = [_moment(feed.go(5 + later)).big for later in (0.0, 0.9, 1.1, 2.9)]
    assert shown == ["3", "3", "2", "1"]
    assert _moment(feed.go(8.2)).big == "START"


def test_a_step_by_time_counts_down_and_says_what_comes() -> None:
    moment = _moment(under_way(200.4))
    assert (moment.big, moment.tone) == ("0:40", "kind-run")
    assert moment.headline == ("WALK", "kind-walk")
    assert _words(moment) == "2:00 at ▼ 5.2 km/h then Run 1:00"
    assert moment.flood is None


def test_in_the_last_seconds_the_ground_has_the_colour_of_what_comes() -> None:
    feed = FakeFeed(run_walk()).start()
    assert _moment(feed.run(176.9)).flood is None
    moment = _moment(feed.run(177.2))
    assert (moment.big, moment.flood) == ("0:03", "kind-run")
    assert (moment.label, moment.headline) == ("in 3", ("RUN", "kind-run"))


def test_an_increase_within_a_step_is_announced_without_a_flood() -> None:
    feed = under_way(200)
    feed.act(Act.NUDGE, 0.5)
    moment = _moment(feed)
    assert moment.headline == ("FASTER", "caution")
    assert (moment.label, _words(moment)) == ("in 3", "▲ to 9.0 km/h")
    assert moment.flood is None


def test_the_last_step_ends_in_a_finish() -> None:
    plan = Plan("p", "P", (Step(Kind.WALK, 5.0, duration_s=60),))
    feed = FakeFeed(plan).start()
    assert _moment(feed.run(20)).headline == ("FINISH", "good")
    assert _moment(feed.run(58)).flood == "good"


def test_a_step_by_distance_counts_metres_and_says_about_how_long() -> None:
    plan = Plan("p", "P", (Step(Kind.RUN, 9.0, distance_m=400), Step(Kind.WALK, 5.0, 60)))
    feed = under_way(60, plan)
    moment = _moment(feed)
    remaining_m = feed.view().step_remaining_m
    assert remaining_m is not None
    assert 0 <= int(moment.big) - remaining_m < 1
    assert moment.unit == "m"
    assert moment.caption.startswith("left in this run, about ")


def test_a_step_by_heart_rate_says_what_it_waits_for() -> None:
    plan = Plan("p", "P", (Step(Kind.WALK, 5.0, duration_s=120, until_bpm=80),))
    moment = _moment(under_way(20, plan))
    assert moment.caption == "at most, or until heart 80"


def test_a_pause_says_why_and_what_to_press() -> None:
    feed = under_way(200)
    feed.act(Act.PAUSE)
    moment = _moment(feed)
    assert (moment.big, moment.caption) == ("PAUSED", "you paused")
    assert moment.headline == ("SPACE", "foreground")
    assert "0:40 left in this run" in _words(moment)


def test_a_pause_without_a_treadmill_waits_for_it() -> None:
    feed = under_way(200)
    feed.act(Act.PAUSE)
    feed.link(Device.TREADMILL, LinkState.LOST)
    assert _moment(feed).headline == ("WAIT", "soft")


def test_a_treadmill_that_takes_no_commands_is_started_by_hand() -> None:
    feed = FakeFeed(run_walk(), controllable=False)
    feed.go(3).drive(6.0)
    feed.go(200)
    feed.drive(0.0)
    feed.go(220)
    assert feed.session.pause_reason is PauseReason.CONSOLE
    moment = _moment(feed)
    assert moment.headline == ("START", "foreground")
    assert "space" not in _words(moment)


@pytest.mark.parametrize("stage", [Stage.UNKNOWN, Stage.REJECTED])
def test_a_stop_that_is_not_confirmed_says_what_to_do(stage: Stage) -> None:
    feed = FakeFeed(run_walk(), answers=False).start().run(200)
    feed.act(Act.STOP)
    assert "is slowing" in _words(_moment(feed))
    feed.take(CommandProgressed(feed.now(), Command.STOP, stage))
    assert "Press stop on the treadmill." in _words(_moment(feed))


def test_the_end_says_how_it_ended() -> None:
    feed = under_way(200)
    feed.act(Act.STOP)
    feed.go(feed.now() + 20)
    assert feed.session.phase is Phase.ENDED
    assert _moment(feed).big == "STOPPED"


@given(st.floats(20, 1700))
def test_figures_and_progress_move_together(t: float) -> None:
    before, after = (moment_of(half_an_hour().at(t + later), "km") for later in (0.0, 0.05))
    if (before.big, before.headline) == (after.big, after.headline):
        assert before.progress == after.progress
