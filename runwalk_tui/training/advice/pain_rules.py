"""The rules for pain: before, during and after a run, and on the day after.

Sources: Vincent and Vincent 2017 (ACSM Current Sports Medicine Reports): pain that grows or turns
sharp stops a run, so does a limp; it has to be back where it was within 24 hours. The scale of 0 to
10 is that of the pain-monitoring model (Thomeé; Silbernagel 2007), made for tendons and knees: up
to 3 is fine, 4 and 5 ask to change something, 6 and above to stop. Bone (shin, foot, hip, pelvis)
accepts no running pain at all. Pain in the chest, an arm or the jaw is for a doctor, however little
it is. These are rules for what to do next; they say nothing of what hurts or why.
"""

from enum import IntEnum

from runwalk_tui.training.advice.pain_places import Spot, spot_of
from runwalk_tui.training.advice.pain_vocabulary import Place
from runwalk_tui.training.history.dates import day_of
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief, NextDay, PainNow
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.frozen import dataclass

FINE_TO = 3
STOP_FROM = 6


class Verdict(IntEnum):
    """The consequence of a pain."""

    FINE = 0
    CHANGE = 1
    STOP = 2


def verdict_on(pain: int | None, where: str | Spot = "") -> Verdict:
    """The consequence of a pain of 0 to 10 in a place; none told is none."""
    spot = where if isinstance(where, Spot) else spot_of(where)
    if pain is None or pain <= 0:
        return Verdict.FINE
    if spot.is_heart or spot.is_bone:
        return Verdict.STOP
    if pain <= FINE_TO:
        return Verdict.FINE
    return Verdict.CHANGE if pain < STOP_FROM else Verdict.STOP


def fine_to(spot: Spot) -> int:
    """The most pain in a place with which there may be a run."""
    return 0 if spot.is_bone or spot.is_heart else FINE_TO


def fine_words(spot: Spot) -> str:
    """The same in words: ``3 or less``."""
    return f"{fine_to(spot)} or less" if fine_to(spot) else "0"


def is_for_doctor(pain: int | None, where: str) -> bool:
    """True if a doctor comes first: a named place of that kind counts without a number as well."""
    return pain != 0 and spot_of(where).is_heart


def pain_words(pain: int | None, where: str, *, sharp: bool = False) -> str:
    """A pain in words: ``a pain of 4 (left knee)``."""
    spot, place = spot_of(where), f" ({where.strip()})" if where.strip() else ""
    if spot.is_heart:
        return Say.PAIN_IN_HEART_PLACE(place=_HEART_WORDS[spot.place])
    if sharp:
        return f"{Say.PAIN_SHARP()}{place}"
    return Say.PAIN_OF(pain=pain, place=place)


_HEART_WORDS: dict[Place | None, str] = {
    Place.CHEST: Say.HEART_CHEST(),
    Place.ARM: Say.HEART_ARM(),
    Place.JAW: Say.HEART_JAW(),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The body's answer to a session; None where it was not told.

    Attributes:
        before: Pain on that day before it, 0 without a word.
        during: The worst of it, noted on the belt or said afterwards.
        where: Where that was, in the runner's words.
        sharp: It grew, turned sharp, or changed the gait.
        next_day: Pain on the day after.
        swollen_or_stiff: On the day after.
        is_elsewhere_next_day: The day after it hurt in another place than before the session.
    """

    before: int = 0
    during: int | None = None
    where: str = ""
    sharp: bool = False
    next_day: int | None = None
    swollen_or_stiff: bool = False
    is_elsewhere_next_day: bool = False

    @property
    def in_chest(self) -> bool:
        """True if it hurt where a doctor comes first."""
        return is_for_doctor(self.during, self.where)

    @property
    def verdict(self) -> Verdict:
        """The consequence of the pain of the session itself."""
        if self.sharp or self.in_chest:
            return Verdict.STOP
        return verdict_on(self.during, self.where)

    @property
    def is_bone(self) -> bool:
        """True if it hurt where no running pain is accepted."""
        return bool(self.during) and spot_of(self.where).is_bone

    @property
    def what(self) -> str:
        """The pain in words."""
        return pain_words(self.during, self.where, sharp=self.sharp)

    @property
    def settled(self) -> bool | None:
        """True if all was as before within 24 hours; None if nothing was told."""
        if self.next_day is None:
            return False if self.swollen_or_stiff else None
        before = 0 if self.is_elsewhere_next_day else self.before
        return self.next_day <= before and not self.swollen_or_stiff

    @property
    def lingers(self) -> bool:
        """True if the day after asked for a change of its own."""
        return self.swollen_or_stiff or verdict_on(self.next_day) is not Verdict.FINE


def answer_to(session: SessionStats, told: Told) -> Answer:
    """The answer to a session, from what was told on its day and of the day after."""
    before = told.check_in(day_of(session), until=session.opened_at)
    said, after = told.debrief(session), told.day_after(session)
    pains = (session.pain, None if said is None else said.pain)
    spot_before = Spot() if before is None else spot_of(before.where)
    spot_after = Spot() if after is None else spot_of(after.where)
    named = spot_before.place is not None and spot_after.place is not None
    return Answer(
        before=0 if before is None else before.pain or 0,
        during=max((pain for pain in pains if pain is not None), default=None),
        where="" if said is None else said.where,
        sharp=said is not None and said.sharp,
        next_day=None if after is None else after.pain,
        swollen_or_stiff=isinstance(after, NextDay) and after.swollen_or_stiff,
        is_elsewhere_next_day=named and not spot_before.covers(spot_after),
    )


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain that was told and is not over.

    Attributes:
        at: When.
        pain: 0 to 10; None if only the place was told.
        where: In the runner's words.
        sharp: It grew, turned sharp, or changed the gait.
        in_run: It came in a run.
    """

    at: str
    pain: int | None
    where: str = ""
    sharp: bool = False
    in_run: bool = False

    @property
    def spot(self) -> Spot:
        """The place."""
        return spot_of(self.where)

    @property
    def is_for_doctor(self) -> bool:
        """True if a doctor comes first."""
        return is_for_doctor(self.pain, self.where)

    @property
    def verdict(self) -> Verdict:
        """The consequence."""
        if self.sharp or self.is_for_doctor:
            return Verdict.STOP
        return verdict_on(self.pain, self.where)

    @property
    def what(self) -> str:
        """It in words."""
        return pain_words(self.pain, self.where, sharp=self.sharp)

    def heals_by(self, word: CheckIn | NextDay | PainNow | Debrief) -> bool:
        """True if a later word says that it is over; one place never speaks for another.

        A word without a place is on the worst anywhere, and speaks for all. What came in a run is
        judged on a later day, and so does a run judge what was there before it. Where a doctor
        comes first, no word but the doctor's will do.
        """
        if self.is_for_doctor or word.pain is None:
            return False
        if isinstance(word, NextDay) and word.swollen_or_stiff:
            return False
        if isinstance(word, Debrief) and word.sharp:
            return False
        of_a_run = self.in_run or isinstance(word, Debrief)
        if of_a_run and word.at[:10] <= self.at[:10]:
            return False
        said = spot_of(word.where)
        speaks = said.place is None or self.spot.place is None or said.covers(self.spot)
        return speaks and word.pain <= fine_to(self.spot)
