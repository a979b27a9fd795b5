"""The workout of today and its reasons: the one place where the rules come together.

First whether it is a day of rest, then which workout, then what makes it easier. Each decision
names its rule in a sentence and can be refused for the day; what was refused is still said. No
advice raises speed, duration and the share of running at once, none follows from a heart rate in
doubt, and none says what somebody has.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from runwalk_tui.language import titles
from runwalk_tui.training.advice import return_to_running
from runwalk_tui.training.advice.assessment import is_run
from runwalk_tui.training.advice.athlete import Athlete, Goal
from runwalk_tui.training.advice.check_in import finding_of
from runwalk_tui.training.advice.decision import Advice, Decision, Key
from runwalk_tui.training.advice.easing import How, ease, fitting
from runwalk_tui.training.advice.first_speed import begin_gently, spare_first_week
from runwalk_tui.training.advice.lighter_weeks import (
    lighter_mondays,
    missed_week,
    see_somebody,
    why_lighter,
)
from runwalk_tui.training.advice.pain_rules import Verdict, verdict_on
from runwalk_tui.training.advice.programme_position import Move, plan_at, position
from runwalk_tui.training.advice.progression_limits import (
    REMEMBERED,
    capped,
    growth_warnings,
    hold_speed,
)
from runwalk_tui.training.advice.readiness import is_below
from runwalk_tui.training.advice.recommend import Recommendation, recommend
from runwalk_tui.training.advice.rest_rules import reasons_to_rest
from runwalk_tui.training.advice.slower_runs import run_slower
from runwalk_tui.training.advice.small_steps import hold_length, hold_share
from runwalk_tui.training.advice.training_history import (
    RETURN_RUNS,
    runs_since_break,
)
from runwalk_tui.training.history.dates import date_of, day_of, monday_of
from runwalk_tui.training.history.diary_entries import CheckIn, Entry, Followed, PainNow
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats
from runwalk_tui.training.programmes.programme import Programme, rounds
from runwalk_tui.training.sentences import Say
from runwalk_tui.training.sentences_of_weeks import Weeks
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Plan, Step

TODAY = "today"
"""The name of a workout that no file holds."""

WEEKS_SEEN = timedelta(days=56)
"""As far back as the load of a week and of the four before it needs, and a share of running."""

_AROUND_S = 300.0
"""Warm-up, and cool-down."""

_MINUTES = re.compile(r"\b\d+ min(utes)?\b")

_SAME_S = 60.0
"""Plans whose lengths differ by no more are the same; this and the lengths above are our own."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """The workout that is next, before the day changes it."""

    plan: Plan
    reason: str
    decisions: tuple[Decision, ...] = ()
    hows: tuple[How, ...] = ()
    rest: Decision | None = None
    chosen: Decision | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """All that a decision may rest on."""

    athlete: Athlete
    figures: Sequence[SessionStats]
    entries: Sequence[Entry]
    told: Told
    day: date
    refused: frozenset[str]
    programme: Programme | None
    plan_of: Callable[[str], Plan] | None

    @property
    def recent(self) -> Sequence[SessionStats]:
        """The sessions of the last weeks."""
        return [each for each in self.figures if self.day - WEEKS_SEEN <= day_of(each) <= self.day]


def today(
    athlete: Athlete,
    figures: Sequence[SessionStats],
    entries: Sequence[Entry],
    day: date,
    programme: Programme | None = None,
    plan_of: Callable[[str], Plan] | None = None,
) -> Advice:
    """The advice for a day.

    Args:
        athlete: Who runs.
        figures: Every session, oldest first.
        entries: The diary, in order.
        day: Today.
        programme: The one that is followed; without it a ratio is recommended.
        plan_of: Brings a plan by its name; without it recommended workouts are made here.
    """
    told = Told(entries)
    case = _Case(athlete, figures, entries, told, day, told.overruled(day), programme, plan_of)
    offer = _next(case)
    seen = [session for session in figures if day - WEEKS_SEEN <= day_of(session) <= day]
    runs = [session for session in seen if is_run(session)]
    passed: list[Decision] = []
    for each in reasons_to_rest(athlete, figures, told, day, programme, offer.rest):
        rest = each.under(case.refused)
        if not rest.refused:
            warnings = growth_warnings(None, figures, told, day)
            reason = offer.reason
            return Advice(
                None, rest.says, tuple(passed), warnings, offer.plan, rest, next_reason=reason
            )
        passed.append(rest)
    plan, eased = _eased(case, offer)
    plan, held = _held(case, capped(plan, athlete), runs)
    plan = _retitled(plan, offer.plan)
    is_published = programme is not None and programme.is_published
    warnings = growth_warnings(plan, figures, told, day, athlete, is_published=is_published)
    warnings += tuple(
        said for said in (see_somebody(seen, told, day), missed_week(seen, day)) if said
    )
    if athlete.goes_by_effort:
        warnings += (Say.BY_EFFORT(),)
    decisions = (*passed, *offer.decisions, *eased, *held)
    return Advice(
        plan, offer.reason, decisions, warnings, chosen=offer.chosen, next_reason=offer.reason
    )


Rule = Callable[[Plan], tuple[Plan, str | None]]
"""What holds a workout: brings it as it may be, and a sentence if that is another."""


def _held(
    case: _Case, plan: Plan, runs: Sequence[SessionStats]
) -> tuple[Plan, tuple[Decision, ...]]:
    """The workout no bolder, faster or longer than what went before it allows."""
    athlete, day, told = case.athlete, case.day, case.told
    month = [each for each in runs if day - day_of(each) <= REMEMBERED]
    every = [each for each in case.figures if is_run(each) and day_of(each) <= day]
    rules: list[tuple[Key, Rule]] = [
        (Key.EASE, partial(spare_first_week, athlete=athlete, runs=every, today=day)),
        (Key.SPEED, partial(begin_gently, athlete=athlete, runs=month, told=told)),
        (Key.SPEED, partial(run_slower, athlete=athlete, runs=month, told=told)),
        (Key.SPEED, partial(hold_speed, runs=month, walk_kmh=athlete.walk_kmh)),
    ]
    if case.programme is None or not case.programme.is_published:
        share = partial(hold_share, athlete=athlete, runs=runs)
        length = partial(hold_length, athlete=athlete, sessions=case.figures, today=day)
        rules = [(Key.GROWTH, share), *rules, (Key.GROWTH, length)]
    decisions: list[Decision] = []
    for key, rule in rules:
        held, says = rule(plan)
        if says is not None:
            decision = Decision(key, says).under(case.refused)
            decisions.append(decision)
            plan = plan if decision.refused else held
    return plan, tuple(decisions)


def _retitled(plan: Plan, written: Plan) -> Plan:
    """The plan under a title that says what it is now: its minutes, and that it is easier."""
    if _shape(plan) == _shape(written):
        return plan
    title = plan.title
    if abs(plan.planned_s - written.planned_s) >= _SAME_S:
        around_s = sum(s.planned_s for s in plan.steps if s.kind in (Kind.WARM_UP, Kind.COOL_DOWN))
        was_all = f"{written.planned_s / 60:.0f} min"
        length_s = plan.planned_s - (0.0 if was_all in title else around_s)
        title = _MINUTES.sub(f"{length_s / 60:.0f} min", title)
    return replace(plan, title=titles.MADE_EASIER.format(title=title))


def _shape(plan: Plan) -> list[tuple[Kind, float | None, float | None]]:
    """The steps without their speeds."""
    return [(step.kind, step.duration_s, step.distance_m) for step in plan.steps]


def _next(case: _Case) -> _Offer:
    """The workout that is next, as written."""
    if case.programme is None:
        return _recommended(case)
    followed = case.told.followed() or Followed("", case.programme.name)
    if case.programme.by_symptoms:
        return _on_the_ladder(case, case.programme, followed)
    returning = _returning(case)
    if returning is not None:
        return returning
    return _of_programme(case, case.programme, followed)


def _of_programme(case: _Case, programme: Programme, followed: Followed) -> _Offer:
    stands = position(programme, followed, case.figures, case.told, case.day, case.athlete.max_bpm)
    written = plan_at(programme, stands.place)
    if stands.move in (Move.START, Move.NEXT, Move.DONE):
        return _Offer(written, stands.reason)
    decision = Decision(Key.POSITION, stands.reason).under(case.refused)
    if decision.refused:
        chosen = plan_at(programme, stands.onward)
        return _Offer(chosen, Say.AS_CHOSEN(title=chosen.title), (decision,))
    hows = (How.MORE_WALKING,) if stands.is_eased else ()
    return _Offer(written, stands.reason, hows=hows, chosen=decision)


def _returning(case: _Case) -> _Offer | None:
    """The first runs after so long a break, as a beginner has them, before any programme goes on.

    None where there was no such break, after enough of them, or where they were refused.
    """
    if Key.RECOMMENDED in case.refused:
        return None
    since = runs_since_break(case.figures, case.told, case.day)
    if since is None or len(since) >= RETURN_RUNS:
        return None
    found = recommend(case.athlete, case.figures, _before_today(case), case.day)
    if not found.total_s:
        return None
    reason = Say.NEXT_RETURN_FIRST(reason=found.reason, times=RETURN_RUNS)
    return _Offer(_plan_for(found, case), reason, chosen=Decision(Key.RECOMMENDED, found.reason))


def _on_the_ladder(case: _Case, ladder: Programme, followed: Followed) -> _Offer:
    stands = return_to_running.standing(ladder, followed, case.figures, case.told, case.day)
    plan = return_to_running.plan_on(ladder, stands)
    if stands.ready:
        cap = return_to_running.effort_cap(ladder, plan.name)
        return _Offer(plan, f"{stands.reason} {Say.LADDER_CAP(cap=cap)}")
    return _Offer(plan, Say.AS_CHOSEN(title=plan.title), rest=Decision(Key.READY, stands.reason))


def _recommended(case: _Case) -> _Offer:
    """A ratio by the recommender; the check-in of today changes it afterwards, not within."""
    before = _before_today(case)
    athlete = case.athlete
    if Key.DOCTOR in case.refused:
        athlete = replace(athlete, see_doctor=False)
    found = recommend(athlete, case.figures, before, case.day)
    waits = athlete.goal is Goal.COMEBACK and return_to_running.not_ready(
        case.told, case.figures, case.day
    )
    if waits:
        return _Offer(_plan_for(found, case), found.reason, rest=Decision(Key.READY, waits))
    if found.total_s > 0:
        return _Offer(_plan_for(found, case), found.reason)
    plain = recommend(
        replace(athlete, see_doctor=False),
        [replace(session, pain=None) for session in case.figures],
        (),
        case.day,
    )
    key = Key.DOCTOR if athlete.see_doctor else Key.RECOMMENDED
    return _Offer(_plan_for(plain, case), plain.reason, rest=Decision(key, found.reason))


def _before_today(case: _Case) -> list[Entry]:
    """The entries for the recommender; of today's check-ins how the day began, and what is over.

    A pain that is not over changes the workout afterwards, not here.
    """
    return [
        kept
        for each in case.entries
        for kept in (
            _of_today(each)
            if isinstance(each, CheckIn) and date_of(each.at) == case.day
            else [each]
        )
    ]


def _of_today(entry: CheckIn) -> list[Entry]:
    how = replace(entry, pain=None, where="")
    is_fine = entry.pain is not None and verdict_on(entry.pain, entry.where) is Verdict.FINE
    return [how, PainNow(entry.at, entry.pain or 0, entry.where)] if is_fine else [how]


def _plan_for(found: Recommendation, case: _Case) -> Plan:
    """The shipped plan that it is, or one made of it: what was earned is not cut to what ships."""
    if found.plan_name is not None and case.plan_of is not None:
        shipped = case.plan_of(found.plan_name)
        if abs(shipped.planned_s - found.total_s) <= _SAME_S:
            return shipped
    athlete = case.athlete
    walk = Step(Kind.WALK, athlete.walk_kmh, duration_s=found.ratio.walk_s)
    run = Step(Kind.RUN, athlete.run_kmh, duration_s=max(1.0, found.ratio.run_s))
    main = rounds(
        [run, walk] if found.ratio.run_s else [walk], max(60.0, found.total_s - 2 * _AROUND_S)
    )
    steps = (
        Step(Kind.WARM_UP, athlete.brisk_kmh, duration_s=_AROUND_S),
        *main,
        Step(Kind.COOL_DOWN, athlete.walk_kmh, duration_s=_AROUND_S),
    )
    title = titles.FOR_MINUTES.format(ratio=found.ratio.name, minutes=f"{found.total_s / 60:.0f}")
    if found.is_long:
        title = titles.LONG_RUN.format(title=title)
    return Plan(TODAY, title[:1].upper() + title[1:], steps, found.ratio.lengths)


def _eased(case: _Case, offer: _Offer) -> tuple[Plan, tuple[Decision, ...]]:
    """The workout as the day allows it; the same easing is not done twice."""
    wishes = [(how, Key.EASE, "") for how in offer.hows]
    why = why_lighter(case.recent, case.told, case.day)
    if why:
        wishes.append((How.SHORTER, Key.EASE, why))
    elif not wishes and case.programme is None and _is_fourth(case):
        wishes.append((How.MORE_WALKING, Key.EASE, Weeks.FOURTH_WEEK()))
    check_in = case.told.check_in(case.day)
    finding = None if check_in is None else finding_of(check_in)
    if finding is not None:
        hows = How if finding.rest else finding.hows
        wishes += [(how, Key.CHECK_IN, finding.because) for how in hows]
    if not wishes and is_below(case.entries, case.day):
        wishes.append((How.SHORTER, Key.READING, Weeks.READING_EASES()))
    plan, decisions = offer.plan, list[Decision]()
    done: set[How] = set()
    for wish, key, because in wishes:
        how = fitting(plan, wish)
        if how not in done:
            done.add(how)
            plan, made = _make_easier(case, plan, how, key, because)
            decisions += made
    return plan, tuple(decisions)


def _is_fourth(case: _Case) -> bool:
    """True if this is the lighter week after three of training."""
    return monday_of(case.day) in lighter_mondays(case.figures, case.day)


def _make_easier(
    case: _Case, plan: Plan, how: How, key: Key, because: str
) -> tuple[Plan, list[Decision]]:
    """The plan made easier in one way, unless that was refused; what was decided either way."""
    easier, changes = ease(plan, how, case.athlete.walk_kmh)
    if because:
        changes = tuple(Say.EASE_BECAUSE(change=change[:-1], because=because) for change in changes)
    decisions = [Decision(key, change).under(case.refused) for change in changes]
    return (plan if key in case.refused else easier), decisions
