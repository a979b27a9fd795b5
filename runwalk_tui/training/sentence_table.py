"""Every sentence that the coach can say, from all tables."""

from typing import NamedTuple

from runwalk_tui.language import mark
from runwalk_tui.training.sentence import Sentence
from runwalk_tui.training.sentences import Say
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.workout import sentences as spoken

EVERY: tuple[Sentence, ...] = (*Say, *Weeks, *Races, *Asks)
"""In the order in which they are listed."""


class Listed(NamedTuple):
    """A sentence as it is listed: its name, its rule, and its words in English."""

    name: str
    rule: str
    text: str


_IN_A_RUN = {
    mark("pain"): (spoken.PAIN_NOTED, spoken.PAIN_UNDONE),
    mark("pain of 4 or 5"): (spoken.PAIN_WALK, spoken.PAIN_EASY),
    mark("pain from 6"): (spoken.PAIN_STOP, spoken.PAIN_STOP_WORK),
    mark("recovery"): (
        *(spoken.LONGER_WALK, spoken.LONGER_EASY),
        *(spoken.SLOWER_RUNS, spoken.EASIER_WORK),
    ),
    mark("your ceiling"): (spoken.EASE_OFF, spoken.PLAN_SPEED),
    mark("doubt"): (spoken.NO_HEART_SPEED, spoken.NO_HEART_INCLINE, spoken.NO_HEART_POWER),
    mark("a held heart rate"): (
        *(spoken.HOLD_SPEED, spoken.HOLD_INCLINE, spoken.HOLD_POWER),
        *(spoken.A_LITTLE_SLOWER, spoken.LIMIT),
    ),
}

LISTED: tuple[Listed, ...] = (
    *(Listed(say.name, say.rule, say.text) for say in EVERY),
    *(
        Listed(name, rule, text)
        for rule, texts in _IN_A_RUN.items()
        for text in texts
        for name in [next(key for key, value in vars(spoken).items() if value == text)]
    ),
)
"""All of them, those that are spoken in a run at the end."""
