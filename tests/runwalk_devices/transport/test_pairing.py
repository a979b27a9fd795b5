"""How a want of pairing shows, and the exact thing to do about it."""

import pytest
from bleak.exc import BleakDBusError, BleakError, BleakGATTProtocolError

from runwalk_devices.transport.pairing import how_to_pair, wants_pairing


@pytest.mark.parametrize("code", range(1, 0x14))
def test_four_refusals_are_for_want_of_pairing(code: int) -> None:
    assert wants_pairing(BleakGATTProtocolError(code)) is (code in (0x05, 0x08, 0x0C, 0x0F))


def test_bluez_says_it_in_words() -> None:
    assert wants_pairing(BleakDBusError("org.bluez.Error.AuthenticationFailed", []))
    assert not wants_pairing(BleakDBusError("org.bluez.Error.Failed", []))
    assert not wants_pairing(BleakError("not connected"))


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("linux", "runwalk devices pair AA:BB"),
        ("darwin", "System Settings"),
        ("win32", "Add device"),
    ],
)
def test_the_remedy_follows_the_first_colon(platform: str, words: str) -> None:
    what, _, remedy = how_to_pair("AA:BB", platform).partition(": ")
    assert what == "it needs pairing"
    assert words in remedy
