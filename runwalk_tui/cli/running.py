"""Runs a workout, on a screen or without one; needs no parser."""

import asyncio
import errno
import sys
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from runwalk_devices.clock import clock_of, fast_loop
from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.option_rules import checked, machine_of
from runwalk_tui.coaching.going_on import to_go_on_with
from runwalk_tui.coaching.mile_name import AT, MAGIC_MILE, is_mile
from runwalk_tui.coaching.workout_choice import TODAY, doctor_warning, gentler_words, plan_named
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import FAILED, UsageError
from runwalk_tui.session.air import AirOptions, on_machine
from runwalk_tui.session.beside import broadcasting
from runwalk_tui.session.current_runner import is_health_open
from runwalk_tui.session.leaving import stopping_on_signals
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.opening import exit_status, live_session
from runwalk_tui.session.safety.presence import take_last_words
from runwalk_tui.units.constants import Units
from runwalk_tui.workout.events import Act, CapabilitiesRead, Event, SessionEnded, StepBegan
from runwalk_tui.workout.plan import Plan

if TYPE_CHECKING:
    from runwalk_tui.training.history.ghost import Ghost


def run(
    plan: str | None = None,
    *,
    runner: str | None = None,
    virtual: str | None = None,
    rate: float = 1.0,
    headless: bool = False,
    json: bool = False,
    treadmill: str | None = None,
    strap: str | None = None,
    pod: str | None = None,
    cues: bool = False,
    bike: bool = False,
    machine: str | None = None,
    trace: Path | None = None,
    adapter: str | None = None,
    broadcast: bool = False,
    ghost: str = "",
    target: str | None = None,
) -> int:
    """As `runwalk_tui.cli.run.run`."""
    file = None if trace is None else str(trace)
    air = checked(
        AirOptions(
            virtual,
            rate,
            treadmill,
            strap,
            file,
            by_hand=cues,
            machine=machine_of(machine, virtual, bike=bike),
            adapter=adapter,
            pod=pod,
        )
    )
    if target is not None:
        if plan is None or not is_mile(plan):
            raise UsageError(refusals.TARGET_OF_A_MILE)
        plan = f"{MAGIC_MILE}{AT}{target}"
    if plan is None and (headless or json):
        raise UsageError(refusals.NO_CHOOSING)
    if plan is None and ghost:
        raise UsageError(refusals.GHOST_OF_A_PLAN)
    with broadcasting(broadcast) as network:
        mine = who_runs(runner, practice=air.is_practice)
        if plan is not None and (headless or json):
            return _run_headless(plan, air, mine, ghost, json=json)
        from runwalk_tui.tui.start import run_home, run_on_screen

        if plan is None:
            return run_home(air, mine, examined, network=network)
        return run_on_screen(plan, air, mine, examined, ghost, network=network)


def resume(
    *,
    runner: str | None = None,
    virtual: str | None = None,
    rate: float = 1.0,
    headless: bool = False,
    json: bool = False,
    treadmill: str | None = None,
    strap: str | None = None,
    adapter: str | None = None,
) -> int:
    """As `runwalk_tui.cli.run.resume`."""
    air = checked(AirOptions(virtual, rate, treadmill, strap, adapter=adapter))
    settings = who_runs(runner, practice=air.is_practice)
    if not (headless or json):
        from runwalk_tui.tui.start import resume_on_screen

        return resume_on_screen(air, settings, examined)
    found = to_go_on_with(settings, datetime.now().astimezone())
    air = on_machine(air, found.machine, by_hand=found.by_hand)
    if not json:
        print(found.words)
    plan = found.session.plan
    return _lived(follow_headless(plan, settings, air, None, json=json, resumes=found.id), air)


def _run_headless(
    plan_name: str, air: AirOptions, settings: EffectiveSettings, ghost: str, *, json: bool
) -> int:
    """Runs a workout and prints what happens."""
    plan = plan_named(plan_name, settings)
    chased = None
    if ghost:
        from runwalk_tui.coaching.past_sessions import PastSessions

        chased = PastSessions(settings).ghost(ghost, plan.name)
    last_words = take_last_words()
    if last_words is not None:
        print(last_words, file=sys.stderr)
    if warning := doctor_warning(settings):
        print(warning, file=sys.stderr)
    if plan_name != TODAY and (words := gentler_words(plan, settings.units)):
        print(words, file=sys.stderr)
    return _lived(follow_headless(plan, settings, air, chased, json=json), air)


def _lived(session: Coroutine[None, None, int], air: AirOptions) -> int:
    """What a session comes to, on a loop that suits its clock."""
    with asyncio.Runner(loop_factory=None if air.rate == 1 else fast_loop) as runner:
        return runner.run(session)


async def follow_headless(
    plan: Plan | None,
    settings: EffectiveSettings,
    air: AirOptions,
    ghost: "Ghost | None",
    *,
    json: bool,
    resumes: int | None = None,
) -> int:
    """Lives a workout, or the heart rate alone, and prints what happens."""
    from runwalk_tui.session.headless import GaveUpError, follow, json_printer, text_printer

    clock = clock_of(air.rate)
    async with live_session(plan, settings, air, clock, resumes=resumes) as live:
        if plan is not None and is_health_open(settings):
            live.subscribe(_remind_of_health)
        units = settings.units
        write = _Lines(lambda: live.act(Act.STOP))
        if ghost is not None and not json:
            live.subscribe(partial(_tell_lead, live, ghost, settings.units, write))
        try:
            with stopping_on_signals(live):
                await follow(
                    live, clock, json_printer(write) if json else text_printer(write, units)
                )
        except GaveUpError as error:
            print(f"runwalk: {error}", file=sys.stderr)
            return FAILED
        if live.session.check is not None and live.session.check.awaits_choice:
            print(sentences.OTHER_UNITS, file=sys.stderr)
        if write.fault is not None and write.fault.errno != errno.EPIPE:
            raise write.fault
        return exit_status(live.session)


def _remind_of_health(event: Event) -> None:
    """Says, once a real belt can be commanded, that nobody was asked about health."""
    if isinstance(event, CapabilitiesRead):
        print(sentences.NO_HEALTH_YET, file=sys.stderr)


def _tell_lead(
    live: LiveSession, ghost: "Ghost", units: Units, write: Callable[[str], None], event: Event
) -> None:
    """At each new step, and in the end, how the session stands against its ghost."""
    from runwalk_tui.training.history.ghost import lead, lead_words

    if isinstance(event, (StepBegan, SessionEnded)) and live.session.active_s >= 1:
        words = lead_words(lead(live.session, ghost), units)
        write(sentences.GHOST.format(name=ghost.name, lead=words))


class _Lines:
    """Writes lines; an output that is gone is a wish to end, and no reason to lose the belt.

    Args:
        on_failure: Called once, when a line cannot be written.

    Attributes:
        fault: Why; None as long as lines can be written.
    """

    def __init__(self, on_failure: Callable[[], None]) -> None:
        self._on_failure = on_failure
        self.fault: OSError | None = None

    def __call__(self, line: str) -> None:
        if self.fault is not None:
            return
        try:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        except OSError as fault:
            self.fault = fault
            self._on_failure()
