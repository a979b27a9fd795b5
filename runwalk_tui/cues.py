"""Speaks and sounds the cues: the system's own voice where there is one, else the terminal bell.

A cue never blocks and never waits its turn: while one is being spoken the next one cuts it off if
it matters more, else it is dropped, and a late one is dropped too.
"""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum

from runwalk_tui.core.events import Cue, CueDue, Event

_logger = logging.getLogger(__name__)

LATE_S = 1.0


class Sound(StrEnum):
    """How cues are heard."""

    VOICE = "voice"
    BELL = "bell"
    OFF = "off"


BELLS = {
    Cue.COUNTDOWN: 1,
    Cue.RUN: 3,
    Cue.SPEED_UP: 2,
    Cue.WALK: 1,
    Cue.WARNING: 2,
    Cue.ALARM: 5,
    Cue.FINISHED: 3,
    Cue.STOPPED: 1,
    Cue.PAUSED: 1,
    Cue.RESUMED: 2,
}
"""How often the bell rings for a cue: running rings more than walking."""

_PITCH = {Cue.RUN: 75, Cue.SPEED_UP: 65, Cue.ALARM: 85}
"""espeak's pitch, 0 to 99; the others speak at 40."""

_URGENT = (Cue.ALARM, Cue.RUN, Cue.WALK, Cue.STOPPED)

_SAPI = (
    "Add-Type -AssemblyName System.Speech;"
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


def voice_command(cue: Cue, platform: str = sys.platform) -> Sequence[str] | None:
    """The program that speaks what is written to its standard input; None if there is none."""
    pitch = _PITCH.get(cue, 40)
    candidates: list[list[str]] = []
    if platform == "darwin":
        candidates = [["say", "-r", "210" if cue in _PITCH else "180"]]
    elif platform == "win32":
        candidates = [["powershell", "-NoProfile", "-Command", _SAPI]]
    else:
        candidates = [
            ["espeak-ng", "-p", str(pitch), "-s", "170", "--stdin"],
            ["espeak", "-p", str(pitch), "-s", "170", "--stdin"],
            ["spd-say", "--wait", "-p", str(2 * pitch - 100), "--pipe-mode"],
        ]
    for command in candidates:
        path = shutil.which(command[0])
        if path is not None:
            return [path, *command[1:]]
    return None


class Announcer:
    """Sounds the cues of a session as they fall due.

    Args:
        sound: Voice, bell or nothing; a voice that is not there becomes the bell.
        now: Session time, to tell a late cue.
        ring: Rings the terminal's bell once.
    """

    def __init__(self, sound: Sound, now: Callable[[], float], ring: Callable[[], None]) -> None:
        self._sound = sound
        self._now = now
        self._ring = ring
        self._speaking: subprocess.Popen[bytes] | None = None

    def __call__(self, event: Event) -> None:
        """Sounds an event if it is a cue; returns at once."""
        if not isinstance(event, CueDue) or self._sound is Sound.OFF:
            return
        if self._now() - event.t > LATE_S:
            _logger.info("late cue dropped: %s", event.say)
            return
        command = None
        if self._sound is Sound.VOICE and event.cue is not Cue.COUNTDOWN:
            command = voice_command(event.cue)
        if command is None:
            for _ in range(BELLS.get(event.cue, 0)):
                self._ring()
        else:
            self._speak(command, event)

    def close(self) -> None:
        """Falls silent."""
        if self._speaking is not None and self._speaking.poll() is None:
            self._speaking.kill()

    def _speak(self, command: Sequence[str], event: CueDue) -> None:
        if self._speaking is not None and self._speaking.poll() is None:
            if event.cue not in _URGENT:
                return
            self._speaking.kill()
        try:
            self._speaking = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            assert self._speaking.stdin is not None
            self._speaking.stdin.write(event.say.encode())
            self._speaking.stdin.close()
        except OSError as error:
            _logger.info("the voice failed: %s", error)
            self._sound = Sound.BELL
