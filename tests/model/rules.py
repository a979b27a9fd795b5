"""The rules of safety, each judged of one step: the states around it and what happened in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.model.alphabet import MAXIMUM_KMH, State
from tests.model.memory import Memory

SLACK_S = 1e-6
OFF_KMH = 0.15
NOTICE_S = 3.0
PATIENCE_S = 6.0
"""A belt that is to stand and is not seen to slow within 3 s; and as long again to find out."""

IDLE_S = 15.0
"""Nobody leaves a belt off what is wanted, in touch and untold, for so long."""

UNDER_WAY = (Phase.STARTING, Phase.CHECKING, Phase.RUNNING, Phase.PAUSED)


@dataclass(frozen=True)
class Step:
    """One step of the search."""

    before: State
    after: State
    log: list[ev.Event]

    def moments(self) -> Iterator[tuple[Memory, ev.Event]]:
        """Each event, with what was remembered just before it."""
        memory = self.before.memory
        for event in self.log:
            yield memory, event
            memory = memory.after([event])


Rule = Callable[[Step], str | None]


def started_by_the_runner_alone(step: Step) -> str | None:
    """Rule 1."""
    for memory, event in step.moments():
        if isinstance(event, ev.StartAsked):
            if memory.start_due_at is None or event.t < memory.start_due_at - SLACK_S:
                return "a start that no key asked for"
            if memory.word_kmh or not memory.linked:
                return "a start of a belt that moves, or that nobody hears"
        if isinstance(event, ev.ClockStarted | ev.CheckBegan):
            if not memory.called:
                return "a belt that nobody started is taken over"
            if not memory.word_kmh:
                return "the clock runs though the belt stands"
    return None


def the_console_wins(step: Step) -> str | None:
    """Rule 2."""
    for memory, event in step.moments():
        if isinstance(event, ev.SpeedAsked | ev.StartAsked) and memory.console_stopped:
            return "the console's stop is undone"
        if isinstance(event, ev.SpeedAsked) and memory.chosen:
            return "the console's speed is undone"
        pulled = isinstance(event, ev.ConsoleReported) and event.report is ev.Report.SAFETY_KEY
        if pulled and step.before.session.phase in UNDER_WAY and not _stops(step):
            return "the safety key does not end the workout"
    return None


def _stops(step: Step) -> bool:
    return step.after.session.phase in (Phase.STOPPING, Phase.ENDED)


def an_increase_is_announced(step: Step) -> str | None:
    """Rule 4."""
    for memory, event in step.moments():
        if not isinstance(event, ev.SpeedAsked):
            continue
        word_kmh = memory.word_kmh or 0.0
        in_force_kmh = memory.asked_kmh
        if event.speed_kmh <= word_kmh or event.speed_kmh <= (in_force_kmh or 0.0):
            continue
        told = memory.announced
        if told is None or told.speed_kmh < event.speed_kmh or event.t > told.until + SLACK_S:
            return "an increase that was not announced"
        if event.t - told.t < NOTICE_S - SLACK_S:
            return "an increase without three seconds' notice"
    return None


def out_of_touch_nothing_is_faster(step: Step) -> str | None:
    """Rule 8."""
    for memory, event in step.moments():
        if isinstance(event, ev.SpeedAsked):
            if not memory.linked:
                return "a speed within a lost link"
            if event.speed_kmh > (memory.word_kmh or 0.0) and memory.frames < 2:
                return "an increase before two moving frames"
        lost = isinstance(event, ev.LinkChanged) and event.state is ev.LinkState.LOST
        if lost and step.before.session.phase is Phase.RUNNING and memory.word_kmh:
            alarms = [e for e in step.log if isinstance(e, ev.CueDue) and e.cue is ev.Cue.ALARM]
            if not alarms and step.after.session.phase is Phase.RUNNING:
                return "a belt that may move is lost without an alarm"
    session = step.after.session
    gone = session.phase is Phase.RUNNING and not session.belt.link.is_up
    if gone and session.t - session.belt.link.since > 30 + SLACK_S:
        return "the clock runs half a minute after the link was lost"
    return None


def stop_is_asked_and_final(step: Step) -> str | None:
    """Rule 9."""
    for memory, event in step.moments():
        stop = isinstance(event, ev.RunnerActed) and event.act is ev.Act.STOP
        if stop and step.before.session.phase is not Phase.ENDED:
            if not _stops(step):
                return "STOP does not stop"
            if not any(isinstance(e, ev.StopAsked) for e in step.log):
                return "STOP asks for nothing"
        if memory.stop_asked and isinstance(event, ev.SpeedAsked | ev.StartAsked | ev.InclineAsked):
            return "something is asked after the stop"
    return None


def two_witnesses(step: Step) -> str | None:
    """Rule 12."""
    for memory, event in step.moments():
        if isinstance(event, ev.SessionEnded) and event.belt_stopped:
            if memory.word_kmh:
                return "a belt that tells a speed is said to stand"
            if memory.went_on:
                return "a belt whose time and distance go on is said to stand"
        if isinstance(event, ev.ClockStarted) and memory.frames < 2 and not memory.went_on:
            return "the clock runs on one witness"
    if (step.after.session.belt.speed_kmh or 0.0) > MAXIMUM_KMH + OFF_KMH:
        return "a speed beyond the machine's range is believed"
    return None


def standing_is_seen_through(step: Step) -> str | None:
    """Rule 13."""
    memory, session = step.after.memory, step.after.session
    if memory.pausing_at is None or memory.escalated or session.phase is not Phase.PAUSED:
        return None
    moves = memory.word_kmh is not None and memory.word_kmh >= memory.pausing_from_kmh - OFF_KMH
    seen = memory.frames >= 2 and memory.word_at - memory.pausing_at > PATIENCE_S
    if seen and moves and memory.word_kmh and memory.linked:
        return "a pause that is not obeyed goes on to nothing"
    return None


def what_was_asked_is_asked_again(step: Step) -> str | None:
    """Rule 14."""
    session, memory = step.after.session, step.after.memory
    belt, index = session.belt, None if session.step is None else session.step.index
    if session.phase is not Phase.RUNNING or index is None or session.plan is None:
        return None
    if memory.pending or memory.chosen or memory.console_stopped:
        return None
    if memory.announced is not None and memory.announced.until >= session.t:
        return None
    if not (belt.takes_targets and belt.is_moving) or memory.frames < 5:
        return None
    if belt.refused_kmh is not None:
        return None
    if session.override_kmh is not None or session.held_kmh is not None or session.nudges_kmh:
        return None
    off_kmh = abs((memory.word_kmh or 0.0) - session.plan.steps[index].speed_kmh)
    kept_s = session.t - max(memory.kept_since, session.step.began_t if session.step else 0.0)
    if off_kmh > OFF_KMH and kept_s > IDLE_S and memory.word_at == session.t:
        return "a belt off what is wanted is neither asked anew nor told of"
    return None


RULES: dict[int, Rule] = {
    1: started_by_the_runner_alone,
    2: the_console_wins,
    4: an_increase_is_announced,
    8: out_of_touch_nothing_is_faster,
    9: stop_is_asked_and_final,
    12: two_witnesses,
    13: standing_is_seen_through,
    14: what_was_asked_is_asked_again,
}
