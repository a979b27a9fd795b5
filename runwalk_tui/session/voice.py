"""The system's own voice: which program speaks, one utterance of it, and how that may fail."""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from runwalk_tui.language import current
from runwalk_tui.language.text import ENGLISH
from runwalk_tui.workout.events import Cue

_logger = logging.getLogger(__name__)

HUNG_S = 8.0
"""The longest sentence takes half as long; spd-say without an audio device never ends."""

PITCH = {Cue.RUN: 75, Cue.SPEED_UP: 65, Cue.ALARM: 85}
"""espeak's pitch, 0 to 99; the others speak at 40."""

_SAPI = (
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "{choice}$voice.Speak([Console]::In.ReadToEnd())"
)
_SAPI_CHOICE = (
    "try {{ [Console]::InputEncoding = [Text.Encoding]::UTF8;"
    "if ($voice.Voice.Culture.TwoLetterISOLanguageName -ne '{language}') "
    "{{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, '{language}') }} }} catch {{ }};"
)
"""The system's own voice speaks if it has that language, and where no other voice has it."""

_SAY_VOICES = {"de": "Anna"}
"""say goes by voices, not by languages: those that macOS comes with."""


def voice_command(cue: Cue, platform: str = sys.platform) -> Sequence[str] | None:
    """The program that speaks what is written to its standard input; None if there is none."""
    pitch = PITCH.get(cue, 40)
    candidates: list[list[str]] = []
    if platform == "darwin":
        candidates = [["say", "-r", "210" if cue in PITCH else "180"]]
    elif platform == "win32":
        choice = _SAPI_CHOICE.format(language=current())
        candidates = [["powershell", "-NoProfile", "-Command", _SAPI.format(choice=choice)]]
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


def voice_of(name: str = "", volume: int = 100) -> Callable[[Cue], Sequence[str] | None]:
    """The program that speaks, with a voice of that name and a volume in percent."""

    def command(cue: Cue) -> Sequence[str] | None:
        found = voice_command(cue)
        return None if found is None else [*found, *_taste(found[0], name, volume)]

    return command


def _taste(program: str, name: str, volume: int) -> list[str]:
    """The arguments for a voice and a volume, as each program takes them."""
    stem = Path(program).stem
    language = "" if current() == ENGLISH else current()
    if stem == "say":
        # Its volume is the system's.
        name = name or _SAY_VOICES.get(language, "")
        return ["-v", name] if name else []
    if stem.startswith("espeak"):
        name = name or language
        return [*(["-v", name] if name else []), *(["-a", str(volume)] if volume < 100 else [])]
    if stem == "spd-say":
        loud = ["-i", str(2 * volume - 100)] if volume < 100 else []
        return ["-l", current(), *(["-y", name] if name else []), *loud]
    return []


class Utterance:
    """A sentence being spoken by a program of its own; nothing waits for it.

    Args:
        command: The program.
        say: The sentence.
        failed: Called from another thread, once, if the program ends with an error or does not end
            within ``hung_s``; not if it was cut off.
        hung_s: Seconds.

    Raises:
        OSError: If the program cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        say: str,
        failed: Callable[[], None],
        hung_s: float = HUNG_S,
    ) -> None:
        self._is_cut_off = False
        self._lock = Lock()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        Thread(target=self._follow, args=(say, failed, hung_s), daemon=True).start()

    @property
    def is_under_way(self) -> bool:
        """True if it is still being spoken."""
        return self._process.poll() is None

    def cut_off(self) -> None:
        """Stop speaking at once."""
        with self._lock:
            self._is_cut_off = True
            if self.is_under_way:
                self._process.kill()

    def _follow(self, say: str, failed: Callable[[], None], hung_s: float) -> None:
        """Waits for the end, which the program's own trouble may put off for ever."""
        Thread(target=self._tell, args=(say,), daemon=True).start()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(hung_s)
        with self._lock:
            is_cut_off, hung, status = self._is_cut_off, self.is_under_way, self._process.poll()
            if hung:
                self._process.kill()
        self._process.wait()  # What was killed may take a moment.
        if (hung or status) and not is_cut_off:
            _logger.info("the voice %s", "hangs" if hung else f"failed with status {status}")
            failed()

    def _tell(self, say: str) -> None:
        """Hands over the sentence; a program that reads nothing may block this for ever."""
        try:
            assert self._process.stdin is not None
            with self._process.stdin as stdin:
                stdin.write(say.encode())
        except OSError as error:
            _logger.info("the voice did not listen: %s", error)
