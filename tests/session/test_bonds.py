"""Pairing over a real bus with somebody on it who asks as BlueZ does."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from bleak.backends.device import BLEDevice
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from runwalk_devices.clock import Clock
from runwalk_devices.transport.bonds import Bonds, PairingError, is_bonded
from tests import fake_bluez
from tests.fake_bluez import needs_dbus

ADDRESS = "F8:00:00:00:18:26"
PATH = "/org/bluez/hci0/dev_F8_00_00_00_18_26"
MACHINE = BLEDevice(ADDRESS, "Shy", {"path": PATH})


class Bluez:
    """As much of BlueZ as pairs: to pair with a device it asks the agent, and does as that says."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus
        self.agent = ("", "")
        self.called: list[str] = []
        self.busy = 0
        self._answering: set[asyncio.Task[None]] = set()
        bus.add_message_handler(self._asked)

    def _asked(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL or message.path is None:
            return False
        self.called.append(message.member or "")
        match message.member:
            case "RegisterAgent":
                self.agent = message.sender or "", message.body[0]
            case "Pair" if self.busy:
                self.busy -= 1
                return Message.new_error(message, "org.bluez.Error.InProgress", "busy")
            case "Pair":
                task = asyncio.create_task(self._pair(message))
                self._answering.add(task)
                return True
        return Message.new_method_return(message)

    async def _pair(self, message: Message) -> None:
        answer = await self.ask("RequestAuthorization", "o", PATH)
        failure = Message.new_error(message, "org.bluez.Error.AuthenticationRejected", "no")
        agrees = answer.message_type is MessageType.METHOD_RETURN
        self.bus.send(Message.new_method_return(message) if agrees else failure)

    async def ask(self, member: str, signature: str = "", *body: str) -> Message:
        """Ask the agent, as the daemon does."""
        sender, path = self.agent
        asked = Message(
            sender, path, "org.bluez.Agent1", member, signature=signature, body=list(body)
        )
        return await self.bus.call(asked)


@pytest_asyncio.fixture
async def bluez(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bluez]:
    async with fake_bluez.bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        bus = await MessageBus(bus_address=address).connect()
        await bus.request_name("org.bluez")
        yield Bluez(bus)
        bus.disconnect()


@needs_dbus
async def test_what_the_runner_agreed_to_is_paired_with_and_trusted(bluez: Bluez) -> None:
    bonds, clock = Bonds(is_bluez=True), Clock()
    await bonds.attend(clock)
    bluez.busy = 1
    await bonds.pair(MACHINE, clock)
    assert bluez.called == ["RegisterAgent", "Pair", "Pair", "Set", "Disconnect"]
    await bonds.forget(MACHINE, clock)
    assert bluez.called[-1] == "RemoveDevice"
    bonds.leave()


@needs_dbus
async def test_nobody_else_is_and_the_link_is_told(bluez: Bluez) -> None:
    bonds, refused = Bonds(is_bluez=True), list[str]()
    bonds.heed(ADDRESS, lambda: refused.append(ADDRESS))
    await bonds.attend(Clock())
    for member in ("RequestAuthorization", "RequestPasskey", "RequestPinCode"):
        answer = await bluez.ask(member, "o", PATH)
        assert answer.error_name == "org.bluez.Error.Rejected"
    assert refused == [ADDRESS] * 3
    cancelled = await bluez.ask("Cancel")
    assert cancelled.message_type is MessageType.METHOD_RETURN
    bonds.leave()


@needs_dbus
async def test_the_agent_leaves_with_the_last_who_attends(bluez: Bluez) -> None:
    bonds, clock = Bonds(is_bluez=True), Clock()
    await bonds.attend(clock)
    await bonds.attend(clock)
    bonds.leave()
    await bluez.ask("Cancel")
    bonds.leave()
    answer = await bluez.ask("Cancel")
    assert answer.message_type is MessageType.ERROR
    assert bluez.called.count("RegisterAgent") == 1


async def test_without_a_bus_nothing_is_paired_and_all_else_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    bonds, clock = Bonds(is_bluez=True), Clock()
    await bonds.attend(clock)
    with pytest.raises(PairingError, match="no system bus"):
        await bonds.pair(MACHINE, clock)
    bonds.leave()


@pytest.mark.parametrize(
    ("details", "bonded"),
    [
        ({"path": PATH, "props": {"Paired": True}}, True),
        ({"path": PATH, "props": {"Paired": False}}, False),
        ({"path": PATH, "props": {}}, False),
        (("CBPeripheral", None), False),
        (None, False),
    ],
)
def test_a_bond_is_known_by_what_bluez_said(details: object, bonded: bool) -> None:
    assert is_bonded(BLEDevice(ADDRESS, "Shy", details)) is bonded
