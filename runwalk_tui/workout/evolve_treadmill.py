"""Fold the findings about the treadmill into the session."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import BeltResponse
from runwalk_tui.workout.brake import Brake
from runwalk_tui.workout.choice import ECHO_S
from runwalk_tui.workout.evolve_steps import change_of_mind
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import NOT_COUNTED, Phase, Session
from runwalk_tui.workout.speed_limits import allowed_kmh
from runwalk_tui.workout.walking_check import Check


def fold_known(session: Session, event: ev.MachineKnown) -> Session:
    """Fold the findings of earlier sessions, unless a check waits for the runner's choice."""
    belt = session.belt
    waits = session.check is not None and session.check.awaits_choice
    belt = replace(
        belt,
        checked=belt.checked or (event.checked and not waits),
        lag=_response(event) or belt.lag,
        minimum_kmh=event.minimum_kmh or belt.minimum_kmh,
        maximum_kmh=event.maximum_kmh or belt.maximum_kmh,
        increment_kmh=event.increment_kmh or belt.increment_kmh,
        whole_inclines=event.whole_inclines or belt.whole_inclines,
        coarse_kmh=event.step_kmh or belt.coarse_kmh,
    )
    if event.verified and belt.data_factor is None:
        belt = replace(belt, data_factor=1.0)
    return replace(session, belt=belt)


def _response(event: ev.MachineKnown) -> BeltResponse | None:
    if event.delay_s is None or event.up_kmh_s is None or event.down_kmh_s is None:
        return None
    return BeltResponse(event.delay_s, event.up_kmh_s, event.down_kmh_s, event.samples)


def fold_capabilities(session: Session, event: ev.CapabilitiesRead) -> Session:
    """Fold the machine's ranges and features: it is ready."""
    belt = session.belt
    belt = replace(
        belt,
        ready=True,
        controllable=event.controllable,
        minimum_kmh=event.minimum_kmh or belt.minimum_kmh,
        maximum_kmh=event.maximum_kmh or belt.maximum_kmh,
        increment_kmh=event.increment_kmh or belt.increment_kmh,
        inclinable=event.inclinable,
        minimum_incline_percent=event.minimum_incline_percent,
        maximum_incline_percent=event.maximum_incline_percent,
        incline_step_percent=event.incline_step_percent,
        tells=event.tells,
    )
    return replace(session, belt=belt, brake=_brake(session, event))


def _brake(session: Session, event: ev.CapabilitiesRead) -> Brake:
    """The brake as it is known now; what was asked of it is asked anew."""
    if session.machine.has_belt:
        return session.brake
    powers_w = levels = None
    if event.minimum_power_w is not None and event.maximum_power_w is not None:
        powers_w = event.minimum_power_w, event.maximum_power_w
    if event.minimum_resistance is not None and event.maximum_resistance is not None:
        levels = event.minimum_resistance, event.maximum_resistance, event.resistance_step or 0.0
    return replace(session.brake, takes_power=event.takes_power, powers_w=powers_w, levels=levels)


def fold_quirk(session: Session, event: ev.QuirkLearned) -> Session:
    """Fold a quirk; where a belt rounds its targets, the rounded one is in force.

    Where the machine's own increment misses that speed, it is the nearest one that it allows.
    """
    if event.step_kmh is None:
        return session
    belt = replace(session.belt, coarse_kmh=event.step_kmh)
    if belt.in_force_kmh is not None:
        nearest_kmh = allowed_kmh(replace(session, belt=belt), belt.in_force_kmh)
        belt = replace(belt, commanded_kmh=nearest_kmh)
    return replace(session, belt=belt)


def fold_checked(session: Session, event: ev.MachineChecked) -> Session:
    """Known units are all that lets a belt go faster than a walk.

    A belt that is found to count in others in the middle of a workout has to walk again.
    """
    check = replace(session.check or Check(event.t), finding=event)
    known = session.belt.checked or event.obeys
    belt = replace(session.belt, obeys=event.obeys, checked=known and not check.awaits_choice)
    if not belt.checked:
        belt = replace(belt, commanded_kmh=None, in_force_kmh=None, refused_kmh=None)
    session = replace(session, belt=belt, check=check, announced=None)
    if session.phase is Phase.RUNNING and check.awaits_choice:
        check = replace(check, asked_at=event.t, asked_kmh=event.asked_kmh)
        return replace(session, phase=Phase.CHECKING, check=check, change=None, counted=NOT_COUNTED)
    return session


def fold_compared(session: Session, event: ev.DistanceCompared) -> Session:
    """The unit of the speed, as the distance tells it."""
    return replace(session, belt=replace(session.belt, data_factor=event.data_factor))


def fold_overridden(session: Session, event: ev.SpeedOverridden) -> Session:
    """The console chose a speed for this step: nothing asked before it is in force."""
    belt = session.belt
    # Given up for the console, it may have been written before.
    asked_kmh = belt.refused_kmh if belt.commanded_kmh is None else belt.commanded_kmh
    is_pending = belt.in_force_kmh is None and not belt.echoed
    is_unanswered = belt.command is not None and belt.command.stage is ev.Stage.SENT
    is_young = is_unanswered or event.t - belt.commanded_at < ECHO_S
    belt = replace(
        belt,
        commanded_kmh=None,
        in_force_kmh=None,
        overruled_kmh=asked_kmh if is_pending and is_young else None,
        stopping_at=None,
        explained_kmh=None,
    )
    chosen = replace(session, override_kmh=event.speed_kmh, held_kmh=None, belt=belt)
    return change_of_mind(chosen)


def fold_exceeded(session: Session, event: ev.SpeedExceeded) -> Session:
    """The belt was found faster than asked."""
    return replace(session, belt=replace(session.belt, exceeded=event))
