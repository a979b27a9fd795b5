"""Behaviours of writes to the machine: refused, dropped, or beeped at."""
# ruff: noqa: ARG002 (an override takes the arguments of what it overrides)

import math
from itertools import count, cycle

from bleak.exc import BleakGATTProtocolErrorCode as AttErrorCode

from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.peripheral import AttError
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill

SUBSCRIPTION_GAP_S = 0.1
"""Subscriptions closer together than this are lost by a machine of `SubscribeTooFast`."""
BUSY_S = 1.0
"""Seconds that a machine of `WriteError` says that a procedure is already in progress."""


class SubscribeTooFast(TreadmillBehaviour):
    """A subscription that follows another too closely is lost."""

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self._last_at = -math.inf

    def subscribes(self, uuid: str) -> bool:
        since_s = self.device.clock.now() - self._last_at
        self._last_at = self.device.clock.now()
        return since_s >= SUBSCRIPTION_GAP_S


class Beeps(TreadmillBehaviour):
    """Everything that is written beeps.

    Attributes:
        beeps: How often it has.
    """

    beeps = 0

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        self.beeps += 1
        return data


class WriteError(TreadmillBehaviour):
    """Every third command is refused, each time for another of four reasons.

    0x80 is the application's own error and 0x0E an unlikely one: both pass. With 0xFD the machine
    has forgotten the subscription, and refuses until there is a new one. With 0xFE it is busy for
    `BUSY_S`.
    """

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self._codes = cycle(
            (
                0x80,
                AttErrorCode.CCCD_IMPROPERLY_CONFIGURED,
                AttErrorCode.PROCEDURE_ALREADY_IN_PROGRESS,
                AttErrorCode.UNLIKELY_ERROR,
            )
        )
        self._writes = count(1)
        self._busy_until = -math.inf

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid != uuids.FITNESS_MACHINE_CONTROL_POINT:
            return data
        if self.device.clock.now() < self._busy_until:
            raise AttError(AttErrorCode.PROCEDURE_ALREADY_IN_PROGRESS)
        if next(self._writes) % 3 != 0:
            return data
        code = next(self._codes)
        if code == AttErrorCode.PROCEDURE_ALREADY_IN_PROGRESS:
            self._busy_until = self.device.clock.now() + BUSY_S
        if code == AttErrorCode.CCCD_IMPROPERLY_CONFIGURED:
            self.device.forget_subscriptions(uuid)
        raise AttError(code)


class WriteSpacing(TreadmillBehaviour):
    """A command that follows another too closely is acknowledged and dropped."""

    number = 0.4

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self._last_at = -math.inf

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid != uuids.FITNESS_MACHINE_CONTROL_POINT:
            return data
        since_s = self.device.clock.now() - self._last_at
        self._last_at = self.device.clock.now()
        return data if since_s >= self.number else None


QUIRKS = (
    Quirk(
        name="subscribe_too_fast",
        kind=SubscribeTooFast,
        evidence="M",
        source="KingSmith MC-21 (walkingpad-controller, docs/ftms-protocol-reference.md, 2.2)",
        does="loses a subscription that comes within 100 ms of another",
        client="spaces its subscriptions by 100 ms or more",
    ),
    Quirk(
        name="beeps",
        kind=Beeps,
        evidence="M",
        source="Horizon 7.4AT (qdomyos-zwift issue 2311), Mobvoi Home Treadmill Plus (issue 2825)",
        does="beeps at everything that is written to it",
        client="never sends the same target twice",
    ),
    Quirk(
        name="write_error",
        kind=WriteError,
        evidence="S, R",
        source="specification: Core Specification Supplement, part B (0xFD, 0xFE); Victory "
        "AC35, 0x80 (MaximumTrainer_Redux pull request 275)",
        does="refuses every third command with an ATT error: 0x80, 0xFD, 0xFE, 0x0E in turn",
        client="subscribes again on 0xFD, waits on 0xFE, and tries once more",
    ),
    Quirk(
        name="write_spacing",
        kind=WriteSpacing,
        evidence="M",
        source="KingSmith WalkingPad A1, within 0.69 s (ph4-walkingpad, minimal_cmd_space)",
        does=f"acknowledges and drops a command within {WriteSpacing.number:g} s of another",
        number="seconds",
        client="spaces its writes, Stop excepted",
    ),
)
