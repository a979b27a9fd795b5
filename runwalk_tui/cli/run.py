"""Sessions: run, heart, replay; stop from outside; simulate."""

import asyncio
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from runwalk_devices.clock import Clock
from runwalk_tui.cli import running, sentences
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.option_rules import check_adapter, checked
from runwalk_tui.cli.options import (
    Bike,
    BluetoothAdapter,
    Broadcast,
    Cues,
    Headless,
    Json,
    Machine,
    Pod,
    Practice,
    Rate,
    RunnerOption,
    Strap,
    Trace,
    Treadmill,
    Virtual,
    option,
)
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.registry import choice_of
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.headless import json_printer, text_printer
from runwalk_tui.session.recordings import recorded_events
from runwalk_tui.session.remembered import known_devices
from runwalk_tui.session.safety.stop import stop_belt


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
    pod: Pod = None,
    cues: Cues = False,
    bike: Bike = False,
    machine: Machine = None,
    trace: Trace = None,
    adapter: BluetoothAdapter = None,
    broadcast: Broadcast = False,
    ghost: Annotated[
        str,
        Parameter(
            help="Run against an earlier session: its number, or last for the plan's latest."
        ),
    ] = "",
    target: Annotated[
        str | None,
        Parameter(help="Goal time of a Magic Mile, like 9:30; the mile starts at that speed."),
    ] = None,
) -> int:
    """Run a workout.

    Parameters
    ----------
    plan
        Name of a plan, or a TOML file. Default: choose on the home screen.
    """
    return running.run(
        plan,
        runner=runner,
        virtual=virtual,
        rate=rate,
        headless=headless,
        json=json,
        treadmill=treadmill,
        strap=strap,
        pod=pod,
        cues=cues,
        bike=bike,
        machine=machine,
        trace=trace,
        adapter=adapter,
        broadcast=broadcast,
        ghost=ghost,
        target=target,
    )


def resume(
    *,
    runner: RunnerOption = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
    headless: Headless = False,
    json: Json = False,
    treadmill: Treadmill = None,
    strap: Strap = None,
    adapter: BluetoothAdapter = None,
) -> int:
    """Resume the workout that was cut short in the last four hours.

    It begins with a minute of walking, then does the rest of the step; both parts are one session.
    """
    return running.resume(
        runner=runner,
        virtual=virtual,
        rate=rate,
        headless=headless,
        json=json,
        treadmill=treadmill,
        strap=strap,
        adapter=adapter,
    )


def heart(
    *,
    runner: RunnerOption = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
    strap: Strap = None,
    adapter: BluetoothAdapter = None,
    reading: Annotated[
        bool, Parameter(help="Measure heart-rate variability: two minutes lying still.")
    ] = False,
    headless: Headless = False,
    json: Json = False,
) -> int:
    """Show the live heart rate; nothing is recorded."""
    air = checked(AirOptions(virtual, rate, strap=strap, adapter=adapter))
    mine = who_runs(runner, practice=air.is_practice)
    if reading:
        from runwalk_tui.cli.heart_reading import take_reading

        return take_reading(mine, air, json=json)
    if headless or json:
        asyncio.run(running.follow_headless(None, mine, air, None, json=json))
        return DONE
    from runwalk_tui.tui.start import heart_on_screen

    return heart_on_screen(air, mine, examined)


def replay(
    session: str = "last",
    *,
    runner: RunnerOption = None,
    practice: Practice = False,
    headless: Headless = False,
    json: Json = False,
    cast: Annotated[Path | None, option("Write an asciinema cast to this file.")] = None,
    svg: Annotated[Path | None, option("Write a picture of one moment to this file.")] = None,
    at: Annotated[str, option("Moment of the picture, by the workout's clock, like 12:30.")] = "",
    rate: Annotated[float, Parameter(help="Play the cast this many times faster.")] = 10.0,
    size: Annotated[str, Parameter(help="Columns and rows of the cast or picture.")] = "100x30",
    force: Annotated[bool, option("Replace an existing file.")] = False,
) -> int:
    """Replay a recorded session on the run screen, or write it to a file.

    Parameters
    ----------
    session
        Number of the session in the history, last, or a file of events (one JSON object per line).
    """
    if cast is not None or svg is not None:
        from runwalk_tui.cli.filming import film

        return film(
            session,
            who_runs(runner, practice=practice),
            cast=cast,
            svg=svg,
            at=at,
            rate=rate,
            size=size,
            force=force,
        )
    if headless or json:
        # Whose the session is matters for the last one alone.
        whose = who_runs(runner).id if session == "last" else None
        events = recorded_events(session, whose, journal_file(practice=practice))
        printer = json_printer(print) if json else text_printer(print, who_runs(runner).units)
        for event in events:
            printer(event)
        return DONE
    from runwalk_tui.tui.start import replay_on_screen

    return replay_on_screen(session, who_runs(runner, practice=practice), examined)


def stop(treadmill: str | None = None, *, adapter: BluetoothAdapter = None) -> int:
    """Stop the belt, no matter who started it.

    Parameters
    ----------
    treadmill
        Name or address of the treadmill. Default: that of the current or last session.
    """
    check_adapter(adapter)
    choice = treadmill and choice_of(known_devices(AirOptions()), KnownTreadmill, treadmill)
    try:
        stopped = asyncio.run(stop_belt(choice, Clock(), print, adapter=adapter))
    except LookupError as error:
        raise UsageError(f"stop: {error.args[0]}") from error
    if stopped:
        return DONE
    print(sentences.MAY_BE_MOVING)
    return FAILED


def simulate(*, hci: str, strap_hci: str = "", pod_hci: str = "", virtual: Virtual = "") -> int:
    """Act as a Bluetooth treadmill for other apps, on a spare controller.

    Parameters
    ----------
    hci
        Controller as bumble names it, such as usb:0.
    strap_hci
        Second controller, for a strap.
    pod_hci
        Controller for the running pod of '--virtual treadmill+pod'.
    """
    from runwalk_tui.session.air import simulate as serve

    asyncio.run(
        serve(hci, virtual or "", print, strap_controller=strap_hci, pod_controller=pod_hci)
    )
    return DONE
