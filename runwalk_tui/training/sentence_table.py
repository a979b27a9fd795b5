"""Every sentence that the coach can say, from all tables."""

from runwalk_tui.training.sentence import Sentence
from runwalk_tui.training.sentences import Say
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.training.sentences_of_weeks import Weeks

EVERY: tuple[Sentence, ...] = (*Say, *Weeks, *Races)
"""In the order in which they are listed."""
