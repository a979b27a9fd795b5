"""Fold connections, batteries, silence and pauses of the program into the session."""

from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.choice import explanation
from runwalk_tui.workout.device_link import LOW_BATTERY_PERCENT, DeviceLink
from runwalk_tui.workout.dropping import counted
from runwalk_tui.workout.events import (
    BatteryRead,
    Device,
    Hindrance,
    LinkChanged,
    LinkState,
    Stalled,
    TelemetryAged,
    WentOn,
)
from runwalk_tui.workout.evolve_pod import fold_pod_link
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.links import link_of, with_link
from runwalk_tui.workout.session import Phase, Session


def fold_link(session: Session, event: LinkChanged) -> Session:
    """A connection changes; the targets of a belt that is lost no longer count."""
    old, is_belt = link_of(session, event.device), event.device is Device.TREADMILL
    stands = session.belt.still and not session.belt.may_count_down(event.t)
    moves = is_belt and not stands and session.phase is not Phase.ARMING
    link = counted(_changed(old, event), event, moves=moves)
    if event.device is Device.STRAP:
        return replace(session, heart=_worn(replace(session.heart, link=link), event))
    if event.device is Device.POD:
        return fold_pod_link(session, replace(session.pod, link=link), event)
    belt = replace(session.belt, link=link)
    if link.is_up and not old.is_up:
        return replace(session, belt=replace(belt, aged_s=0, stood=False, speechless=0))
    if old.is_up and not link.is_up:
        belt = replace(
            _out_of_touch(belt, event.t),
            ready=False,
            stood=False,
            woken_at=None,
            started_at=None,
        )
        return replace(session, belt=_of_machine(session, belt), announced=None)
    return replace(session, belt=belt)


def _worn(heart: Heart, event: LinkChanged) -> Heart:
    """Return what another strap measured is not this one's; by its name it may be the same one."""
    if not heart.link.is_up:
        return heart
    if heart.by_console:
        heart = Heart(link=heart.link, strap=heart.strap, trace=heart.trace)
    strap = event.name or event.address
    if heart.strap is None or strap is None or strap == heart.strap:
        return replace(heart, strap=strap or heart.strap)
    link = replace(heart.link, battery_percent=None, low_at=None)
    return Heart(link=link, strap=strap, swapped_at=event.t, trace=heart.trace)


def _changed(old: DeviceLink, event: LinkChanged) -> DeviceLink:
    hindrance = _hindrance(old, event)
    return replace(
        old,
        state=event.state,
        name=event.name or old.name,
        address=event.address or old.address,
        detail=event.detail,
        since=event.t,
        hindrance=hindrance,
        hindered_at=old.hindered_at if hindrance is old.hindrance else event.t,
    )


def _hindrance(old: DeviceLink, event: LinkChanged) -> Hindrance | None:
    """Return the hindrance of a connection: the last one told, until an event shows its end."""
    if event.hindrance is not None or event.state in (LinkState.UP, LinkState.LOST):
        return event.hindrance
    is_over = event.state is LinkState.CONNECTING and old.hindrance is Hindrance.ADAPTER
    return None if is_over else old.hindrance


def fold_silence(session: Session, event: TelemetryAged) -> Session:
    """The belt has said nothing for a while; for long enough, that is a lost link."""
    belt = replace(session.belt, aged_s=event.age_s)
    if event.age_s >= 10 and belt.lost_since is None:
        unseen = _out_of_touch(belt, event.t)
        return replace(session, belt=_of_machine(session, unseen), announced=None)
    return replace(session, belt=belt)


def fold_stall(session: Session, event: Stalled) -> Session:
    """The program stood still: no reading and no announcement so far counts for an increase."""
    return replace(_lose_sight(session), stalled=event)


def fold_went_on(session: Session, _event: WentOn) -> Session:
    """The program goes on, with everything to be seen anew."""
    return replace(_lose_sight(session), stalled=None)


def _lose_sight(session: Session) -> Session:
    return replace(session, announced=None, belt=replace(session.belt, fresh_moving=0))


def fold_battery(session: Session, event: BatteryRead) -> Session:
    """A device tells its charge; one that wavers about low is low."""
    link = link_of(session, event.device)
    low_at = link.low_at if event.percent <= 2 * LOW_BATTERY_PERCENT else None
    if event.percent <= LOW_BATTERY_PERCENT and low_at is None:
        low_at = event.t
    link = replace(link, battery_percent=event.percent, low_at=low_at)
    return with_link(session, event.device, link)


def _of_machine(session: Session, unseen: Belt) -> Belt:
    """A belt out of sight may be moving; a machine without one stands once nobody moves it."""
    return unseen if session.machine.has_belt else replace(unseen, still=True)


def _out_of_touch(belt: Belt, t: float) -> Belt:
    """Forget what was measured of a lost belt; a target that was confirmed stays in force.

    A belt that its console has just started may count down: its zeros prove nothing any more.
    """
    return replace(
        belt,
        commanded_kmh=None if belt.in_force_kmh is None else belt.commanded_kmh,
        refused_kmh=None,
        explained_kmh=explanation(belt),
        still=belt.still and not belt.may_count_down(t),
        fresh_moving=0,
        asked_incline_percent=None,
        incline_in_force=False,
        zero_since=None,
        lost_since=t if belt.lost_since is None else belt.lost_since,
    )
