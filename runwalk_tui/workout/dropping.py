"""Links that are lost again and again, and devices that are connected and say nothing.

Each is told once, with what to do about it, and not at every turn.
"""

from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.device_link import DROPPING_S, DeviceLink
from runwalk_tui.workout.events import Cue, CueDue, Device, Event, Hindrance, LinkChanged, LinkState
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.links import link_of, with_link
from runwalk_tui.workout.machine_words import NAMES, device_name
from runwalk_tui.workout.session import Phase, Session

DROPS = 3
"""A link that was lost so often within `DROPPING_S` keeps dropping."""

AGAIN_S = 30.0
"""Of a belt that may be moving it is told again after so long."""

STAYS_MUTE = 2
"""A device that says nothing on so many connections in a row is beyond the program's means."""

ALARMING = (Phase.CHECKING, Phase.RUNNING, Phase.PAUSED, Phase.STOPPING)
"""Phases in which a belt out of sight is told of; a start that is lost pauses, and says so."""


def counted(link: DeviceLink, event: LinkChanged, *, moves: bool = False) -> DeviceLink:
    """The connection with its losses counted; of a belt that ``moves`` they are told again."""
    if event.state is not LinkState.LOST:
        return link
    if event.hindrance is Hindrance.MUTE:
        return replace(link, mutes=link.mutes + 1)
    losses = (*(t for t in link.losses if event.t - t <= DROPPING_S), event.t)
    told_at = link.dropping_at if len(losses) > 1 else None
    again = moves and told_at is not None and event.t - told_at >= AGAIN_S
    if again or (told_at is None and len(losses) >= DROPS):
        told_at = event.t
    return replace(link, losses=losses[-DROPS:], dropping_at=told_at)


def heard_from(session: Session, device: Device, t: float) -> Session:
    """A value has come: it is not mute any more."""
    link = link_of(session, device)
    if link.mutes == 0:
        return session
    return with_link(session, device, replace(link, mutes=0, spoke_at=t))


def heard_cues(session: Session, device: Device, t: float) -> list[Event]:
    """The good news that a mute device speaks again."""
    if link_of(session, device).spoke_at != t:
        return []
    text = say.BACK_AGAIN.format(device=device_name(session.machine, device))
    return [CueDue(t, Cue.NOTICE, text)]


def is_told(session: Session, event: LinkChanged) -> bool:
    """True if the runner was told of this already, so that no later change of it is announced.

    Of a belt that stood while that was told, and may be moving now, it was not.
    """
    is_belt = event.device is Device.TREADMILL
    if is_belt and event.state is LinkState.LOST and is_untold(session):
        return False
    link = link_of(session, event.device)
    return link.keeps_dropping(event.t) or link.mutes > 0


def is_untold(session: Session) -> bool:
    """True if the belt may be moving out of sight, and nobody has told the runner yet."""
    belt = session.belt
    return belt.may_move and not belt.alarmed and session.phase in ALARMING


def dropping_cues(session: Session, event: LinkChanged) -> list[Event]:
    """Tell once that a device keeps dropping or says nothing, and what to do about it."""
    link = link_of(session, event.device)
    if event.state is not LinkState.LOST:
        return []
    if event.hindrance is Hindrance.MUTE:
        return _mute_cues(session, event, link.mutes)
    if link.dropping_at != event.t:
        return []
    if event.device is Device.STRAP:
        return [CueDue(event.t, Cue.WARNING, say.STRAP_DROPS)]
    if session.belt.may_move and session.phase is not Phase.ARMING:
        return [CueDue(event.t, Cue.ALARM, say.DROPS_MOVING)]
    return [CueDue(event.t, Cue.WARNING, say.DROPS)]


def _mute_cues(session: Session, event: LinkChanged, mutes: int) -> list[Event]:
    stays = mutes == STAYS_MUTE
    if event.device is Device.TREADMILL and not stays and is_untold(session):
        return [CueDue(event.t, Cue.ALARM, say.SILENT_MOVING)]
    if mutes > STAYS_MUTE:
        return []
    if event.device is Device.STRAP:
        again = say.RECONNECTING.format(device=say.STRAP)
        return [CueDue(event.t, Cue.WARNING, say.STRAP_STAYS_SILENT if stays else again)]
    may_move = session.belt.may_move and session.phase is not Phase.ARMING
    if not stays:
        template = say.RECONNECTING_MOVING if may_move else say.RECONNECTING
        return [CueDue(event.t, Cue.WARNING, template.format(device=NAMES[session.machine]))]
    if may_move:
        return [CueDue(event.t, Cue.ALARM, say.STAYS_SILENT_MOVING)]
    return [CueDue(event.t, Cue.WARNING, say.STAYS_SILENT)]
