"""Screens are tested at the pace of their messages."""

import asyncio

import pytest
from textual import app, pilot

SLICE_S = 0.02


@pytest.fixture(autouse=True)
def prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot waits for messages, not for a processor that idles.

    A screen that draws by itself never lets it idle: each press would take a second.
    """

    async def wait(*_: float) -> None:
        await asyncio.sleep(SLICE_S)

    for module in (app, pilot):
        monkeypatch.setattr(module, "wait_for_idle", wait)
