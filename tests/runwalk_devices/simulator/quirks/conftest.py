"""Scenes with behaviours, and clients of them."""

from collections.abc import AsyncIterator

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from tests.runwalk_devices.simulator.quirks.remote import Remote


@pytest.fixture
def spec() -> str:
    """The scene's spec; the decorators of `remote` override it."""
    return ""


@pytest.fixture
async def scene(clock: Clock, spec: str) -> AsyncIterator[VirtualScene]:
    async with virtual_scene(clock, spec) as scene:
        yield scene


@pytest.fixture
def stranger(scene: VirtualScene, spec: str) -> Remote:
    """A client that has not connected."""
    return Remote(scene, quirky=bool(spec))


@pytest.fixture
async def remote(stranger: Remote) -> Remote:
    """A client that listens to all of the treadmill's notifications."""
    await stranger.connect()
    await stranger.listen()
    return stranger


@pytest.fixture
async def wearer(stranger: Remote) -> Remote:
    """A client that listens to the strap."""
    await stranger.connect(stranger.strap)
    await stranger.listen(uuids.HEART_RATE_MEASUREMENT)
    return stranger
