"""Follows the runner's pod, which a session has no need of."""

import logging
from collections.abc import Callable

from runwalk_devices.sensor import POD, PodReport, Sensor
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.selection import Choice
from runwalk_tui.session.by_hand import SETTING_OFF_KMH
from runwalk_tui.workout import events as ev

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


def walking(walk: Callable[[float], None]) -> Callable[[ev.Event], None]:
    """Listens to a workout without a machine, and has a virtual runner go as the runner is told.

    Args:
        walk: Takes how fast that goes on the ground, km/h.
    """

    def heard(event: ev.Event) -> None:
        match event:
            case ev.StartAsked():
                walk(SETTING_OFF_KMH)
            case ev.SpeedAsked():
                walk(event.speed_kmh)
            case ev.PauseAsked() | ev.StopAsked() | ev.SessionEnded():
                walk(0.0)

    return heard
