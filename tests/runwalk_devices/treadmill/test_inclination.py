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


def test_one_that_stays_where_something_else_tilted_it_has_not() -> None:
    """It was level at zero, a tilt was not followed to its end, and another zero is ignored."""
    scale = InclineScale()
    scale.level(0.0)
    assert scale.settled(0.0, 2.0, tilted=False) is None
    assert scale.settled(1.0, 2.0, tilted=False) is None
    assert scale.settled(4.0, 4.0) is None


def test_one_that_tells_the_same_too_much_whenever_it_is_level_has() -> None:
    scale = InclineScale()
    scale.level(6.0)
    assert scale.settled(0.0, 6.0, tilted=False) == (1.0, 6.0)
