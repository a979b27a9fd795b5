"""The commands and their options; each calls into the room that does the work."""

from pathlib import Path
from typing import Literal

from cyclopts import App, Parameter

from runwalk_tui import __version__
from runwalk_tui.cli.coach_commands import add_to
from runwalk_tui.cli.device_commands import devices
from runwalk_tui.cli.mile_commands import magic_mile
from runwalk_tui.cli.options import (
    Cues,
    Headless,
    Json,
    Rate,
    RunnerOption,
    Strap,
    Trace,
    Treadmill,
    Virtual,
    checked,
)
from runwalk_tui.cli.plan_commands import plans
from runwalk_tui.cli.profile_commands import profile
from runwalk_tui.errors import UsageError
from runwalk_tui.session.air import AirOptions

VIRTUAL = "--virtual"
_SCENES = ("quirks:", "trace:")

app = App(
    name="runwalk",
    help="Run-walk workouts on a Bluetooth treadmill.",
    version=__version__,
    default_parameter=Parameter(negative=()),
)
app.command(plans)
app.command(magic_mile)
app.command(devices)
app.command(profile)
add_to(app)


def normal_form(words: list[str]) -> list[str]:
    """``--virtual`` takes a scene or stands alone; alone it means the ordinary one."""
    normal = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        alone = word == VIRTUAL and not following.startswith(_SCENES)
        normal.append(f"{VIRTUAL}=" if alone else word)
    return normal


@app.default
def home(*, runner: RunnerOption = None, virtual: Virtual = None, rate: Rate = 1.0) -> int:
    """Choose a plan, look back, or replay: the home screen."""
    from runwalk_tui.tui.navigator import run_home

    return run_home(checked(AirOptions(virtual, rate)), runner, asks=True)


@app.command
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
    trace: Trace = None,
) -> int:
    """Run a workout.

    Parameters
    ----------
    plan
        Name of a plan, or a TOML file; without it you choose on the home screen.
    """
    file = None if trace is None else str(trace)
    air = checked(AirOptions(virtual, rate, treadmill, strap, file, by_hand=cues))
    if headless or json:
        if plan is None:
            raise UsageError("run: without a screen there is no choosing; name a plan, as in 1-2")
        from runwalk_tui.cli.run import run_headless

        return run_headless(plan, air, runner, json=json)
    from runwalk_tui.tui.navigator import run_home, run_on_screen

    return run_home(air, runner) if plan is None else run_on_screen(plan, air, runner)


@app.command
def heart(
    *,
    runner: RunnerOption = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
    strap: Strap = None,
    headless: Headless = False,
    json: Json = False,
) -> int:
    """Show the live heart rate; nothing is recorded."""
    air = checked(AirOptions(virtual, rate, strap=strap))
    if headless or json:
        from runwalk_tui.cli.run import heart_headless

        return heart_headless(air, runner, json=json)
    from runwalk_tui.tui.navigator import heart_on_screen

    return heart_on_screen(air, runner)


@app.command
def replay(
    session: str = "last",
    *,
    runner: RunnerOption = None,
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
        from runwalk_tui.cli.library import print_recording

        return print_recording(session, runner, json=json)
    from runwalk_tui.tui.navigator import replay_on_screen

    return replay_on_screen(session, runner)


@app.command
def history(*, runner: RunnerOption = None, all: bool = False, json: Json = False) -> int:
    """List the recorded sessions, newest first.

    Parameters
    ----------
    all
        Those of every runner.
    """
    from runwalk_tui.cli.library import print_history

    return print_history(runner, every=all, json=json)


@app.command
def export(
    session: str = "last",
    *,
    all: bool = False,
    format: Literal["fit", "tcx", "csv", "json"] | None = None,
    output: Path | None = None,
    runner: RunnerOption = None,
    force: bool = False,
) -> int:
    """Write a recorded session to a file, or with --all every session into a folder.

    Parameters
    ----------
    session
        Its number in the history, a file of events, or last; with --all the folder.
    all
        Every session of every runner, or of the one named; files that are up to date stay.
    format
        FIT or TCX for other programs, CSV a row a second, JSON everything, to be imported again;
        without it FIT, and JSON with --all.
    output
        The file; without it, one in this folder named after the session.
    force
        Replace a file that is there.
    """
    if all:
        from runwalk_tui.cli.exporting import export_everything

        if session == "last" or output is not None or force:
            raise UsageError("export --all: name the folder, as in: runwalk export --all backup")
        return export_everything(Path(session).expanduser(), format or "json", runner)
    from runwalk_tui.cli.exporting import export_session

    return export_session(session, format or "fit", output, runner, force=force)


@app.command(name="import")
def import_(files: list[Path], *, runner: RunnerOption = None) -> int:
    """Import runs and walks that a watch recorded (FIT, TCX) into the history.

    Parameters
    ----------
    files
        Files, or folders of them; a run that is known already is not added again.
    """
    from runwalk_tui.cli.importing import import_files

    return import_files(files, runner)


@app.command
def stop(treadmill: str | None = None) -> int:
    """Stop the belt, whoever started it.

    Parameters
    ----------
    treadmill
        Its name or address; without it, the one of the session that runs or ran last.
    """
    from runwalk_tui.cli.run import stop_from_outside

    return stop_from_outside(treadmill)


@app.command
def simulate(*, hci: str, strap_hci: str = "", virtual: Virtual = "") -> int:
    """Be a treadmill that other apps find, on a Bluetooth controller of its own.

    Parameters
    ----------
    hci
        The controller as bumble names it, such as usb:0.
    strap_hci
        A second controller, for a strap.
    """
    from runwalk_tui.cli.devices import simulate_devices

    return simulate_devices(hci, strap_hci, virtual or "")


@app.command
def settings() -> int:
    """Say where the settings are; write a commented file if there is none."""
    from runwalk_tui.cli.library import show_settings

    return show_settings()
