"""A sentence of the coach: its words, and the rule that says it."""

from enum import Enum

from runwalk_tui.language import in_context, tr


class Sentence(Enum):
    """A sentence of a table: its rule, and its words; what stands in braces is filled in."""

    def __init__(self, rule: str, text: str) -> None:
        self.rule = rule
        self.text = text

    def __call__(self, **values: object) -> str:
        """The sentence in the language in use, with its gaps filled."""
        return tr(self.text).format(**{name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> object:
    """A place that hurts in the language in use; anything else as it is."""
    return tr(in_context("place", value)) if isinstance(value, str) else value
