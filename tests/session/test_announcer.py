"""How cues are heard: spoken, rung where the voice fails or hangs, and alarms always rung."""

import sys
import time
from collections.abc import Callable, Sequence

import pytest

from runwalk_tui.session.announcer import BELLS, Announcer, Sound
from runwalk_tui.workout import events as ev

HUNG_S = 0.4
ELSE = ev.BeltReading(1.0, 5.0)

SPEAKS = (sys.executable, "-S", "-c", "import sys; sys.stdin.read()")
FAILS = (sys.executable, "-S", "-c", "import sys; sys.stdin.read(); sys.exit(3)")
HANGS = (sys.executable, "-S", "-c", "import time; time.sleep(60)")
IS_NOT_THERE = ("/nonexistent/voice",)


class Heard:
    """An announcer with one voice, and how often it rang."""

    def __init__(
        self, voice: Sequence[str] | None, sound: Sound = Sound.VOICE, hung_s: float = HUNG_S
    ) -> None:
        self.rings = 0
        self.asked: list[ev.Cue] = []
        self._voice = voice
        self.announcer = Announcer(sound, lambda: 0.0, self._ring, self._command, hung_s)

    def _ring(self) -> None:
        self.rings += 1

    def _command(self, cue: ev.Cue) -> Sequence[str] | None:
        self.asked.append(cue)
        return self._voice

    def cue(self, cue: ev.Cue, t: float = 0.0) -> None:
        self.announcer(ev.CueDue(t, cue, "Words"))

    def until(self, holds: Callable[[], bool]) -> None:
        """Lets events go by until it holds."""
        ends_by = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < ends_by
            time.sleep(0.02)
            self.announcer(ELSE)


@pytest.mark.parametrize("voice", [FAILS, HANGS, IS_NOT_THERE])
def test_a_voice_that_fails_or_hangs_becomes_the_bell(voice: Sequence[str]) -> None:
    heard = Heard(voice)
    heard.cue(ev.Cue.RUN)
    heard.until(lambda: heard.rings == BELLS[ev.Cue.RUN])
    heard.cue(ev.Cue.WALK)
    assert heard.rings == BELLS[ev.Cue.RUN] + BELLS[ev.Cue.WALK]
    assert heard.asked == [ev.Cue.RUN], "the voice is not tried again"


def test_a_voice_that_works_is_no_bell() -> None:
    heard = Heard(SPEAKS, hung_s=60.0)  # a busy computer starts the voice late
    heard.cue(ev.Cue.RUN)
    heard.until(lambda: not heard.announcer.is_speaking)
    time.sleep(HUNG_S / 2)
    heard.announcer(ELSE)
    assert heard.rings == 0
    heard.announcer.close()


@pytest.mark.parametrize("voice", [SPEAKS, FAILS, HANGS, None])
def test_an_alarm_rings_at_once_and_once(voice: Sequence[str] | None) -> None:
    heard = Heard(voice)
    heard.cue(ev.Cue.ALARM)
    assert heard.rings == BELLS[ev.Cue.ALARM]
    time.sleep(1.5 * HUNG_S)
    heard.announcer(ELSE)
    assert heard.rings == BELLS[ev.Cue.ALARM]
    heard.announcer.close()


def test_what_a_busy_voice_cannot_say_rings() -> None:
    heard = Heard(HANGS)
    heard.cue(ev.Cue.NOTICE)
    heard.cue(ev.Cue.WARNING)
    assert heard.rings == BELLS[ev.Cue.WARNING]
    heard.cue(ev.Cue.RUN)
    assert heard.rings == BELLS[ev.Cue.WARNING] + BELLS[ev.Cue.RUN]
    heard.announcer.close()


def test_a_late_cue_and_one_that_nobody_wants_make_no_sound() -> None:
    for heard in (Heard(SPEAKS, Sound.OFF), Heard(None)):
        heard.cue(ev.Cue.ALARM, t=-2.0)
        assert heard.rings == 0


def test_a_voice_begins_once_a_change_of_speed_is_written() -> None:
    """An urgent cue that comes meanwhile is spoken in place of it, another one rings."""
    works: list[Callable[[], None]] = []
    rings: list[None] = []
    announcer = Announcer(
        Sound.VOICE,
        lambda: 0.0,
        lambda: rings.append(None),
        lambda _: IS_NOT_THERE,
        later=works.append,
    )
    announcer(ev.CueDue(0.0, ev.Cue.RUN, "Run"))
    assert announcer.is_speaking
    announcer(ev.CueDue(0.0, ev.Cue.NOTICE, "Notice"))
    assert (len(works), len(rings)) == (1, BELLS.get(ev.Cue.NOTICE, 0))
    announcer(ev.CueDue(0.0, ev.Cue.WALK, "Walk"))
    rung = len(rings)
    works[0]()
    announcer(ELSE)
    assert len(rings) == rung, "the run is not spoken any more"
    works[1]()
    assert len(rings) == rung + BELLS[ev.Cue.WALK], "the voice that is not there rings"
    assert not announcer.is_speaking


def test_what_is_cut_off_before_it_began_is_not_spoken() -> None:
    works: list[Callable[[], None]] = []
    rings: list[None] = []
    announcer = Announcer(
        Sound.VOICE,
        lambda: 0.0,
        lambda: rings.append(None),
        lambda _: IS_NOT_THERE,
        later=works.append,
    )
    announcer(ev.CueDue(0.0, ev.Cue.RUN, "Run"))
    announcer.close()
    works[0]()
    assert not rings
    assert not announcer.is_speaking
