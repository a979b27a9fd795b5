"""Prints the folders of the settings and of the runner's other files."""

from runwalk_tui.cli import sentences
from runwalk_tui.config.paths import (
    journal_file,
    log_file,
    own_plans_folder,
    runners_folder,
    settings_file,
)
from runwalk_tui.config.settings import load_settings, write_default_settings
from runwalk_tui.errors import DONE


def settings() -> int:
    """Show where the settings are; create the file if missing."""
    file = settings_file()
    if not file.exists():
        write_default_settings(file)
    load_settings(file)
    for name, place in (
        ("settings", file),
        ("own plans", own_plans_folder()),
        ("runners", runners_folder()),
        ("journal", journal_file()),
        ("practice", journal_file(practice=True)),
        ("log", log_file()),
    ):
        print(f"{sentences.FOLDERS[name]:<10} {place}")
    return DONE
