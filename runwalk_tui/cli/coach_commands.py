"""The commands of the coach and their options."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from runwalk_tui.cli.options import WHOLE, Json, RunnerOption

Level = Literal["good", "fair", "poor"]
Pain = Annotated[int | None, Parameter(help="The worst of it, 0 to 10."), WHOLE]
Where = Annotated[str, Parameter(help="Where it hurts.")]
Session = Annotated[str, Parameter(help="Its number in the history, or last.")]

programmes = App(name="programmes", help="List programmes of many weeks, or follow one.")
tell = App(name="tell", help="Tell the coach how you are, without a screen.")


def today(
    *,
    overrule: Annotated[str | None, Parameter(help="Refuse this part of it, or all.")] = None,
    move: Annotated[str | None, Parameter(help="Put the workout off: a day, or tomorrow.")] = None,
    on: Annotated[str | None, Parameter(help="What it would be on another day.")] = None,
    runner: RunnerOption = None,
    json: Json = False,
) -> int:
    """Say which workout is next, what is changed about it, and why."""
    from runwalk_tui.cli.coach import print_today

    return print_today(runner, overrule, move, on, json=json)


def progress(*, runner: RunnerOption = None, json: Json = False) -> int:
    """Show the weeks so far: ratio, time, distance, heart rate, effort, load."""
    from runwalk_tui.cli.coach import print_progress

    return print_progress(runner, json=json)


@programmes.default
def list_programmes(*, runner: RunnerOption = None, json: Json = False) -> int:
    """List the programmes, shipped and own."""
    from runwalk_tui.cli.programmes import print_programmes

    return print_programmes(runner, json=json)


@programmes.command
def show(name: str, *, runner: RunnerOption = None) -> int:
    """Show a programme, a line a week.

    Parameters
    ----------
    name
        Name of a programme.
    """
    from runwalk_tui.cli.programmes import print_programme

    return print_programme(name, runner)


@programmes.command
def follow(name: str, *, week: Annotated[int, WHOLE] = 1, runner: RunnerOption = None) -> int:
    """Follow a programme: from then on it says what is next.

    Parameters
    ----------
    name
        Name of a programme.
    week
        Where to begin.
    """
    from runwalk_tui.cli.programmes import follow_programme

    return follow_programme(name, week, runner)


@programmes.command
def stop(*, runner: RunnerOption = None) -> int:
    """Follow no programme any more."""
    from runwalk_tui.cli.programmes import stop_programme

    return stop_programme(runner)


@programmes.command
def check(files: list[Path]) -> int:
    """Say whether programme files can be used.

    Parameters
    ----------
    files
        TOML files.
    """
    from runwalk_tui.cli.programmes import check_programmes

    return check_programmes(files)


@tell.command
def check_in(
    *,
    sleep: Level = "good",
    soreness: Level = "good",
    stress: Level = "good",
    pain: Pain = 0,
    where: Where = "",
    runner: RunnerOption = None,
) -> int:
    """Before a workout: how you are."""
    from runwalk_tui.cli.tell import tell_check_in

    return tell_check_in(runner, (sleep, soreness, stress), pain or 0, where)


@tell.command
def effort(
    effort: Annotated[int | None, WHOLE] = None,
    *,
    pain: Pain = None,
    where: Where = "",
    sharp: Annotated[bool, Parameter(help="It grew, turned sharp or changed the gait.")] = False,
    note: Annotated[str, Parameter(help="Anything.")] = "",
    session: Session = "last",
    runner: RunnerOption = None,
) -> int:
    """After a workout: how hard it was, and what hurt.

    Parameters
    ----------
    effort
        1 to 10.
    """
    from runwalk_tui.cli.tell import tell_effort

    return tell_effort(runner, session, effort, pain, where, note, sharp=sharp)


@tell.command
def next_day(
    *,
    pain: Pain = 0,
    swollen: Annotated[bool, Parameter(help="Swelling or stiffness.")] = False,
    session: Session = "last",
    runner: RunnerOption = None,
) -> int:
    """The day after a workout: whether all is as before."""
    from runwalk_tui.cli.tell import tell_next_day

    return tell_next_day(runner, session, pain or 0, swollen=swollen)


@tell.command
def ready(
    *,
    walks: Annotated[bool, Parameter(help="30 minutes of brisk walking without pain.")] = False,
    no_swelling: Annotated[bool, Parameter(help="No swelling and no stiffness.")] = False,
    cleared: Annotated[bool, Parameter(help="Who treats you does not advise against it.")] = False,
    runner: RunnerOption = None,
) -> int:
    """Before the way back from an injury: whether all of this holds."""
    from runwalk_tui.cli.tell import tell_ready

    return tell_ready(runner, walks=walks, no_swelling=no_swelling, cleared=cleared)


def add_to(app: App) -> None:
    """Makes these commands of the program's."""
    app.command(programmes)
    app.command(tell)
    app.command(today)
    app.command(progress)
