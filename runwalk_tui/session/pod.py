"""Follows the runner's pod, which a session has no need of."""

import logging
from collections.abc import Callable

from runwalk_devices.sensor import POD, PodReport, Sensor
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.selection import Choice

_logger = logging.getLogger(__name__)


async def follow_pod(
    adapter: Adapter,
    seeker: Discovery,
    choice: Choice,
    said: Callable[[PodReport], None],
    seeks: bool,
) -> None:
    """Stays with the pod until cancelled; without Bluetooth there is none.

    Args:
        adapter: The Bluetooth adapter.
        seeker: Finds devices on it.
        choice: Which pod; None takes the strongest in range.
        said: Called with everything that it reports.
        seeks: It is scanned for. Otherwise one is taken if another device's scan happens to hear
            it, so that a pod that nobody has costs nothing.
    """
    try:
        if not seeks:
            await seeker.noticed(DeviceKind.POD)
        await Sensor(adapter, seeker, choice, POD, said).run()
    except AdapterError as error:
        _logger.warning("no running pod: %s", error)
