"""Fold commands and their results into the session."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.choice import paused_at_kmh
from runwalk_tui.workout.evolve_steps import change_of_mind, close_step
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.incline import fold_incline
from runwalk_tui.workout.odometer import Odometer
from runwalk_tui.workout.session import Phase, Session

OVERTAKEN = "overtaken"
"""Why a command ended that a newer one of its kind replaced, which alone counts from then on."""


def fold_start_asked(session: Session, event: ev.StartAsked) -> Session:
    """The belt is asked to start: it does not stand for certain any more."""
    belt = replace(session.belt, still=False, steady_kmh=None, falling=False)
    return replace(session, start_asked_at=event.t, belt=belt)


def fold_power_asked(session: Session, event: ev.PowerAsked) -> Session:
    """A brake is asked for a power, or let go."""
    brake = replace(session.brake, asked_w=event.power_w, asked_level=None)
    return replace(session, brake=brake)


def fold_resistance_asked(session: Session, event: ev.ResistanceAsked) -> Session:
    """A brake is asked for a resistance, or let go."""
    brake = replace(session.brake, asked_level=event.level, asked_w=None)
    return replace(session, brake=brake)


def fold_speed_asked(session: Session, event: ev.SpeedAsked) -> Session:
    """A target is under way; in a check it is the one that the belt is measured against."""
    belt, check = session.belt, session.check
    if session.phase is Phase.CHECKING and check is not None:
        check = replace(check, asked_at=event.t, asked_kmh=event.speed_kmh, from_kmh=belt.speed_kmh)
    belt = replace(
        belt,
        commanded_kmh=event.speed_kmh,
        commanded_at=event.t,
        commanded_from_kmh=belt.speed_kmh or 0.0,
        in_force_kmh=None,
        refused_kmh=None,
        falling=False,
        nearest_kmh=belt.speed_kmh,
        before_kmh=belt.commanded_kmh,
        overruled_kmh=None,
        echoed=False,
        explained_kmh=None,
    )
    return change_of_mind(replace(session, belt=belt, check=check))


def fold_incline_asked(session: Session, event: ev.InclineAsked) -> Session:
    """An incline is under way."""
    belt = replace(
        session.belt, asked_incline_percent=event.incline_percent, incline_in_force=False
    )
    return replace(session, belt=belt)


def fold_units_asked(session: Session, event: ev.UnitsAsked) -> Session:
    """The runner agreed to other units: the belt counts as checked, its distance is read anew."""
    belt = replace(session.belt, checked=True, commanded_kmh=None, in_force_kmh=None)
    if event.data_factor != 1:
        belt = replace(belt, data_factor=None, odometer=Odometer())
    return replace(session, belt=belt, check=None)


def fold_pause_asked(session: Session, event: ev.PauseAsked) -> Session:
    """The belt is asked to pause; a speed chosen at the console is kept for going on."""
    again = session.phase is Phase.PAUSED
    return replace(
        session,
        belt=replace(session.belt, commanded_kmh=None, in_force_kmh=None),
        announced=None,
        held_kmh=paused_at_kmh(session, event.t),
        start_asked_at=None if again else session.start_asked_at,
        pause_asked_at=event.t,
    )


def fold_stop_asked(session: Session, event: ev.StopAsked) -> Session:
    """The belt is asked to stop, and the workout is over."""
    return replace(
        close_step(session),
        phase=Phase.STOPPING,
        outcome=session.outcome or event.outcome,
        pause_asked_at=None,
        stop_asked_at=event.t,
        announced=None,
        change=None,
        belt=replace(session.belt, commanded_kmh=None, in_force_kmh=None),
    )


def fold_command(session: Session, event: ev.CommandProgressed) -> Session:
    """Folds the progress of a command."""
    belt = replace(session.belt, command=event)
    match event.command:
        case ev.Command.INCLINE:
            return replace(session, belt=fold_incline(belt, event))
        case ev.Command.SPEED if event.stage.is_end:
            return replace(session, belt=_fold_target(belt, event))
        case ev.Command.START if event.stage is ev.Stage.REJECTED:
            return replace(session, belt=belt, start_asked_at=None)
    return replace(session, belt=belt)


def _fold_target(belt: Belt, event: ev.CommandProgressed) -> Belt:
    """A target is in force once confirmed; refused or unknown, nobody knows what is."""
    asked_kmh = belt.refused_kmh if belt.commanded_kmh is None else belt.commanded_kmh
    if asked_kmh is None or event.detail == OVERTAKEN:
        return belt
    if event.value is not None and round(event.value, 2) != round(asked_kmh, 2):
        return belt
    if event.stage is ev.Stage.CONFIRMED:
        return replace(belt, commanded_kmh=asked_kmh, in_force_kmh=belt.speed_kmh, refused_kmh=None)
    belt = replace(belt, commanded_kmh=None, in_force_kmh=None, refused_kmh=asked_kmh)
    if event.stage is ev.Stage.REJECTED:
        return replace(belt, denied_kmh=asked_kmh, denied_at=event.t)
    return belt
