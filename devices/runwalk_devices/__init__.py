"""Treadmills and heart-rate straps over Bluetooth: links, commands, and what octets mean.

Knows bleak and pycycling; knows nothing of plans, sessions or screens.
"""

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
from runwalk_devices.codecs.heart_rate import HeartRateMeasurement, decode_heart_rate_measurement

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
