"""Which advertisements are of treadmills with a protocol of their own."""

import pytest

from runwalk_devices.codecs.uuids import (
    FITSHOW_SERVICE,
    HEART_RATE_SERVICE,
    WALKING_PAD_SERVICE,
)
from runwalk_devices.transport.own_protocols import is_own_treadmill

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("name", "services", "is_one"),
    [
        ("WalkingPad", {WALKING_PAD_SERVICE}, True),
        ("KS-R1AC", {WALKING_PAD_SERVICE}, True),
        ("WalkingPad C2", NOTHING, True),
        ("KS-R1AC", NOTHING, False),
        ("Echo", {WALKING_PAD_SERVICE}, False),
        (None, {WALKING_PAD_SERVICE}, False),
        ("FS-0099C3", {FITSHOW_SERVICE}, True),
        ("FS-0099C3", NOTHING, False),
        ("BBQ", {FITSHOW_SERVICE}, False),
        ("WalkingPad", {HEART_RATE_SERVICE}, False),
    ],
)
def test_name_and_service_belong_together(
    name: str | None, services: set[str], is_one: bool
) -> None:
    assert is_own_treadmill(name, services) == is_one
