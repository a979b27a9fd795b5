"""A session as time passes: its clock goes on, and so does the distance that is measured."""

from typing import Any, NamedTuple

from runwalk_tui.workout.belt import HOLD_S, Belt
from runwalk_tui.workout.fast_replace import draft
from runwalk_tui.workout.session import RUNNING, Session


def advance(session: Session, t: float) -> Session:
    """The session as it stands at ``t`` if nothing else happens until then.

    The clock goes on while it counts. The last measured speed counts for `HOLD_S` after its
    reading; what was not measured is a gap, and so is a belt without a runner. A time before
    ``session.t`` changes nothing.
    """
    return advanced(session, t)[0] if t > session.t else session


def advanced(session: Session, t: float) -> tuple[Session, dict[str, Any]]:
    """Return the session at ``t`` as a draft (`fast_replace.draft`); its step is one as well."""
    now, session_fields = draft(session)
    lapse_s, belt = t - session.t, session.belt
    if lapse_s <= 0:
        if session.step is not None:
            session_fields["step"], _ = draft(session.step)
        return now, session_fields
    if session.pod.read_at is not None:
        _, metres, pod_m = coverage(session, t)
    elif belt.speed_kmh:
        metres, pod_m = _measured_s(belt, session.t, t) * belt.speed_kmh / 3.6, 0.0
    else:
        metres = pod_m = 0.0
    session_fields["t"] = t
    session_fields["distance_m"] = session.distance_m + metres
    if session.phase is not RUNNING:
        return now, session_fields
    session_fields["active_s"] = session.active_s + lapse_s
    session_fields["pod_m"] = session.pod_m + pod_m
    if session.step is not None:
        step, step_fields = draft(session.step)
        step_fields["active_s"] = step.active_s + lapse_s
        step_fields["distance_m"] = step.distance_m + metres
        if belt.incline_percent:
            tilt_percent = belt.tilt_percent or 0.0
            step_fields["climb_m"] = step.climb_m + metres * tilt_percent / 100
        if belt.power_w:
            step_fields["work_j"] = step.work_j + told_s(belt, session.t, t) * belt.power_w
        session_fields["step"] = step
    return now, session_fields


class Covered(NamedTuple):
    """The motion of some time.

    Attributes:
        moved_s: So long it was measured.
        metres: So far it went.
        pod_m: As much of that as the pod measured.
    """

    moved_s: float
    metres: float
    pod_m: float = 0.0


def coverage(session: Session, t: float) -> Covered:
    """The motion measured from the session's own time to ``t``, by the belt or by the pod."""
    if session.pod.read_at is None or not session.by_pod:
        return _by_belt(session, session.t, t)
    until = session.pod.until
    until = t if t < until else until
    lapse_s, speed_kmh = until - session.t, session.pod.speed_kmh or 0.0
    metres = lapse_s * speed_kmh / 3.6
    rest = _by_belt(session, until, t)
    moved_s = lapse_s if speed_kmh else 0.0
    return Covered(moved_s + rest.moved_s, metres + rest.metres, metres)


def _by_belt(session: Session, since: float, t: float) -> Covered:
    """Return the seconds in which the belt is measured to move, and the metres that it goes."""
    measured_s = _measured_s(session.belt, since, t)
    return Covered(measured_s, measured_s * (session.belt.speed_kmh or 0.0) / 3.6)


def _measured_s(belt: Belt, since: float, t: float) -> float:
    """Return the seconds from ``since`` to ``t`` in which the belt is measured to move."""
    return told_s(belt, since, t) if belt.speed_kmh and not belt.deserted else 0.0


def told_s(belt: Belt, since: float, t: float) -> float:
    """Return the seconds from ``since`` to ``t`` in which the belt's last reading counts."""
    if belt.read_at is None or belt.lost_since is not None:
        return 0.0
    counts_until = belt.read_at + HOLD_S
    measured_s = (t if t < counts_until else counts_until) - since
    return measured_s if measured_s > 0 else 0.0
