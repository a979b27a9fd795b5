"""Which device is connected to: the one named, the one chosen, or nobody in particular."""

from runwalk_devices.transport.selection import Remembered
from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.registry import DeviceRegistry, choice_of

CELLAR, OFFICE = (
    KnownTreadmill("F8:00:00:00:00:01", "F80"),
    KnownTreadmill("F8:00:00:00:00:02", "F90"),
)


def known() -> DeviceRegistry:
    machines = DeviceRegistry()
    machines.rename(CELLAR, "Cellar")
    machines.choose(OFFICE)
    machines.choose(KnownStrap("C4:00:00:00:00:01", "H10"))
    return machines


def test_a_stranger_to_all_is_a_word_or_nobody() -> None:
    assert choice_of(DeviceRegistry(), KnownTreadmill, "F80") == "F80"
    assert choice_of(DeviceRegistry(), KnownTreadmill, None) is None


def test_an_own_name_means_its_device_whatever_was_chosen() -> None:
    assert choice_of(known(), KnownTreadmill, "cellar") == Remembered(CELLAR.address, "F80")


def test_without_a_word_the_chosen_one_of_its_kind_is_meant() -> None:
    assert choice_of(known(), KnownTreadmill, None) == Remembered(OFFICE.address, "F90")
    assert choice_of(known(), KnownStrap, None) == Remembered("C4:00:00:00:00:01", "H10")


def test_a_word_that_is_no_own_name_is_taken_as_it_is() -> None:
    for word in ("F80", OFFICE.address, "Cellar 2", ""):
        assert choice_of(known(), KnownTreadmill, word) == word
    assert choice_of(known(), KnownStrap, "Cellar") == "Cellar", "a treadmill is no strap"


def test_what_was_chosen_in_a_virtual_world_means_nothing_in_another() -> None:
    known()
    assert choice_of(DeviceRegistry(virtual=""), KnownTreadmill, None) is None
    assert choice_of(DeviceRegistry(virtual=""), KnownTreadmill, "Cellar") == "Cellar"
