"""Keeps a watchdog up from before the belt may move until the session has ended.

While the belt may move it is given a beat of the event loop each second: a loop that hangs drives
no belt, however alive its process is.
"""

import asyncio
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.child_process import APART, own_command, own_environment
from runwalk_tui.session.safety.message import BEAT_S, WatchdogMessage, to_line
from runwalk_tui.session.tty import first_modes, terminal_to_hand_on
from runwalk_tui.workout import events as ev

_logger = logging.getLogger(__name__)

RELEASED_S = 5.0
"""Seconds for a watchdog that is released to go."""


class Guard:
    """Listens to a session and tells a watchdog which belt it drives.

    Making a process takes too long for an event loop, so all is done in a thread, in order, and as
    soon as the runner asks for a start, seconds before the belt is. A watchdog that was killed
    itself is replaced when the next step begins. Beats are the event loop's own, in real time.

    It is released once the belt stands, and taken up again for a belt that starts again after that.
    A belt that was not seen to stand is left to it.

    Args:
        air: Where the treadmill is.
    """

    def __init__(self, air: AirOptions) -> None:
        self._air = replace(air, trace=None)
        self._address: str | None = None
        self._is_wanted = self._has_ended = self._may_have_moved = False
        self._beating: asyncio.TimerHandle | None = None
        self._is_beat_waiting = False
        self._hands = ThreadPoolExecutor(max_workers=1, thread_name_prefix="guard")
        self._watchdog: subprocess.Popen[bytes] | None = None

    def __call__(self, event: ev.Event) -> None:
        """Takes in an event of the session."""
        match event:
            case ev.LinkChanged(device=ev.Device.TREADMILL, state=ev.LinkState.UP):
                if event.address != self._address:
                    self._address = event.address
                    self._charge()
                if not self._air.machine.has_belt:
                    # Whoever pedals starts it, with no word before: the watchdog is there first.
                    self._want()
            case ev.RunnerActed(act=ev.Act.START | ev.Act.RESUME):
                self._want()
            case ev.StartAsked() | ev.ClockStarted() | ev.PowerAsked() | ev.ResistanceAsked():
                self._watch_motion()
            case ev.StepBegan():
                self._charge()
            case ev.SessionEnded():
                self._has_ended = True
                if event.belt_stopped:
                    self._let_go()
            case ev.QuirkLearned(stop_is_toggle=True) if self._has_ended:
                self._watch_motion()
            case ev.CommandProgressed(command=ev.Command.STOP, stage=ev.Stage.CONFIRMED):
                if self._has_ended:
                    self._let_go()

    async def close(self, *, stands: bool) -> None:
        """Releases the watchdog and sees it go; one that still has a belt to stop stays for that.

        Args:
            stands: The belt was measured to stand, and nothing has moved since.
        """
        self._end_beats()
        self._is_wanted = False
        leave = self._release if stands or not self._may_have_moved else self._hand_over
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._hands, _logged, leave)
        self._hands.shutdown(wait=False)

    def _watch_motion(self) -> None:
        self._may_have_moved = True
        self._want()
        if self._beating is None:
            self._beat()

    def _let_go(self) -> None:
        self._end_beats()
        self._is_wanted = False
        self._hands.submit(_logged, self._release)

    def _want(self) -> None:
        if not self._is_wanted:
            self._is_wanted = True
            self._charge()

    def _beat(self) -> None:
        """Beats, and will again; a debugger may hold up a virtual belt, and only that."""
        self._beating = asyncio.get_running_loop().call_later(BEAT_S, self._beat)
        if self._is_beat_waiting:
            return
        self._is_beat_waiting = True
        is_judged = self._air.virtual is None or sys.gettrace() is None
        self._hands.submit(_logged, lambda: self._pass_on(is_judged))

    def _pass_on(self, is_judged: bool) -> None:
        self._is_beat_waiting = False
        if self._watchdog is not None:
            with suppress(OSError):
                _write(self._watchdog, to_line(is_judged))

    def _end_beats(self) -> None:
        if self._beating is not None:
            self._beating.cancel()
            self._beating = None

    def _charge(self) -> None:
        if self._is_wanted and self._address is not None:
            modes = first_modes().left()
            line = to_line(WatchdogMessage(os.getpid(), self._air, self._address, modes))
            self._hands.submit(_logged, lambda: self._tell(line))

    def _tell(self, line: bytes) -> None:
        if self._watchdog is None or self._watchdog.poll() is not None:
            self._watchdog = _spawn()
        _write(self._watchdog, line)

    def _hand_over(self) -> None:
        """The end of words without a release has the watchdog stop the belt, as after a kill."""
        watchdog, self._watchdog = self._watchdog, None
        if watchdog is not None:
            _logger.warning("belt stop not confirmed: the watchdog keeps stopping it")
            _end_words(watchdog)

    def _release(self) -> None:
        watchdog, self._watchdog = self._watchdog, None
        if watchdog is None:
            return
        with suppress(OSError):
            _write(watchdog, to_line(None))
        _end_words(watchdog)
        try:
            watchdog.wait(RELEASED_S)
        except subprocess.TimeoutExpired:
            watchdog.kill()
            watchdog.wait()


def _end_words(watchdog: subprocess.Popen[bytes]) -> None:
    assert watchdog.stdin is not None
    with suppress(OSError):
        watchdog.stdin.close()


def _spawn() -> subprocess.Popen[bytes]:
    """A watchdog that a closing terminal, Ctrl-C and the end of this process leave alone.

    Its standard output is the terminal, which it gives back if this process no longer can.
    """
    with terminal_to_hand_on() as terminal:
        return subprocess.Popen(
            own_command("runwalk_tui.session.safety.standby"),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL if terminal is None else terminal,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            start_new_session=True,
            creationflags=APART,
        )


def _write(watchdog: subprocess.Popen[bytes], line: bytes) -> None:
    assert watchdog.stdin is not None
    watchdog.stdin.write(line)


def _logged(work: Callable[[], None]) -> None:
    """A workout without a watchdog goes on, but not without a word."""
    try:
        work()
    except OSError:
        _logger.exception("there is no watchdog: a killed session would leave its belt moving")
