"""The seams through which a virtual device is given the quirks of a particular real one."""

# ruff: noqa: ARG002 (the arguments are there for those who override)

from collections.abc import Iterable

from bleak.backends.scanner import AdvertisementData


class Behaviour:
    """Changes what passes between a peripheral and the air.

    This base class changes nothing. A subclass overrides what its machine does differently and is
    given to `Peripheral.take_on`; several apply one after the other. Characteristics are given by
    their 128-bit UUID in lower case.

    Attributes:
        number: The one quantity that it can be tuned by, where it has one; set before `take_on`.
    """

    number: float = 0.0

    def install(self) -> None:
        """Change the device itself, once, when it takes this on."""

    async def run(self) -> None:
        """Run by itself while the device is on the air."""

    def advertisement(self, advertisement: AdvertisementData) -> AdvertisementData:
        """Return what goes out for each advertisement."""
        return advertisement

    def accepts(self) -> bool:
        """Return True if a device that advertises lets anybody connect."""
        return True

    def disconnected(self) -> None:
        """A central's link has ended."""

    def reading(self, uuid: str, value: bytes) -> bytes:
        """Return what a read of ``uuid`` returns."""
        return value

    def subscribes(self, uuid: str) -> bool:
        """True if a subscription to ``uuid`` takes effect; the central believes that it does."""
        return True

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        """Return what is sent instead of one notification or indication: none, one or several."""
        return (value,)

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        """Return what reaches the device of a write, now or after a wait; None swallows it.

        Raises:
            AttError: To have the write refused.
        """
        return data
