"""How the builder screen looks; `make snapshots` accepts what has changed on purpose."""

from collections.abc import Callable

import pytest

from runwalk_tui.config.settings import Settings
from tests.tui.apps import (
    LARGE,
    MILES,
    OPTIONS,
    SMALL,
    builder_app,
)

Compare = Callable[..., bool]

GROWING = {"name": "tuesday", "rounds": "5:1, 3:1", "total": "45:00"}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_builder(size: tuple[int, int], snap_compare: Compare) -> None:
    app = builder_app(Settings(), OPTIONS, GROWING)
    assert snap_compare(app, press=["down", "down"], terminal_size=size)


def test_what_is_wrong(snap_compare: Compare) -> None:
    app = builder_app(Settings(units="mi"), MILES, {"rounds": "11:1"})
    assert snap_compare(app, press=["down"], terminal_size=SMALL)
