"""Sessions: run, heart, replay; stop from outside; simulate."""

import asyncio
import errno
import sys
from collections.abc import Callable
from functools import partial
from typing import Annotated

from cyclopts import Parameter

from runwalk_devices.clock import Clock, clock_of
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.option_rules import check_adapter, checked
from runwalk_tui.cli.options import (
    Bike,
    BluetoothAdapter,
    Cues,
    Headless,
    Json,
    Practice,
    Rate,
    RunnerOption,
    Strap,
    Trace,
    Treadmill,
    Virtual,
)
from runwalk_tui.coaching.mile_plan import AT, MAGIC_MILE, is_mile
from runwalk_tui.coaching.past_sessions import PastSessions
from runwalk_tui.coaching.workout_choice import doctor_warning, plan_named
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.paths import journal_file
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.registry import choice_of
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.current_runner import is_health_open, who_runs
from runwalk_tui.session.headless import GaveUpError, follow, json_printer, text_printer
from runwalk_tui.session.leaving import stopping_on_signals
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.opening import exit_status, live_session
from runwalk_tui.session.recordings import recorded_events
from runwalk_tui.session.remembered import known_devices
from runwalk_tui.session.safety.presence import take_last_words
from runwalk_tui.session.safety.stop import stop_belt
from runwalk_tui.training.history.ghost import Ghost, lead, lead_words
from runwalk_tui.units.constants import Units
from runwalk_tui.workout.events import Act, CapabilitiesRead, Event, SessionEnded, StepBegan
from runwalk_tui.workout.plan import Plan

_OTHER_UNITS = (
    "runwalk: this treadmill uses miles per hour; to convert them, press u on the run "
    "screen once, or run 'runwalk devices check --accept'"
)


_HEALTH = "runwalk: nobody asked about your health yet: 'runwalk profile edit' does, before you run"


def run(
    plan: str | None = None,
    *,
    runner: RunnerOption = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
    headless: Headless = False,
    json: Json = False,
    treadmill: Treadmill = None,
    strap: Strap = None,
    cues: Cues = False,
    bike: Bike = False,
    trace: Trace = None,
    adapter: BluetoothAdapter = None,
    ghost: Annotated[
        str, Parameter(help="Run against an earlier session: its number, or last of the plan.")
    ] = "",
    target: Annotated[
        str | None, Parameter(help="Of a Magic Mile: its time, like 9:30; it begins at that.")
    ] = None,
) -> int:
    """Run a workout.

    Parameters
    ----------
    plan
        Name of a plan, or a TOML file; without it you choose on the home screen.
    """
    file = None if trace is None else str(trace)
    air = checked(
        AirOptions(
            virtual,
            rate,
            treadmill,
            strap,
            file,
            by_hand=cues,
            bike=bike or virtual == "bike",
            adapter=adapter,
        )
    )
    if target is not None:
        if plan is None or not is_mile(plan):
            raise UsageError("run: --target is that of a mile; write 'run magic-mile --target'")
        plan = f"{MAGIC_MILE}{AT}{target}"
    if headless or json:
        if plan is None:
            raise UsageError("run: without a screen there is no choosing; name a plan, as in 1-2")
        return _run_headless(plan, air, runner, ghost, json=json)
    from runwalk_tui.tui.start import run_home, run_on_screen

    if plan is None:
        if ghost:
            raise UsageError("run: --ghost: name the plan, as in: runwalk run 1-2 --ghost last")
        return run_home(air, runner, examined)
    return run_on_screen(plan, air, runner, examined, ghost)


def heart(
    *,
    runner: RunnerOption = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
    strap: Strap = None,
    adapter: BluetoothAdapter = None,
    reading: Annotated[
        bool, Parameter(help="Two minutes lying still: keeps how varied the heartbeat is.")
    ] = False,
    headless: Headless = False,
    json: Json = False,
) -> int:
    """Show the live heart rate; nothing is recorded."""
    air = checked(AirOptions(virtual, rate, strap=strap, adapter=adapter))
    if reading:
        from runwalk_tui.cli.heart_reading import take_reading

        return take_reading(who_runs(runner, practice=air.is_practice), air, json=json)
    if headless or json:
        asyncio.run(_headless(None, who_runs(runner), air, None, json=json))
        return DONE
    from runwalk_tui.tui.start import heart_on_screen

    return heart_on_screen(air, runner, examined)


def replay(
    session: str = "last",
    *,
    runner: RunnerOption = None,
    practice: Practice = False,
    headless: Headless = False,
    json: Json = False,
) -> int:
    """Replay a recorded session on the run screen.

    Parameters
    ----------
    session
        Its number in the history, a file of events (one JSON object a line), or last.
    """
    if headless or json:
        # Whose the session is matters for the last one alone.
        whose = who_runs(runner).id if session == "last" else None
        events = recorded_events(session, whose, journal_file(practice=practice))
        printer = json_printer(print) if json else text_printer(print, who_runs(runner).units)
        for event in events:
            printer(event)
        return DONE
    from runwalk_tui.tui.start import replay_on_screen

    return replay_on_screen(session, runner, examined, practice=practice)


def stop(treadmill: str | None = None, *, adapter: BluetoothAdapter = None) -> int:
    """Stop the belt, whoever started it.

    Parameters
    ----------
    treadmill
        Its name or address; without it, the one of the session that runs or ran last.
    """
    check_adapter(adapter)
    choice = treadmill and choice_of(known_devices(AirOptions()), KnownTreadmill, treadmill)
    try:
        stopped = asyncio.run(stop_belt(choice, Clock(), print, adapter=adapter))
    except LookupError as error:
        raise UsageError(f"stop: {error.args[0]}") from error
    if stopped:
        return DONE
    print("THE BELT MAY BE MOVING: press stop on the treadmill, or pull the safety key")
    return FAILED


def simulate(*, hci: str, strap_hci: str = "", virtual: Virtual = "") -> int:
    """Act as a Bluetooth treadmill for other apps, on a spare controller.

    Parameters
    ----------
    hci
        The controller as bumble names it, such as usb:0.
    strap_hci
        A second controller, for a strap.
    """
    from runwalk_tui.session.air import simulate as serve

    asyncio.run(serve(hci, virtual or "", print, strap_controller=strap_hci))
    return DONE


def _run_headless(
    plan_name: str, air: AirOptions, runner: str | None, ghost: str, *, json: bool
) -> int:
    """Runs a workout and prints what happens."""
    settings = who_runs(runner, practice=air.is_practice)
    plan = plan_named(plan_name, settings)
    chased = PastSessions(settings).ghost(ghost, plan.name) if ghost else None
    last_words = take_last_words()
    if last_words is not None:
        print(last_words, file=sys.stderr)
    if warning := doctor_warning(settings):
        print(warning, file=sys.stderr)
    return asyncio.run(_headless(plan, settings, air, chased, json=json))


async def _headless(
    plan: Plan | None,
    settings: EffectiveSettings,
    air: AirOptions,
    ghost: Ghost | None,
    *,
    json: bool,
) -> int:
    clock = clock_of(air.rate)
    async with live_session(plan, settings, air, clock) as live:
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
            print(_OTHER_UNITS, file=sys.stderr)
        if write.fault is not None and write.fault.errno != errno.EPIPE:
            raise write.fault
        return exit_status(live.session)


def _remind_of_health(event: Event) -> None:
    """Says, once a real belt can be commanded, that nobody was asked about health."""
    if isinstance(event, CapabilitiesRead):
        print(_HEALTH, file=sys.stderr)


def _tell_lead(
    live: LiveSession, ghost: Ghost, units: Units, write: Callable[[str], None], event: Event
) -> None:
    """At each new step, and in the end, how the session stands against its ghost."""
    if isinstance(event, (StepBegan, SessionEnded)) and live.session.active_s >= 1:
        write(f"ghost of {ghost.name}: {lead_words(lead(live.session, ghost), units)}")


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
