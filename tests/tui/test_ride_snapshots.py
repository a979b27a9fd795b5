"""How a workout looks on machines without a belt, and with a running pod; their keys."""

from collections.abc import Callable

import pytest

from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.workout.events import Act, Device, LinkState, MachineKind
from tests.tui.apps import LARGE, OPTIONS, SMALL, panel_text, pressed, session_app, settle
from tests.tui.feeds import FakeFeed
from tests.tui.rides import WATTS, PodFeed, RideFeed, riding, with_a_pod

Compare = Callable[..., bool]


def pod_died() -> FakeFeed:
    feed = with_a_pod(200)
    assert isinstance(feed, PodFeed)
    feed.pod_talks = False
    feed.link(Device.POD, LinkState.LOST)
    return feed.go(feed.now() + 5)


def rider_stopped() -> RideFeed:
    feed = riding(100)
    feed.pedals = False
    feed.go(feed.now() + 6)
    return feed


SCREENS: dict[str, Callable[[], FakeFeed]] = {
    "bike-arm": lambda: RideFeed(WATTS, MachineKind.BIKE).go(3),
    "bike": lambda: riding(100),
    "bike-easy": lambda: riding(200),
    "bike-stopped": rider_stopped,
    "rower": lambda: riding(100, MachineKind.ROWER),
    "pod": lambda: with_a_pod(200),
    "pod-died": pod_died,
}


def app_of(feed: FakeFeed) -> RunwalkApp:
    return session_app(feed, OPTIONS)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, size: tuple[int, int], snap_compare: Compare) -> None:
    assert snap_compare(app_of(SCREENS[name]()), terminal_size=size, run_before=pressed())


@pytest.mark.parametrize(
    ("machine", "labels", "acts"),
    [
        (MachineKind.BIKE, ("harder", "easier"), [(Act.NUDGE, 0.1)]),
        (MachineKind.ROWER, (), []),
    ],
)
async def test_keys_that_change_nothing_are_not_offered(
    machine: MachineKind, labels: tuple[str, ...], acts: list[tuple[Act, float]]
) -> None:
    feed = riding(100, machine)
    app = app_of(feed)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        keys = panel_text(app, KeyBar)
        assert [word for word in ("harder", "easier", "faster", "slower") if word in keys] == [
            *labels
        ]
        await pilot.press("up")
        assert feed.acts == acts
