"""Find the next event that time alone brings.

There are no ticks. `upcoming` states the next deadline as the very event that it brings, and
the shell sleeps until then. An event is dated with its deadline, not with the moment of waking up,
so a plan of two hours does not drift.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf

from runwalk_tui.workout.cues import set_speed_cue
from runwalk_tui.workout.events import (
    ClockPaused,
    Cue,
    CueDue,
    Event,
    IncreaseAnnounced,
    Outcome,
    PauseReason,
    SpeedAsked,
    StartAsked,
    StepBegan,
    StopAsked,
    TelemetryAged,
    WentOn,
)
from runwalk_tui.workout.heart_control import LOOK_S, before_the_end
from runwalk_tui.workout.session import (
    CHECKING,
    ENDED,
    NO_MOTION_S,
    RUNNING,
    SET_SPEED_S,
    Phase,
    Session,
)
from runwalk_tui.workout.speed_gate import (
    LONGEST_LEAD_S,
    NOTICE_S,
    announcement,
    govern,
    is_announced,
    is_faster,
    is_known_to_stand,
    lead_s,
)
from runwalk_tui.workout.speed_limits import step_speed_kmh
from runwalk_tui.workout.walking_check import end_of_patience

STILL_S = 3.0
"""Zero readings for so long mean a standing belt; a single zero is a glitch."""

AWAY_S = 30.0
"""After so long without contact the workout waits for the runner."""

ROUNDING_S = 1e-6
"""Sums of seconds that differ by less are the same moment."""

FORESEEN_S = LONGEST_LEAD_S + NOTICE_S + LOOK_S
"""Nothing that leads up to a step's end comes earlier before it."""

AGES_S = (3, 5, 10)
"""Telemetry ages that are told: a warning, no increases, a lost link."""


def upcoming(session: Session, *, announces: bool = True) -> Event | None:
    """The earliest event that time alone brings, or None; never before ``session.t``.

    Without ``announces`` the earliest that is no announcement.
    """
    earliest: Event | None = None
    for event in _candidates(session):
        if earliest is not None and event.t >= earliest.t:
            continue
        if announces or not isinstance(event, IncreaseAnnounced):
            earliest = event
    return earliest


def step_end_t(session: Session) -> float | None:
    """The time at which the running step ends, as foreseen now; None if time does not end it.

    A step by distance ends where the measured speed will have covered it, as long as that
    measurement counts.
    """
    if not session.is_counting or session.step is None:
        return None
    remaining_s = session.step_remaining_s
    if remaining_s is None:
        return None
    end_t = session.t + remaining_s
    if session.change is None and session.step_remaining_m is not None:
        until = session.speed_until
        if until is None or end_t > until:
            return None
    return end_t


def _candidates(session: Session) -> Iterator[Event]:
    """Yield what may fall due, in the order in which events of the same moment happen."""
    if session.stalled is not None and session.phase is not ENDED:
        until = max(session.t, session.stalled.until)
        yield WentOn(until, after_s=until - session.stalled.t)
    in_phase = _IN_PHASE.get(session.phase)
    if in_phase is not None:
        yield from in_phase(session)


def _checking(session: Session) -> Iterator[Event]:
    yield from _belt_silence(session)
    yield from _pending_increase(session)
    yield from _end_of_patience(session)


def _running(session: Session) -> Iterator[Event]:
    silence = _belt_silence(session)
    yield from silence
    if _ends_before(session, min([event.t for event in silence], default=inf)):
        yield from _advice(session)
        yield from _before_change(session)
        yield from _lead(session)
        yield from _change(session)
    yield from _pending_increase(session)


def _ends_before(session: Session, t: float) -> bool:
    """Return True if what the end of the running step brings, or leads up to it, may come by ``t``.

    Mostly the belt would have to be silent first: then none of it is worked out.
    """
    remaining_s = session.step_remaining_s
    return remaining_s is not None and session.t + remaining_s - FORESEEN_S <= t


def _dumbness(session: Session) -> Iterator[Event]:
    """A treadmill may be connected and never say a word."""
    if session.belt.is_dumb and not session.belt.aged_s:
        silent_s = AGES_S[0]
        yield TelemetryAged(max(session.t, session.belt.link.since + silent_s), silent_s)


def _starting(session: Session) -> Iterator[Event]:
    if session.start_asked_at is None:
        if session.start_at is not None:
            t = max(session.t, session.start_at)
            unseen = ClockPaused(t, PauseReason.LINK, since=t)
            yield StartAsked(t) if _stands(session, t) else unseen
    else:
        t = max(session.t, session.start_asked_at + NO_MOTION_S)
        yield ClockPaused(t, _why_not_begun(session), since=t)


def _stands(session: Session, t: float) -> bool:
    """Return True if its zeros still count at ``t``, and there is more than one of them."""
    belt = session.belt
    if belt.is_moving or not is_known_to_stand(session, t):
        return False
    return belt.read_at is None or belt.zero_since is None or belt.read_at > belt.zero_since


def _why_not_begun(session: Session) -> PauseReason:
    """A belt of which nothing was read since it was to start may be moving."""
    if session.stalled is not None:
        return PauseReason.STALLED
    belt, asked_at = session.belt, session.start_asked_at
    unseen = belt.read_at is None or asked_at is None or belt.read_at <= asked_at
    return PauseReason.LINK if unseen else PauseReason.NO_MOTION


def _belt_silence(session: Session) -> list[Event]:
    belt = session.belt
    silence: list[Event] = []
    if belt.link.is_up and (belt.read_at is not None or session.start_asked_at is not None):
        age_s = _next_age_s(belt.aged_s)
        if age_s is not None:
            heard_at = max(belt.read_at or 0.0, belt.link.since) + age_s
            t = heard_at if heard_at > session.t else session.t
            silence.append(TelemetryAged(t, age_s))
    if session.phase is not RUNNING and session.phase is not CHECKING:
        return silence
    if belt.lost_since is not None:
        t = max(session.t, belt.lost_since + AWAY_S)
        silence.append(ClockPaused(t, PauseReason.LINK, since=t))
    elif belt.zero_since is not None:
        t = max(session.t, belt.zero_since + STILL_S)
        silence.append(ClockPaused(t, PauseReason.CONSOLE, since=belt.zero_since))
    return silence


def _next_age_s(aged_s: int) -> int | None:
    for age_s in AGES_S:
        if age_s > aged_s:
            return age_s
    return None


def _advice(session: Session) -> Iterator[Event]:
    advice = before_the_end(session)
    if advice is not None:
        yield advice


def _before_change(session: Session) -> Iterator[Event]:
    """The announcement of an increase, and the countdown, as long as the end is foreseen.

    By distance the end is only foreseen as long as the measured speed counts.
    """
    remaining_s, belt = session.step_remaining_s, session.belt
    if not session.is_counting or remaining_s is None:
        return
    end_t, known_until = session.t + remaining_s, inf
    if session.step_remaining_m is not None and session.change is None:
        until = session.speed_until
        if until is None:
            return
        known_until = until
    index = session.next_index
    in_touch = belt.ready and belt.lost_since is None
    if index is not None and belt.takes_targets and in_touch and remaining_s > 0:
        target = step_speed_kmh(session, index)
        faster = is_faster(session, target)
        at = end_t - lead_s(session)
        t = max(session.t, at - NOTICE_S)
        if faster and t <= known_until and not is_announced(session, index, target, max(t, at)):
            yield announcement(t, index, target, at=max(at, t + NOTICE_S))
    yield from _set_speed(session, end_t, known_until)
    for count in (3, 2, 1):
        t = end_t - count
        if count < session.counted and session.t - ROUNDING_S <= t <= known_until:
            yield CueDue(max(session.t, t), Cue.COUNTDOWN, str(count))
            return


def _set_speed(session: Session, end_t: float, known_until: float) -> Iterator[Event]:
    """Tells which speed to set at the coming change, where nothing sets it for the runner."""
    index = session.next_index
    t = end_t - SET_SPEED_S
    if not session.by_hand or session.counted <= SET_SPEED_S or t > known_until:
        return
    if session.t - ROUNDING_S <= t:
        kmh = None if index is None else step_speed_kmh(session, index)
        yield set_speed_cue(max(session.t, t), kmh)


def _lead(session: Session) -> Iterator[Event]:
    """The next step's speed, asked so long before its beginning as the belt takes half-way."""
    end_t, ahead_s = step_end_t(session), lead_s(session)
    if end_t is not None and ahead_s:
        t = max(session.t, end_t - ahead_s)
        yield from (event for event in govern(session, t) if isinstance(event, SpeedAsked))


def _change(session: Session) -> Iterator[Event]:
    end_t, index = step_end_t(session), session.next_index
    if end_t is None or session.plan is None:
        return
    if index is None:
        yield StopAsked(end_t, Outcome.FINISHED)
    else:
        step = session.plan.steps[index]
        yield StepBegan(end_t, index, step.kind, step_speed_kmh(session, index))


def _end_of_patience(session: Session) -> Iterator[Event]:
    """A belt that has not come to any speed that was meant by then does not obey.

    One at zero was stopped: that says nothing of whether it obeys.
    """
    if session.check is None or session.belt.zero_since is not None:
        return
    found = end_of_patience(session.belt, session.check, session.t)
    if found is not None:
        yield found


def _pending_increase(session: Session) -> Iterator[Event]:
    """The increase that was announced, once its time has come."""
    if session.announced is None:
        return
    t = max(session.t, session.announced.at)
    yield from (event for event in govern(session, t) if isinstance(event, SpeedAsked))


_IN_PHASE: Mapping[Phase, Callable[[Session], Iterable[Event]]] = {
    Phase.ARMING: _dumbness,
    Phase.STARTING: _starting,
    Phase.CHECKING: _checking,
    Phase.RUNNING: _running,
    Phase.PAUSED: _belt_silence,
    Phase.STOPPING: _belt_silence,
}
"""The events that time alone may bring in each phase; in the others none."""
