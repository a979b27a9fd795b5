"""The commands that any kind of treadmill takes, each with its answer."""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.frozen import dataclass

RESPONSE_S: Final = 2.0
"""The profile allows 30 s for a response, too long to wait on a moving belt."""
CONTROL_S: Final = 1.0
"""Some machines never answer a request for control, and obey."""
HALT_RESPONSE_S: Final = 0.9
"""Stop is tried each second: a try is over before the next."""
HALT_WRITE_S: Final = 1.0
"""A Stop that cannot be written for so long needs another connection."""
NOTHING_S: Final = 1e-6
"""Too little for a clock to tell: whoever waits for it may wait for ever."""

Sent = Callable[[], None]
"""Called at the moment a request's write has been carried out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a procedure.

    Attributes:
        written: The write was carried out.
        result: What the machine answered; None if it did not answer in time, or never does.
        refused: The machine's answer, or its refusal of the write itself, was no.
        detail: What went wrong, for people.
        in_wake: It was written so soon after another request that some machines drop it.
    """

    written: bool
    result: ResultCode | None = None
    refused: bool = False
    detail: str = ""
    in_wake: bool = False


class Controls(Protocol):
    """The commands of a treadmill, one procedure at a time; only Stop and Pause never wait."""

    async def request_control(self, patience_s: float = CONTROL_S) -> Answer:
        """Ask to be the one who commands, where a machine grants that."""

    async def take_up(self, moves: Callable[[], bool], sent: Sent) -> None:
        """Prepare the machine for a target, where it wants that before each one."""

    async def start(self, sent: Sent, may_start: Callable[[], bool] = ...) -> Answer:
        """Start or resume, unless when its turn has come it may not any more."""

    async def set_speed(
        self,
        speed_kmh: float,
        sent: Sent,
        may_set: Callable[[], bool] = ...,
        *,
        patience_s: float = RESPONSE_S,
    ) -> Answer:
        """Set the target speed, unless when its turn has come it may not be set any more."""

    async def set_incline(self, incline_percent: float, sent: Sent) -> Answer:
        """Set the target inclination."""

    async def stop(self, sent: Sent) -> Answer:
        """Stop, before anything else."""

    async def pause(self, sent: Sent, patience_s: float = HALT_RESPONSE_S) -> Answer:
        """Have the belt stand to go on later, before anything else."""

    async def stop_otherwise(self, sent: Sent, patience_s: float = HALT_RESPONSE_S) -> Answer:
        """Have the belt stand by the machine's other means, where Stop does not."""

    def give_up(self, task: asyncio.Task[None]) -> None:
        """Cancel ``task``; if it has begun a procedure here, at that procedure's end."""

    def renew(self) -> None:
        """Have the connection made anew, as if it had been lost."""
