"""Settings: where they are, what they say, and how they are changed."""

import json as json_text

import msgspec
from cyclopts import App

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.assignments import assigned, flat, in_words, value_of
from runwalk_tui.cli.options import Json, RunnerOption
from runwalk_tui.config.keeping import keep_settings
from runwalk_tui.config.paths import (
    journal_file,
    log_file,
    own_plans_folder,
    runners_folder,
    settings_file,
)
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.config.settings import Settings, load_settings, write_default_settings
from runwalk_tui.errors import DONE, UsageError

settings = App(name="settings", help="Show where the settings are; list or change them.")

KEYS = "keys."
"""Before the id of an action that has other keys."""


@settings.default
def folders() -> int:
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


@settings.command(name="list")
def list_values(*, runner: RunnerOption = None, json: Json = False) -> int:
    """List the settings as they are for a runner."""
    tables = msgspec.to_builtins(who_runs(runner))
    known = {key: tables[key] for key in Settings.__struct_fields__}
    if json:
        print(json_text.dumps(known))
        return DONE
    for key, value in flat(known):
        print(f"{key:<26}{in_words(value)}")
    return DONE


@settings.command(name="set")
def set_values(values: list[str], *, runner: RunnerOption = None) -> int:
    """Change settings, without a screen; other keys for actions, too.

    Parameters
    ----------
    values
        Values, like sound=bell theme=runwalk-light keys.run.skip=k; an empty one restores the
        default.
    """
    mine = who_runs(runner)
    defaults = dict(flat(msgspec.to_builtins(Settings())))
    found: dict[str, object] = {}
    for word in values:
        key, text = assigned(word, refusals.SETTING_WITHOUT_EQUALS)
        is_key = key.startswith(KEYS)
        found[key] = (text if is_key else value_of(text, defaults.get(key))) if text else None
    _name_keys(found, mine.keys)
    keep_settings(mine, found)
    return DONE


def _name_keys(found: dict[str, object], before: dict[str, str]) -> None:
    """Names keys as the settings have them, and refuses those that clash."""
    if not any(key.startswith(KEYS) for key in found):
        return
    from runwalk_tui.tui.keys.keymap import KeymapError, checked, key_names

    keymap = dict(before)
    try:
        for key, text in found.items():
            if key.startswith(KEYS):
                found[key] = key_names(str(text)) if text else None
                keymap[key.removeprefix(KEYS)] = str(found[key] or "")
        checked({id: names for id, names in keymap.items() if names})
    except KeymapError as error:
        raise UsageError(refusals.NO_KEY_FOR.format(why=error)) from error
