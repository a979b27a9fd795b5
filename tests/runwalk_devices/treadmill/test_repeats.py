"""A target that a machine repeats is not one that somebody set."""

from runwalk_devices.treadmill.repeats import Repeats


def test_the_third_in_a_row_is_a_repetition() -> None:
    repeats = Repeats()
    assert [repeats.take(kmh) for kmh in (5.0, 5.0, 5.0, 5.0, 4.9, 5.0)] == [
        *(False, False, True, True),
        *(False, False),
    ]


def test_a_target_that_is_not_named_repeats_nothing() -> None:
    repeats = Repeats()
    assert not any(repeats.take(None) for _ in range(4))
