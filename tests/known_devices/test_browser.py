"""Looking at what is there: heard, faded, chosen, asked for its battery; one thing at a time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial

import pytest
from bleak.backends.device import BLEDevice

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.transport.bonds import Bonds, PairingError
from runwalk_tui.config.settings import Devices
from runwalk_tui.known_devices import pairing
from runwalk_tui.known_devices.actions import Register
from runwalk_tui.known_devices.browser import GONE_S, RETRY_S, ROUND_S, DeviceBrowser, View
from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.listing import Entry
from runwalk_tui.known_devices.registry import DeviceRegistry
from tests.runwalk_devices.rig import no_loose_ends

pytestmark = pytest.mark.usefixtures("virtual_time_loop")

TODAY = date(2030, 1, 1)


class Look:
    """A survey under way."""

    def __init__(self, scene: VirtualScene, named: Devices) -> None:
        self.clock = scene.air.clock
        self.scene = scene
        self.is_taken = False
        register = Register(DeviceRegistry(virtual=""), named)
        self.survey = DeviceBrowser(
            scene.adapter, register, today=lambda: TODAY, is_taken=lambda: self.is_taken
        )

    @property
    def view(self) -> View:
        return self.survey.view()

    @property
    def treadmill(self) -> Entry:
        return next(one for one in self.view.entries if isinstance(one.device, KnownTreadmill))

    @property
    def strap(self) -> Entry:
        return next(one for one in self.view.entries if isinstance(one.device, KnownStrap))

    async def until(self, holds: Callable[[], bool], seconds: float = 60) -> None:
        async with self.clock.timeout(seconds):
            while not holds():
                await self.clock.sleep(0.05)


@asynccontextmanager
async def looking(named: Devices | None = None, *, busy: bool = False) -> AsyncIterator[Look]:
    async with no_loose_ends(), virtual_scene(Clock()) as scene:
        scene.air.busy = busy
        look = Look(scene, named or Devices())
        task = asyncio.create_task(look.survey.run())
        try:
            await look.clock.sleep(1)
            yield look
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        assert not scene.air.busy, "it has stopped scanning"
        assert not scene.adapter.lock.locked()
        assert scene.strap.connections == [], "it has hung up"


async def test_what_is_there_is_heard_again_and_again() -> None:
    async with looking() as look:
        assert [one.called for one in look.view.entries] == ["Virtual F80", "Virtual H10"]
        await look.clock.sleep(10 * ROUND_S)
        view = look.view
        assert all(view.now - (one.heard_at or 0) < 1 for one in view.entries)


async def test_what_goes_silent_is_there_for_a_while_then_gone_unless_it_is_remembered() -> None:
    async with looking() as look:
        look.survey.remember(look.strap)
        for address in look.scene.air.peripherals:
            look.scene.air.silence(address)
        await look.clock.sleep(GONE_S - 5)
        assert [one.called for one in look.view.entries] == ["Virtual F80", "Virtual H10"]
        await look.clock.sleep(10)
        assert [one.called for one in look.view.entries] == ["Virtual H10"]
        strap = look.strap
        assert strap.heard_at is None
        look.survey.read_battery(strap)
        assert "Not in range" in look.view.said


async def test_a_strength_that_jumps_is_shown_calmly() -> None:
    async with looking() as look:
        shown = []
        for rssi in (-60, -90) * 20:
            look.scene.strap.rssi = rssi
            await look.clock.sleep(0.2)
            shown.append(look.strap.rssi_dbm or 0)
        assert max(shown[20:]) - min(shown[20:]) < 12
        look.scene.strap.rssi = -40
        await look.clock.sleep(5)
        assert look.strap.rssi_dbm == -40


async def test_an_adapter_that_refuses_says_why_until_it_works() -> None:
    async with looking(busy=True) as look:
        assert "busy" in look.view.trouble
        assert look.view.entries == ()
        look.scene.air.busy = False
        await look.clock.sleep(2 * RETRY_S)
        assert look.view.trouble == ""
        assert look.view.now - (look.strap.heard_at or 0) < 1


async def test_wishes_are_kept_and_answered() -> None:
    async with looking() as look:
        survey = look.survey
        survey.remember(look.treadmill)
        assert look.view.said == "Virtual F80 is remembered."
        survey.remember(look.treadmill)
        assert look.view.said == "Virtual F80 is already remembered."
        survey.rename(look.treadmill, "Cellar")
        assert look.view.said == "Virtual F80 is now called Cellar."
        survey.rename(look.strap, "cellar")
        assert "another device has that name" in look.view.said
        for which in ("Cellar", "the nearest"):
            survey.choose(look.treadmill)
            assert look.view.said == f"The treadmill to connect to is now {which}."
        survey.choose(look.strap)
        assert look.view.said == "The strap to connect to is now Virtual H10."
        survey.forget(look.treadmill)
        assert look.view.said == "Cellar is forgotten."
        assert DeviceRegistry(virtual="").all() == ()
        assert [one.chosen for one in DeviceRegistry(virtual="").of(KnownStrap)] == [True]


async def test_a_choice_that_the_settings_overrule_says_so() -> None:
    async with looking(Devices(treadmill="F90", strap="Virtual H10")) as look:
        look.survey.choose(look.treadmill)
        assert "your settings name F90" in look.view.said
        assert not look.treadmill.is_chosen
        look.survey.choose(look.strap)
        assert "settings" not in look.view.said


async def test_a_file_that_cannot_be_written_is_an_answer(runwalk_home: object) -> None:
    async with looking() as look:
        home = DeviceRegistry()._file.parent
        home.parent.mkdir(parents=True, exist_ok=True)
        home.write_text("")
        look.survey.remember(look.treadmill)
        assert "RUNWALK_HOME" in look.view.said


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_battery_is_read_between_two_rounds(is_known: bool) -> None:
    async with looking() as look:
        if is_known:
            look.survey.remember(look.strap)
        look.survey.read_battery(look.strap)
        assert "Asking Virtual H10" in look.view.said
        await look.until(lambda: "84 %" in look.view.said, seconds=5)
        kept = [one.battery_percent for one in DeviceRegistry(virtual="").of(KnownStrap)]
        assert kept == ([84] if is_known else [])
        look.survey.choose(look.strap)
        (strap,) = DeviceRegistry(virtual="").of(KnownStrap)
        assert (strap.battery_percent, strap.battery_on) == (84, TODAY)
        await look.clock.sleep(5)
        assert look.view.trouble == ""
        assert look.view.now - (look.strap.heard_at or 0) < 1, "it listens again"


async def test_a_strap_that_does_not_answer_ends_the_wish() -> None:
    async with looking() as look:
        look.survey.read_battery(look.strap)
        look.scene.air.silence(look.strap.address)
        await look.until(lambda: "does not answer" in look.view.said)
        assert DeviceRegistry(virtual="").of(KnownStrap) == ()
        await look.clock.sleep(2 * ROUND_S)
        assert look.view.now - (look.treadmill.heard_at or 0) < ROUND_S, "it listens again"


async def test_only_what_makes_sense_is_connected_to() -> None:
    async with looking() as look:
        assert look.survey.can_check(look.treadmill)
        assert not look.survey.can_check(look.strap)
        look.survey.read_battery(look.treadmill)
        assert "Only a strap" in look.view.said
        look.is_taken = True
        assert not look.survey.can_check(look.treadmill)
        assert "another window" in look.view.said
        look.survey.read_battery(look.strap)
        await look.clock.sleep(10)
        assert "another window" in look.view.said


async def test_leaving_in_the_middle_of_a_battery_leaves_nothing_behind() -> None:
    for after_s in (0.0, 0.4, 0.8, 1.2, 2.0):
        async with looking() as look:
            look.survey.read_battery(look.strap)
            await look.clock.sleep(after_s)
        assert DeviceRegistry(virtual="").of(KnownStrap) == ()


def is_said(look: Look, words: str) -> bool:
    return words in look.view.said


class FakeBonds(Bonds):
    """BlueZ's side of pairing: a device that refuses, or is paired with already."""

    def __init__(self) -> None:
        super().__init__(is_bluez=True)
        self.asked: list[str] = []
        self.refuses = self.is_bonded = False

    async def attend(self, clock: Clock) -> None:
        self.asked.append("attend")

    def leave(self) -> None:
        self.asked.append("leave")

    async def pair(self, device: BLEDevice, clock: Clock) -> None:
        self.asked.append("pair")
        if self.refuses:
            raise PairingError("org.bluez.Error.AuthenticationFailed", "Authentication Failed")
        self.is_bonded = True

    async def forget(self, device: BLEDevice, clock: Clock) -> None:
        self.asked.append("forget")
        self.is_bonded = False


async def test_a_device_is_paired_with_and_anew_only_when_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bonds = FakeBonds()
    monkeypatch.setattr(pairing, "is_bonded", lambda _: bonds.is_bonded)
    async with looking() as look:
        look.scene.adapter.bonds = bonds
        for said in ("is paired with.", "already; p again pairs anew", "is paired with."):
            look.survey.pair(look.treadmill)
            assert look.view.said == "Pairing with Virtual F80: say yes where the system asks."
            await look.until(partial(is_said, look, said))
        assert bonds.asked.count("forget") == 1
        assert bonds.asked.count("attend") == bonds.asked.count("leave") == 3
        bonds.refuses, bonds.is_bonded = True, False
        look.survey.pair(look.treadmill)
        await look.until(lambda: "not paired: Authentication Failed" in look.view.said)
        await look.clock.sleep(2 * ROUND_S)
        assert look.view.now - (look.treadmill.heard_at or 0) < 1, "it listens again"


async def test_virtual_devices_need_no_pairing_and_a_workout_elsewhere_comes_first() -> None:
    async with looking() as look:
        look.survey.pair(look.treadmill)
        assert look.view.said == "No pairing here: virtual devices need none."
        look.scene.adapter.bonds = bonds = FakeBonds()
        look.is_taken = True
        look.survey.pair(look.treadmill)
        assert "A workout is running in another window" in look.view.said
        assert bonds.asked == []
