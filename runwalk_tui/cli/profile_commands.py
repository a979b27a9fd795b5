"""The commands on runners and their options."""

from cyclopts import App

from runwalk_tui.cli.options import Json, RunnerOption
from runwalk_tui.errors import UsageError

profile = App(name="profile", help="Show or change who runs on this machine.")


@profile.default
def show(*, runner: RunnerOption = None, json: Json = False) -> int:
    """Show what is known of a runner."""
    from runwalk_tui.cli.profile import show_profile

    return show_profile(runner, json=json)


@profile.command(name="list")
def list_profiles(*, json: Json = False) -> int:
    """List everybody who has a profile."""
    from runwalk_tui.cli.profile import print_runners

    return print_runners(json=json)


@profile.command
def new(name: str) -> int:
    """Make a profile; whom it is for runs from now on.

    Parameters
    ----------
    name
        What this runner is called.
    """
    from runwalk_tui.cli.profile import new_profile

    return new_profile(name)


@profile.command
def use(name: str) -> int:
    """Say who runs from now on.

    Parameters
    ----------
    name
        The runner's name or id.
    """
    from runwalk_tui.cli.profile import use_profile

    return use_profile(name)


@profile.command
def edit(*, runner: RunnerOption = None) -> int:
    """Change what is known of a runner, on a screen."""
    from runwalk_tui.session.current_runner import has_terminal
    from runwalk_tui.tui.navigator import edit_on_screen

    if not has_terminal():
        raise UsageError("profile edit: needs a terminal; 'runwalk profile set' does without")
    return edit_on_screen(runner)


@profile.command(name="set")
def set_values(values: list[str], *, runner: RunnerOption = None) -> int:
    """Change what is known of a runner, without a screen.

    Parameters
    ----------
    values
        As in max_bpm=186 speeds.run=9.0 goal=10k; nothing after the = forgets.
    """
    from runwalk_tui.cli.profile import set_profile

    return set_profile(runner, values)
