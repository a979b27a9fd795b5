"""Prints the coach's advice for today."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.coaching.facts import known
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.config.toml import did_you_mean
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.language import decimal
from runwalk_tui.language.titles import title_words
from runwalk_tui.training.advice.decision import Advice
from runwalk_tui.training.programmes.plan_text import workout_words
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.units.format import METRES, in_units

if TYPE_CHECKING:
    from runwalk_tui.coaching.service import CoachingService

ALL = "all"


def today(
    *,
    overrule: str | None = None,
    move: str | None = None,
    on: str | None = None,
    runner: str | None = None,
    practice: bool = False,
    json: bool = False,
) -> int:
    """As `runwalk_tui.cli.coach.today`."""
    mine = who_runs(runner, practice=practice)
    day = None if on is None else _day(on, "--on")
    if move is not None:
        to = _day(move, "--move")
        if to <= date.today():
            raise UsageError(refusals.EARLIER_DAY.format(day=move))
        _service(mine).put_off(to)
    if overrule is not None:
        _refuse(_service(mine), overrule)
    advice = known(mine, day, tell_derived).advice()
    if json:
        import json as json_text

        print(json_text.dumps(_as_json(advice)))
    else:
        print("\n".join(_in_words(advice, mine)))
    return DONE


def _service(mine: EffectiveSettings) -> "CoachingService":
    """The whole coach, which takes as long to import as the rest together."""
    from runwalk_tui.coaching.service import CoachingService

    return CoachingService(mine, tell_derived)


def _refuse(service: "CoachingService", word: str) -> None:
    """Refuses a part of today's advice, or all of it."""
    keys = [str(key) for key in service.advice().keys]
    if not keys:
        raise UsageError(refusals.NOTHING_TO_REFUSE)
    if word == ALL:
        service.overrule_all()
    elif word in keys:
        service.overrule(word)
    else:
        raise UsageError(f"today: --overrule {word}: {did_you_mean(word, [*keys, ALL])}")


def _day(text: str, option: str) -> date:
    if text == "tomorrow":
        return date.today() + timedelta(days=1)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        what = refusals.DAY.format(option=option, text=text)
        raise UsageError(what) from error


def _as_json(advice: Advice) -> dict[str, object]:
    plan, upcoming = advice.plan, advice.upcoming
    return {
        "plan": None if plan is None else plan.name,
        "reason": advice.reason,
        "changes": list(advice.changes),
        "warnings": list(advice.warnings),
        "title": None if plan is None else plan.title,
        "total_s": None if plan is None else plan.planned_s,
        "distance_m": None if plan is None else round(plan.planned_m),
        "upcoming": None if upcoming is None else upcoming.name,
        "can_refuse": [str(key) for key in advice.keys],
    }


def _in_words(advice: Advice, mine: EffectiveSettings) -> list[str]:
    plan, metres = advice.plan, METRES[mine.units]
    if plan is None:
        lines = [Asks.REST_DAY(), advice.reason]
        if advice.upcoming is not None:
            words = workout_words(advice.upcoming, mine.units)
            lines.append(
                sentences.THEN.format(title=title_words(advice.upcoming.title), what=words)
            )
    else:
        far = decimal(f"{plan.planned_m / metres:.1f}")
        size = f"{plan.planned_s / 60:.0f} min, {far} {mine.units}"
        lines = [f"{title_words(plan.title)}   {size}   runwalk run today", advice.reason]
    lines += [*advice.changes, *advice.warnings]
    lines = [in_units(line, mine.units) for line in lines]
    if advice.keys:
        practice = "--practice " if mine.is_practice else ""
        how = f"runwalk today {practice}--overrule {sentences.OR.join(advice.keys)}"
        lines.append(sentences.TO_REFUSE.format(how=how))
    return lines
