"""Treadmills and heart-rate straps over Bluetooth: links, commands, and what octets mean.

Knows bleak and pycycling; knows nothing of plans, sessions or screens. Each name below is imported
when it is asked for first: who wants one room does not wait for all the others.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runwalk_devices.codecs.binary import DecodeError
    from runwalk_devices.codecs.ftms.control_point import (
        decode_control_response,
        decode_machine_status,
        decode_training_status,
    )
    from runwalk_devices.codecs.ftms.features import (
        decode_features,
        decode_inclination_range,
        decode_speed_range,
    )
    from runwalk_devices.codecs.ftms.treadmill_data import TreadmillData, decode_treadmill_data
    from runwalk_devices.codecs.heart_rate import (
        HeartRateMeasurement,
        decode_heart_rate_measurement,
    )

__all__ = [
    "DecodeError",
    "HeartRateMeasurement",
    "TreadmillData",
    "decode_control_response",
    "decode_features",
    "decode_heart_rate_measurement",
    "decode_inclination_range",
    "decode_machine_status",
    "decode_speed_range",
    "decode_training_status",
    "decode_treadmill_data",
]

_ROOMS = {
    "DecodeError": "binary",
    "HeartRateMeasurement": "heart_rate",
    "TreadmillData": "ftms.treadmill_data",
    "decode_control_response": "ftms.control_point",
    "decode_features": "ftms.features",
    "decode_heart_rate_measurement": "heart_rate",
    "decode_inclination_range": "ftms.features",
    "decode_machine_status": "ftms.control_point",
    "decode_speed_range": "ftms.features",
    "decode_training_status": "ftms.control_point",
    "decode_treadmill_data": "ftms.treadmill_data",
}


def __getattr__(name: str) -> object:
    """A name of `__all__`, from where it lives; from then on it is here."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.codecs.{_ROOMS[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Every name, also those that nobody has asked for."""
    return sorted({*globals(), *__all__})
