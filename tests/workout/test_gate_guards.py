"""Each condition of the gate alone holds a speed back: everything else would let it through."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt, BeltResponse
from runwalk_tui.workout.choice import told_speed_kmh
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.heart_control import on_heart, taken_back
from runwalk_tui.workout.heart_control_state import (
    HeartAction,
    HeartControlSettings,
    HeartControlState,
    Hold,
)
from runwalk_tui.workout.motion import advance
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Change, Phase, Session
from runwalk_tui.workout.speed_gate import (
    WISH_S,
    WISH_STILL_S,
    announcement,
    govern,
    has_wish,
    is_announced,
    is_faster,
    is_known_to_stand,
    is_leaving,
    is_seen_moving,
    is_seen_to_stand,
    is_wish_due,
    lead_s,
    may_start,
    may_wish,
    reference_kmh,
    wanted_index,
    wanted_kmh,
)
from runwalk_tui.workout.walking_check import Check
from tests.workout.model import Machine, Model, plan_of, run, started, walk
from tests.workout.test_heart_control import holding


def due() -> Session:
    """A run whose faster speed was announced 3 s ago: it is to be asked now."""
    model = started(run(60, 5.0), walk(60))
    model.run(20)
    model.act(ev.Act.NUDGE, 1.0)
    model.run(2.9)
    t = model.t + 0.1
    session = replace(model.session, t=t)
    assert govern(session, t) == [ev.SpeedAsked(t, 6.0)]
    return session


@pytest.mark.parametrize(
    "changed",
    [
        {"ready": False},
        {"checked": False},
        {"controllable": False},
        {"obeys": False},
        {"speed_kmh": 0.0},
        {"lost_since": 1.0},
        {"refused_kmh": 6.0},
        {"commanded_kmh": 6.0},
        {"stopping_at": 1.0},
        {"maximum_kmh": 5.5, "minimum_kmh": 5.8},
        {"read_at": 1.0},
        {"fresh_moving": 1},
        {"fresh_moving": 0},
    ],
    ids=str,
)
def test_a_belt_of_which_one_thing_is_wrong_is_asked_for_nothing(
    changed: dict[str, Any],
) -> None:
    session = due()
    asked = govern(replace(session, belt=replace(session.belt, **changed)), session.t)
    assert not [event for event in asked if isinstance(event, ev.SpeedAsked)]


@pytest.mark.parametrize(
    "changed",
    [
        {"phase": Phase.PAUSED},
        {"phase": Phase.STOPPING},
        {"step": None},
        {"override_kmh": 5.0},
        {"announced": None},
    ],
    ids=str,
)
def test_a_session_of_which_one_thing_is_wrong_asks_for_nothing(
    changed: dict[str, Any],
) -> None:
    session = due()
    asked = govern(replace(session, **changed), session.t)
    assert not [event for event in asked if isinstance(event, ev.SpeedAsked)]


@pytest.mark.parametrize(
    "heart",
    [
        Heart(),
        Heart(bpm=120, read_at=1.0),
        Heart(bpm=120, read_at=10_000.0, contact=False, same_since=9_999.0),
        Heart(bpm=120, read_at=10_000.0, same_since=9_999.0, leapt=True),
    ],
    ids=["none", "silent", "off the skin", "a leap"],
)
def test_a_speed_that_rests_on_a_heart_in_doubt_is_not_asked(heart: Heart) -> None:
    session = due()
    added = replace(session, coach=HeartControlState(offsets_kmh={Kind.RUN: 0.5}))
    sure = Heart(bpm=120, read_at=session.t, same_since=session.t - 1)
    assert govern(replace(added, heart=sure), session.t)
    assert govern(replace(added, heart=heart), session.t) == []
    slowed = replace(session, coach=HeartControlState(offsets_kmh={Kind.RUN: -0.5}), heart=heart)
    assert govern(slowed, session.t), "what makes it slower rests on nothing"


@pytest.mark.parametrize(
    ("measured_kmh", "commanded_kmh", "target_kmh", "faster"),
    [
        (0.0, 8.0, 7.0, False),
        (None, 8.0, 7.0, False),
        (6.0, 8.0, 7.0, True),
        (6.9, 8.0, 7.0, False),
        (8.0, 8.0, 8.1, True),
        (None, None, 7.0, False),
        (6.0, None, 7.0, True),
        (0.0, 8.0, 0.5, False),
        (0.3, 8.0, 0.5, True),
    ],
)
def test_what_is_faster(
    measured_kmh: float | None, commanded_kmh: float | None, target_kmh: float, faster: bool
) -> None:
    belt = Belt(speed_kmh=measured_kmh, commanded_kmh=commanded_kmh)
    assert is_faster(Session(belt=belt), target_kmh) == faster


def leading() -> Session:
    """A walk that ends in a run, on a belt whose pace is known."""
    model = started(walk(60), run(60), machine=Machine(lag=(1.0, 0.5, 0.5)))
    model.run(20)
    assert lead_s(model.session) > 0
    return model.session


@pytest.mark.parametrize(
    "changed",
    [
        {"override_kmh": 4.0},
        {"held_kmh": 4.0},
        {"change": Change(1, 100.0)},
        {"runner": ev.RunnerProfile(lead=False)},
        {"plan": plan_of(replace(walk(60), until_bpm=100), run(60))},
        {"plan": plan_of(Step(Kind.WALK, 5.0, distance_m=80, timed=True), run(60))},
        {"plan": plan_of(walk(60), walk(60))},
        {"plan": plan_of(walk(60))},
        {"step": None},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_step_is_led_into_only_as_planned(changed: dict[str, Any]) -> None:
    assert lead_s(replace(leading(), **changed)) == 0


def test_without_a_known_pace_there_is_no_lead() -> None:
    session = leading()
    assert lead_s(replace(session, belt=replace(session.belt, lag=None))) == 0
    slow = replace(session.belt, lag=BeltResponse(1.0, 0.01, 0.01))
    assert lead_s(replace(session, belt=slow)) == 10


@pytest.mark.parametrize(
    "changed",
    [
        {"controllable": False},
        {"obeys": False},
        {"lost_since": 1.0},
        {"stopping_at": 1.0},
        {"speed_kmh": 0.0},
        {"steady_since": 10_000.0},
        {"in_force_kmh": None, "commanded_kmh": 3.0, "commanded_at": 28.0},
    ],
    ids=str,
)
def test_a_console_s_word_is_believed_of_a_steady_belt_in_sight(
    changed: dict[str, Any],
) -> None:
    model = started(walk(60), run(60))
    model.run(20)
    session = model.session
    told = ev.ConsoleReported(model.t, ev.Report.SPEED_CHANGED, 4.0)
    assert told_speed_kmh(session, told) == 4.0
    assert told_speed_kmh(replace(session, phase=Phase.PAUSED), told) is None
    assert told_speed_kmh(session, replace(told, value=None)) is None
    assert told_speed_kmh(replace(session, belt=replace(session.belt, **changed)), told) is None


@pytest.mark.parametrize(
    ("belt", "stands"),
    [
        (Belt(), True),
        (Belt(still=True, zero_since=0.0, read_at=15.0), True),
        (Belt(still=True, zero_since=0.0, read_at=14.9), False),
        (Belt(still=False, zero_since=None, read_at=18.0), True),
        (Belt(still=True, zero_since=0.0, read_at=18.0, lost_since=19.0), False),
        (Belt(still=True, zero_since=0.0, read_at=19.0, contested_since=3.0), False),
        (Belt(still=True, zero_since=0.0, read_at=18.0, dropped_at=18.1), False),
        (Belt(still=True, zero_since=0.0, read_at=18.0, dropped_at=18.0), True),
        (Belt(dropped_at=0.5), False),
    ],
)
def test_no_zero_counts_that_is_old_or_from_another_connection(belt: Belt, stands: bool) -> None:
    assert is_known_to_stand(Session(belt=belt), 20.0) == stands
    assert is_seen_to_stand(Session(belt=belt), 20.0) == (stands and belt.still)


@pytest.mark.parametrize(
    "changed",
    [
        {"ready": False},
        {"controllable": False},
        {"speed_kmh": 0.8},
        {"lost_since": 1.0, "still": False},
        {"read_at": 4.0, "still": False, "zero_since": 3.0},
    ],
    ids=str,
)
def test_one_thing_wrong_and_the_belt_is_not_started(changed: dict[str, Any]) -> None:
    model = Model(plan_of(walk(), run()))
    model.run(20)
    assert may_start(model.session)
    belt = replace(model.session.belt, **changed)
    assert not may_start(replace(model.session, belt=belt))
    for phase in set(Phase) - {Phase.ARMING, Phase.PAUSED}:
        assert not may_start(replace(model.session, phase=phase))
    assert not may_start(replace(model.session, plan=None))


@pytest.mark.parametrize(
    ("commanded_kmh", "speed_kmh", "stuck_kmh"),
    [(8.0, 5.0, 5.0), (8.0, 7.9, None), (8.0, 7.8, 7.8), (None, 5.0, None)],
)
def test_a_belt_is_stuck_off_its_target_and_not_at_it(
    commanded_kmh: float | None, speed_kmh: float, stuck_kmh: float | None
) -> None:
    belt = Belt(
        link=DeviceLink(),
        commanded_kmh=commanded_kmh,
        commanded_from_kmh=speed_kmh,
        speed_kmh=speed_kmh,
        read_at=20.0,
        steady_since=1.0,
    )
    assert belt.stuck_kmh == stuck_kmh


def test_the_coach_waits_while_a_change_is_fixed_or_the_clock_stands() -> None:
    model = holding(Hold.FULL, 170)
    model.rate = lambda: 170 + int(model.t) // 4 % 4
    while not model.advice(HeartAction.HOLD):
        before = model.session
        model.run(0.25)
    t = model.advice(HeartAction.HOLD)[0].t
    session = replace(advance(before, t), heart=model.session.heart)
    advice = on_heart(session, t)
    assert advice is not None
    assert advice.value < 0
    waits: list[dict[str, Any]] = [{"change": Change(1, t + 30)}, {"phase": Phase.PAUSED}]
    for changed in (*waits, {"step": None}):
        assert on_heart(replace(session, **changed), t) is None


def test_what_was_added_is_given_up_with_the_rate_at_which_it_is() -> None:
    model = holding(Hold.FULL, 140)
    model.run(10)
    added = replace(
        model.session, coach=HeartControlState(offsets_kmh={Kind.RUN: 0.4, Kind.SURGE: 0.0})
    )
    assert taken_back(added, model.t) is None
    doubted = replace(added, heart=replace(added.heart, contact=False))
    back = taken_back(doubted, model.t)
    assert back == ev.CoachActed(model.t, HeartAction.BACK, Kind.RUN, -0.4, 0.0)
    free = replace(added, plan=plan_of(run(900, 9.0), walk(60)))
    bpm = float(free.heart.bpm or 0)
    assert bpm >= 140
    assert taken_back(free, model.t) == ev.CoachActed(
        model.t, HeartAction.BACK, Kind.RUN, -0.4, bpm
    )
    assert taken_back(replace(free, phase=Phase.PAUSED), model.t) is None


def test_a_ceiling_makes_a_run_that_is_slower_than_a_walk_no_faster() -> None:
    model = holding(Hold.OFF, 170)
    slow = plan_of(Step(Kind.RUN, 4.0, duration_s=900))
    runner = ev.RunnerProfile(coaching=HeartControlSettings(ceiling_bpm=160))
    model.run(20)
    session = replace(model.session, plan=slow, runner=runner)
    advice = on_heart(session, model.t)
    assert advice is not None
    assert (advice.advice, advice.value) == (HeartAction.CEILING, 0.0)


@pytest.mark.parametrize(
    ("changed", "seen"),
    [
        ({}, True),
        ({"read_at": 14.9}, False),
        ({"read_at": 15.0}, True),
        ({"read_at": None}, False),
        ({"fresh_moving": 1}, False),
    ],
    ids=str,
)
def test_a_belt_is_seen_moving_by_two_fresh_readings(changed: dict[str, Any], seen: bool) -> None:
    belt = Belt(read_at=18.0, fresh_moving=2)
    assert is_seen_moving(Session(belt=replace(belt, **changed)), 20.0) is seen


@pytest.mark.parametrize(
    ("changed", "leaving"),
    [
        ({}, True),
        ({"commanded_kmh": 5.9}, False),
        ({"commanded_kmh": 6.1}, False),
        ({"commanded_kmh": None}, True),
        ({"falling": False}, False),
        ({"steady_since": 18.0}, False),
        ({"speed_kmh": None}, False),
        ({"falling": False, "stopping_at": 3.0}, True),
    ],
    ids=str,
)
def test_a_belt_leaves_that_slows_down_unasked(changed: dict[str, Any], leaving: bool) -> None:
    belt = Belt(speed_kmh=6.0, read_at=20.0, steady_since=19.0, falling=True, commanded_kmh=8.0)
    assert is_leaving(Session(belt=replace(belt, **changed))) is leaving


@pytest.mark.parametrize(
    ("changed", "reference"),
    [
        ({}, 8.0),
        ({"commanded_kmh": None}, 8.1),
        ({"in_force_kmh": None}, 8.0),
        ({"speed_kmh": 0.0}, 8.0),
        ({"speed_kmh": None}, 8.0),
        ({"speed_kmh": 8.3}, 8.3),
        ({"speed_kmh": 6.0}, 6.0),
        # It does not follow: the lower of what was asked and what it does.
        ({"in_force_kmh": None, "speed_kmh": 6.0, "commanded_from_kmh": 6.0}, 6.0),
        ({"in_force_kmh": None, "speed_kmh": 9.0, "commanded_from_kmh": 9.0}, 8.0),
    ],
    ids=str,
)
def test_a_target_is_a_change_from_what_is_in_force(
    changed: dict[str, Any], reference: float
) -> None:
    belt = Belt(speed_kmh=8.1, read_at=20.0, steady_since=5.0, commanded_kmh=8.0, in_force_kmh=8.0)
    assert reference_kmh(Session(belt=replace(belt, **changed))) == reference


@pytest.mark.parametrize(
    ("changed", "announced"),
    [
        ({}, True),
        ({"index": 1}, False),
        ({"index": None}, False),
        ({"speed_kmh": 7.9}, False),
        ({"speed_kmh": 9.0}, True),
        ({"until": 19.9}, False),
        ({"until": 20.0}, True),
    ],
    ids=str,
)
def test_an_announcement_holds_for_its_step_its_speed_and_its_time(
    changed: dict[str, Any], announced: bool
) -> None:
    said = replace(ev.IncreaseAnnounced(15.0, 8.0, 18.0, 20.0, 0), **changed)
    assert is_announced(Session(announced=said), 0, 8.0, 20.0) is announced
    assert not is_announced(Session(), 0, 8.0, 20.0)


def test_an_increase_is_due_three_seconds_later_and_for_two_seconds() -> None:
    assert announcement(10.0, 2, 8.0) == ev.IncreaseAnnounced(10.0, 8.0, 13.0, 15.0, 2)
    assert announcement(10.0, 2, 8.0, at=20.0) == ev.IncreaseAnnounced(10.0, 8.0, 20.0, 22.0, 2)
    assert announcement(10.0, 2, 8.0, window_s=9.0).until == 22.0


def quiet() -> Session:
    """A run in a told range: a held heart rate wants a small rise, and may have it at once."""
    model = started(run(600, 9.0), walk(60))
    model.run(30)
    t = model.t
    coach = HeartControlState(
        offsets_kmh={Kind.RUN: 0.1}, told_kmh=(5.0, 10.0), told_at=t - 3.0, quiet_kmh=9.1
    )
    sure = Heart(bpm=120, read_at=t, same_since=t - 1)
    belt = replace(model.session.belt, commanded_at=t - 5.0)
    nudges = {Kind.RUN: 0.1}
    return replace(model.session, coach=coach, heart=sure, belt=belt, nudges_kmh=nudges)


def test_a_small_rise_in_a_told_range_needs_no_notice() -> None:
    session = quiet()
    assert govern(session, session.t) == [ev.SpeedAsked(session.t, 9.1)]


@pytest.mark.parametrize(
    "changed",
    [
        {"told_kmh": None},
        {"told_kmh": (5.0, 9.0)},
        {"told_at": 10_000.0},
        {"quiet_kmh": 9.2},
        {"quiet_kmh": None},
    ],
    ids=str,
)
def test_any_other_rise_is_announced(changed: dict[str, Any]) -> None:
    session = quiet()
    said = govern(replace(session, coach=replace(session.coach, **changed)), session.t)
    assert [type(event) for event in said] == [ev.IncreaseAnnounced]


def test_a_range_that_was_told_a_moment_ago_is_waited_for() -> None:
    session = quiet()
    recent = replace(session.coach, told_at=session.t - 2.9)
    said = govern(replace(session, coach=recent), session.t)
    assert [type(event) for event in said] == [ev.IncreaseAnnounced]


def test_no_rise_in_a_told_range_is_larger_than_a_tenth_or_sooner_than_five_seconds() -> None:
    session = quiet()
    larger = replace(
        session, nudges_kmh={Kind.RUN: 0.2}, coach=replace(session.coach, quiet_kmh=9.2)
    )
    assert [type(event) for event in govern(larger, session.t)] == [ev.IncreaseAnnounced]
    slower = replace(session, belt=replace(session.belt, speed_kmh=8.8, in_force_kmh=None))
    assert [type(event) for event in govern(slower, session.t)] == [ev.IncreaseAnnounced]
    sooner = replace(session, belt=replace(session.belt, commanded_at=session.t - 4.9))
    assert govern(sooner, session.t) == []


def test_no_increase_is_announced_in_the_last_three_seconds_of_a_step() -> None:
    session = replace(due(), announced=None)
    assert session.step is not None
    for left_s, said in ((3.1, [ev.IncreaseAnnounced]), (3.0, [])):
        step = replace(session.step, active_s=60.0 - left_s)
        near = replace(session, step=step, plan=plan_of(run(60, 5.0)))
        assert [type(event) for event in govern(near, near.t)] == said


def test_a_notice_is_not_cut_short_by_a_reading_that_makes_a_decrease_of_it() -> None:
    session = due()
    waiting = announcement(session.t - 1, 0, 6.0)
    above = replace(session.belt, speed_kmh=9.0, commanded_kmh=None, in_force_kmh=None)
    assert govern(replace(session, announced=waiting, belt=above), session.t) == []
    other = replace(waiting, speed_kmh=6.5)
    asked = [ev.SpeedAsked(session.t, 6.0)]
    assert govern(replace(session, announced=other, belt=above), session.t) == asked
    elsewhere = replace(waiting, index=1)
    assert govern(replace(session, announced=elsewhere, belt=above), session.t) == asked
    past = replace(waiting, at=session.t)
    assert govern(replace(session, announced=past, belt=above), session.t) == asked


@pytest.mark.parametrize(
    ("changed", "asked_kmh"),
    [
        ({}, 2.0),
        ({"asked_at": 3.0}, None),
        (None, None),
    ],
    ids=str,
)
def test_a_belt_is_checked_once(changed: dict[str, Any] | None, asked_kmh: float | None) -> None:
    belt = Belt(speed_kmh=0.8, read_at=20.0, steady_since=10.0, fresh_moving=5)
    check = None if changed is None else replace(Check(1.0), **changed)
    session = Session(t=20.0, phase=Phase.CHECKING, belt=belt, check=check)
    assert wanted_kmh(session) == asked_kmh
    unread = replace(session, belt=replace(belt, speed_kmh=None))
    assert wanted_kmh(unread) is None
    unsteady = replace(session, belt=replace(belt, steady_since=19.0))
    assert wanted_kmh(unsteady) is None
    fast = replace(session, belt=replace(belt, minimum_kmh=4.1))
    assert wanted_kmh(fast) is None


def waiting(**changed: Any) -> Session:
    """A pause in which the runner has said start two seconds ago; the belt stands by now."""
    model = started(walk(60), run(60))
    model.run(20)
    model.act(ev.Act.PAUSE)
    model.run(30)
    session = replace(model.session, wished_at=model.t - 2.0)
    assert session.belt.still
    return replace(session, **changed)


def test_a_start_waits_for_twenty_seconds_at_most() -> None:
    session = waiting()
    t = session.t
    for ago_s, waits in ((WISH_S, True), (WISH_S + 0.1, False)):
        wished = replace(session, wished_at=t - ago_s)
        assert has_wish(wished, t) is waits
        assert is_wish_due(wished, t) is waits
    assert not has_wish(replace(session, wished_at=None), t)
    assert not is_wish_due(replace(session, wished_at=None), t)
    assert not is_wish_due(replace(session, wished_at=t), t), "it is only just said"
    for phase in set(Phase) - {Phase.ARMING, Phase.PAUSED}:
        assert not has_wish(replace(session, phase=phase), t)
        assert not is_wish_due(replace(session, phase=phase), t)


def test_a_start_comes_on_the_link_on_which_it_was_said_once_the_belt_stands() -> None:
    session = waiting()
    t, belt = session.t, session.belt
    assert session.wished_at is not None
    for since, due in ((session.wished_at, True), (session.wished_at + 0.1, False)):
        link = replace(belt.link, since=since)
        assert is_wish_due(replace(session, belt=replace(belt, link=link)), t) is due
    for zero_s, due in ((WISH_STILL_S, True), (WISH_STILL_S - 0.1, False)):
        unsure = replace(belt, still=False, zero_since=t - zero_s)
        assert is_wish_due(replace(session, belt=unsure), t) is due
    assert not is_wish_due(replace(session, belt=replace(belt, still=False, zero_since=None)), t)
    assert is_wish_due(replace(session, belt=replace(belt, zero_since=None)), t)
    assert not is_wish_due(replace(session, belt=replace(belt, controllable=False)), t)


@pytest.mark.parametrize(
    "changed",
    [
        {"ready": False},
        {"controllable": False},
        {"speed_kmh": 0.0},
        {"stopping_at": None, "falling": False},
        {"lost_since": 1.0, "still": False},
    ],
    ids=str,
)
def test_a_start_is_kept_for_a_belt_in_sight_that_slows_down(changed: dict[str, Any]) -> None:
    session = waiting()
    belt = replace(session.belt, speed_kmh=3.0, stopping_at=session.t - 1, still=False)
    slowing = replace(session, belt=belt)
    assert may_wish(slowing)
    assert may_wish(replace(slowing, phase=Phase.ARMING))
    assert not may_wish(replace(slowing, phase=Phase.RUNNING))
    assert not may_wish(replace(slowing, plan=None))
    assert not may_wish(replace(slowing, belt=replace(belt, **changed)))


def test_the_next_step_s_speed_is_wanted_in_its_lead_and_not_before() -> None:
    session = leading()
    assert session.step is not None
    ahead_s, end_t = lead_s(session), session.t + 60.0 - session.step.active_s
    assert 0 < ahead_s < 10
    for before_s, index in ((ahead_s, 1), (ahead_s + 0.1, 0), (20.0, 0), (0.0, 1)):
        assert wanted_index(session, end_t - before_s) == index
    unled = replace(session, runner=ev.RunnerProfile(lead=False))
    assert wanted_index(unled, end_t) == 0
    longer = replace(session, extra_s=40.0)
    assert wanted_index(longer, end_t) == 0
    by_metres = replace(session, plan=plan_of(Step(Kind.WALK, 5.0, distance_m=500), run(60)))
    standing = replace(by_metres, belt=replace(session.belt, speed_kmh=0.0))
    assert wanted_index(standing, end_t) == 0, "nobody knows when it ends"
    assert wanted_index(replace(session, step=None), end_t) is None
