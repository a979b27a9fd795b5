"""What every test gets: an event loop, a home of its own, repeatable examples."""

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, settings

from runwalk_tui.journal.damage import take_damage
from runwalk_tui.language.catalogues import use_language
from runwalk_tui.session import garbage
from tests.virtual_time import VirtualTimeLoop

# Whatever the environment says: each worker, and each program it starts, would compile everything.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No test may touch the keyring of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Everybody's run draws the same examples; to hunt for new ones: HYPOTHESIS_PROFILE=deep.
settings.register_profile(
    "default",
    max_examples=50,
    deadline=None,
    derandomize=True,
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "deep", settings.get_profile("default"), max_examples=2000, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


_numbers = count()
_MASK = os.umask(0o022)
os.umask(_MASK)
_UNTOUCHED_GC = SimpleNamespace(
    freeze=lambda: None,
    unfreeze=lambda: None,
    get_threshold=gc.get_threshold,
    get_count=lambda: (0, 0, 0),
    set_threshold=lambda *_: None,
)


@pytest.fixture(autouse=True)
def runwalk_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this test's settings, journal and logs; not made until the program does."""
    home = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    monkeypatch.setenv("RUNWALK_HOME", str(home))
    for variable in ("COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "C.UTF-8")
    use_language("en")
    # What an earlier test of this process noted and did not take, and what a command set for good.
    take_damage()
    os.umask(_MASK)
    logging.raiseExceptions = True
    # A session that ends would give all that is loaded back to the search for garbage.
    monkeypatch.setattr(garbage, "gc", _UNTOUCHED_GC)
    return home


@pytest.fixture
def virtual_time_loop() -> None:
    """Ask for it and the test runs on a `VirtualTimeLoop`: any wait passes at once.

    A whole module asks with ``pytestmark = pytest.mark.usefixtures("virtual_time_loop")``.
    """


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Gives each test the loop it asked for: the virtual one by its fixture, else the usual."""
    if "virtual_time_loop" in getattr(item, "fixturenames", ()):
        return {"virtual": VirtualTimeLoop}
    return {"real": asyncio.new_event_loop}


def pytest_collection() -> None:
    """Nothing that is loaded for the tests is garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """All that is loaded by now stays: no search for garbage has to look at it again."""
    gc.collect()
    gc.freeze()
    gc.enable()
    # An application's test makes some 200,000 objects: the usual 700 would find little each time.
    gc.set_threshold(20_000, 10, 10)
