"""Behaviours that come at a moment: once, again and again, or for a while."""

import math

from runwalk_devices.simulator.peripheral import Device, DeviceBehaviour


class Incident(DeviceBehaviour[Device]):
    """Something that happens so many seconds after the device has begun what it is for.

    A treadmill has begun when its belt first moves, a strap when somebody first listens. A test
    that wants another moment sets `number` to infinity and calls `happen` itself.

    Attributes:
        number: Seconds from the beginning, and from one time to the next; infinity is never.
        recurs: It happens again and again.
    """

    number = 20.0
    recurs = False

    async def run(self) -> None:
        """Have it happen when it is due."""
        await self.device.begun.wait()
        due = self.device.clock.now()
        while True:
            due += self.number
            await self.device.clock.sleep(due - self.device.clock.now())
            self.happen()
            if not self.recurs:
                return

    def happen(self) -> None:
        """Have it happen now."""
        raise NotImplementedError


class Spell(Incident[Device]):
    """An incident that lasts.

    Attributes:
        lasts_s: How long, from each time it happens.
    """

    lasts_s = 15.0
    _until = -math.inf

    @property
    def under_way(self) -> bool:
        """True if it has happened and is not over."""
        return self.device.clock.now() < self._until

    def happen(self) -> None:
        """Begin now."""
        self._until = self.device.clock.now() + self.lasts_s

    def end(self) -> None:
        """Be over at once."""
        self._until = -math.inf
