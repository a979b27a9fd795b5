"""What the profile screen asks, page by page, and the profile that the answers make."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

import msgspec

from runwalk_tui.core.coaching import Hold
from runwalk_tui.personal import Profile
from runwalk_tui.training.athlete import Experience, Goal
from runwalk_tui.training.zones import tanaka_max_bpm
from runwalk_tui.tui.fields import Choice, Field, Mass, Speed, Style, Whole, Words, yes_or_no

SEE_DOCTOR = (
    "See a doctor before you train, and show your answers. They stay on this machine, and nothing "
    "here is a diagnosis."
)

YOUNGEST, OLDEST = 8, 110
SPEEDS = ("walk", "brisk", "run", "surge")

_EXPERIENCE = {
    Experience.NEW: "new to running",
    Experience.RETURNING: "coming back",
    Experience.REGULAR: "regular",
    Experience.SEASONED: "for years",
}
_GOALS = {
    Goal.FITNESS: "fitness",
    Goal.WEIGHT: "losing weight",
    Goal.FIRST_5K: "a first 5 km",
    Goal.TEN_K: "10 km",
    Goal.HALF: "half marathon",
    Goal.MARATHON: "marathon",
    Goal.COMEBACK: "after an injury",
}
_HOLDS = {
    Hold.OFF: "nothing",
    Hold.SHADOW: "say what it would",
    Hold.DECREASE: "slow down",
    Hold.FULL: "slow down, speed up",
}


class FormError(ValueError):
    """The field with ``key`` does not fit; the message says in a few words what to write."""

    def __init__(self, key: str, line: str) -> None:
        super().__init__(line)
        self.key = key


class Page(NamedTuple):
    """Fields in groups under a sentence."""

    id: str
    words: str
    groups: Sequence[Sequence[Field]]

    @property
    def fields(self) -> list[Field]:
        """All of them."""
        return [field for group in self.groups for field in group]


def pages(year: int) -> tuple[Page, ...]:
    """Every page, as of a year: the runner, health, and what the coach may do."""
    return (
        Page("runner", "All of it is optional.", _runner(year)),
        Page("health", "Once, and only for you: do you have any of these?", (_HEALTH,)),
        Page("coach", "What may change the belt by your heart rate?", (_COACH,)),
    )


def _runner(year: int) -> Sequence[Sequence[Field]]:
    return (
        (
            Field("name", "name", "what you are called here"),
            Whole(
                "birth_year", "born in", "your highest heart rate by age", year - OLDEST, year - YOUNGEST
            ),
            Mass("mass_kg", "body mass", "the energy that you use"),
            Whole("rest_bpm", "resting bpm", "your reserve; count on waking", 25, 120),
            Whole("max_bpm", "highest bpm", "your zones; only if it was measured", 100, 230),
        ),
        (
            Choice("units", "distances in", "", (("km", "kilometres"), ("mi", "miles"))),
            Choice("pace", "speeds as", "", (("pace", "pace"), ("speed", "speed"))),
            Speed("speeds.walk", "walk", "the breaks"),
            Speed("speeds.brisk", "brisk walk", "warming up"),
            Speed("speeds.run", "run", "the runs: you could talk"),
            Speed("speeds.surge", "surge", "short hard bursts"),
        ),
        (
            _words("experience", "running", "how gently to begin", _EXPERIENCE),
            _words("goal", "goal", "what is suggested to you", _GOALS),
            Choice(
                "days_a_week",
                "days a week",
                "how often a run is due",
                [(str(days), str(days)) for days in range(1, 8)],
                int,
            ),
            Words("injuries", "injuries", "of the past year: what to spare"),
        ),
    )


_HEALTH: Sequence[Field] = (
    yes_or_no(
        "screening.blood_pressure", "High blood pressure that is not under control", is_open=True
    ),
    yes_or_no("screening.heart", "Heart trouble, or chest pain even at rest", is_open=True),
    yes_or_no("screening.rhythm", "A serious disorder of the heart's rhythm", is_open=True),
    yes_or_no(
        "screening.symptoms",
        "Chest pain, faintness or breathlessness beyond the effort",
        is_open=True,
    ),
)
