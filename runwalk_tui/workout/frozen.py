"""The decorator of frozen dataclasses, under the name that this package knows it by."""

from runwalk_frozen import dataclass as dataclass
