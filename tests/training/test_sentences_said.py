"""Whatever the coach says comes from its tables: `runwalk coach sentences` leaves nothing out."""

import re
import string
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.training.advice.debrief import debrief
from runwalk_tui.training.history.diary_entries import CheckIn, Level, Ready
from runwalk_tui.training.sentence_table import EVERY
from runwalk_tui.workout.plan import Plan
from tests.training.simulated import MONDAY, Run, Simulation

LEAST_LETTERS = 8
"""Letters of its own that a text has at least: what is all gaps would fit anything."""


def _pattern(text: str) -> str:
    parts = [
        re.escape(literal) + (r".*?" if field is not None else "")
        for literal, field, _, _ in string.Formatter().parse(text)
    ]
    return "".join(parts)


WHOLE = [
    re.compile(_pattern(each.text), re.IGNORECASE)
    for each in EVERY
    if len(re.sub(r"\{.*?\}|\W", "", each.text)) >= LEAST_LETTERS
]


def _is_of_the_tables(text: str) -> bool:
    """True if a text begins with one of a table: some are put together of several."""
    return any(pattern.match(text) for pattern in WHOLE)


HOWS = st.builds(
    Run,
    effort=st.none() | st.integers(1, 10),
    share=st.sampled_from([1.0, 1.0, 0.6]),
    pain=st.sampled_from([None, None, 0, 4, 7]),
    sharp=st.sampled_from([False, False, False, True]),
    swollen=st.booleans(),
    fall_bpm=st.sampled_from([5.0, 25.0]),
    run_bpm=st.sampled_from([140.0, 170.0]),
)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["", "twelve-weeks", "comeback", "half-marathon"]),
    st.lists(st.none() | HOWS, min_size=1, max_size=6),
    st.sampled_from(Goal),
    st.sampled_from(Experience),
    st.sampled_from(["", "chest", "shin", "knee"]),
)
def test_all_that_is_said_stands_in_the_tables(
    programme: str, hows: list[Run | None], goal: Goal, experience: Experience, where: str
) -> None:
    def run(day: date, plan: Plan) -> Run | None:
        return hows[(day - MONDAY).days % len(hows)]

    def check_in(day: date) -> CheckIn | None:
        number = (day - MONDAY).days
        pain = 3 if where and number == 20 else 0
        return CheckIn(f"{day}T07:00:00+01:00", Level(1 + number % 3), pain=pain, where=where)

    athlete = Athlete(goal=goal, experience=experience, age=50, mass_kg=95.0)
    simulation = Simulation(run, programme, check_in, athlete)
    simulation.entries.append(Ready(f"{MONDAY}T06:10:00+01:00", True, True, True))
    for day in simulation.live(30):
        for text in (day.advice.reason, *day.advice.changes, *day.advice.warnings):
            assert _is_of_the_tables(text), text
    words = debrief(simulation.figures, simulation.entries, athlete)
    assert not words or _is_of_the_tables(words), words


def test_what_stands_in_no_table_is_found() -> None:
    assert not _is_of_the_tables("Drink a glass of milk before each run.")
