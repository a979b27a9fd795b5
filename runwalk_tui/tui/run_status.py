"""The largest thing on the run screen, and the words beside it."""

from math import ceil
from typing import NamedTuple

from runwalk_tui.language.titles import title_words
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.tui.brake_text import length_and_effort, not_stopped
from runwalk_tui.tui.drawing.themes import kind_tone
from runwalk_tui.tui.step_text import step_length, step_name, verb
from runwalk_tui.tui.two_metres import word_of
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import clock, clock_left, distance_left, speed, speed_unit
from runwalk_tui.workout.completion import is_whole
from runwalk_tui.workout.events import (
    Command,
    Hindrance,
    MachineChecked,
    Outcome,
    PauseReason,
    Stage,
)
from runwalk_tui.workout.plan import Kind, Step
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.speed_gate import reference_kmh
from runwalk_tui.workout.speed_limits import step_speed_kmh

LAST_SECONDS = 3
"""So long before a change the screen takes on the colour of what comes."""

Line = tuple[str, str]
"""Words and the name of their colour."""


class Moment(NamedTuple):
    """Everything beside and in the big figures.

    Attributes:
        big: In letters as large as fit.
        tone: Their colour.
        unit: A small word after them.
        caption: What they are.
        label: Over the headline.
        headline: In large letters beside.
        lines: Below the headline, the most important first.
        progress: How much of the step is done, 0 to 1; None shows none. It moves with the figures.
        flood: The colour that fills the background in the last seconds; None as usual.
    """

    big: str
    tone: str
    unit: str = ""
    caption: str = ""
    label: str = ""
    headline: Line | None = None
    lines: tuple[Line, ...] = ()
    progress: float | None = None
    flood: str | None = None


def moment_of(session: Session, units: Units) -> Moment:
    """The moment that ``session`` is at, with what is to be seen from two metres."""
    moment, word = _moment(session, units), word_of(session, units)
    if word is None or moment.flood is not None or session.phase is Phase.ARMING:
        return moment
    lines: tuple[Line, ...] = ((word.sentence, "foreground"),)
    lines += ((word.key, "soft"),) if word.key else ()
    return moment._replace(label="", headline=(word.big, word.tone), lines=lines)


def _moment(session: Session, units: Units) -> Moment:
    match session.phase:
        case Phase.RUNNING:
            return _running(session, units)
        case Phase.STARTING:
            return _starting(session)
        case Phase.CHECKING:
            return _checking(session, units)
        case Phase.PAUSED:
            return _paused(session, units)
        case Phase.STOPPING:
            return _stopping(session)
        case Phase.ENDED:
            return _ended(session)
        case _:
            lines = _first(session, units)
            return Moment(shown.READY, "soft", caption=shown.BEFORE_START, lines=lines)


def _running(session: Session, units: Units) -> Moment:
    step = session.plan_step
    if step is None:
        return Moment(shown.GO, "good")
    big, unit, caption = _left(session, step, units)
    seconds = session.step_remaining_s
    is_last_seconds = seconds is not None and seconds <= LAST_SECONDS
    following = session.next_step
    coming = kind_tone(following.kind) if following is not None else "good"
    announced_s = _announced_s(session)
    if is_last_seconds or announced_s is not None:
        label, headline, lines = _coming(session, seconds, announced_s, units)
    else:
        label, headline, lines = _next(session, units)
    return Moment(
        big,
        kind_tone(step.kind),
        unit,
        caption,
        label,
        headline,
        lines,
        progress=_progress(session, step),
        flood=coming if is_last_seconds else None,
    )


def _left(session: Session, step: Step, units: Units) -> tuple[str, str, str]:
    """The figures, their unit, and what they are."""
    seconds, metres = session.step_remaining_s, session.step_remaining_m
    name = step_name(session, step.kind)
    if metres is not None and session.change is None:
        big, unit = distance_left(metres, units)
        if seconds is None:
            return big, unit, shown.LEFT_IN_STEP.format(step=name)
        return big, unit, shown.LEFT_IN_STEP_ABOUT.format(step=name, time=clock_left(seconds))
    big = clock_left(seconds or 0.0)
    if step.until_bpm is not None:
        return big, "", shown.UNTIL_HEART.format(bpm=step.until_bpm)
    return big, "", shown.LEFT_IN_STEP.format(step=name)


def _progress(session: Session, step: Step) -> float:
    """By whole seconds or hundredths of the distance, so that it moves when the figures do."""
    if step.duration_s is None or session.step is None:
        return round(session.step_progress, 2)
    whole_s = step.duration_s + session.extra_s
    return min(1.0, max(0.0, 1 - ceil(round(whole_s - session.step.active_s, 3)) / whole_s))


def _announced_s(session: Session) -> int | None:
    """Whole seconds until an announced increase."""
    if session.announced is None:
        return None
    return max(1, ceil(round(session.announced.at - session.t, 3)))


def _coming(
    session: Session, seconds: float | None, announced_s: int | None, units: Units
) -> tuple[str, Line, tuple[Line, ...]]:
    """The last seconds before a change, or before an increase within a step."""
    announced = session.announced
    at_change = announced_s is None or (
        seconds is not None and announced is not None and announced.at >= session.t + seconds - 0.5
    )
    following = session.next_step
    if at_change:
        count = max(1, ceil(round(seconds or 0.0, 3)))
        if following is None:
            return (
                shown.IN_SECONDS.format(seconds=count),
                (shown.DONE, "good"),
                ((shown.STOPS_BY_ITSELF, "soft"),),
            )
        headline = (verb(session, following.kind), kind_tone(following.kind))
        return (
            shown.IN_SECONDS.format(seconds=count),
            headline,
            (_length_and_speed(session, following, units),),
        )
    assert announced is not None
    target = shown.FASTER_TO.format(speed=speed(announced.speed_kmh, units), unit=speed_unit(units))
    return (
        shown.IN_SECONDS.format(seconds=announced_s),
        (shown.FASTER, "caution"),
        ((target, "foreground"),),
    )


def _next(session: Session, units: Units) -> tuple[str, Line, tuple[Line, ...]]:
    following, index = session.next_step, session.next_index
    if following is None or index is None:
        return shown.NEXT, (shown.FINISH, "good"), ((shown.STOPS_BY_ITSELF, "soft"),)
    assert session.plan is not None
    lines = [_length_and_speed(session, following, units)]
    if index + 1 < len(session.plan.steps):
        after = session.plan.steps[index + 1]
        then_verb = verb(session, after.kind).capitalize()
        then = shown.THEN_STEP.format(step=then_verb, length=step_length(after, units))
        lines.append((then, "soft"))
    else:
        lines.append((shown.LAST_ONE, "soft"))
    return shown.NEXT, (verb(session, following.kind), kind_tone(following.kind)), tuple(lines)


def _length_and_speed(session: Session, following: Step, units: Units) -> Line:
    index = session.next_index
    assert index is not None
    if not session.machine.has_belt:
        return length_and_effort(session, index, step_length(following, units)), "foreground"
    target, reference = step_speed_kmh(session, index), reference_kmh(session)
    arrow = ""
    if reference is not None and abs(target - reference) >= 0.05:
        arrow = "▲ " if target > reference else "▼ "
    at = f"{arrow}{speed(target, units)} {speed_unit(units)}"
    length = step_length(following, units)
    return shown.LENGTH_AT_SPEED.format(length=length, speed=at), "foreground"


def _first(session: Session, units: Units) -> tuple[Line, ...]:
    following = session.next_step
    if following is None:
        return ()
    what = shown.FIRST_STEP.format(step=verb(session, following.kind).lower())
    return (what, "soft"), _length_and_speed(session, following, units)


def _checking(session: Session, units: Units) -> Moment:
    """A treadmill that is new here walks before anything else."""
    check = session.check
    if check is not None and check.awaits_choice and check.finding is not None:
        return _choice(check.finding, units)
    asked_kmh = None if check is None else check.asked_kmh
    if asked_kmh is None:
        label, headline = shown.UNTIL_IT_RUNS, (shown.STEADY, "foreground")
    else:
        label = shown.ASKED_IN.format(unit=speed_unit(units))
        headline = (speed(asked_kmh, units), "foreground")
    agrees = check is not None and check.agreed_at is not None
    lines: tuple[Line, ...] = (
        (
            shown.OBEYS if agrees else shown.DOES_IT_OBEY,
            "foreground",
        ),
        (shown.RAILS_OR_WALK, "soft"),
    )
    return Moment(shown.CHECK, "caution", "", shown.NEW_TREADMILL, label, headline, lines)


def _choice(finding: MachineChecked, units: Units) -> Moment:
    asked, measured = finding.asked_kmh or 0.0, finding.measured_kmh or 0.0
    miles = shown.USES_MILES if finding.target_factor != 1 else shown.SHOWS_MILES
    by_distance = finding.target_factor == finding.data_factor
    found = shown.ASKED_BY_DISTANCE if by_distance else shown.ASKED_MEASURED
    unit = speed_unit(units)
    lines: tuple[Line, ...] = (
        (miles, "caution"),
        (
            found.format(asked=speed(asked, units), measured=speed(measured, units), unit=unit),
            "foreground",
        ),
        (shown.CONVERT_OR_STOP, "soft"),
    )
    why, label = shown.CHOOSE_FIRST, shown.TO_CONVERT
    return Moment(shown.MPH, "caution", "", why, label, ("U", "good"), lines)


def _starting(session: Session) -> Moment:
    step = session.plan_step or session.next_step
    tone = kind_tone(step.kind) if step is not None else "good"
    rails: Line = (shown.RAILS_UNTIL_IT_MOVES, "foreground")
    headline = (verb(session, step.kind), tone) if step is not None else None
    if session.start_asked_at is None and session.start_at is not None:
        count = max(1, ceil(round(session.start_at - session.t, 3)))
        lines = (rails, (shown.NOT_YET, "soft"))
        return Moment(str(count), tone, "", shown.UNTIL_BELT_STARTS, shown.FIRST, headline, lines)
    lines = (rails, (shown.S_STOPS, "soft"))
    return Moment(shown.START, tone, "", shown.WAITING_FOR_MOTION, shown.FIRST, headline, lines)


_UNSEEN = (PauseReason.LINK, PauseReason.NO_MOTION, PauseReason.STALLED)
"""Reasons for a clock that stands while the belt may move on."""


def _paused(session: Session, units: Units) -> Moment:
    belt, step = session.belt, session.plan_step
    lines: list[Line] = []
    headline: Line = (shown.WAIT, "soft")
    if not belt.link.is_up:
        lines.append((_waits_for(belt.link.hindrance), "caution"))
    elif not session.machine.has_belt:
        headline = (shown.SPACE, "foreground")
        lines.append((machine_words.PEDAL_ON, "foreground"))
    elif not belt.controllable:
        headline = (shown.START, "foreground")
        lines.append((shown.PRESS_IT, "foreground"))
    else:
        headline = (shown.SPACE, "foreground")
        if belt.is_moving and session.pause_reason in _UNSEEN:
            lines.append((shown.TAKE_OVER, "caution"))
        else:
            lines.append((shown.STARTS_AFTER_3_S, "foreground"))
        if session.pause_reason is PauseReason.CONSOLE:
            lines.append((shown.OR_START_IT, "soft"))
    if step is not None:
        big, unit, caption = _left(session, step, units)
        lines.append((f"{big} {unit}".strip() + f" {caption}", "soft"))
    reasons = shown.WHY_PAUSED if session.machine.has_belt else machine_words.WHY_PAUSED
    why = reasons.get(session.pause_reason or PauseReason.RUNNER, shown.PAUSED)
    return Moment(shown.BIG_PAUSED, "caution", "", why, shown.TO_GO_ON, headline, tuple(lines))


def _waits_for(hindrance: Hindrance | None) -> str:
    return shown.WAIT_FOR_TREADMILL if hindrance is None else shown.WAIT_FOR[hindrance]


def _stopping(session: Session) -> Moment:
    command = session.belt.command
    stage = command.stage if command is not None and command.command is Command.STOP else None
    lines: tuple[Line, ...] = ((shown.SLOWING_HOLD_ON, "foreground"),)
    if stage in (Stage.UNKNOWN, Stage.REJECTED):
        lines = (
            (shown.STOP_NOT_CONFIRMED, "caution"),
            (shown.PRESS_STOP, "danger"),
        )
    done = session.outcome is Outcome.FINISHED and is_whole(session)
    caption = shown.COMPLETE if done else shown.ENDS_HERE
    return Moment(shown.STOPPING, "caution", caption=caption, lines=lines)


_END_TONES = {
    Outcome.FINISHED: "good",
    Outcome.STOPPED: "foreground",
    Outcome.ABORTED: "caution",
    Outcome.FAILED: "caution",
}
SHORT_S = 600
"""A plan no longer than this is counted in minutes and seconds."""


def end_of(session: Session) -> tuple[str, str, str]:
    """The end of a session: in large letters, their colour, and in words.

    Only who did every step to its end has done the whole plan.
    """
    outcome = session.outcome or Outcome.STOPPED
    big, words = shown.ENDS[outcome], shown.ENDED_BY[outcome]
    tone = _END_TONES[outcome]
    if outcome is Outcome.FINISHED and not is_whole(session):
        big, tone, words = shown.ENDS[Outcome.FAILED], "foreground", ""
    share = _share_words(session)
    return big, tone, ", ".join(part for part in (words, share) if part)


def _share_words(session: Session) -> str:
    """The part that was done of a plan, if not all: "12 of 51 min"."""
    plan = session.plan
    if plan is None or is_whole(session):
        return ""
    if plan.planned_s < SHORT_S:
        done, planned = clock(session.active_s), clock(plan.planned_s)
        return shown.DONE_OF_TIME.format(done=done, planned=planned)
    done_min = session.active_s // 60
    return shown.DONE_OF_MINUTES.format(done=done_min, planned=plan.planned_s / 60)


def _ended(session: Session) -> Moment:
    big, tone, caption = end_of(session)
    lines: tuple[Line, ...] = ()
    if not session.belt_stopped:
        lines = (not_stopped(session),)
    return Moment(big, tone, caption=caption, lines=lines)


def step_title(session: Session) -> tuple[Kind | None, str, str]:
    """The running (or coming) step's kind, its name, and which of its kind it is."""
    plan = session.plan
    if plan is None:
        return None, shown.HEART_RATE, ""
    index = session.step.index if session.step is not None else session.next_index
    if session.phase in (Phase.STOPPING, Phase.ENDED) and session.done:
        index = session.done[-1].index
    if index is None:
        return None, title_words(plan.title), ""
    kind = plan.steps[index].kind
    number, count = plan.ordinal(index)
    return (
        kind,
        verb(session, kind),
        shown.NUMBER_OF.format(number=number, count=count) if count > 1 else "",
    )
