"""Where the files that ship with the program lie, in a wheel and in a source checkout."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def plans_folder() -> Path:
    """The folder of the plans that ship with the program: one TOML file a plan.

    A wheel carries it beside this file; in a checkout (and an editable install) it is
    ``plans/`` at the top, where a runner looks for it.
    """
    installed = _HERE / "shipped"
    return installed if installed.is_dir() else _HERE.parents[1] / "plans"


def programmes_folder() -> Path:
    """The folder of the programmes that ship with the program: one TOML file a programme."""
    return plans_folder() / "programmes"
