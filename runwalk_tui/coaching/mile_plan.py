"""The Magic Mile of a runner: begins at the target that was asked for, or at what is known."""

from runwalk_tui.coaching import sentences
from runwalk_tui.coaching.facts import known
from runwalk_tui.coaching.mile_name import AT, MAGIC_MILE
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.toml import shown
from runwalk_tui.errors import UsageError
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.training.advice.mile_target import target_of
from runwalk_tui.training.programmes.builder import Paces
from runwalk_tui.training.programmes.magic_mile import FASTEST_S, SLOWEST_S, kmh_of, tailored
from runwalk_tui.training.programmes.ten_minutes import BELOW_MILE, ten_minute_test
from runwalk_tui.training.sentences_of_races import Races
from runwalk_tui.units.constants import METRES_PER_MILE
from runwalk_tui.units.format import clock
from runwalk_tui.units.parse import parse_time_s
from runwalk_tui.workout.plan import Plan


def mile_plan(name: str, mine: EffectiveSettings) -> Plan:
    """The Magic Mile at its target.

    Raises:
        PlanError: If the plan cannot be used.
        UsageError: If the target is not the time of a mile.
    """
    plan, (_, _, asked) = load_plan(MAGIC_MILE, mine), name.partition(AT)
    facts = known(mine)
    target = target_of(facts.athlete, facts.figures, facts.entries, facts.day)
    wanted_kmh = target.mile_kmh
    rule = Races.MILE_FIRST if target.is_first else Races.MILE_TARGET
    if asked:
        wanted_kmh, rule = kmh_of(mile_s_of(asked, "run")), Races.MILE_TOLD
    if wanted_kmh > mine.cap_kmh:
        wanted_kmh, rule = mine.cap_kmh, Races.MILE_CAPPED
    kmh = round(wanted_kmh, 1)
    mile = clock(round(METRES_PER_MILE / kmh * 3.6))
    made = tailored(plan, kmh, round(min(target.easy_kmh, kmh), 1))
    return Plan(made.name, made.title, made.steps, rule(kmh=f"{kmh:g}", mile=mile))


def ten_minutes_of(mine: EffectiveSettings) -> Plan:
    """The ten-minute test, which begins a little slower than a mile would."""
    facts, speeds = known(mine), mine.speeds
    target = target_of(facts.athlete, facts.figures, facts.entries, facts.day)
    kmh = target.easy_kmh if target.is_first else BELOW_MILE * target.mile_kmh
    paces = Paces(speeds.walk, speeds.brisk, min(speeds.run, target.easy_kmh), speeds.surge)
    return ten_minute_test(paces, round(max(kmh, paces.run_kmh), 1))


def mile_s_of(text: str, command: str) -> float:
    """The time of a mile as somebody writes it, in seconds.

    Raises:
        UsageError: If it is none.
    """
    try:
        seconds = float(text) if text.strip().isdecimal() else parse_time_s(text)
    except ValueError as error:
        what = sentences.NO_MILE_TIME.format(command=command, text=shown(text))
        raise UsageError(what) from error
    if not FASTEST_S <= seconds <= SLOWEST_S:
        limits = {"least": clock(FASTEST_S), "most": clock(SLOWEST_S)}
        raise UsageError(sentences.MILE_BEYOND.format(command=command, text=shown(text), **limits))
    return seconds
