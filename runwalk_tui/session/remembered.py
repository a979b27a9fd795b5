"""The devices that are remembered on the air of a command."""

import logging
import sys

from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.air import AirOptions

_logger = logging.getLogger(__name__)


def known_devices(options: AirOptions) -> DeviceRegistry:
    """Return what is known of devices; where that could not be read, all of them are new."""
    machines = DeviceRegistry(virtual=options.virtual)
    if machines.complaint is not None:
        _logger.warning("%s", machines.complaint)
        sys.stderr.write(f"runwalk: {machines.complaint}\n")
    return machines
