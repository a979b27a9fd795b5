"""The treadmill for other apps: on the air through a controller, or a line on why not."""

import asyncio
import sys

import pytest
from bumble.transport.common import Transport

from runwalk_devices.clock import Clock
from runwalk_devices.transport.errors import AdapterError
from runwalk_tui.errors import AirError
from runwalk_tui.session.air import simulate
from tests.local_link import Air, controller

pytestmark = pytest.mark.usefixtures("virtual_time_loop")


@pytest.fixture
def controllers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Transport]:
    """The controllers that can be opened, by name."""
    controllers: dict[str, Transport] = {}

    async def open_transport(name: str) -> Transport:
        try:
            return controllers[name]
        except KeyError:
            raise ValueError(f"unknown\n{name}") from None

    monkeypatch.setattr("runwalk_devices.simulator.controller.open_transport", open_transport)
    return controllers


async def test_treadmill_and_strap_are_on_the_air(controllers: dict[str, Transport]) -> None:
    air = Air()
    controllers.update(one=controller(air), two=controller(air))
    said: list[str] = []
    serving = asyncio.create_task(simulate("one", "", said.append, strap_controller="two"))
    await Clock().sleep(1)
    assert [line.partition(" is on the air")[0] for line in said] == ["Virtual F80", "Virtual H10"]
    assert advertising(air) == {"F8:00:00:00:18:26", "F8:00:00:00:18:0D"}
    serving.cancel()
    await asyncio.wait({serving})
    assert serving.cancelled()
    assert advertising(air) == set()


def advertising(air: Air) -> set[str]:
    return {
        str(end.random_address).partition("/")[0]
        for end in air.controllers
        if any(advertising.enabled for advertising in end.advertising_sets.values())
    }


async def test_a_controller_that_goes_ends_it(controllers: dict[str, Transport]) -> None:
    controllers["one"] = transport = controller(Air())
    serving = asyncio.create_task(simulate("one", "quirks:start_is_toggle", lambda _: None))
    await Clock().sleep(1)
    transport.source.terminated.set_result(None)
    with pytest.raises(AdapterError, match="it is gone"):
        await serving


async def test_a_controller_that_is_not_there_is_named(controllers: dict[str, Transport]) -> None:
    with pytest.raises(AdapterError, match="no controller at 'usb:7' \\(unknown usb:7\\)"):
        await simulate("usb:7", "", print)


async def test_a_wrong_scene_is_said(controllers: dict[str, Transport]) -> None:
    with pytest.raises(AirError, match="simulate: no virtual device 'fast'"):
        await simulate("one", "fast", print)


@pytest.fixture
def without_bumble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "runwalk_devices.simulator.controller", raising=False)
    monkeypatch.setitem(sys.modules, "bumble", None)


async def test_without_the_extra_it_says_what_to_install(without_bumble: None) -> None:
    with pytest.raises(AirError, match=r"bumble is missing: pip install 'runwalk-tui\[simulate\]'"):
        await simulate("one", "", print)


async def test_a_pod_that_is_not_there_cannot_be_served() -> None:
    with pytest.raises(AirError, match=r"no pod to serve: add --virtual treadmill\+pod"):
        await simulate("one", "", print, pod_controller="two")
