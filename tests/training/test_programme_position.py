"""Where a runner stands in a programme: by what was done and how, never by the calendar."""

from datetime import date, timedelta

import pytest

from runwalk_tui.plans.programmes import load_programme
from runwalk_tui.training.advice.programme_position import Move, Position, position
from runwalk_tui.training.history.diary_entries import Debrief, Entry, Followed, NextDay
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from tests.training.simulated import MONDAY, SETTINGS, Run, session_of

PROGRAMME = load_programme("twelve-weeks", SETTINGS)
START = Followed(f"{MONDAY}T06:00:00+01:00", "twelve-weeks", 1)


WELL = Run()
HARD = Run(effort=8)


class _History:
    """Sessions of the programme, one every second day, and what was said of them."""

    def __init__(self, followed: Followed = START) -> None:
        self.followed = followed
        self.figures: list[SessionStats] = []
        self.entries: list[Entry] = [followed]
        self.day = MONDAY

    def ran(self, address: str, how: Run = WELL) -> "_History":
        plan = PROGRAMME.plans[PROGRAMME.place_of(address) or 0]
        session = session_of(len(self.figures) + 1, self.day, plan, how)
        self.figures.append(session)
        number = session.session_id
        evening = f"{self.day}T20:00:00+01:00"
        self.entries.append(Debrief(evening, number, how.effort, how.pain, sharp=how.sharp))
        if how.next_day is not None:
            morning = f"{self.day + timedelta(days=1)}T07:00:00+01:00"
            self.entries.append(NextDay(morning, number, how.next_day, how.swollen))
        self.day += timedelta(days=2)
        return self

    def stands(self, day: date | None = None) -> Position:
        told = Told(self.entries)
        return position(PROGRAMME, self.followed, self.figures, told, day or self.day)


def _next(history: _History) -> tuple[str, Move, bool]:
    stands = history.stands()
    return PROGRAMME.plans[stands.place].name.partition(":")[2], stands.move, stands.is_eased


def _ran(*addresses: str, how: Run = WELL) -> _History:
    history = _History()
    for address in addresses:
        history.ran(f"twelve-weeks:{address}", how)
    return history


def test_it_begins_where_the_runner_chose() -> None:
    assert _next(_History()) == ("1.1", Move.START, False)
    later = _History(Followed(START.at, "twelve-weeks", 5))
    assert _next(later) == ("5.1", Move.START, False)
    beyond = _History(Followed(START.at, "twelve-weeks", 99))
    assert _next(beyond) == ("12.1", Move.START, False)


@pytest.mark.parametrize("effort", [1, 4, 6, None])
def test_completed_and_in_range_earns_the_next(effort: int | None) -> None:
    assert _next(_ran("1.1", how=Run(effort=effort))) == ("1.2", Move.NEXT, False)
    assert _next(_ran("1.1", "1.2", "1.3")) == ("2.1", Move.NEXT, False)


def test_what_was_done_before_it_was_followed_does_not_count() -> None:
    history = _ran("1.1", "1.2")
    history.followed = Followed(f"{MONDAY + timedelta(days=3)}T06:00:00+01:00", "twelve-weeks", 1)
    assert _next(history) == ("1.1", Move.START, False)


def test_other_workouts_and_mere_tries_change_nothing() -> None:
    history = _ran("1.1").ran("no such plan")
    history.figures[-1] = session_of(2, MONDAY, PROGRAMME.plans[-1], Run(share=0.05))
    assert _next(history) == ("1.2", Move.NEXT, False)


@pytest.mark.parametrize("how", [HARD, Run(share=0.5)], ids=["too hard", "cut short"])
def test_not_earned_is_repeated_then_eased_then_a_week_back(how: Run) -> None:
    history = _ran("1.1", "1.2", "1.3", "2.1").ran("twelve-weeks:2.2", how)
    assert _next(history) == ("2.2", Move.REPEAT, False)
    assert _next(history.ran("twelve-weeks:2.2", how)) == ("2.2", Move.EASE, True)
    assert _next(history.ran("twelve-weeks:2.2", how)) == ("1.1", Move.BACK, False)
    assert _next(history.ran("twelve-weeks:1.1")) == ("1.2", Move.NEXT, False)


def test_in_the_first_week_there_is_no_week_back() -> None:
    history = _ran("1.1", "1.1", "1.1", how=HARD)
    assert _next(history) == ("1.1", Move.EASE, True)
    assert "slower" in history.stands().reason


def test_a_good_one_in_between_wipes_the_slate() -> None:
    history = _ran("1.1", "1.1", how=HARD).ran("twelve-weeks:1.1")
    assert _next(history) == ("1.2", Move.NEXT, False)
    assert _next(history.ran("twelve-weeks:1.2", HARD)) == ("1.2", Move.REPEAT, False)


def test_what_was_made_easier_comes_again_as_written() -> None:
    history = _ran("1.1", "1.1", how=HARD)
    plan = PROGRAMME.plans[0]
    easier = session_of(3, history.day, plan)
    assert easier.run_s == 420
    eased = SessionStats(
        **{name: getattr(easier, name) for name in easier.__slots__} | {"run_s": 280.0}
    )
    history.figures.append(eased)
    assert _next(history) == ("1.1", Move.REPEAT, False)
    history.entries.append(Debrief(f"{history.day}T20:00:00+01:00", 3, 9))
    assert _next(history) == ("1.1", Move.EASE, True)
    assert "even made easier" in history.stands().reason


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Run(pain=3), ("2.2", Move.NEXT, False)),
        (Run(pain=4), ("2.1", Move.EASE, True)),
        (Run(pain=5), ("2.1", Move.EASE, True)),
        (Run(pain=6), ("1.1", Move.BACK, True)),
        (Run(pain=2, sharp=True), ("1.1", Move.BACK, True)),
        (Run(next_day=1), ("2.1", Move.REPEAT, False)),
        (Run(next_day=4), ("2.1", Move.EASE, True)),
        (Run(swollen=True), ("2.1", Move.EASE, True)),
    ],
)
def test_pain_during_and_the_day_after(how: Run, expected: tuple[str, Move, bool]) -> None:
    assert _next(_ran("1.1", "1.2", "1.3").ran("twelve-weeks:2.1", how)) == expected


@pytest.mark.parametrize(
    ("pain", "expected"),
    [(3, ("2.2", Move.NEXT, False)), (5, ("2.2", Move.EASE, True)), (7, ("1.1", Move.BACK, True))],
)
def test_pain_in_another_workout_counts_as_well(
    pain: int, expected: tuple[str, Move, bool]
) -> None:
    history = _ran("1.1", "1.2", "1.3", "2.1").ran("twelve-weeks:1.1", Run(pain=pain))
    assert _next(history) == expected
    last = history.figures[-1]
    fields = {name: getattr(last, name) for name in last.__slots__}
    history.figures[-1] = SessionStats(**fields | {"plan": "surges"})
    assert _next(history) == expected


def test_a_break_of_the_machine_is_not_held_against_the_runner() -> None:
    history = _ran("1.1")
    for number in (2, 3, 4):
        broken = session_of(number, history.day, PROGRAMME.plans[1], Run(share=0.5))
        fields = {name: getattr(broken, name) for name in broken.__slots__}
        history.figures.append(SessionStats(**fields | {"outcome": "failed"}))
    assert _next(history) == ("1.2", Move.REPEAT, False)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (13, ("4.2", Move.NEXT, False)),
        (14, ("3.1", Move.AWAY, False)),
        (27, ("3.1", Move.AWAY, False)),
        (28, ("2.1", Move.AWAY, False)),
        (400, ("1.1", Move.AWAY, False)),
    ],
)
def test_two_weeks_away_go_a_week_back(days: int, expected: tuple[str, Move, bool]) -> None:
    weeks = [f"{week}.{number}" for week in (1, 2, 3) for number in (1, 2, 3)]
    history = _ran(*weeks, "4.1")
    history.day += timedelta(days=days - 2)
    assert _next(history) == expected


def test_after_the_break_it_goes_on_from_there() -> None:
    history = _ran("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1")
    history.day += timedelta(days=20)
    assert _next(history.ran("twelve-weeks:2.1")) == ("2.2", Move.NEXT, False)


def test_who_runs_ahead_and_does_it_well_is_ahead() -> None:
    assert _next(_ran("1.1").ran("twelve-weeks:4.3")) == ("5.1", Move.NEXT, False)
    assert _next(_ran("1.1").ran("twelve-weeks:4.3", HARD)) == ("1.2", Move.NEXT, False)
    assert _next(_ran("1.1", "1.2").ran("twelve-weeks:1.1")) == ("1.3", Move.NEXT, False)


def test_at_the_end_it_says_so() -> None:
    history = _History(Followed(START.at, "twelve-weeks", 12))
    for number in (1, 2, 3):
        history.ran(f"twelve-weeks:12.{number}")
    stands = history.stands()
    assert (stands.move, stands.place) == (Move.DONE, len(PROGRAMME.plans))
    assert history.stands(history.day + timedelta(days=30)).move is Move.AWAY


@pytest.mark.parametrize(
    ("doubtful", "move"), [(0.0, Move.REPEAT), (0.2, Move.REPEAT), (0.3, Move.NEXT)]
)
def test_a_heart_that_stays_up_speaks_for_an_effort_that_was_not_told(
    doubtful: float, move: Move
) -> None:
    up = Run(effort=None, run_bpm=170, fall_bpm=10, doubtful=doubtful)
    assert _ran("1.1", how=up).stands().move is move


def test_a_heart_in_doubt_or_an_effort_in_range_outweighs_it() -> None:
    told = Run(effort=5, run_bpm=170, fall_bpm=10)
    assert _ran("1.1", how=told).stands().move is Move.NEXT
    low = Run(effort=None, run_bpm=120, fall_bpm=10)
    assert _ran("1.1", how=low).stands().move is Move.NEXT
