"""Follows a belt that was asked to stand: it comes to a stand, or goes on moving."""

from math import inf

from runwalk_devices.clock import Clock
from runwalk_devices.treadmill.telemetry import Telemetry

SLOWS_S = 2.8
"""A belt that was asked to stand shows within so long that it slows down, or it does not obey."""
SLOWING_KMH = 0.2
"""Least loss of speed within that time, km/h; less may be the jitter of its readings."""
SEEN_ZEROS = 2
"""A single zero may be a glitch."""


async def comes_to_stand(clock: Clock, gauge: Telemetry, asked_at: float, limit_s: float) -> bool:
    """Await the measured standstill.

    The first speed read of a belt out of sight shows no loss: what follows is held against it.

    Args:
        clock: Time.
        gauge: The belt's telemetry, told to expect a stand.
        asked_at: When the machine was asked.
        limit_s: Longest wait for a belt that does slow down.

    Returns:
        True once the belt stands; False as soon as it is seen not to slow down any more.
    """
    deadline = clock.now() + limit_s
    seen_at, lowest_kmh = asked_at, inf
    while not gauge.stands():
        rests, is_first = gauge.comes_to_zero(), lowest_kmh == inf
        patience_s = deadline - clock.now()
        if not rests:
            patience_s = min(patience_s, seen_at + SLOWS_S - clock.now())
        goal_kmh = lowest_kmh - SLOWING_KMH

        def news(*, rests: bool = rests, goal_kmh: float = goal_kmh) -> bool:
            if rests:
                return gauge.stands() or gauge.moves()
            return gauge.comes_to_zero() or 0 < (gauge.speed_kmh or 0.0) <= goal_kmh

        if not await gauge.until(patience_s, news):
            return gauge.stands()
        if rests and gauge.moves():
            return False
        if not is_first:
            seen_at = clock.now()
        lowest_kmh = gauge.speed_kmh or lowest_kmh
    return True
