"""Which device is connected to: the one named, the one chosen, or nobody in particular."""

from devices.seeker import Remembered
from runwalk_tui.choosing import choice_of
from runwalk_tui.known import KnownStrap
from runwalk_tui.machines import Machine, Machines

CELLAR, OFFICE = Machine("F8:00:00:00:00:01", "F80"), Machine("F8:00:00:00:00:02", "F90")


def known() -> Machines:
    machines = Machines()
    machines.rename(CELLAR, "Cellar")
    machines.choose(OFFICE)
    machines.choose(KnownStrap("C4:00:00:00:00:01", "H10"))
    return machines


def test_a_stranger_to_all_is_a_word_or_nobody() -> None:
    assert choice_of(Machines(), Machine, "F80") == "F80"
    assert choice_of(Machines(), Machine, None) is None


def test_an_own_name_means_its_device_whatever_was_chosen() -> None:
    assert choice_of(known(), Machine, "cellar") == Remembered(CELLAR.address, "F80")


def test_without_a_word_the_chosen_one_of_its_kind_is_meant() -> None:
    assert choice_of(known(), Machine, None) == Remembered(OFFICE.address, "F90")
    assert choice_of(known(), KnownStrap, None) == Remembered("C4:00:00:00:00:01", "H10")


def test_a_word_that_is_no_own_name_is_taken_as_it_is() -> None:
    for word in ("F80", OFFICE.address, "Cellar 2", ""):
        assert choice_of(known(), Machine, word) == word
    assert choice_of(known(), KnownStrap, "Cellar") == "Cellar", "a treadmill is no strap"


def test_what_was_chosen_in_a_virtual_world_means_nothing_in_another() -> None:
    known()
    assert choice_of(Machines(virtual=""), Machine, None) is None
    assert choice_of(Machines(virtual=""), Machine, "Cellar") == "Cellar"
