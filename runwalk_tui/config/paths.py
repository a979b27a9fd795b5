"""The folders of the runner's own files, and the error about one that cannot be used.

``RUNWALK_HOME`` moves all of them under one folder; otherwise the platform's customs decide.
"""

import os
from pathlib import Path
from typing import Literal

from runwalk_tui.config import sentences
from runwalk_tui.errors import REMEDY, StoreError, reason
from runwalk_tui.language import tr

_APP = "runwalk-tui"


def config_folder() -> Path:
    """Holds what the runner writes: settings and own plans. Not made until needed."""
    return _home() or _custom("config")


def data_folder() -> Path:
    """Holds what the program records: the journal. Not made until needed."""
    return _home() or _custom("data")


def settings_file() -> Path:
    """The runner's settings; a runner without one has the defaults."""
    return config_folder() / "settings.toml"


def own_plans_folder() -> Path:
    """The runner's own plans, one TOML file a plan."""
    return config_folder() / "plans"


def own_programmes_folder() -> Path:
    """The runner's own programmes, one TOML file a programme."""
    return own_plans_folder() / "programmes"


def runners_folder() -> Path:
    """The folder of the runners' profiles, one TOML file a runner."""
    return config_folder() / "runners"


def journal_file(*, practice: bool = False) -> Path:
    """Return the path of the journal of recorded sessions, or of the practice journal beside it."""
    file = data_folder() / "journal.sqlite3"
    return practice_file(file) if practice else file


_PRACTICE = "-practice"


def practice_file(file: Path) -> Path:
    """Return the path of the practice journal that belongs to a journal: it lies beside it."""
    return file.with_stem(f"{file.stem}{_PRACTICE}")


def real_file(file: Path) -> Path | None:
    """Return the journal that a practice journal belongs to; None if ``file`` is no such one."""
    if not file.stem.endswith(_PRACTICE):
        return None
    return file.with_stem(file.stem.removesuffix(_PRACTICE))


def log_file() -> Path:
    """Return what the program has to say to who looks for a fault: tracebacks among it."""
    home = _home()
    folder = home / "logs" if home else _custom("log")
    return folder / "runwalk.log"


def _custom(kind: Literal["config", "data", "log"]) -> Path:
    """The folder of a kind where the platform's customs put it."""
    import platformdirs

    if kind == "config":
        return platformdirs.user_config_path(_APP, appauthor=False)
    if kind == "data":
        return platformdirs.user_data_path(_APP, appauthor=False)
    return platformdirs.user_log_path(_APP, appauthor=False)


def make_folder(folder: Path) -> Path:
    """The folder, made if it is not there.

    Raises:
        StoreError: If it cannot be made or something else is in its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        what = sentences.NO_FOLDER.format(folder=folder, why=reason(error))
        raise StoreError(f"{what}; {tr(REMEDY)}") from error
    return folder


def _home() -> Path | None:
    home = os.environ.get("RUNWALK_HOME", "").strip()
    return Path(home).expanduser().absolute() if home else None
