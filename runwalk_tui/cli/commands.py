"""The commands by name; cyclopts imports the file of each when it is called."""

from cyclopts import App, Parameter

from runwalk_tui import __version__
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.help_pages import HelpPages
from runwalk_tui.cli.option_rules import checked
from runwalk_tui.cli.options import Rate, RunnerOption, Virtual

app = App(
    name="runwalk",
    help="Run-walk workouts on a Bluetooth treadmill. Every command takes --lang en or de.",
    version=__version__,
    default_parameter=Parameter(negative=()),
    help_formatter=HelpPages(),
)
COMMANDS = {
    "run:run": "Run a workout.",
    "run:resume": "Resume the workout that was cut short in the last four hours.",
    "run:heart": "Show the live heart rate; nothing is recorded.",
    "run:replay": "Replay a recorded session on the run screen, or write it to a file.",
    "watch:watch": "Watch the workout that runs in another terminal; it is never disturbed.",
    "broadcast:broadcast": (
        "Show the current workout to Zwift and other apps, as a treadmill on the network."
    ),
    "run:stop": "Stop the belt, no matter who started it.",
    "run:simulate": "Act as a Bluetooth treadmill for other apps, on a spare controller.",
    "history:history": "List the recorded sessions, newest first.",
    "records:records": (
        "Show your records: longest and farthest session, best mile, weeks in a row."
    ),
    "sessions:show": "Show a recorded session: its steps, zones, effort, notes, and where it was "
    "exported.",
    "sessions:compare": "Compare a session with another: speed and heart rate of each run and "
    "walk.",
    "sessions:title": "Give a session a title of your own.",
    "sessions:amend": "Change the effort or the note of a session; what else was said of it stays.",
    "sessions:delete": "Delete a session; 'runwalk restore' brings it back.",
    "sessions:restore": "Bring a deleted session back, or list those that were deleted.",
    "export:export": "Write a recorded session to a file, or with --all every session into a "
    "folder.",
    "importing:import_": "Import a watch's recordings (FIT, TCX), or restore an export.",
    "uploading:upload": "Upload a session to Intervals.icu or Strava, each at most once.",
    "settings:settings": "Show where the settings are; list or change them.",
    "magic_mile:magic_mile": "Predict races and long runs from a hard mile; without a time, list "
    "your miles.",
    "race:race": "Plan a race with walk breaks by your Magic Miles.",
    "coach:today": "Show the next workout, what is changed in it, and why.",
    "coach:progress": "Show the weeks so far: ratio, time, distance, heart rate, effort, load.",
    "coach:coach": "Show what the coach can say, and by which rules.",
    "tell:tell": "Tell the coach how you are, without a screen.",
    "programmes:programmes": "List programmes of many weeks, or follow one.",
    "plans:plans": "List, draw, check, make or import plans.",
    "profile:profile": "Show or change the runners' profiles.",
    "devices:devices": "List, choose and check devices; diagnose faults.",
}
"""File and name of each command, and what the list of commands says without importing it."""

for _where, _help in COMMANDS.items():
    _name = _where.partition(":")[2].rstrip("_").replace("_", "-")
    app.command(f"runwalk_tui.cli.{_where}", name=_name, help=_help)


@app.default
def home(*, runner: RunnerOption = None, virtual: Virtual = None, rate: Rate = 1.0) -> int:
    """Choose a plan, look back, or replay: the home screen."""
    from runwalk_tui.config.profiles import who_runs
    from runwalk_tui.session.air import AirOptions
    from runwalk_tui.tui.start import run_home

    air = checked(AirOptions(virtual, rate))
    mine = who_runs(runner, practice=air.is_practice)
    return run_home(air, mine, examined, asks=True)
