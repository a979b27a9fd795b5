"""The dispatcher's guards on the way to a stand: Stop, Pause, what is owed, who listens on."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from runwalk_devices import sentences as why
from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData
from runwalk_devices.treadmill.command import Command
from runwalk_devices.treadmill.quirks import QuirkShown
from tests.runwalk_devices.treadmill.panel import NO, SILENT, STARTED, STOPPED, Desk, Panel

CONFIRMED, RESTS = ("confirmed", ""), ("confirmed", why.RESTS)
REFUSED_STOPPING = ("rejected", why.STOPPING)


@pytest.fixture
async def desk(clock: Clock) -> AsyncIterator[Desk]:
    """A connected one, some time after the clock began."""
    await clock.sleep(100)
    desk = Desk(clock)
    yield desk
    await desk.orders.close()


async def test_a_belt_known_to_stand_is_left_alone(desk: Desk) -> None:
    await desk.rest()
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(0.0)
    assert (desk.wrote, desk.ends(Command.STOP)) == ([], [RESTS])
    desk.orders.connected(desk.panel)
    await desk.pass_s(1)
    assert desk.wrote == [], "none is owed"


async def test_one_that_moves_after_all_is_stopped(desk: Desk) -> None:
    await desk.rest()
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(3.0)
    assert desk.wrote == ["stop"]
    await desk.stood()
    assert desk.ends(Command.STOP) == [CONFIRMED]


@pytest.mark.parametrize("act", ["stop", "pause"])
async def test_while_it_looks_it_is_asked_nothing_else(desk: Desk, act: str) -> None:
    await desk.rest()
    desk.orders.stop()
    await desk.pass_s()
    getattr(desk.orders, act)()
    desk.orders.set_speed(5.0)
    assert desk.ends(Command.SPEED) == [REFUSED_STOPPING]
    await desk.tell(0.0)
    assert (desk.wrote, desk.ends(Command.STOP)) == ([], [RESTS])


async def test_a_console_s_countdown_is_stopped_though_the_belt_stands(desk: Desk) -> None:
    await desk.rest()
    desk.orders.told(STARTED)
    desk.orders.stop()
    await desk.pass_s()
    assert desk.wrote == ["stop"]


async def test_a_word_of_a_start_from_a_moving_belt_is_no_countdown(desk: Desk) -> None:
    await desk.tell(5.0)
    desk.orders.told(STARTED)
    await desk.rest()
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(0.0)
    assert desk.wrote == []


async def test_released_it_takes_nothing_any_more(desk: Desk) -> None:
    await desk.rest()
    await desk.orders.close()
    desk.orders.stop()
    desk.orders.start()
    await desk.pass_s()
    assert desk.ends(Command.STOP) == [("rejected", why.LET_GO)]
    assert desk.ends(Command.START) == [("rejected", why.NO_COMMANDS)]
    assert desk.wrote == []


async def test_released_it_listens_no_more(desk: Desk) -> None:
    await desk.tell(5.0)
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(0.0, 0.0)
    assert not desk.orders.lookout.is_over
    await desk.orders.close()
    assert desk.orders.lookout.is_over


async def test_out_of_reach_nothing_is_written(desk: Desk) -> None:
    await desk.tell(5.0)
    desk.orders.stop()
    await desk.pass_s()
    desk.orders.disconnected()
    await desk.tell(*[5.0] * 6)
    assert desk.wrote == ["stop"]


@pytest.mark.parametrize("connects", [True, False])
async def test_a_connection_without_commands_gives_a_stop_no_more_time(
    desk: Desk, connects: bool
) -> None:
    desk.orders.disconnected()
    desk.orders.stop()
    await desk.pass_s(5)
    if connects:
        desk.orders.connected(None)
    await desk.pass_s(4.5)
    assert desk.ends(Command.STOP) == [("unknown", why.UNTOLD)]


@pytest.mark.parametrize(
    ("act", "is_written", "owed"),
    [("stop", True, True), ("stop", False, True), ("pause", True, False), ("pause", False, True)],
)
async def test_a_stop_without_a_stand_is_owed_to_the_next_connection(
    desk: Desk, act: str, is_written: bool, owed: bool
) -> None:
    """In the place of a pause it is written once: the belt may be meant to run again."""
    await desk.tell(5.0)
    desk.orders.disconnected()
    getattr(desk.orders, act)()
    if is_written:
        desk.orders.connected(desk.panel)
        await desk.tell(*[5.0] * 60)
    else:
        await desk.pass_s(10)
    assert [stage for stage, _ in desk.ends(Command.STOP)] == ["unknown"]
    assert desk.orders.lookout.is_over
    again = Panel()
    desk.orders.connected(again)
    await desk.pass_s()
    assert bool(again.wrote) is owed


async def test_a_stop_that_was_obeyed_is_owed_no_more(desk: Desk) -> None:
    await desk.tell(5.0)
    desk.orders.stop()
    await desk.stood()
    again = Panel()
    desk.orders.connected(again)
    await desk.pass_s()
    assert again.wrote == []


@pytest.mark.parametrize(
    ("acts", "for_good"), [("p", False), ("pp", False), ("sp", True), ("ps", True)]
)
async def test_after_a_pause_the_belt_may_run_again_and_after_a_stop_not(
    desk: Desk, acts: str, for_good: bool
) -> None:
    """Asked out of reach a pause is a Stop, once the belt is in reach."""
    await desk.tell(5.0)
    desk.orders.disconnected()
    for act in acts:
        (desk.orders.pause if act == "p" else desk.orders.stop)()
    desk.orders.connected(desk.panel)
    await desk.pass_s()
    await desk.tell(0.0, 0.0)
    assert desk.orders.lookout.is_over is not for_good
    await desk.stood()
    desk.orders.set_speed(5.0)
    assert (desk.ends(Command.SPEED) == [REFUSED_STOPPING]) is for_good


async def test_a_pause_after_a_stop_that_found_it_at_rest_leaves_it_stopped_for_good(
    desk: Desk,
) -> None:
    desk.orders.disconnected()
    desk.orders.pause()
    desk.orders.connected(desk.panel)
    await desk.stood()
    await desk.rest()
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(0.0)
    desk.orders.pause()
    await desk.stood()
    desk.orders.set_speed(5.0)
    assert desk.ends(Command.SPEED) == [REFUSED_STOPPING]


@pytest.mark.parametrize("looks", [False, True])
async def test_a_pause_that_breaks_off_with_its_link_is_a_stop_on_the_next(
    desk: Desk, looks: bool
) -> None:
    """Not where a Stop meanwhile finds the belt at rest."""
    await desk.rest()
    desk.panel.answers["pause"] = SILENT
    desk.orders.pause()
    await desk.pass_s()
    if looks:
        desk.orders.stop()
        await desk.pass_s()
    desk.orders.disconnected()
    await desk.tell(0.0)
    again = Panel()
    desk.orders.connected(again)
    await desk.stood()
    assert again.wrote == ([] if looks else ["stop"])
    desk.orders.set_speed(5.0)
    assert (desk.ends(Command.SPEED) == [REFUSED_STOPPING]) is looks


async def test_a_pause_while_it_is_stopped_has_it_tried_anew(desk: Desk) -> None:
    await desk.tell(5.0)
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(5.0)
    tries = desk.wrote.count("stop")
    desk.orders.pause()
    await desk.pass_s()
    assert desk.ends(Command.PAUSE) == [REFUSED_STOPPING]
    assert desk.wrote.count("stop") == tries + 1


@pytest.mark.parametrize(("after_s", "stands"), [(4.0, False), (7.5, False), (8.5, True)])
async def test_after_a_start_zeros_prove_nothing_for_a_countdown(
    desk: Desk, after_s: float, stands: bool
) -> None:
    desk.panel.answers["stop"] = SILENT
    desk.orders.start()
    await desk.pass_s()
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(*[0.0] * int(after_s * 2 + 1))
    assert bool(desk.ends(Command.STOP)) is stands


@pytest.mark.parametrize(
    ("speed_kmh", "target_kmh", "limit_s"),
    [(6.0, None, 25.0), (6.0, 9.0, 25.0), (None, 6.0, 25.0), (3.0, None, 15.0)],
)
async def test_a_belt_that_slows_down_is_waited_for_as_long_as_the_slowest_takes(
    desk: Desk, speed_kmh: float | None, target_kmh: float | None, limit_s: float
) -> None:
    if target_kmh is not None:
        desk.orders.set_speed(target_kmh)
        await desk.pass_s()
    if speed_kmh is not None:
        await desk.tell(speed_kmh)
    desk.orders.pause()
    await desk.pass_s()
    began, now_kmh = desk.clock.now(), speed_kmh or target_kmh or 0.0
    while not desk.ends(Command.PAUSE):
        now_kmh -= 0.05
        await desk.tell(now_kmh)
    assert desk.ends(Command.PAUSE) == [("unknown", why.NOT_SLOWING)]
    assert desk.clock.now() - began == pytest.approx(limit_s, abs=0.6)
    await desk.pass_s()
    assert desk.wrote[-1] == "stop"


@pytest.mark.parametrize("news", ["word", "motion", "nothing"])
async def test_a_belt_that_starts_again_is_stopped_again(desk: Desk, news: str) -> None:
    await desk.tell(5.0)
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(0.0, 0.0)
    assert desk.wrote == ["stop"]
    if news == "word":
        desk.orders.told(STARTED)
        await desk.pass_s()
    elif news == "motion":
        await desk.tell(0.8, 0.8)
    else:
        await desk.tell(*[0.0] * 14)
        assert not desk.orders.lookout.is_over
        await desk.tell(*[0.0] * 3)
        assert desk.orders.lookout.is_over
    starts = news != "nothing"
    assert (len(desk.wrote) > 1) is starts
    assert desk.quirks == [QuirkShown(stop_is_toggle=True)] * starts


@pytest.mark.parametrize("rests", [True, False])
async def test_a_belt_that_is_seen_to_stand_late_and_starts_again_is_stopped(
    desk: Desk, rests: bool
) -> None:
    await desk.tell(5.0)
    desk.orders.stop()
    await desk.clock.sleep(20)
    assert desk.ends(Command.STOP) == [("unknown", why.UNSEEN)]
    before = len(desk.wrote)
    await desk.tell(*[0.0] * (25 if rests else 8))
    assert desk.orders.lookout.is_over is rests
    await desk.tell(0.8, 0.8)
    assert desk.wrote[before:] == ([] if rests else ["stop"])
    assert desk.quirks == [], "it is no Stop that has started it"


async def test_a_belt_that_the_runner_starts_meanwhile_is_not_stopped(desk: Desk) -> None:
    await desk.tell(5.0)
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(0.0, 0.0)
    desk.orders.start()
    await desk.pass_s()
    await desk.tell(0.8, 0.8)
    assert desk.wrote == ["stop", "start"]
    assert desk.quirks == []


async def test_who_waits_for_a_stop_that_fails_again_listens_no_more(desk: Desk) -> None:
    await desk.tell(5.0)
    desk.orders.stop()
    await desk.pass_s()
    await desk.tell(0.0, 0.0)
    listening = asyncio.create_task(desk.orders.lookout.over())
    desk.orders.told(STARTED)
    await desk.tell(*[5.0] * 60)
    assert [stage for stage, _ in desk.ends(Command.STOP)] == ["confirmed", "unknown"]
    await desk.pass_s()
    assert listening.done()


@pytest.mark.parametrize("refused", [False, True])
async def test_a_pause_that_is_refused_is_a_stop(desk: Desk, refused: bool) -> None:
    await desk.tell(5.0)
    if refused:
        desk.panel.answers["pause"] = NO
    desk.orders.pause()
    await desk.tell(0.0, 0.0)
    desk.orders.told(STOPPED)
    assert desk.wrote == (["pause", "stop"] if refused else ["pause"])


async def test_a_stand_that_was_measured_is_owed_to_nobody_though_nothing_was_written(
    desk: Desk,
) -> None:
    desk.orders.disconnected()
    desk.orders.pause()
    desk.orders.connected(None)
    await desk.tell(*[0.0] * 8)
    assert desk.ends(Command.STOP) == [CONFIRMED]
    desk.orders.connected(desk.panel)
    await desk.pass_s()
    assert desk.wrote == []


async def test_a_belt_that_was_never_read_is_given_five_seconds_for_its_pause(desk: Desk) -> None:
    desk.panel.answers["pause"] = SILENT
    desk.orders.pause()
    await desk.pass_s(2.2)
    await desk.tell(*[0.0] * 6)
    assert desk.ends(Command.PAUSE) == [("unknown", why.NOT_SLOWING)]


@pytest.mark.parametrize(
    ("connects", "stops", "toggles"),
    [(True, True, True), (False, True, False), (True, False, False)],
)
async def test_a_stop_that_was_tried_is_what_starts_a_standing_belt(
    desk: Desk, connects: bool, stops: bool, toggles: bool
) -> None:
    await desk.tell(0.0)
    if not connects:
        desk.orders.disconnected()
    if stops:
        desk.orders.stop()
        await desk.pass_s()
    desk.orders.told(STARTED)
    assert desk.quirks == [QuirkShown(stop_is_toggle=True)] * toggles
    assert desk.orders._starting.is_counting_down() is not toggles
    if stops:
        assert desk.orders._halt is not None
        assert desk.orders._halt._is_toggle is toggles


async def test_an_incline_ends_once_it_is_measured(desk: Desk) -> None:
    desk.orders.set_incline(2.0)
    await desk.pass_s()
    assert desk.ends(Command.INCLINE) == []
    for _ in range(20):
        desk.gauge.read(TreadmillData(0.0, inclination_percent=2.0))
        await desk.pass_s(0.5)
    assert desk.ends(Command.INCLINE) == [CONFIRMED]


@pytest.mark.parametrize("pauses", [True, False])
async def test_a_console_that_starts_a_belt_on_its_way_to_rest_leaves_nothing_to_start(
    desk: Desk, pauses: bool
) -> None:
    await desk.tell(5.0)
    if pauses:
        desk.orders.pause()
        await desk.pass_s()
    await desk.tell(1.0)
    desk.orders.told(STARTED)
    await desk.tell(*[0.0] * 8)
    before = len(desk.wrote)
    desk.orders.start()
    await desk.pass_s()
    assert desk.wrote[before:] == ([] if pauses else ["start"])
    await desk.tell(0.8)
    assert [stage for stage, _ in desk.ends(Command.START)] == ["confirmed"]
