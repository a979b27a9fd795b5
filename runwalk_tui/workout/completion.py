"""Tell the steps of a plan that were done or passed over, and the time that is left."""

from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Phase, Session, StepRecord

SLACK_S, SLACK_SHARE = 1.5, 0.99
"""A step that lacks no more than this was done: clocks and belts are rounded."""

Span = tuple[float, float]
"""From and to, in the plan's seconds."""


def share_done(session: Session, record: StepRecord) -> float:
    """The share of its planned step that was done, 0 to 1; 1 if a heart rate ended the step."""
    assert session.plan is not None
    step = session.plan.steps[record.index]
    if step.until_bpm is not None and record.ended_t is not None:
        return 1.0
    if step.distance_m is not None:
        share = record.distance_m / step.distance_m
    else:
        share = record.active_s / step.planned_s
        if step.planned_s - record.active_s <= SLACK_S:
            return 1.0
    return 1.0 if share >= SLACK_SHARE else share


def spans_done(session: Session) -> tuple[Span, ...]:
    """The parts of the plan that were done, one a record."""
    plan = session.plan
    if plan is None:
        return ()
    return tuple(
        (start, start + share_done(session, record) * plan.steps[record.index].planned_s)
        for record in session.records
        for start in (_planned_at_s(plan, record),)
    )


def _planned_at_s(plan: Plan, record: StepRecord) -> float:
    """Return the second of the plan at which a step began."""
    at_s = record.planned_at_s
    return plan.start_s(record.index) if at_s is None else at_s


def is_whole(session: Session) -> bool:
    """Return True if every step of the plan was done to its end."""
    plan = session.plan
    if plan is None:
        return True
    done = {record.index for record in session.records if share_done(session, record) >= 1.0}
    return len(done) == len(plan.steps)


def left_s(session: Session) -> float:
    """Seconds to the end of the plan: added time counts, steps passed over do not."""
    plan, step = session.plan, session.plan_step
    if plan is None or session.phase in (Phase.STOPPING, Phase.ENDED):
        return 0.0
    left = 0.0
    if step is not None:
        remaining_s = session.step_remaining_s
        left = step.planned_s * (1 - session.step_progress) if remaining_s is None else remaining_s
    index = session.next_index
    while index is not None:
        left += plan.steps[index].planned_s
        index = session.open_index(index + 1)
    return left
