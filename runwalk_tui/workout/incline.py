"""The incline: within the machine's range, on its grid, and asked anew once it may be lost.

What was asked is not in force after a pause, a restart, a lost link or silence: there the measured
incline counts, and what differs from it is asked. One set at the console holds until the step ends.
"""

from math import ceil, floor

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_gate import is_leaving

NEAR_PERCENT = 0.05
"""Inclines that differ by no more are the same, told in tenths."""


def allowed_percent(belt: Belt, wanted_percent: float) -> float | None:
    """The nearest incline that the machine takes, in whole tenths; None where there is none."""
    low = -1000 if belt.minimum_incline_percent is None else belt.minimum_incline_percent * 10
    high = 1000 if belt.maximum_incline_percent is None else belt.maximum_incline_percent * 10
    base = 0 if belt.minimum_incline_percent is None else round(low)
    step = max(1, round((belt.incline_step_percent or 0.1) * 10))
    if belt.whole_inclines:
        base, step = 0, 10
    least, most = ceil((low - base) / step - 1e-6), floor((high - base) / step + 1e-6)
    if least > most:
        return None
    nearest = round((wanted_percent * 10 - base) / step)
    return (base + max(least, min(most, nearest)) * step) / 10


def incline_due(session: Session, t: float) -> list[ev.Event]:
    """The incline that has to be asked at ``t``, if any."""
    belt = session.belt
    if not belt.inclinable or belt.refuses_inclines:
        return []
    wanted = wanted_percent(session)
    if wanted is None:
        return []
    if not (belt.ready and belt.is_moving and belt.lost_since is None) or is_leaving(session):
        return []
    target = allowed_percent(belt, wanted)
    if target is None or target == belt.asked_incline_percent:
        return []
    measured = belt.incline_percent
    is_there = measured is not None and abs(measured - target) <= NEAR_PERCENT
    if belt.asked_incline_percent is None and is_there:
        return []
    return [ev.InclineAsked(t, target)]


def wanted_percent(session: Session) -> float | None:
    """The workout's incline; level in the check of a plan with hills, which shows an offset."""
    if session.phase is Phase.CHECKING and session.plan is not None:
        hilly = any(step.incline_percent for step in session.plan.steps)
        return 0.0 if hilly and session.belt.incline_percent is not None else None
    step = session.plan_step
    if step is None or session.phase is not Phase.RUNNING or session.belt.incline_is_chosen:
        return None
    if step.incline_percent is None:
        return None
    return step.incline_percent + session.coach.offsets_percent.get(step.kind, 0.0)


def forget_incline(belt: Belt) -> Belt:
    """Forget the incline that was asked: it may not be in force any more."""
    return replace(belt, asked_incline_percent=None, incline_in_force=False)


def fold_incline(belt: Belt, event: ev.CommandProgressed) -> Belt:
    """Folds an incline's outcome: the first refusal may be of the grid, the next is of inclines."""
    if event.value is not None and event.value != belt.asked_incline_percent:
        return belt
    if event.stage is ev.Stage.CONFIRMED:
        return replace(belt, incline_in_force=True, incline_is_proven=True)
    if event.stage is not ev.Stage.REJECTED:
        return belt
    if belt.whole_inclines or event.value is None or event.value == round(event.value):
        return replace(belt, refuses_inclines=True)
    return replace(forget_incline(belt), whole_inclines=True)


def fold_console_incline(belt: Belt, event: ev.ConsoleReported) -> Belt:
    """An incline set at the console; one that is under way by itself tells its own stages."""
    under_way = belt.asked_incline_percent is not None and not belt.incline_in_force
    if event.value is None or under_way or belt.asked_incline_percent is None:
        return belt
    if abs(event.value - belt.asked_incline_percent) <= NEAR_PERCENT:
        return belt
    return replace(belt, incline_is_chosen=True)


def after_refusal(session: Session, event: ev.CommandProgressed) -> list[ev.Event]:
    """The nearest whole percent, once a finer one was refused; that is a quirk to remember."""
    if event.command is not ev.Command.INCLINE or event.stage is not ev.Stage.REJECTED:
        return []
    belt = session.belt
    if not belt.whole_inclines or belt.refuses_inclines or belt.asked_incline_percent is not None:
        return []
    return [ev.QuirkLearned(event.t, whole_inclines=True), *incline_due(session, event.t)]
