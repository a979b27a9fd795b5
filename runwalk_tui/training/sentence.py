"""A sentence of the coach: its words, and the rule that says it."""

from enum import Enum


class Sentence(Enum):
    """A sentence of a table: its rule, and its words; what stands in braces is filled in."""

    def __init__(self, rule: str, text: str) -> None:
        self.rule = rule
        self.text = text

    def __call__(self, **values: object) -> str:
        """The sentence with its gaps filled."""
        return self.text.format(**values)
