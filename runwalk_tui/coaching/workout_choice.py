"""Finds the workout that a name on the command line means."""

from contextlib import suppress

from runwalk_tui.coaching.facts import known
from runwalk_tui.coaching.mile_plan import is_mile, mile_plan, ten_minutes_of
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import StoreError, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.pain_ledger import open_pains
from runwalk_tui.training.programmes.ten_minutes import TEN_MINUTES
from runwalk_tui.training.sentences import Say
from runwalk_tui.workout.plan import Plan

TODAY = "today"
"""The workout that the coach advises for today, as adjusted."""


def plan_named(name: str, mine: EffectiveSettings) -> Plan:
    """The plan of a name, of a file, at an address in a programme, or that of today.

    Raises:
        PlanError: If there is no such plan, or it cannot be used.
        UsageError: If today is a day of rest.
    """
    if is_mile(name):
        return mile_plan(name, mine)
    if name == TEN_MINUTES:
        return ten_minutes_of(mine)
    if name != TODAY:
        return load_plan(name, mine)
    return todays_plan(mine)


def todays_plan(mine: EffectiveSettings) -> Plan:
    """The workout that is advised for today, as adjusted.

    Raises:
        UsageError: If it is a day of rest.
    """
    advice = known(mine, watch=tell_derived).advice()
    if advice.plan is None:
        raise UsageError(
            f"today: a day of rest: {advice.reason} To run all the same, refuse that with "
            "'runwalk today --overrule all', or name a plan"
        )
    return advice.plan


def doctor_warning(mine: EffectiveSettings) -> str:
    """The warning before any workout while a doctor comes first; "" if there is none."""
    if mine.own.screening.see_doctor:
        return Say.SEE_DOCTOR()
    with suppress(StoreError), Journal.open(mine.journal) as journal:
        for pain in open_pains((), sound_entries(journal, mine.id)):
            if pain.is_for_doctor:
                return Say.PAIN_FOR_DOCTOR(pain=pain.what)
    return ""
