"""Remembered running pods."""

from typing import Annotated

from msgspec import Meta, Struct

from runwalk_tui.known_devices.known import KnownSensor

MOST_BELTS = 8
"""A pod is compared with so many treadmills, those of the last sessions."""

Factor = Annotated[float, Meta(ge=0.1, le=10)]
Metres = Annotated[float, Meta(ge=0, le=1e9)]


class Comparison(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A treadmill's distance held against a pod's, over pieces at a steady speed.

    Attributes:
        address: The treadmill's.
        name: What that called itself.
        factor: Its metres by the pod's.
        metres: So many metres of the treadmill's the factor rests on.
    """

    address: str
    name: str
    factor: Factor
    metres: Metres


class KnownPod(KnownSensor, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A remembered running pod.

    Attributes:
        one_foot: Its cadence is that of one foot, or of both; None while that is not known.
        belts: The treadmills that it was compared with, the last one last.
    """

    one_foot: bool | None = None
    belts: tuple[Comparison, ...] = ()

    def compared(self, new: Comparison) -> tuple[Comparison, ...]:
        """Its comparisons with a new one; two of the same treadmill are weighed by their metres."""
        rest, before = [], None
        for known in self.belts:
            if known.address == new.address:
                before = known
            else:
                rest.append(known)
        if before is not None:
            metres = before.metres + new.metres
            pod_m = before.metres / before.factor + new.metres / new.factor
            new = Comparison(new.address, new.name, round(metres / pod_m, 4), round(metres, 1))
        return (*rest, new)[-MOST_BELTS:]
