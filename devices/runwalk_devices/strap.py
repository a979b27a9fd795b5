"""A heart-rate strap: a sensor that pycycling subscribes to."""

from collections.abc import Callable

from pycycling.heart_rate_service import HeartRateService

from runwalk_devices.codecs.heart_rate import HeartRateMeasurement
from runwalk_devices.sensor import HEART, Sensor
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.battery import BatteryReport
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import Link, LinkReport
from runwalk_devices.transport.selection import Choice

StrapReport = LinkReport | HeartRateMeasurement | BatteryReport


class _RawHeartRateService(HeartRateService):  # type: ignore[misc]  # pycycling has no types
    """pycycling's subscription with our own decoding.

    Its parser takes "contact supported, none detected" for contact.
    """

    def __init__(self, link: Link, heard: Callable[[object, bytearray], None]) -> None:
        super().__init__(link)
        self._heard = heard

    def _hr_measurement_notification_handler(self, sender: object, data: bytearray) -> None:
        self._heard(sender, data)


class Strap(Sensor[HeartRateMeasurement]):
    """Follows one strap and passes on what it measures.

    Args:
        adapter: The adapter.
        seeker: Finds devices on that adapter.
        choice: Which one; None takes the strongest strap in range.
        report: Called with everything that happens, in order; must not block.
    """

    def __init__(
        self,
        adapter: Adapter,
        seeker: Discovery,
        choice: Choice,
        report: Callable[[StrapReport], None],
    ) -> None:
        super().__init__(adapter, seeker, choice, HEART, report)

    async def _subscribe(self, link: Link, heard: Callable[[object, bytearray], None]) -> None:
        await _RawHeartRateService(link, heard).enable_hr_measurement_notifications()
