"""How the run and the arm screen look while a machine is checked, and when something is wrong."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from runwalk_devices.transport.pairing import how_to_pair
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.events import Act, BatteryRead, Device, Hindrance, LinkChanged, LinkState
from runwalk_tui.workout.session import Phase
from tests.tui.apps import (
    OPTIONS,
    SMALL,
    session_app,
)
from tests.tui.feeds import FakeFeed, run_walk, under_way
from tests.workout.model import Machine, Model

OFF = (
    "the Bluetooth adapter is off: turn it on with: bluetoothctl power on "
    "(or: rfkill unblock bluetooth)"
)

PAIR = how_to_pair("F4:12:FA:6C:13:37", "linux")


class Still(FakeFeed):
    """A session that stands where a model has come to."""

    def __init__(self, model: Model) -> None:
        super().__init__(run_walk())
        self._runner = model.runner
        self._t = model.t


def checking(machine: Machine, seconds: float) -> RunwalkApp:
    """So long after the belt of a treadmill that is new here began to move."""
    model = Model(run_walk(), replace(machine, checked=False))
    model.feed(LinkChanged(0.0, Device.STRAP, LinkState.UP, "Polar H10"))
    model.run(2)
    model.act(Act.START)
    model.run_to(Phase.CHECKING)
    model.run(seconds)
    return session_app(Still(model), OPTIONS)


def running(change: Callable[[FakeFeed], object]) -> RunwalkApp:
    """In the second walk, with something that is wrong."""
    feed = under_way(440)
    change(feed)
    return session_app(feed, OPTIONS)


def arming(*changes: LinkChanged | BatteryRead) -> RunwalkApp:
    """Before the start, with something that is wrong."""
    feed = FakeFeed(run_walk()).go(4)
    for change in changes:
        feed.take(change)
    return session_app(feed.go(8), OPTIONS)


def treadmill(state: LinkState, hindrance: Hindrance | None, detail: str = "") -> LinkChanged:
    return LinkChanged(5.0, Device.TREADMILL, state, "F80", "AA:BB", detail, hindrance)


def later(feed: FakeFeed, seconds: float) -> None:
    feed.go(feed.now() + seconds)


def off_the_skin(feed: FakeFeed) -> None:
    feed.contact = False
    later(feed, 3)


def frozen(feed: FakeFeed) -> None:
    feed.frozen = True
    later(feed, 70)


def silent(feed: FakeFeed) -> None:
    feed.strap_talks = False
    later(feed, 8)


def low(feed: FakeFeed) -> None:
    feed.take(BatteryRead(feed.now(), Device.STRAP, 9))
    later(feed, 1)


def empty_and_gone(feed: FakeFeed) -> None:
    feed.take(BatteryRead(feed.now(), Device.STRAP, 1))
    feed.strap_talks = False
    feed.link(Device.STRAP, LinkState.LOST)
    later(feed, 2)


def another(feed: FakeFeed) -> None:
    feed.link(Device.STRAP, LinkState.LOST)
    later(feed, 25)
    feed.link(Device.STRAP, LinkState.UP, "Verity Sense")
    later(feed, 3)


def belt_silent(feed: FakeFeed) -> None:
    feed.belt_talks = False
    later(feed, 6)


def no_bluetooth(feed: FakeFeed) -> None:
    feed.belt_talks = feed.strap_talks = False
    feed.link(Device.TREADMILL, LinkState.LOST)
    feed.link(Device.STRAP, LinkState.LOST)
    later(feed, 2)
    for device in Device:
        event = LinkChanged(feed.now(), device, LinkState.SEARCHING, detail=OFF)
        feed.take(replace(event, hindrance=Hindrance.ADAPTER))
    later(feed, 4)


def unrecorded(feed: FakeFeed) -> None:
    feed.trouble = (
        "Not recorded for now: the disk is full; free some space, "
        "or set RUNWALK_HOME to another disk"
    )
    later(feed, 10)


def stood_still(feed: FakeFeed) -> None:
    feed.take(ev.HeartReading(feed.now() + 60, 120, True))
    feed._next_reading = feed.now() + 61
    later(feed, 62)


def dropping() -> list[LinkChanged]:
    """Three links of a second, and the next one under way."""
    states = [LinkState.LOST, LinkState.UP] * 2 + [LinkState.LOST, LinkState.CONNECTING]
    return [treadmill(state, None, "the connection broke") for state in states]


def grips(feed: FakeFeed) -> None:
    feed.take(LinkChanged(feed.now(), Device.STRAP, LinkState.LOST, "Polar H10"))
    feed.take(ev.BeltReading(feed.now(), None, heart_bpm=128))


def strap_drops(feed: FakeFeed) -> None:
    for state in [LinkState.LOST, LinkState.UP] * 3:
        feed.take(LinkChanged(feed.now(), Device.STRAP, state, "Polar H10"))
    later(feed, 2)


MOMENTS: dict[str, Callable[[], RunwalkApp]] = {
    "checking": lambda: checking(Machine(), 0.5),
    "checking-asked": lambda: checking(Machine(), 5),
    "checking-units": lambda: checking(Machine(target_factor=KMH_PER_MPH), 40),
    "disobeys": lambda: checking(Machine(ignores={ev.Command.SPEED}), 60),
    "strap-off-the-skin": lambda: running(off_the_skin),
    "strap-frozen": lambda: running(frozen),
    "strap-silent": lambda: running(silent),
    "strap-low": lambda: running(low),
    "strap-empty-and-gone": lambda: running(empty_and_gone),
    "strap-another": lambda: running(another),
    "belt-silent": lambda: running(belt_silent),
    "no-bluetooth": lambda: running(no_bluetooth),
    "unrecorded": lambda: running(unrecorded),
    "stood-still": lambda: running(stood_still),
    "arm-taken": lambda: arming(treadmill(LinkState.CONNECTING, Hindrance.REFUSED)),
    "arm-no-bluetooth": lambda: arming(treadmill(LinkState.SEARCHING, Hindrance.ADAPTER, OFF)),
    "arm-silent": lambda: arming(treadmill(LinkState.LOST, Hindrance.MUTE, "it fell silent")),
    "arm-drops": lambda: arming(*dropping()),
    "arm-pairing": lambda: arming(treadmill(LinkState.SEARCHING, Hindrance.PAIRING, PAIR)),
    "no-strap-but-grips": lambda: running(grips),
    "strap-drops": lambda: running(strap_drops),
    "arm-several": lambda: arming(
        replace(treadmill(LinkState.UP, None, "strongest of 2 in range"), others=1),
        BatteryRead(5.0, Device.STRAP, 12),
    ),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_trouble(name: str, snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(MOMENTS[name](), terminal_size=SMALL)
