"""The runner's answers between workouts: small frozen facts, in the order in which they were told.

With the `SessionStats` of the sessions they are all that the coach knows; nothing that it concludes
is kept, so a better rule looks at the same facts.
"""

from enum import IntEnum

from runwalk_tui.workout.frozen import dataclass


class Level(IntEnum):
    """Levels from bad to good."""

    GOOD = 1
    FAIR = 2
    POOR = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """Something told ``at`` a moment: wall clock, ISO 8601 with offset."""

    at: str


@dataclass(frozen=True, slots=True)
class CheckIn(Entry):
    """The runner's state before a workout.

    ``pain`` is 0 to 10, None if it was not told; ``where`` is in the runner's words.
    """

    sleep: Level = Level.GOOD
    soreness: Level = Level.GOOD
    stress: Level = Level.GOOD
    pain: int | None = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Debrief(Entry):
    """The runner's answers after a session.

    Attributes:
        session_id: Which one.
        effort: 1 to 10; None if it was not told.
        pain: The worst of it, 0 to 10; None if it was not told.
        where: Where it hurt.
        note: Anything.
        sharp: The pain grew during the run, turned sharp, or changed the gait.
        feel: How the runner felt, 1 (very weak) to 5 (very strong); None if it was not told.
    """

    session_id: int = 0
    effort: int | None = None
    pain: int | None = None
    where: str = ""
    note: str = ""
    sharp: bool = False
    feel: int | None = None


@dataclass(frozen=True, slots=True)
class NextDay(Entry):
    """The day after session ``session_id``: pain 0 to 10, swelling or stiffness.

    ``pain`` is None if it was not told; ``where`` is in the runner's words.
    """

    session_id: int = 0
    pain: int | None = 0
    swollen_or_stiff: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Followed(Entry):
    """The runner follows a programme from here on, from ``week`` (from 1); "" follows none."""

    programme: str = ""
    week: int = 1


@dataclass(frozen=True, slots=True)
class Moved(Entry):
    """The workout that would be next is put off to ``to_date`` (ISO 8601, a day)."""

    to_date: str = ""


@dataclass(frozen=True, slots=True)
class Overruled(Entry):
    """The runner refused advice: ``advice`` is its key, for that day."""

    advice: str = ""


@dataclass(frozen=True, slots=True)
class Mile(Entry):
    """A Magic Mile in ``mile_s`` seconds; ``session_id`` 0 if it was run elsewhere."""

    mile_s: float = 0.0
    session_id: int = 0


@dataclass(frozen=True, slots=True)
class Titled(Entry):
    """The runner gave session ``session_id`` a title of their own."""

    session_id: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Ready(Entry):
    """The readiness check for a return to running: each answer is true if it holds.

    Attributes:
        walks_30_min: 30 minutes of brisk walking without pain.
        no_swelling: No swelling and no stiffness.
        cleared: Whoever treats the injury does not advise against it.
    """

    walks_30_min: bool = False
    no_swelling: bool = False
    cleared: bool = False


@dataclass(frozen=True, slots=True)
class PainNow(Entry):
    """The pain in one place now: 0 to 10, ``where`` in the runner's words."""

    pain: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class DoctorSaw(Entry):
    """A doctor has seen what was told before this, and does not advise against running."""


OfSession = Debrief | NextDay | Mile | Titled
"""Entries on one session."""


@dataclass(frozen=True, slots=True)
class Reading(Entry):
    """The heart at rest, lying still: ln of RMSSD in ms over two minutes, and its mean rate."""

    ln_rmssd: float = 0.0
    bpm: int = 0


ENTRY_TYPES: dict[str, type[Entry]] = {
    cls.__name__: cls
    for cls in (
        CheckIn,
        Debrief,
        NextDay,
        Followed,
        Moved,
        Overruled,
        Mile,
        Titled,
        Ready,
        PainNow,
        DoctorSaw,
        Reading,
    )
}
"""Every entry by the name under which it is kept."""
