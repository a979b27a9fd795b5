"""A field for the name of a file or folder, which is completed as it is written."""

import os
from collections.abc import Collection
from pathlib import Path

from textual.suggester import Suggester

from runwalk_tui.tui import loading
from runwalk_tui.tui.forms.fields import Field
from runwalk_tui.workout.frozen import dataclass

MOST_NAMES = 2000
"""Of a folder; what comes after them is not looked at."""


@dataclass(frozen=True, slots=True)
class PathField(Field):
    """The name of a file or folder.

    Attributes:
        endings: Files that end otherwise are not suggested; none suggests all.
        only_folders: Folders alone are suggested.
    """

    endings: Collection[str] = ()
    only_folders: bool = False


def path_of(text: str) -> Path:
    """The path that is written, or was dropped on the window, which puts quotes around it."""
    return Path(text.strip().strip("'\"")).expanduser()


class PathSuggester(Suggester):
    """Suggests the first name that goes on as what is written.

    Args:
        field: What is asked.
    """

    def __init__(self, field: PathField) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._field = field

    async def get_suggestion(self, value: str) -> str | None:
        """The whole text with the name completed; None where nothing fits."""
        if not value.strip():
            return None
        return await loading.off_loop(lambda: completed(value, self._field))


def completed(text: str, field: PathField) -> str | None:
    """``text`` with its last name completed: a file that fits, else a folder."""
    folder, name = os.path.split(text)
    best: tuple[bool, str] | None = None
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as entries:
            for _, entry in zip(range(MOST_NAMES), entries, strict=False):
                if not entry.name.startswith(name) or (entry.name[0] == "." and not name):
                    continue
                is_folder = entry.is_dir()
                if not is_folder and not _fits(entry.name, field):
                    continue
                found = (is_folder != field.only_folders, entry.name + os.sep * is_folder)
                best = found if best is None else min(best, found)
    except OSError:
        return None
    if best is None or best[1] == name:
        return None
    return os.path.join(folder, best[1])


def _fits(name: str, field: PathField) -> bool:
    if field.only_folders:
        return False
    return not field.endings or name.lower().endswith(tuple(field.endings))
