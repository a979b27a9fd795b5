"""What the coach says over weeks: growth, load, trends, habits.

What stands in braces is filled in. A text that begins with a small letter is part of a sentence.
"""

from runwalk_tui.training.sentence import Sentence


class Weeks(Sentence):
    """A sentence over weeks: its rule, and its words."""

    SPIKE = (
        "no sudden long run",
        "This workout is {more} longer than your longest of the last 30 days. Beyond a tenth, "
        "runners were injured more often: cut it short.",
    )
    BOTH_GROW = (
        "one at a time",
        "This workout is longer and has a larger share of running than any of the last four "
        "weeks; to grow one at a time, repeat the last one first.",
    )
    MONOTONOUS = (
        "days that are alike",
        "The week's days were very alike (monotony {value}, above {most}): put easier days and "
        "rest between the harder ones.",
    )
    MONOTONOUS_LAST = (
        "days that are alike",
        "Last week's days were very alike (monotony {value}, above {most}): put easier days and "
        "rest between the harder ones.",
    )
    UNTOLD = (
        "load",
        "Sessions of the week without an effort: {untold} of {sessions}; their load is not known, "
        "so the week is not compared.",
    )
