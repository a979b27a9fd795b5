"""Finds the workout that a name on the command line means."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from runwalk_tui.coaching import sentences
from runwalk_tui.coaching.mile_name import is_mile
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.settings import Speeds
from runwalk_tui.errors import StoreError, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.language import titles
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.assessment import is_run
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.advice.first_speed import begin_gently, begins
from runwalk_tui.training.advice.pain_ledger import open_pains
from runwalk_tui.training.advice.progression_limits import REMEMBERED
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.programmes.ten_minutes import TEN_MINUTES
from runwalk_tui.training.sentences import Say
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import in_units
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
        from runwalk_tui.coaching.mile_plan import mile_plan

        return mile_plan(name, mine)
    if name == TEN_MINUTES:
        from runwalk_tui.coaching.mile_plan import ten_minutes_of

        return ten_minutes_of(mine)
    if name != TODAY:
        return begun_gently(load_plan(name, mine), mine)
    return todays_plan(mine)


def begun_gently(plan: Plan, mine: EffectiveSettings) -> Plan:
    """A plan that somebody who is new chose, at the speeds that the coach would begin with.

    Only where its speeds are words that this runner has given no numbers; ``about`` and the
    title say so. Who refused the speed today gets it as it is.
    """
    words_kmh = (mine.speeds.run, mine.speeds.surge)
    are_words = any(step.speed_kmh in words_kmh for step in plan.steps)
    is_usual = are_words and mine.speeds.run == Speeds().run
    if not is_usual or not begins(mine.athlete(date.today())):
        return plan
    from runwalk_tui.coaching.facts import known

    with suppress(StoreError):
        facts = known(mine, watch=tell_derived, since=date.today() - REMEMBERED)
        told = Told(facts.entries)
        runs = [each for each in facts.figures if is_run(each)]
        gentle, says = begin_gently(plan, facts.athlete, runs, told)
        if says is not None and Key.SPEED not in told.overruled(facts.day):
            return replace(gentle, about=says, title=titles.MADE_EASIER.format(title=plan.title))
    return plan


def todays_plan(mine: EffectiveSettings) -> Plan:
    """The workout that is advised for today, as adjusted.

    Raises:
        UsageError: If it is a day of rest.
    """
    from runwalk_tui.coaching.facts import known

    advice = known(mine, watch=tell_derived).advice()
    if advice.plan is None:
        raise UsageError(sentences.REST_DAY.format(reason=advice.reason))
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


def gentler_words(plan: Plan, units: Units) -> str:
    """In which way a workout was made easier before it; "" if it was not."""
    is_eased = plan.title.endswith(titles.MADE_EASIER.format(title=""))
    return in_units(plan.about, units) if is_eased else ""
