"""The facts about a treadmill, as an entry for the catalogue of known machines."""

import re

import tomli_w

from runwalk_devices.treadmill.catalogue import KnownMachine, machine_called
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.workout.capabilities import in_words

_HABITS = (
    "start_is_toggle",
    "control_lapses",
    "idle_limit_s",
    "stop_is_toggle",
    "incline_factor",
    "incline_offset_percent",
    "step_kmh",
)
_OWN_DIGITS = re.compile(r"[0-9A-Fa-f]{4,}$")
"""The end of a name that is one device's own, often the end of its address."""

HEADING = """\
# Fill in what stands as "?", check the rest, and add it to devices/machines/MAKER.toml.
"""


def report_of(treadmill: KnownTreadmill) -> str:
    """Return the entry, as TOML.

    The digits that end its name become ``?``: they tell one device from others of its model.
    """
    model = machine_called(treadmill.name)
    habits = {name: getattr(treadmill, name) for name in _HABITS}
    habits = {name: value for name, value in habits.items() if value != _usual(name)}
    entry: dict[str, object] = {
        "model": "?" if model is None else model.model,
        "names": [_OWN_DIGITS.sub(lambda own: "?" * len(own[0]), treadmill.name) or "?"],
        "firmware": ["?"],
        "does": _found(treadmill, model),
        "sources": ["runwalk-tui: a walking check and the workouts since"],
    }
    if treadmill.speaks != "treadmill":
        entry["speaks"] = treadmill.speaks
    if habits:
        entry["habits"] = habits
    maker = "?" if model is None else model.maker
    return HEADING + tomli_w.dumps({"maker": maker, "machine": [entry]})


def _usual(name: str) -> object:
    return getattr(KnownTreadmill(""), name)


def _found(treadmill: KnownTreadmill, model: KnownMachine | None) -> list[str]:
    """The lines of its sheet, and what was reported of it before."""
    before = [] if model is None else list(model.does)
    sentences = (line.rstrip(".") for line in in_words(treadmill.sheet)[1:])
    return [*before, *(line[3:] for line in sentences if line.startswith("It "))]
