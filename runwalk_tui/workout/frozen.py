"""The decorator of frozen dataclasses, under the name that this package knows it by."""

from runwalk_devices.frozen import dataclass as dataclass
