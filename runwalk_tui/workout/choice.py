"""Recognise a speed that the runner chose at the console during a command or unseen.

A belt that comes nearer to its target obeys. One that turns round and keeps another speed was sent
there by somebody else; so was one that settles at the very speed that its console told.
"""

from runwalk_tui.workout.belt import OFF_KMH, SETTLED_S, Belt
from runwalk_tui.workout.events import ConsoleReported
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import RUNNING, Session

ECHO_S = 1.5
"""Within so long of a new target a belt may still tell of the one before."""

DENIED_S = 5.0
"""A target that the machine refused is not asked again for so long."""

CHOSEN_KMH = 0.25
"""A speed this far from the one in force was chosen by somebody; nearer ones may waver."""

STEADY_S = 1.0
"""A belt that has kept its speed for so long is not on its way to another."""

ECHO_KMH = 0.05
"""A speed so near to the belt's own is the same, rounded."""

STARTS_S = 5.0
"""A belt that has started may tell its first speed of its own for so long."""

FRESH_S = 10.0
"""A report from the console counts for so many seconds, unless the speed settles."""

BEAT_S, BEAT_SLACK_S = 0.45, 0.3
"""A machine that repeats its last word does so no faster, and at equal intervals; no hand does."""


def came_nearer(belt: Belt, speed_kmh: float) -> float | None:
    """The speed nearest to its target that the belt has come to; None without a target."""
    if belt.commanded_kmh is None:
        return None
    if belt.nearest_kmh is None:
        return speed_kmh
    is_nearer = abs(speed_kmh - belt.commanded_kmh) < abs(belt.nearest_kmh - belt.commanded_kmh)
    return speed_kmh if is_nearer else belt.nearest_kmh


def is_on_its_way(belt: Belt) -> bool:
    """Return True if a target was asked that nobody has confirmed, refused or given up yet."""
    return belt.commanded_kmh is not None and belt.in_force_kmh is None


def turned_round(belt: Belt, t: float) -> bool:
    """True if a belt that was on its way to a target has settled farther from it than it was."""
    if not is_on_its_way(belt) or not belt.speed_kmh or belt.nearest_kmh is None:
        return False
    assert belt.commanded_kmh is not None
    nearest_kmh = abs(belt.nearest_kmh - belt.commanded_kmh)
    farther = abs(belt.speed_kmh - belt.commanded_kmh) > nearest_kmh + OFF_KMH
    return farther and t - max(belt.steady_since, belt.commanded_at) >= SETTLED_S


def settled_as_told(belt: Belt, t: float) -> bool:
    """True if the belt keeps the speed that its console told since it was asked for another."""
    if not belt.speed_kmh or belt.told_kmh is None or belt.commanded_kmh is None:
        return False
    as_told = abs(belt.speed_kmh - belt.told_kmh) <= OFF_KMH
    off = abs(belt.told_kmh - belt.commanded_kmh) > OFF_KMH
    later = belt.told_at > belt.commanded_at
    return as_told and off and later and t - belt.steady_since >= SETTLED_S


def is_unexplained(belt: Belt) -> bool:
    """Return True if a belt that was out of sight runs at a speed that no target explains."""
    if belt.explained_kmh is None or not belt.speed_kmh or belt.lost_since is not None:
        return False
    return not explains(belt.explained_kmh, belt.speed_kmh)


def explains(range_kmh: tuple[float, float], speed_kmh: float) -> bool:
    """Return True if a speed lies within a range, rounded."""
    lowest_kmh, highest_kmh = range_kmh
    return lowest_kmh - OFF_KMH <= speed_kmh <= highest_kmh + OFF_KMH


def explanation(belt: Belt) -> tuple[float, float] | None:
    """The range of speeds, km/h, that the targets explain when a belt is seen again."""
    if belt.explained_kmh is not None:
        return belt.explained_kmh
    if belt.commanded_kmh is None or not belt.speed_kmh:
        return None
    ends = belt.speed_kmh, belt.commanded_kmh
    return min(ends), max(ends)


def is_against(belt: Belt, told_kmh: float, t: float) -> bool:
    """Return True if a speed that the console tells cannot be a stage of the way to the target.

    Until it has told the target, any speed may be of the time before that for `ECHO_S`: one that
    was chosen is then known by the belt that settles at it (`settled_as_told`). Once the target
    was told, no speed beyond it is a rounding of it.
    """
    assert belt.commanded_kmh is not None
    if t - belt.commanded_at < ECHO_S and not belt.echoed:
        return False
    ends = belt.speed_kmh or 0.0, belt.commanded_kmh
    slack_kmh = ECHO_KMH if belt.echoed else OFF_KMH
    return not min(ends) - slack_kmh <= told_kmh <= max(ends) + slack_kmh


def fold_told(session: Session, event: ConsoleReported) -> Session:
    """The session after its console, or the belt itself, told a speed."""
    belt = session.belt
    is_target = _is_target(belt, event.value)
    if _is_late_echo(belt, event):
        return replace(session, belt=replace(belt, echoed=True))
    gap_s = event.t - belt.told_at if event.value == belt.told_kmh else None
    regular = gap_s is not None and belt.told_gap_s is not None and gap_s >= BEAT_S
    belt = replace(
        belt,
        told_kmh=event.value,
        told_at=event.t,
        told_gap_s=gap_s,
        echoed=belt.echoed or is_target,
        repeats=regular and abs((gap_s or 0.0) - (belt.told_gap_s or 0.0)) <= BEAT_SLACK_S,
    )
    return replace(session, belt=belt)


def is_echo(belt: Belt) -> bool:
    """True if the console's last word may be of the last target, or of the speed before that.

    A machine tells of a target a moment after it was asked.
    """
    if belt.told_kmh is None or belt.told_at - belt.commanded_at > ECHO_S:
        return False
    ends = [belt.commanded_kmh]
    if not belt.echoed:
        ends += [belt.before_kmh, belt.commanded_from_kmh]
    return any(kmh is not None and abs(belt.told_kmh - kmh) <= OFF_KMH for kmh in ends)


def _is_late_echo(belt: Belt, event: ConsoleReported) -> bool:
    """True if a target is told of that was asked before the console chose another speed.

    The machine's word of a target may come after that of a button which was pressed meanwhile.
    """
    if belt.commanded_kmh is None or not belt.commanded_at < belt.told_at <= event.t:
        return False
    chosen = belt.told_kmh is not None and abs(belt.told_kmh - belt.commanded_kmh) > OFF_KMH
    is_early = not belt.echoed and event.t - belt.commanded_at < ECHO_S
    return chosen and is_early and _is_target(belt, event.value)


def _is_target(belt: Belt, told_kmh: float | None) -> bool:
    """Return True if a speed that is told is the target, rounded."""
    if belt.commanded_kmh is None or told_kmh is None:
        return False
    return abs(told_kmh - belt.commanded_kmh) <= ECHO_KMH


def paused_at_kmh(session: Session, t: float) -> float | None:
    """The speed to go on with after a pause, if the runner was choosing another just then."""
    belt = session.belt
    if session.override_kmh is not None:
        return session.override_kmh
    if not session.is_counting or belt.stopping_at is not None or not belt.speed_kmh:
        return session.held_kmh
    if is_on_its_way(belt):
        turned = belt.nearest_kmh is not None and belt.falling and belt.commanded_kmh is not None
        if turned and belt.speed_kmh < (belt.commanded_kmh or 0.0) - OFF_KMH:
            return _last_word(belt, t)
        return session.held_kmh
    left_kmh = belt.in_force_kmh
    if left_kmh is None or abs(belt.speed_kmh - left_kmh) <= OFF_KMH:
        return session.held_kmh
    return _last_word(belt, t)


def _last_word(belt: Belt, t: float) -> float | None:
    """Return what the console told just now, else the speed on the way to what nobody knows yet."""
    told = belt.told_kmh is not None and belt.told_at > belt.commanded_at
    return belt.told_kmh if told and t - belt.told_at <= FRESH_S else belt.speed_kmh


def waits_since(session: Session) -> float | None:
    """The time of a key that changed the console's choice, while the belt was not asked for it."""
    asked = session.belt.commanded_kmh is not None
    return None if session.held_kmh is None or asked else session.held_at


def is_being_chosen(session: Session) -> bool:
    """True if the belt is on its way to the console's speed, and a key was pressed meanwhile.

    Or to what it has just chosen without a word on which speed that is.
    """
    belt = session.belt
    if belt.read_at is None or belt.in_force_kmh is None:
        return False
    if _is_unnamed(session):
        return True
    if session.held_at is None:
        return False
    left = abs((belt.speed_kmh or 0.0) - belt.in_force_kmh) > OFF_KMH
    return left and belt.read_at - belt.steady_since < SETTLED_S


def _is_unnamed(session: Session) -> bool:
    """True if a speed was set at the console in this step that only the belt can show."""
    belt, step = session.belt, session.step
    if belt.told_kmh is not None or step is None:
        return False
    later = belt.told_at > max(belt.commanded_at + ECHO_S, step.began_t)
    return later and session.t - max(belt.told_at, belt.steady_since) < SETTLED_S


def rests(session: Session, target_kmh: float, t: float) -> bool:
    """Return True if the treadmill refused that very target a moment ago."""
    belt = session.belt
    return target_kmh == belt.denied_kmh and t - belt.denied_at < DENIED_S


def has_left(belt: Belt, speed_kmh: float) -> bool:
    """Return True if that is another speed than the one in force, and no wavering about it.

    A belt that came to another speed than its target keeps that one.
    """
    commanded_kmh, in_force_kmh = belt.commanded_kmh, belt.in_force_kmh
    if commanded_kmh is None or in_force_kmh is None:
        return False
    if abs(speed_kmh - commanded_kmh) <= CHOSEN_KMH:
        return False
    is_there = abs(in_force_kmh - commanded_kmh) <= CHOSEN_KMH
    return is_there or abs(speed_kmh - in_force_kmh) > CHOSEN_KMH


def _has_left_held(session: Session) -> bool:
    """True if the belt has come to another speed than the one that a key made of the console's.

    One that has started since runs at a speed of its own, which nobody chose.
    """
    belt, held_at = session.belt, session.held_at or 0.0
    if waits_since(session) is None or belt.steady_since <= held_at:
        return False
    if belt.moving_since is not None and belt.moving_since > held_at:
        return False
    return abs((belt.speed_kmh or 0.0) - (session.held_kmh or 0.0)) > OFF_KMH


def _is_as_asked(session: Session, belt: Belt) -> bool:
    """True if it runs at its target, and nothing else was told or chosen: mostly it does."""
    asked_kmh, told_kmh = belt.commanded_kmh, belt.told_kmh
    if asked_kmh is None or abs((belt.speed_kmh or 0.0) - asked_kmh) > OFF_KMH:
        return False
    if belt.stopping_at is not None or session.override_kmh is not None:
        return False
    if belt.explained_kmh is not None:
        return False
    return told_kmh is None or abs(told_kmh - asked_kmh) <= OFF_KMH


def console_speed_kmh(session: Session, t: float) -> float | None:
    """The speed that the runner chose at the console, if the belt has settled on one.

    A belt that goes on after its console was told to stop is in the runner's hands as well.
    """
    belt = session.belt
    if session.phase is not RUNNING or not belt.speed_kmh or _is_as_asked(session, belt):
        return None
    if belt.stopping_at is not None:
        return belt.speed_kmh if belt.went_on(t) else None
    if is_unexplained(belt) or turned_round(belt, t) or settled_as_told(belt, t):
        return belt.speed_kmh if t - belt.steady_since >= SETTLED_S else None
    if session.override_kmh is not None:
        if abs(belt.speed_kmh - session.override_kmh) <= CHOSEN_KMH:
            return None
    elif belt.in_force_kmh is not None:
        if not has_left(belt, belt.speed_kmh):
            return None
    elif not _has_left_held(session):
        return None
    return belt.speed_kmh if t - belt.steady_since >= SETTLED_S else None


def told_speed_kmh(
    session: Session, event: ConsoleReported, wanted_kmh: float | None = None
) -> float | None:
    """The speed that the runner chose at the console, by the machine's own word.

    Some machines tell every step of a ramp so: it is believed only of a belt that keeps its speed.
    Between that and its target it is an echo, unless the belt is about to be asked for more: then
    whoever presses a button of the console keeps the speed that it has.

    Args:
        session: With the word taken in.
        event: The word.
        wanted_kmh: The speed that the workout wants, announced or not; None where nobody knows.
    """
    belt, told_kmh = session.belt, event.value
    if session.phase is not RUNNING or belt.stopping_at is not None or not belt.takes_targets:
        return None
    if belt.lost_since is not None:
        return told_kmh if _is_news(belt) else None
    if not belt.speed_kmh:
        return None
    pending = is_on_its_way(belt)
    if pending and belt.stuck_kmh is None:
        return told_kmh if told_kmh and is_against(belt, told_kmh, event.t) else None
    if event.t - belt.steady_since < STEADY_S:
        return told_kmh if told_kmh and _is_chosen_unasked(belt, told_kmh, event.t) else None
    ends = belt.speed_kmh, (None if pending else belt.commanded_kmh) or belt.speed_kmh
    if told_kmh and not min(ends) - ECHO_KMH <= told_kmh <= max(ends) + ECHO_KMH:
        return told_kmh
    kept_kmh = told_kmh or belt.speed_kmh
    is_late = event.t - belt.commanded_at >= ECHO_S
    rises = wanted_kmh is not None and wanted_kmh > kept_kmh + ECHO_KMH
    return kept_kmh if rises and is_late and not belt.repeats else None


def _is_chosen_unasked(belt: Belt, told_kmh: float, t: float) -> bool:
    """True if a console tells another speed of a belt that nobody here has asked for any.

    It is in sight again and moved all the while, and what was asked before does not explain it.
    """
    if belt.commanded_kmh is not None or belt.moving_since is None:
        return False
    is_new = t - belt.moving_since < STARTS_S
    is_asked = belt.explained_kmh is not None and explains(belt.explained_kmh, told_kmh)
    return not is_new and not is_asked and abs(told_kmh - (belt.speed_kmh or 0.0)) > OFF_KMH


def _is_news(belt: Belt) -> bool:
    """True if the console of a belt out of sight has just told a speed that is not known yet."""
    if not belt.told_kmh or belt.told_gap_s is not None:
        return False
    return belt.commanded_kmh is None or abs(belt.told_kmh - belt.commanded_kmh) > ECHO_KMH
