"""Commands that are one frame each, to a machine that grants no control."""

import asyncio
import logging
from collections.abc import Callable

from bleak.exc import BleakError

from runwalk_devices.sentences import INCLINE_AT_CONSOLE, NO_RESPONSE, NOT_ACCEPTED
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.controls import CONTROL_S, Answer, Sent
from runwalk_devices.treadmill.frames import FrameQueue, Rank

_logger = logging.getLogger(__name__)


def always() -> bool:
    """Return True."""
    return True


class FrameControls:
    """The controls that machines commanded by frames have in common.

    Args:
        link: The connection.
        frames: Where frames wait for their turn.
    """

    def __init__(self, link: Link, frames: FrameQueue) -> None:
        self._link = link
        self._frames = frames

    async def request_control(self, patience_s: float = CONTROL_S) -> Answer:  # noqa: ARG002
        """Do nothing: such a machine hands out no control."""
        return Answer(written=False)

    async def take_up(self, moves: Callable[[], bool], sent: Sent) -> None:
        """Do nothing: a Start may stop a moving belt."""

    async def set_incline(self, incline_percent: float, sent: Sent) -> Answer:  # noqa: ARG002
        """Refuse: its incline is set at the console."""
        return Answer(written=False, refused=True, detail=INCLINE_AT_CONSOLE)

    def give_up(self, task: asyncio.Task[None]) -> None:
        """Cancel ``task``; if its frame is being written, once it is."""
        self._frames.give_up(task)

    def renew(self) -> None:
        """Have the connection made anew, as if it had been lost."""
        self._link.drop()

    async def _write(
        self, frame: bytes, rank: Rank, sent: Sent, wanted: Callable[[], bool] = always
    ) -> Answer:
        """Write one frame; its answer, if there is one, is another's business."""
        try:
            await self._frames.write(frame, rank, wanted)
        except (BleakError, TimeoutError) as error:
            _logger.info("writing %s failed: %r", frame.hex(), error)
            detail = " ".join(str(error).split()) or NOT_ACCEPTED
            return Answer(written=False, detail=detail)
        sent()
        return Answer(written=True, detail=NO_RESPONSE)
