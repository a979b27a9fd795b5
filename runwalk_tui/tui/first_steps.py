"""The first steps of a new runner, until all of them are done."""

from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.ports import FirstStep


def first_steps(is_known: bool, has_treadmill: bool, has_run: bool) -> tuple[FirstStep, ...]:
    """The steps in order, each ticked if it is done; nothing once all are.

    Args:
        is_known: The runner has a profile.
        has_treadmill: A treadmill was connected before; who has run needs none.
        has_run: A workout was recorded.
    """
    steps = (
        FirstStep("p", shown.YOUR_PROFILE, is_known),
        FirstStep("d", shown.YOUR_TREADMILL, has_treadmill or has_run),
        FirstStep("enter", shown.YOUR_FIRST_WORKOUT, has_run),
    )
    return () if all(step.is_done for step in steps) else steps
