"""How the screens between screens look: no adapter, the doctor, what is read, the commands."""

from collections.abc import Callable

import pytest

from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.tui.ports import HomeFacts
from tests.tui.apps import LARGE, SMALL, Entry, FakeBackstage, pressed, whole_app
from tests.tui.coaches import FakeCoach
from tests.tui.feeds import run_walk
from tests.tui.test_ways import Found

NO_BUS = (
    "no Bluetooth: the D-Bus system bus cannot be reached (No such file or directory); "
    "start it with: sudo systemctl start dbus bluetooth"
)
FOUND = [
    Found("runwalk-tui", "ok", "0.1.0"),
    Found("adapter", "failure", "is off", "turn it on with: bluetoothctl power on"),
    Found("voice", "warning", "there is no espeak-ng", "install espeak-ng to hear the cues"),
]


class Unread(FakeBackstage):
    """Knows of no advice yet."""

    def read(self) -> HomeFacts:
        return HomeFacts()


def stage(kind: type[FakeBackstage] = FakeBackstage) -> FakeBackstage:
    return kind(
        coached=FakeCoach(),
        entries=[Entry("1-2", run_walk()), Entry("short", run_walk(3))],
        error=AdapterError(NO_BUS),
        remarks=FOUND,
    )


KEYS = {
    "no-adapter": ["down", "enter"],
    "doctor": ["down", "enter", "d"],
    "commands": ["ctrl+p"],
    "reading": [],
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", KEYS)
def test_way(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    app = whole_app(stage(Unread if name == "reading" else FakeBackstage))
    assert snap_compare(app, terminal_size=size, run_before=pressed(*KEYS[name]))
