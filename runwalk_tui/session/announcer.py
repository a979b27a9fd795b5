"""Speaks and sounds the cues: the system's own voice where there is one, else the terminal bell.

A cue never blocks and never waits its turn: while one is being spoken the next one cuts it off if
it matters more, else it is not spoken; it rings either way, as a voice that goes on for so long may
hang. A late cue is dropped.
"""

import logging
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from runwalk_tui.session.spoken import aloud, spoken
from runwalk_tui.session.voice import HUNG_S, Utterance, voice_command
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import in_units
from runwalk_tui.workout.events import Cue, CueDue, Event

_logger = logging.getLogger(__name__)

LATE_S = 1.0


class Sound(StrEnum):
    """The ways to sound a cue."""

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
"""Rings of the bell for a cue: running rings more than walking."""

_URGENT = (Cue.ALARM, Cue.RUN, Cue.WALK, Cue.STOPPED)


def _at_once(work: Callable[[], None]) -> None:
    work()


class Announcer:
    """Sounds the cues of a session as they fall due; an alarm rings as well as it is spoken.

    Args:
        sound: Voice, bell or nothing; a voice that is not there, fails or hangs becomes the bell.
        now: Session time, to tell a late cue.
        ring: Rings the terminal's bell once; called by the thread that gives the cues.
        voice: The program that speaks a cue; None if there is none.
        hung_s: A voice that has not ended after so many seconds hangs.
        counts: The last seconds before a change ring.
        units: Of speeds and distances that are spoken.
        later: Has a voice begin once a change of speed is written: it takes milliseconds to start
            the program. By default it begins at once.
    """

    def __init__(
        self,
        sound: Sound,
        now: Callable[[], float],
        ring: Callable[[], None],
        voice: Callable[[Cue], Sequence[str] | None] = voice_command,
        hung_s: float = HUNG_S,
        *,
        counts: bool = True,
        units: Units = "km",
        later: Callable[[Callable[[], None]], object] = _at_once,
    ) -> None:
        self._units: Units = units
        self._counts = counts
        self._sound = sound
        self._now = now
        self._ring = ring
        self._voice = voice
        self._hung_s = hung_s
        self._later = later
        self._waiting: CueDue | None = None
        self._speaking: Utterance | None = None
        self._unheard: set[Cue] = set()

    def __call__(self, event: Event) -> None:
        """Sounds an event if it is a cue; returns at once."""
        self._make_up()
        if not isinstance(event, CueDue) or self._sound is Sound.OFF:
            return
        if event.cue is Cue.COUNTDOWN and not self._counts:
            return
        if self._now() - event.t > LATE_S:
            _logger.info("late cue dropped: %s", event.say)
            return
        command = None
        if self._sound is Sound.VOICE and event.cue is not Cue.COUNTDOWN:
            command = self._voice(event.cue)
        is_busy = self.is_speaking
        if command is None or event.cue is Cue.ALARM or is_busy:
            self._bell(event.cue)
        if command is not None and (event.cue in _URGENT or not is_busy):
            self._waiting = event
            self._later(partial(self._speak, command, event))

    @property
    def is_speaking(self) -> bool:
        """True if the voice is at it, or about to be."""
        if self._waiting is not None:
            return True
        return self._speaking is not None and self._speaking.is_under_way

    def close(self) -> None:
        """Cuts off what is being spoken, or about to be."""
        self._waiting = None
        if self._speaking is not None:
            self._speaking.cut_off()

    def _make_up(self) -> None:
        """Rings for what the voice failed to say; an alarm has rung already."""
        while self._unheard:
            self._bell(self._unheard.pop())

    def _bell(self, cue: Cue) -> None:
        for _ in range(BELLS.get(cue, 0)):
            self._ring()

    def _speak(self, command: Sequence[str], event: CueDue) -> None:
        if self._waiting is not event:
            return
        self.close()
        failed = partial(self._failed, event.cue)
        try:
            words = aloud(in_units(spoken(event.say), self._units))
            self._speaking = Utterance(command, words, failed, self._hung_s)
        except OSError as error:
            _logger.info("the voice failed: %s", error)
            failed()
            self._make_up()

    def _failed(self, cue: Cue) -> None:
        """From now on the bell; the next event, which is never far, makes up for this cue."""
        self._sound = Sound.BELL
        if cue is not Cue.ALARM:
            self._unheard.add(cue)
