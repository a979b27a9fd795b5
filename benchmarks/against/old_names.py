"""Makes a build of before a renaming answer to the names of today; imported for that alone."""

import importlib
import importlib.util
import sys

RENAMED = {
    "runwalk_tui.workout": "runwalk_tui.core",
    "runwalk_tui.workout.engine": "runwalk_tui.core.runner",
    "runwalk_tui.workout.events": "runwalk_tui.core.events",
    "runwalk_tui.workout.plan": "runwalk_tui.core.plan",
    "runwalk_tui.workout.session": "runwalk_tui.core.session",
    "runwalk_tui.workout.evolve": "runwalk_tui.core.evolve",
    "runwalk_tui.workout.decide": "runwalk_tui.core.decide",
    "runwalk_devices": "devices",
    "runwalk_devices.codecs": "devices",
    "runwalk_devices.codecs.ftms": "devices",
    "runwalk_devices.codecs.ftms.treadmill_data": "devices.ftms",
    "runwalk_devices.clock": "devices.clock",
    "runwalk_devices.simulator": "devices.virtual",
    "runwalk_devices.simulator.scene": "devices.virtual.scene",
    "runwalk_tui.session": "runwalk_tui",
    "runwalk_tui.session.live": "runwalk_tui.live",
}
"""Modules by their names of today, packages first, and what they were called at 282851e."""


def _is_missing(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is None
    except ModuleNotFoundError:
        return True


def _answer_to_new_names() -> None:
    # First all that are missing: below a package that answers to its new name, the file of an old
    # module would be found once more, as another module.
    for name in [name for name in RENAMED if _is_missing(name)]:
        sys.modules[name] = importlib.import_module(RENAMED[name])
    engine = importlib.import_module("runwalk_tui.workout.engine")
    if not hasattr(engine, "Engine"):
        engine.__dict__["Engine"] = engine.__dict__["Runner"]


_answer_to_new_names()
