"""When silence is a hang: seconds without a beat, but for those in which nobody counted."""

import pytest

from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.safety.message import WatchdogMessage
from runwalk_tui.session.safety.vigil import SILENT_S, Vigil

CHARGE = WatchdogMessage(123, AirOptions("", 5.0), "F8:00:00:00:18:26")


def charged() -> Vigil:
    """One that was looked at and beaten at 100 s."""
    vigil = Vigil()
    vigil.looked(100.0)
    vigil.told(CHARGE, 100.0)
    vigil.told(True, 100.0)
    return vigil


def looked(vigil: Vigil, *gaps_s: float, slept_s: float = 0.0) -> float:
    t = 100.0
    for gap_s in gaps_s:
        t += gap_s
        vigil.looked(t, slept_s)
    return t


def test_a_hang_is_five_seconds_to_the_moment() -> None:
    vigil = charged()
    looked(vigil, *[1.0] * 5)
    assert not vigil.is_silent(104.9)
    assert vigil.is_silent(105.0)
    assert vigil.is_silent(102.0, for_s=2.0)
    assert not vigil.is_silent(101.9, for_s=2.0)
    assert SILENT_S == 5.0


@pytest.mark.parametrize(("gap_s", "slept"), [(1.5, False), (1.6, True)])
def test_who_has_not_looked_for_more_than_a_second_and_a_half_has_slept(
    gap_s: float, slept: bool
) -> None:
    vigil = charged()
    t = looked(vigil, 1.0, 1.0, gap_s)
    assert vigil.is_silent(t, for_s=2.0) is not slept
    assert vigil.is_silent(t + 2.0, for_s=2.0)


@pytest.mark.parametrize(("slept_s", "slept"), [(1.5, False), (1.6, True)])
def test_a_computer_that_slept_for_longer_has_too(slept_s: float, slept: bool) -> None:
    vigil = charged()
    looked(vigil, 1.0, 1.0)
    t = 103.0
    vigil.looked(t, slept_s)
    assert vigil.is_silent(t, for_s=2.0) is not slept


def test_seconds_slept_long_ago_are_none_of_now() -> None:
    vigil = Vigil()
    vigil.looked(100.0, slept_s=3600.0)
    vigil.told(CHARGE, 100.0)
    vigil.told(True, 100.0)
    vigil.looked(101.0, slept_s=3600.0)
    vigil.looked(102.0, slept_s=3601.0)
    assert vigil.is_silent(102.0, for_s=2.0)


def test_one_that_never_beat_is_not_judged_after_a_sleep() -> None:
    vigil = Vigil()
    vigil.looked(100.0)
    vigil.told(CHARGE, 100.0)
    vigil.looked(110.0)
    assert not vigil.is_silent(120.0)


def test_without_a_charge_or_a_beat_nothing_is_silent() -> None:
    vigil = Vigil()
    assert not vigil.is_silent(1000.0)
    vigil.told(True, 0.0)
    assert not vigil.is_silent(1000.0), "there is nothing to stop"
    vigil.told(CHARGE, 0.0)
    assert vigil.is_silent(1000.0)
    vigil.told(False, 1000.0)
    assert not vigil.is_silent(2000.0)
    vigil.told(True, 2000.0)
    vigil.told(None, 2000.0)
    assert vigil.charge is None
    assert not vigil.is_silent(3000.0)
