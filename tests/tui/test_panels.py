"""What the smaller parts of the run screen say."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.training.physiology.hrv import rmssd_ms
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.arm import limit_words
from runwalk_tui.tui.widgets.alarm import alarm_face
from runwalk_tui.tui.widgets.belt_panel import belt_face
from runwalk_tui.tui.widgets.heart_panel import HELD_S, heart_face, sparkline, trend
from runwalk_tui.tui.widgets.run_header import header_face, link_face
from runwalk_tui.tui.widgets.start_prompt import call_face
from runwalk_tui.tui.widgets.status_line import News, message_of
from runwalk_tui.tui.widgets.totals_line import totals_face
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.events import (
    BatteryRead,
    BeltReading,
    Command,
    CommandProgressed,
    Cue,
    CueDue,
    Device,
    LinkState,
    SpeedOverridden,
    Stage,
)
from runwalk_tui.workout.sentences import NOT_CONNECTED
from tests.tui.feeds import FakeFeed, run_walk, under_way

OPTIONS = ScreenOptions()


@pytest.mark.parametrize(
    ("hold_bpm", "added_kmh", "words"),
    [
        ((145, 145), 0.0, "keep 145"),
        ((145, 145), 0.3, "keep 145 · faster"),
        ((130, 150), -0.2, "keep 130–150 · slower"),
    ],
)
def test_the_heart_panel_says_what_is_kept(
    hold_bpm: tuple[int, int], added_kmh: float, words: str
) -> None:
    session = under_way(400).view()
    step = session.plan_step
    assert session.plan is not None
    assert step is not None
    steps = tuple(replace(each, hold_bpm=hold_bpm) for each in session.plan.steps)
    coach = replace(session.coach, offsets_kmh={step.kind: added_kmh})
    held = replace(session, plan=replace(session.plan, steps=steps), coach=coach)
    assert heart_face(held, 10).goal == words


def test_the_header_says_which_of_its_kind_the_step_is() -> None:
    face = header_face(under_way(400).view())
    assert (face.verb, face.ordinal) == ("RUN", "2 of 8")


def test_a_link_in_trouble_says_which() -> None:
    up = DeviceLink(LinkState.UP, "H10")
    assert link_face(up, "strap").trouble == ""
    assert link_face(up, "strap", "off the skin").trouble == "off the skin"
    assert link_face(DeviceLink(LinkState.LOST, "H10"), "strap").trouble == "lost"
    assert link_face(DeviceLink(LinkState.SEARCHING), "strap").name == "strap"


@pytest.mark.parametrize(("percent", "tone"), [(84, "soft"), (15, "caution"), (3, "caution")])
def test_a_low_battery_stands_out(percent: int, tone: str) -> None:
    feed = FakeFeed(run_walk())
    feed.take(BatteryRead(0.0, Device.STRAP, percent))
    link = header_face(feed.view()).links[1]
    assert (link.battery, link.battery_tone) == (f"{percent} %", tone)


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.SENT, "asked 8.5…"),
        (Stage.ACKNOWLEDGED, "asked 8.5 · heard"),
        (Stage.CONFIRMED, "asked 8.5 · confirmed"),
        (Stage.REJECTED, "asked 8.5 · refused"),
        (Stage.UNKNOWN, "asked 8.5 · no answer"),
    ],
)
def test_what_became_of_a_command_is_said(stage: Stage, words: str) -> None:
    feed = under_way(200)
    feed.take(CommandProgressed(feed.now(), Command.SPEED, stage, 8.5))
    assert belt_face(feed.view(), OPTIONS).asked[0] == words


def test_the_target_has_the_direction_in_which_the_belt_has_to_go() -> None:
    feed = FakeFeed(run_walk()).start()
    assert belt_face(feed.run(181).view(), OPTIONS).target[0] == "▲ 8.5"
    assert belt_face(feed.run(200).view(), OPTIONS).target[0] == "→ 8.5"
    assert belt_face(feed.run(241).view(), OPTIONS).target[0] == "▼ 5.2"


def test_the_console_s_speed_is_the_runner_s_own() -> None:
    feed = under_way(200)
    feed.take(SpeedOverridden(feed.now(), 7.0))
    face = belt_face(feed.view(), OPTIONS)
    assert (face.target[0], face.asked[0]) == ("7.0", "console: your speed")


def test_a_machine_that_takes_no_commands_is_set_by_hand() -> None:
    feed = FakeFeed(run_walk(), controllable=False).go(3).drive(5.5)
    assert belt_face(feed.go(30).view(), OPTIONS).asked[0] == "you drive · as planned"
    feed.go(190)
    assert belt_face(feed.view(), OPTIONS).asked[0] == "set 8.5 on the treadmill"


def test_old_telemetry_is_said_to_be_old() -> None:
    feed = under_way(200)
    feed.belt_talks = False
    face = belt_face(feed.go(feed.now() + 4.2).view(), OPTIONS)
    assert face.is_old
    assert face.asked[0] == "last data 4 s ago"
    assert header_face(feed.view()).links[0].trouble == "silent"


def test_speed_alone_for_those_who_do_not_read_pace() -> None:
    session = under_way(200).view()
    assert belt_face(session, OPTIONS).pace == "7:04 /km"
    assert belt_face(session, ScreenOptions(pace="speed")).pace == ""
    assert belt_face(session, ScreenOptions(units="mi")).pace == "11:22 /mi"


def test_a_heart_rate_in_doubt_has_no_zone() -> None:
    feed = under_way(200)
    assert heart_face(feed.view(), 10).zone == 4
    feed.contact = False
    face = heart_face(feed.go(feed.now() + 2).view(), 10)
    assert (face.zone, face.doubt) == (None, "off the skin")


def test_a_frozen_heart_rate_is_called_frozen() -> None:
    feed = under_way(60)
    feed.frozen = True
    assert heart_face(feed.run(130).view(), 10).doubt == "frozen"


readings = st.lists(st.tuples(st.floats(0, 100), st.integers(40, 220)), max_size=30).map(sorted)


@given(readings, st.integers(0, 60), st.floats(100, 120))
def test_the_trend_shows_what_was_read_and_leaves_gaps_empty(
    recent: list[tuple[float, int]], columns: int, now: float
) -> None:
    slots = trend(tuple(recent), now, columns)
    assert len(slots) == columns
    assert {slot for slot in slots if slot is not None} <= {bpm for _, bpm in recent}
    if columns and (not recent or recent[-1][0] < now - 60 - 2 * HELD_S - 60 / columns):
        assert set(slots) == {None}


@given(st.lists(st.none() | st.integers(40, 220), max_size=40), st.integers(1, 6))
def test_a_sparkline_has_its_size_and_a_bar_for_every_rate(
    rates: list[int | None], rows: int
) -> None:
    drawing = sparkline(tuple(rates), rows)
    assert [len(row) for row in drawing] == [len(rates)] * rows
    assert [bottom != " " for bottom in drawing[-1]] == [rate is not None for rate in rates]


def test_a_calm_heart_draws_a_calm_line() -> None:
    assert len(set(sparkline((120, 121, 120, 121), 1)[0])) <= 2


def test_the_last_walk_says_how_far_the_heart_fell() -> None:
    feed = under_way(370)
    figure, words = totals_face(feed.view(), "km").pairs[-1]
    assert words == "last walk: heart fell"
    assert 10 < int(figure) < 50


@pytest.mark.parametrize(
    ("cue", "age_s", "words"),
    [
        (Cue.WARNING, 0.0, "! The treadmill did not confirm"),
        (Cue.NOTICE, 5.9, "· The treadmill did not confirm"),
        (Cue.WARNING, 6.0, ""),
        (Cue.RUN, 0.0, ""),
    ],
)
def test_a_message_is_shown_while_it_is_fresh(cue: Cue, age_s: float, words: str) -> None:
    feed = under_way(200)
    feed.take(CueDue(feed.now(), cue, "The treadmill did not confirm"))
    session = feed.view()
    assert message_of(News(replace(session, t=session.t + age_s)))[0] == words


def test_not_connected_is_said_no_more_once_it_is() -> None:
    feed = FakeFeed(run_walk()).go(4)
    feed.take(CueDue(feed.now(), Cue.WARNING, NOT_CONNECTED))
    session = feed.view()
    assert session.belt.ready
    assert message_of(News(session, "practice"))[0] == "! practice"
    apart = replace(session, belt=replace(session.belt, ready=False))
    assert message_of(News(apart, "practice"))[0] == f"! {NOT_CONNECTED}"


def test_a_lost_treadmill_is_an_alarm_until_it_is_seen_again() -> None:
    feed = under_way(200)
    assert alarm_face(feed.view()) is None
    feed.belt_talks = False
    feed.link(Device.TREADMILL, LinkState.LOST)
    face = alarm_face(feed.go(feed.now() + 12).view())
    assert face is not None
    assert (face.why, face.since) == ("F80 has not responded", "0:12")
    feed.link(Device.TREADMILL, LinkState.SEARCHING)
    searching = alarm_face(feed.view())
    assert searching is not None
    assert searching.link == "searching for it"
    feed.link(Device.TREADMILL, LinkState.UP)
    feed.belt_talks = True
    assert alarm_face(feed.go(feed.now() + 2).view()) is None


def test_before_the_start_a_lost_treadmill_is_no_alarm() -> None:
    feed = FakeFeed(run_walk()).go(3)
    feed.link(Device.TREADMILL, LinkState.LOST)
    assert alarm_face(feed.view()) is None
    assert call_face(feed.view()).lines[0] == "Treadmill lost; trying again."


def test_the_arm_screen_asks_for_what_is_needed() -> None:
    assert call_face(FakeFeed(run_walk(), treadmill=False).view()).word == "LOOKING"
    assert call_face(FakeFeed(run_walk()).go(3).view()).word == "ENTER"
    assert call_face(FakeFeed(run_walk(), controllable=False).go(3).view()).word == "START"
    moving = FakeFeed(run_walk()).drive(4.0).go(3)
    assert call_face(moving.view()).lines[0].startswith("The belt is moving.")


def test_a_treadmill_that_tells_no_speed_is_not_started_from_the_arm_screen() -> None:
    feed = FakeFeed(run_walk())
    feed.belt_talks = False
    for second in range(4):
        assert call_face(feed.go(second).view()).word == "ENTER"
        feed.take(BeltReading(feed.now(), None, incline_percent=100.0))
    face = call_face(feed.view())
    assert (face.word, face.tone) == ("NO SPEED", "caution")


def test_the_arm_screen_says_what_the_treadmill_is_too_slow_for() -> None:
    session = FakeFeed(run_walk()).go(3).view()
    assert limit_words(session) is None
    slow = replace(session, belt=replace(session.belt, maximum_kmh=6.0))
    words = limit_words(slow)
    assert words is not None
    assert words.startswith("This treadmill goes up to 6.0 km/h")
    capped = replace(slow, runner=replace(slow.runner, cap_kmh=6.0))
    assert limit_words(capped) is None, "the runner's own cap is no news"
    assert limit_words(replace(slow, plan=None)) is None


def test_heart_rate_variability_of_a_metronome_is_nothing() -> None:
    steady = [(float(n), 0.8) for n in range(30)]
    assert rmssd_ms(steady, 0.0) == 0
    swinging = [(float(n), 0.8 + 0.05 * (n % 2)) for n in range(30)]
    assert rmssd_ms(swinging, 0.0) == pytest.approx(50)


def test_intervals_across_a_gap_do_not_count() -> None:
    before = [(float(n), 0.8) for n in range(15)]
    after = [(n + 60.0, 0.5) for n in range(15)]
    assert rmssd_ms(before + after, -1.0) == 0


@given(st.integers(0, 10))
def test_too_few_intervals_say_nothing(count: int) -> None:
    assert rmssd_ms([(float(n), 0.8) for n in range(count)], -inf) is None
