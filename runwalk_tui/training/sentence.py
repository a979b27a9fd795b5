"""A sentence of the coach: its words, and the rule that says it."""

from enum import Enum

from runwalk_tui.language import in_context, tr
from runwalk_tui.language.titles import title_words


class Sentence(Enum):
    """A sentence of a table: its rule, and its words; what stands in braces is filled in."""

    def __init__(self, rule: str, text: str) -> None:
        self.rule = rule
        self.text = text

    def __call__(self, **values: object) -> str:
        """The sentence in the language in use, with its gaps filled."""
        shown = {name: _shown(name, value) for name, value in values.items()}
        return tr(self.text).format(**shown)


def _shown(name: str, value: object) -> object:
    """A plan's title, or a place that hurts, in the language in use; anything else as it is."""
    if name == "title":
        return title_words(str(value))
    return tr(in_context("place", value)) if isinstance(value, str) else value
