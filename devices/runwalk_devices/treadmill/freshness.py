"""Decide if a Start or an increase may still be written when its turn comes."""

from runwalk_devices.treadmill.pending import Order
from runwalk_devices.treadmill.telemetry import Telemetry

BLIND_S = 5.0
"""Nothing starts or goes faster on telemetry that is older when the turn has come."""
LOST_S = 10.0
"""Nothing at all is asked on telemetry that is older: that counts as a lost link."""
LATE_S = 5.0
"""Longest wait for what was asked before; beyond it the program or its computer stood still."""


def is_timely(order: Order, gauge: Telemetry, now: float) -> bool:
    """True if a Start or increase is still meant at ``now``, and the last reading still counts."""
    is_blind = gauge.read_at is not None and now - gauge.read_at > BLIND_S
    return not is_blind and not is_late(order, now)


def may_be_set(order: Order, gauge: Telemetry, now: float) -> bool:
    """True if a target may still be written at ``now``: a slower one as long as it is in touch."""
    if gauge.read_at is not None and now - gauge.read_at > LOST_S:
        return False
    is_faster = (order.value or 0.0) > (gauge.speed_kmh or 0.0)
    return not is_faster or is_timely(order, gauge, now)


def is_late(order: Order, now: float) -> bool:
    """Return True if a Start or an increase has waited too long to be written."""
    return now - order.asked_at > LATE_S
