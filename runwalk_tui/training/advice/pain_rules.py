"""What pain allows: the rules for before, during and after a run, and for the day after.

Sources: the scale of 0 to 10, up to 3 fine, 4 and 5 change something, 6 and above stop, is that of
the pain-monitoring model (Thomeé; Silbernagel et al. 2007), made for tendons and knees. That pain
which grows during a run, turns sharp or changes the gait stops it, and that all has to be back
where it was within 24 hours, is Vincent and Vincent 2017 (ACSM Current Sports Medicine Reports).
Pain in the chest is for a doctor, however little it is. These are rules for what to do next; they
say nothing of what hurts or why.
"""

from dataclasses import dataclass
from enum import IntEnum

from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_entries import NextDay
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats

FINE_TO = 3
STOP_FROM = 6

_CHEST = "chest"


class Verdict(IntEnum):
    """What a pain asks for."""

    FINE = 0
    CHANGE = 1
    STOP = 2


def verdict_on(pain: int | None) -> Verdict:
    """What a pain of 0 to 10 asks for; none told is none."""
    if pain is None or pain <= FINE_TO:
        return Verdict.FINE
    return Verdict.CHANGE if pain < STOP_FROM else Verdict.STOP


def is_in_chest(pain: int | None, where: str) -> bool:
    """Whether there is pain in the chest, by the runner's word for the place."""
    return bool(pain) and _CHEST in where.casefold()


@dataclass(frozen=True, slots=True)
class Answer:
    """How the body answered to a session; None where it was not told.

    Attributes:
        before: Pain on that day before it, 0 without a word.
        during: The worst of it, noted on the belt or said afterwards.
        sharp: It grew, turned sharp, or changed the gait.
        in_chest: It was in the chest.
        next_day: Pain on the day after.
        swollen_or_stiff: On the day after.
    """

    before: int = 0
    during: int | None = None
    sharp: bool = False
    in_chest: bool = False
    next_day: int | None = None
    swollen_or_stiff: bool = False

    @property
    def verdict(self) -> Verdict:
        """What the pain of the session itself asks for."""
        return Verdict.STOP if self.sharp or self.in_chest else verdict_on(self.during)

    @property
    def what(self) -> str:
        """The pain in words."""
        if self.in_chest:
            return "pain in the chest"
        if self.sharp:
            return "a pain that grew, turned sharp or changed the gait"
        return f"a pain of {self.during}"

    @property
    def settled(self) -> bool | None:
        """Whether all was back where it was within 24 hours; None if nothing was told."""
        if self.next_day is None:
            return None
        return self.next_day <= self.before and not self.swollen_or_stiff

    @property
    def lingers(self) -> bool:
        """Whether the day after asked for a change of its own."""
        return self.swollen_or_stiff or verdict_on(self.next_day) is not Verdict.FINE


def answer_to(session: SessionStats, told: Told) -> Answer:
    """The answer to a session, from what was told on its day and of the day after."""
    before = told.check_in(day_of(session), until=session.opened_at)
    said, after = told.debrief(session), told.day_after(session)
    pains = (session.pain, None if said is None else said.pain)
    return Answer(
        before=0 if before is None else before.pain,
        during=max((pain for pain in pains if pain is not None), default=None),
        sharp=said is not None and said.sharp,
        in_chest=said is not None and is_in_chest(said.pain, said.where),
        next_day=None if after is None else after.pain,
        swollen_or_stiff=isinstance(after, NextDay) and after.swollen_or_stiff,
    )
