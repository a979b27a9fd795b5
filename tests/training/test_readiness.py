"""Readings at rest: a band of one's own, and one change at most."""

from datetime import date, timedelta
from math import log

import pytest

from runwalk_tui.training.advice.athlete import Athlete
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.readiness import Place, readiness_on, readiness_words
from runwalk_tui.training.history.diary_entries import CheckIn, Entry, Level, Overruled, Reading
from tests.training.simulated import MONDAY, Run, Simulation

DAY = MONDAY + timedelta(days=40)


def _readings(*values: float, until: date = DAY) -> list[Entry]:
    """One a day, the last on a day."""
    first = until - timedelta(days=len(values) - 1)
    return [
        Reading(f"{first + timedelta(days=n)}T06:00:00+01:00", value, 55)
        for n, value in enumerate(values)
    ]


OWN = [4.0, 4.2] * 10
"""Mean 4.1, standard deviation 0.1026: a band of 4.05 to 4.15."""


@pytest.mark.parametrize(
    ("recent", "place"),
    [(4.0, Place.BELOW), (4.06, Place.WITHIN), (4.14, Place.WITHIN), (4.2, Place.ABOVE)],
)
def test_seven_days_are_held_against_the_own_band(recent: float, place: Place) -> None:
    found = readiness_on(_readings(*OWN, *[recent] * 7), DAY)
    assert found.place is place
    assert found.mean == pytest.approx(recent)
    assert (found.low, found.high) == pytest.approx((4.0487, 4.1513), abs=1e-3)


def test_too_few_days_have_no_band() -> None:
    found = readiness_on(_readings(*OWN[:9], *[4.0] * 7), DAY)
    assert (found.place, found.missing) == (Place.UNKNOWN, 1)
    words = readiness_words(found, log(55))
    assert "with a reading on each: 1." in words
    assert readiness_on(_readings(4.0), DAY).missing == 16, "ten days, a week old each"
    two = _readings(*OWN, until=DAY - timedelta(days=7)) + _readings(4.0, 4.0)
    assert readiness_on(two, DAY).place is Place.UNKNOWN


def _advised(*entries: Entry) -> Simulation:
    simulation = Simulation(lambda day, plan: Run(), "", athlete=Athlete())
    simulation.entries += entries
    return simulation


def test_below_it_one_thing_changes_and_can_be_refused() -> None:
    low = _readings(*OWN, *[4.0] * 7)
    usual = _advised().advice(DAY).plan
    simulation = _advised(*low)
    advice = simulation.advice(DAY)
    assert advice.plan is not None
    assert usual is not None
    assert advice.plan.planned_s < usual.planned_s
    assert len(advice.changes) == 1
    assert "below your own band" in advice.changes[0]
    simulation.entries.append(Overruled(f"{DAY}T07:00:00+01:00", Key.READING))
    assert simulation.advice(DAY).plan == usual


def test_within_or_above_it_changes_nothing() -> None:
    for recent in (4.1, 4.3):
        assert not _advised(*_readings(*OWN, *[recent] * 7)).advice(DAY).changes


def test_where_the_day_is_made_easier_already_nothing_is_added() -> None:
    check_in = CheckIn(f"{DAY}T07:00:00+01:00", soreness=Level.POOR)
    changes = _advised(*_readings(*OWN, *[4.0] * 7), check_in).advice(DAY).changes
    assert changes == _advised(check_in).advice(DAY).changes


def test_a_reading_of_another_day_changes_nothing() -> None:
    low = _readings(*OWN, *[4.0] * 7, until=DAY - timedelta(days=1))
    assert not _advised(*low).advice(DAY).changes
