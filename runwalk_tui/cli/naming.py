"""Which workout a name on the command line means."""

from runwalk_tui.core.plan import Plan
from runwalk_tui.personal import Personal
from runwalk_tui.planfile import load_plan

TODAY = "today"
"""The workout that the coach advises for today, as adjusted."""


def plan_named(name: str, mine: Personal) -> Plan:
    """The plan of a name, of a file, at an address in a programme, or that of today.

    Raises:
        PlanError: If there is no such plan, or it cannot be used.
        UsageError: If today is a day of rest.
    """
    if name != TODAY:
        return load_plan(name, mine)
    from runwalk_tui.cli.coach import todays_plan

    return todays_plan(mine)
