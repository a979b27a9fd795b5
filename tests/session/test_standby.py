"""How a watchdog waits: what it ignores, what it is charged with, how it ends."""

import signal
import sys
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from queue import Empty, SimpleQueue
from runpy import run_module
from threading import Thread
from types import SimpleNamespace

import pytest

from runwalk_tui.config import log_file
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.safety import standby
from runwalk_tui.session.safety.message import WatchdogMessage, to_line
from runwalk_tui.session.safety.standby import Ended, Watch, understood
from runwalk_tui.session.safety.vigil import Vigil

CHARGE = to_line(WatchdogMessage(123, AirOptions("", 5.0), "F8:00:00:00:18:26"))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (b"true\n", True),
        (b"false\n", False),
        (b"null\n", None),
        (CHARGE, CHARGE),
        (b'{"pid":1,"air":{},"address":"AA"}\n', b'{"pid":1,"air":{},"address":"AA"}\n'),
    ],
)
def test_a_line_is_a_beat_or_a_charge(line: bytes, word: object) -> None:
    assert understood(line) is word or understood(line) == word


@pytest.mark.parametrize("missing", ["pid", "air", "address"])
def test_a_charge_names_all_that_is_needed(missing: str) -> None:
    with pytest.raises(ValueError, match="no charge"):
        understood(CHARGE.replace(f'"{missing}"'.encode(), b'"other"'))


class Deeds:
    """The module that acts, in its place."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rescued: list[object] = []
        self.ended: list[object] = []
        self.logged: list[str] = []
        self.succeeds = True
        acting = SimpleNamespace(rescue=self._rescue, end_silence=self._end_silence)
        monkeypatch.setattr(standby, "import_module", lambda _name: acting)
        monkeypatch.setattr(standby, "_log", lambda words, *of: self.logged.append(words % of))

    def _rescue(self, charge: object) -> bool:
        self.rescued.append(charge)
        return self.succeeds

    def _end_silence(self, vigil: Vigil, _words: object) -> None:
        self.ended.append(vigil.charge)
        vigil.rest()


@pytest.fixture
def deeds(monkeypatch: pytest.MonkeyPatch) -> Deeds:
    return Deeds(monkeypatch)


@pytest.mark.parametrize(
    ("told", "succeeds", "rescued", "status"),
    [
        (b"", True, [], 0),
        (CHARGE + b"null\n", False, [], 0),
        (CHARGE, True, [CHARGE], 0),
        (CHARGE, False, [CHARGE], 1),
    ],
)
def test_a_watchdog_ends_well_if_nothing_is_left_to_stop(
    deeds: Deeds,
    monkeypatch: pytest.MonkeyPatch,
    told: bytes,
    succeeds: bool,
    rescued: list[bytes],
    status: int,
) -> None:
    ignored: list[object] = []
    listeners: list[Thread] = []

    def thread(*, target: Callable[..., None], args: tuple[object, ...], daemon: bool) -> Thread:
        listeners.append(Thread(target=target, args=args, daemon=daemon))
        return listeners[-1]

    monkeypatch.setattr(signal, "signal", lambda *told: ignored.append(told))
    monkeypatch.setattr(standby, "Thread", thread)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(told)))
    deeds.succeeds = succeeds
    assert standby.main() == status
    assert deeds.rescued == rescued
    assert [one.daemon for one in listeners] == [True]
    names = [name for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
    assert ignored == [(getattr(signal, name), signal.SIG_IGN) for name in names]


def test_what_is_not_understood_and_a_broken_pipe_are_logged(deeds: Deeds) -> None:
    def lines() -> Iterator[bytes]:
        yield b"tru"
        raise OSError("broken")

    words: SimpleQueue[object] = SimpleQueue()
    standby.listen(lines(), words)
    assert isinstance(words.get(), Ended)
    assert deeds.logged == ["not understood: b'tru'", "nothing more can be heard: broken"]


def test_a_watchdog_makes_its_log_when_it_has_a_word_to_say(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[str] = []
    monkeypatch.setattr(log_file, "log_to_file", lambda: made.append("log"))
    standby._log("said %s", "it")
    assert made == ["log"]
    assert caplog.messages == ["said it"]


@pytest.mark.filterwarnings("ignore:.*found in sys.modules")
def test_it_is_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"null\n")))
    with pytest.raises(SystemExit) as ended:
        run_module("runwalk_tui.session.safety.standby", run_name="__main__")
    assert ended.value.code == 0


class Time:
    """The seconds of a watchdog's computer; a look takes a quarter of one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.awake_s, self.asleep_s = 100.0, 0.0
        self.waited: list[float] = []
        monkeypatch.setattr(standby, "awake_s", lambda: self.awake_s)
        monkeypatch.setattr(standby, "asleep_s", lambda: self.asleep_s)


class Words(SimpleQueue[object]):
    """A script of words and of seconds without one."""

    def __init__(self, time: Time, *script: object) -> None:
        super().__init__()
        self._time = time
        self._script = list(script)

    def get(self, block: bool = True, timeout: float | None = None) -> object:
        self._time.waited.append(timeout or 0.0)
        word = self._script.pop(0) if self._script else Ended()
        if isinstance(word, float):
            self._time.awake_s += word
            raise Empty
        return word


BEFORE = (CHARGE, True)


@pytest.mark.parametrize(
    ("script", "ended"),
    [
        ((1.0, 1.0, 1.0, 1.0, 0.9), False),
        ((1.0, 1.0, 1.0, 1.0, 1.0), True),
        ((1.0, 1.0, True, 1.0, 1.0, 1.0), False),
        # A look that came late: the computer slept.
        ((1.0, 1.0, 3.0), False),
    ],
)
def test_silence_is_ended_by_the_module_that_acts(
    deeds: Deeds, monkeypatch: pytest.MonkeyPatch, script: tuple[object, ...], ended: bool
) -> None:
    time = Time(monkeypatch)
    assert Watch(Words(time, *BEFORE, *script)).to_the_end() == CHARGE
    assert deeds.ended == ([CHARGE] if ended else [])
    assert set(time.waited) == {0.25}


@pytest.mark.parametrize(
    ("script", "ended"),
    [
        ((1.0, 1.0, 1.0, 1.0, 1.0, 0.9), False),
        ((1.0, 1.0, 1.0, 1.0, 1.0, 1.0), True),
        ((CHARGE, 1.0, 1.0, 1.0, 1.0, 0.9), False),
        ((CHARGE, 1.0, 1.0, 1.0, 1.0, 1.0), True),
    ],
)
def test_a_computer_that_slept_is_given_all_its_time_again(
    deeds: Deeds, monkeypatch: pytest.MonkeyPatch, script: tuple[object, ...], ended: bool
) -> None:
    """Its clock stands meanwhile; the first look, or the first word, tells."""
    time = Time(monkeypatch)
    watch = Watch(Words(time, *BEFORE, 1.0, 1.0))
    assert watch.to_the_end() == CHARGE
    time.asleep_s = 3600.0
    watch._words = Words(time, *script)
    watch.to_the_end()
    assert bool(deeds.ended) is ended


@pytest.mark.parametrize(("late_s", "ready"), [(1.9, False), (2.0, True)])
def test_a_beat_that_is_late_has_it_get_ready(
    deeds: Deeds, monkeypatch: pytest.MonkeyPatch, late_s: float, ready: bool
) -> None:
    made: list[dict[str, object]] = []

    def thread(**told: object) -> SimpleNamespace:
        made.append(told)
        return SimpleNamespace(start=lambda: None)

    monkeypatch.setattr(standby, "Thread", thread)
    time = Time(monkeypatch)
    Watch(Words(time, *BEFORE, 1.0, late_s - 1.0)).to_the_end()
    assert [told["daemon"] for told in made] == [True] * ready
