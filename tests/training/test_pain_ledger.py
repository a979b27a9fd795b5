"""No pain that was told is forgotten: it keeps its place until a word on that place ends it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.pain_ledger import open_pains
from runwalk_tui.training.advice.pain_places import spot_of
from runwalk_tui.training.advice.today import today
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    DoctorSaw,
    Entry,
    NextDay,
    PainNow,
)
from tests.training.simulated import MONDAY, Run, Simulation

HEART_WORDS = ("chest", "breastbone", "left arm and jaw", "Brustbein", "linker Arm", "brest")


def _at(number: int, clock: str = "07:00") -> str:
    return f"{MONDAY + timedelta(days=number)}T{clock}:00+01:00"


def _day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def _after(*entries: Entry, days: int = 20, programme: str = "") -> Simulation:
    simulation = Simulation(lambda day, plan: Run(next_day=None), programme)
    simulation.entries += entries
    return simulation


@pytest.mark.parametrize("programme", ["", "twelve-weeks", "c25k", "comeback"])
@pytest.mark.parametrize("where", HEART_WORDS)
def test_pain_for_a_doctor_stays_until_a_doctor_has_seen_it(where: str, programme: str) -> None:
    told = CheckIn(_at(0), pain=2, where=where)
    later = [CheckIn(_at(1), pain=0), CheckIn(_at(2), pain=0, where=where), NextDay(_at(3), 1, 0)]
    simulation = _after(told, *later, programme=programme)
    for number in (0, 1, 15, 200):
        advice = simulation.advice(_day(number))
        assert (advice.plan, advice.keys[0]) == (None, Key.DOCTOR)
        assert "see a doctor" in advice.reason
    simulation.entries.append(DoctorSaw(_at(200)))
    assert Key.DOCTOR not in simulation.advice(_day(200)).keys


def test_after_a_run_as_well_and_without_a_number() -> None:
    simulation = _after(Debrief(_at(0, "20:00"), 1, 5, None, "breastbone"), CheckIn(_at(1)))
    assert simulation.advice(_day(16)).keys[0] is Key.DOCTOR
    told_twice = _after(
        Debrief(_at(0, "20:00"), 1, 5, 2, "chest"), Debrief(_at(0, "20:01"), 1, 5, 0)
    )
    assert told_twice.advice(_day(3)).keys[0] is Key.DOCTOR


def test_one_place_never_clears_another() -> None:
    entries: list[Entry] = [
        Debrief(_at(0, "20:00"), 1, 5, 7, "left calf"),
        CheckIn(_at(1), pain=2, where="knee"),
        CheckIn(_at(2), pain=0, where="right calf"),
        PainNow(_at(3), 0, "chest"),
    ]
    simulation = _after(*entries)
    assert simulation.advice(_day(9)).keys[0] is Key.SETTLE
    assert "left calf" in simulation.advice(_day(9)).reason
    simulation.entries.append(PainNow(_at(9), 3, "calf"))
    assert simulation.advice(_day(9)).plan is not None


def test_bone_waits_for_nought() -> None:
    simulation = _after(Debrief(_at(0, "20:00"), 1, 3, 1, "Schienbein"))
    assert simulation.advice(_day(4)).plan is None
    simulation.entries.append(CheckIn(_at(4), pain=1, where="shin"))
    assert simulation.advice(_day(4)).plan is None
    simulation.entries.append(CheckIn(_at(5), pain=0))
    assert simulation.advice(_day(5)).plan is not None


def test_a_check_in_without_a_word_on_pain_ends_none() -> None:
    simulation = _after(CheckIn(_at(0), pain=7), CheckIn(_at(2), pain=None))
    assert simulation.advice(_day(2)).plan is None


def test_what_came_in_a_run_is_not_over_on_the_same_day() -> None:
    entries = [Debrief(_at(0, "09:00"), 1, 5, 7, "knee"), CheckIn(_at(0, "21:00"), pain=0)]
    assert [pain.pain for pain in open_pains([], entries)] == [7]


def test_swelling_keeps_a_pain() -> None:
    entries = [Debrief(_at(0, "09:00"), 1, 5, 7, "knee"), NextDay(_at(1), 1, 0, True)]
    assert [pain.pain for pain in open_pains([], entries)] == [7]


PLACES = st.sampled_from(["", "left knee", "knee", "shin", "Wade", "chest", "left arm", "xyz"])
WORDS = st.one_of(
    st.builds(CheckIn, st.just(""), pain=st.none() | st.integers(0, 10), where=PLACES),
    st.builds(NextDay, st.just(""), st.just(0), st.integers(0, 10), st.booleans(), PLACES),
    st.builds(Debrief, st.just(""), st.just(0), st.just(5), st.integers(0, 10), PLACES),
)


@given(st.lists(WORDS, max_size=8), st.integers(6, 10), PLACES.filter(bool))
def test_no_pain_is_forgotten(words: list[Entry], pain: int, where: str) -> None:
    """A pain that stops is there for ever, unless a word on its own place, or on all, ends it."""
    first = CheckIn(_at(0), pain=pain, where=where)
    dated: list[Entry] = [first]
    for number, word in enumerate(words, start=1):
        values = {name: getattr(word, name) for name in word.__dataclass_fields__ if name != "at"}
        dated.append(type(word)(_at(number), **values))
    spot = spot_of(where)
    on_it = [
        word
        for word in dated[1:]
        if (said := spot_of(getattr(word, "where", ""))).place is None or said.covers(spot)
    ]
    if spot.is_heart or not any((getattr(word, "pain", None) or 0) <= 3 for word in on_it):
        advice = today(Athlete(), [], dated, _day(99))
        assert advice.plan is None
        assert advice.rest is not None
        assert advice.rest.key in (Key.DOCTOR, Key.PAIN, Key.SETTLE)
