"""The commands by name; cyclopts imports the file of each when it is called."""

from cyclopts import App, Parameter

from runwalk_tui import __version__
from runwalk_tui.cli.examined import examined
from runwalk_tui.cli.options import Rate, RunnerOption, Virtual, checked

VIRTUAL = "--virtual"
_SCENES = ("quirks:", "trace:")
_MACHINES = ("bike",)

app = App(
    name="runwalk",
    help="Run-walk workouts on a Bluetooth treadmill.",
    version=__version__,
    default_parameter=Parameter(negative=()),
)
COMMANDS = {
    "run:run": "Run a workout.",
    "run:heart": "Show the live heart rate; nothing is recorded.",
    "run:replay": "Replay a recorded session on the run screen.",
    "run:stop": "Stop the belt, whoever started it.",
    "run:simulate": "Be a treadmill that other apps find, on a Bluetooth controller of its own.",
    "history:history": "List the recorded sessions, newest first.",
    "export:export": "Write a recorded session to a file, or with --all every session into a "
    "folder.",
    "importing:import_": "Import what a watch recorded (FIT, TCX), or restore what export "
    "wrote (JSON).",
    "uploading:upload": "Upload a session to Intervals.icu or Strava, each at most once.",
    "settings:settings": "Say where the settings are; write a commented file if there is none.",
    "magic_mile:magic_mile": "Say what a mile run hard means for races and long runs; without a "
    "time, your miles so far.",
    "coach:today": "Say which workout is next, what is changed about it, and why.",
    "coach:progress": "Show the weeks so far: ratio, time, distance, heart rate, effort, load.",
    "coach:coach": "What the coach can say, and by which rules.",
    "tell:tell": "Tell the coach how you are, without a screen.",
    "programmes:programmes": "List programmes of many weeks, or follow one.",
    "plans:plans": "List, draw, check, make or import plans.",
    "profile:profile": "Show or change who runs on this machine.",
    "devices:devices": "List devices, choose yours, check them, look for faults.",
}
"""File and name of each command, and what the list of commands says without importing it."""

for _where, _help in COMMANDS.items():
    _name = _where.partition(":")[2].rstrip("_").replace("_", "-")
    app.command(f"runwalk_tui.cli.{_where}", name=_name, help=_help)


def normal_form(words: list[str]) -> list[str]:
    """``--virtual`` takes a scene or stands alone; alone it means the ordinary one."""
    normal = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        is_scene = following in _MACHINES or following.startswith(_SCENES)
        alone = word == VIRTUAL and not is_scene
        normal.append(f"{VIRTUAL}=" if alone else word)
    return normal


@app.default
def home(*, runner: RunnerOption = None, virtual: Virtual = None, rate: Rate = 1.0) -> int:
    """Choose a plan, look back, or replay: the home screen."""
    from runwalk_tui.session.air import AirOptions
    from runwalk_tui.tui.start import run_home

    return run_home(checked(AirOptions(virtual, rate)), runner, examined, asks=True)
