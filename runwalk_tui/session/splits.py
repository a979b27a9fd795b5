"""Speaks the announcements that the runner chose: halves, kilometres, a good word.

Nothing of it is recorded, and an important cue is never held up by it: it is a notice, which is not
spoken while another sentence is.
"""

import asyncio
from collections.abc import Callable
from itertools import cycle
from typing import Literal, Protocol

from runwalk_tui.config.settings import Settings
from runwalk_tui.session import sentences as shown
from runwalk_tui.session.announcer import Announcer, Sound
from runwalk_tui.session.due import SETTLES_S
from runwalk_tui.session.voice import voice_of
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import METRES
from runwalk_tui.workout.completion import left_s
from runwalk_tui.workout.cues import spoken_time
from runwalk_tui.workout.events import BeltReading, Cue, CueDue, Event, StepBegan
from runwalk_tui.workout.session import Session

Splits = Literal["off", "halfway", "distance", "both"]

LEAST_S = 300.0
"""A workout shorter than this has no half worth speaking of."""


class Announced(Protocol):
    """A live session as this needs it."""

    @property
    def session(self) -> Session: ...

    def now(self) -> float: ...

    def subscribe(self, listener: Callable[[Event], None]) -> object: ...


def announcer_of(settings: Settings, live: Announced, ring: Callable[[], None]) -> Announcer:
    """Sounds a session's cues as the settings have it, and what they wish to hear on the way."""
    voice = voice_of(settings.voice, settings.volume)
    announcer = Announcer(
        Sound(settings.sound),
        live.now,
        ring,
        voice,
        counts=settings.countdown,
        units=settings.units,
        later=_once_it_is_written,
    )
    live.subscribe(announcer)
    if settings.splits != "off" or settings.encouragement:
        live.subscribe(
            SplitCaller(
                lambda: live.session,
                announcer,
                settings.splits,
                praises=settings.encouragement,
                units=settings.units,
            )
        )
    return announcer


def _once_it_is_written(work: Callable[[], None]) -> None:
    asyncio.get_running_loop().call_later(SETTLES_S, work)


class SplitCaller:
    """Follows a session, and speaks the announcements that fall due.

    Args:
        session: How it stands now.
        say: Speaks, if nothing else is spoken.
        splits: What is told of the way.
        praises: A good word follows each run.
        units: Of the distances.
    """

    def __init__(
        self,
        session: Callable[[], Session],
        say: Callable[[Event], None],
        splits: Splits,
        *,
        praises: bool,
        units: Units,
    ) -> None:
        self._session, self._say = session, say
        self._tells_half = splits in ("halfway", "both")
        self._metres = METRES[units] if splits in ("distance", "both") else None
        self._passing = shown.KILOMETRE if units == "km" else shown.MILE
        self._praises = praises
        self._praise = cycle(shown.PRAISE)
        self._told = 0
        self._told_at_s = 0.0

    def __call__(self, event: Event) -> None:
        """Takes in an event of the session."""
        session = self._session()
        if not session.is_counting:
            return
        if isinstance(event, StepBegan) and self._praises:
            self._praised(session, event)
        elif isinstance(event, BeltReading):
            self._passed(session)

    def _passed(self, session: Session) -> None:
        """Half of the time, or one more kilometre or mile."""
        if self._tells_half and session.active_s >= left_s(session):
            self._tells_half = False
            if session.active_s >= LEAST_S / 2:
                self._notice(session, shown.HALFWAY)
        if self._metres is None:
            return
        count = int(session.distance_m // self._metres)
        if count > self._told:
            split_s = (session.active_s - self._told_at_s) / (count - self._told)
            self._told, self._told_at_s = count, session.active_s
            self._notice(session, f"{self._passing.format(number=count)}. {spoken_time(split_s)}")

    def _praised(self, session: Session, began: StepBegan) -> None:
        assert session.plan is not None
        before = session.done[-1] if session.done else None
        if began.kind.is_running:
            ahead = session.plan.steps[began.index + 1 :]
            if before is not None and not any(step.kind.is_running for step in ahead):
                self._notice(session, shown.LAST)
        elif before is not None and before.kind.is_running:
            self._notice(session, next(self._praise))

    def _notice(self, session: Session, words: str) -> None:
        self._say(CueDue(session.t, Cue.NOTICE, words))
