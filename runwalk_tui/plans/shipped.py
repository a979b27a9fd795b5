"""The folder of the files that ship with the program."""

from pathlib import Path


def plans_folder() -> Path:
    """The folder of the plans that ship with the program: one TOML file a plan.

    It lies in this package. In a checkout, where people look for the plans in ``plans/`` at the
    top, it is a link to there.
    """
    return Path(__file__).with_name("shipped")


def programmes_folder() -> Path:
    """The folder of the programmes that ship with the program: one TOML file a programme."""
    return plans_folder() / "programmes"
