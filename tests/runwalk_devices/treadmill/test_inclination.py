"""How a machine tells its incline is learned from what it was asked, if the belt was tilted."""

from runwalk_devices.treadmill.inclination import InclineScale


def test_a_belt_that_stays_as_it_was_has_no_offset() -> None:
    scale = InclineScale()
    scale.level(0.0)
    assert scale.settled(2.0, 2.0) is None
    assert scale.settled(0.0, 2.0) is None
    assert scale.settled(4.0, 4.0) is None


def test_one_that_tells_six_too_much_has() -> None:
    scale = InclineScale()
    scale.level(6.0)
    assert scale.settled(2.0, 8.0) == (1.0, 6.0)
    assert scale.settled(0.0, 6.0) == (1.0, 6.0)
