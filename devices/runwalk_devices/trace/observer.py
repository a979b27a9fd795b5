"""A device that is listened to and never told anything: whoever uses it uses its own console."""

import asyncio
from collections.abc import Callable

from bleak.exc import BleakError

from runwalk_devices.codecs.uuids import SERIAL_NUMBER, SYSTEM_ID
from runwalk_devices.tasks import end_tasks
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link, LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice, Wanted

PERSONAL = frozenset({SERIAL_NUMBER, SYSTEM_ID})
"""Characteristics that identify a single device, left out of traces."""

_SENDS = {"notify", "indicate"}


class Observer:
    """Connects to a device, subscribes to all that it sends, and reads once what can be read.

    What it hears is for the adapter's tap.

    Args:
        adapter: The adapter.
        seeker: Finds devices on that adapter.
        kind: What it has to be.
        choice: Which one; None takes the strongest of its kind in range.
        report: Called with each change of the link.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        kind: DeviceKind,
        choice: Choice,
        report: Callable[[LinkReport], None],
    ) -> None:
        self._report = report
        self._reading: asyncio.Task[None] | None = None
        self._link = Link(
            adapter,
            seeker,
            Wanted(kind, choice),
            set_up=self._subscribe,
            report=self._link_changed,
        )

    async def run(self) -> None:
        """Stay connected until cancelled.

        Raises:
            AdapterError: If the adapter cannot be used at all.
        """
        try:
            await self._link.run()
        finally:
            await end_tasks(self._reading)

    def _link_changed(self, report: LinkReport) -> None:
        if self._reading is not None:
            self._reading.cancel()
        if report.phase is LinkPhase.UP:
            self._reading = asyncio.create_task(self._read())
        self._report(report)

    async def _subscribe(self) -> None:
        for characteristic in self._link.characteristics():
            if _SENDS.intersection(characteristic.properties):
                await self._link.listen(characteristic.uuid, lambda _sender, _data: None)

    async def _read(self) -> None:
        """A slow or silent answer must not keep the link from being up, so it comes after."""
        try:
            for characteristic in self._link.characteristics():
                if "read" in characteristic.properties and characteristic.uuid not in PERSONAL:
                    await self._link.read_gatt_char(characteristic.uuid)
        except BleakError:
            return
