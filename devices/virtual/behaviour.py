"""The seam through which a virtual device is given the habits of a particular real one."""
# ruff: noqa: ARG002 (the arguments are there for those who override)

from collections.abc import Iterable

from bleak.backends.scanner import AdvertisementData


class Behaviour:
    """What passes between a peripheral and the air, to be changed on its way.

    This base class changes nothing. A subclass overrides what its machine does differently and is
    appended to `Peripheral.behaviours`; several apply one after the other. Characteristics are
    given by their 128-bit UUID in lower case.
    """

    def advertisement(self, advertisement: AdvertisementData) -> AdvertisementData:
        """What goes out for each advertisement."""
        return advertisement

    def reading(self, uuid: str, value: bytes) -> bytes:
        """What a read of ``uuid`` returns."""
        return value

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        """What is sent instead of one notification or indication: none, one or several."""
        return (value,)

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        """What reaches the device of a write, now or after a wait; None swallows it.

        Raises:
            AttError: To have the write refused.
        """
        return data
