"""What is heard beside what is remembered: each device once, and as what it is."""

from collections.abc import Iterable

import pytest
from bleak.backends.device import BLEDevice

from runwalk_devices.transport.adapter import UNHEARD_DBM, DeviceKind, Sighting
from runwalk_tui.config.settings import Devices
from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.listing import Entry, roster
from runwalk_tui.known_devices.registry import DeviceRegistry

RANDOM, RENEWED, THIRD = "F8:00:00:00:00:01", "C4:00:00:00:00:02", "C4:00:00:00:00:03"
TREADMILL, STRAP = DeviceKind.TREADMILL, DeviceKind.STRAP


def seen(address: str, name: str | None = "F80", *kinds: DeviceKind, rssi: int = -50) -> Sighting:
    return Sighting(address, name, rssi, frozenset(kinds), 7.0, BLEDevice(address, name, None))


def listed(sightings: Iterable[Sighting], named: Devices | None = None) -> list[Entry]:
    return roster(list(sightings), DeviceRegistry(), named or Devices())


def test_a_stranger_is_what_it_says_it_is() -> None:
    sightings = [
        seen(RANDOM, "F80", TREADMILL),
        seen(RENEWED, "Bike"),
        seen(THIRD, None, STRAP, TREADMILL, rssi=UNHEARD_DBM),
        seen("00:00:00:00:00:01", "H10", STRAP),
    ]
    treadmill, both, strap = listed(sightings)
    assert treadmill == Entry(KnownTreadmill(RANDOM, "F80"), RANDOM, rssi_dbm=-50, heard_at=7.0)
    assert (both.kind, both.called, both.is_held) == (TREADMILL, THIRD, True)
    assert (strap.kind, strap.is_known) == (STRAP, False)


def test_what_is_remembered_and_not_heard_comes_last() -> None:
    DeviceRegistry().keep(KnownStrap(THIRD, "H10"))
    stranger, known = listed([seen(RANDOM, "F80", TREADMILL)])
    assert (known.called, known.is_known, known.heard_at, known.is_held) == (
        "H10",
        True,
        None,
        False,
    )
    assert stranger.heard_at == 7.0


def test_a_device_that_says_nothing_of_itself_is_what_it_was_known_as() -> None:
    machine = DeviceRegistry().keep(KnownTreadmill(RANDOM, "F80"))
    (entry,) = listed([seen(RANDOM, None)])
    assert (entry.device, entry.is_known, entry.heard_at) == (machine, True, 7.0)


def test_a_changed_address_is_the_same_device_unless_it_may_be_another() -> None:
    machine = DeviceRegistry().keep(KnownTreadmill(RANDOM, "F80"))
    (entry,) = listed([seen(RENEWED, "F80", TREADMILL)])
    assert (entry.device, entry.address) == (machine, RENEWED)
    assert entry.answers_to(RENEWED.lower())
    both = [seen(RENEWED, "F80", TREADMILL), seen(RANDOM, "F80", TREADMILL)]
    assert [(one.address, one.is_known) for one in listed(both)] == [
        (RENEWED, False),
        (RANDOM, True),
    ]
    two = [seen(RENEWED, "F80", TREADMILL), seen(THIRD, "F80", TREADMILL)]
    assert [(one.address, one.is_known) for one in listed(two)] == [
        (RENEWED, False),
        (THIRD, False),
        (RANDOM, True),
    ]


@pytest.mark.parametrize("word", [None, "F90", "cellar", RENEWED])
def test_the_settings_count_more_than_the_choice(word: str | None) -> None:
    machines = DeviceRegistry()
    machines.choose(KnownTreadmill(RANDOM, "F80"))
    machines.rename(KnownTreadmill(RENEWED, "F90"), "Cellar")
    chosen = {one.address: one.is_chosen for one in listed([], Devices(treadmill=word))}
    assert chosen == {RANDOM: word is None, RENEWED: word is not None}
