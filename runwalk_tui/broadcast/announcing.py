"""Makes the broadcast known on the network by multicast DNS, under the type of trainers."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from runwalk_devices.codecs.uuids import short
from runwalk_tui.broadcast.gatt import SERVICES

if TYPE_CHECKING:
    from zeroconf import ServiceInfo

KIND: Final = "_wahoo-fitness-tnp._tcp.local."
NAME: Final = "runwalk"


def service_info(host: str, port: int, serial: int) -> "ServiceInfo":
    """The records of this installation.

    Args:
        host: The address that apps connect to, IPv4 or IPv6.
        port: Where it listens.
        serial: The number of this installation. The hardware address that apps expect is made of
            it, with the bit for one that no maker gave out (IEEE 802, section 8.2.2).
    """
    from zeroconf import ServiceInfo

    octets = bytes([0x02, 0]) + (serial & 0xFFFFFFFF).to_bytes(4)
    return ServiceInfo(
        KIND,
        f"{NAME} {serial & 0xFFFF:04X}.{KIND}",
        addresses=[ip_address(host).packed],
        port=port,
        properties={
            "mac-address": octets.hex("-").upper(),
            "serial-number": str(serial),
            "ble-service-uuids": ",".join(f"0x{short(uuid)}" for uuid in SERVICES),
        },
        server=f"{NAME}-{serial & 0xFFFF:04x}.local.",
    )


@asynccontextmanager
async def announced(host: str, port: int, serial: int) -> AsyncIterator[None]:
    """Is found by apps on the network of ``host`` while it lasts; on loopback, by this computer's.

    Raises:
        OSError: If the network does not let it.
    """
    from zeroconf.asyncio import AsyncZeroconf

    reached = _address_of(host)
    network = AsyncZeroconf(interfaces=[reached])
    try:
        info = service_info(reached, port, serial)
        # The type that every app asks for is longer than zeroconf allows a new one to be.
        await (await network.async_register_service(info, strict=False, allow_name_change=True))
        yield
        await network.async_unregister_all_services()
    finally:
        await network.async_close()


def _address_of(host: str) -> str:
    """The address that others reach this computer by: of all of them, the one towards the network.

    No packet is sent: a datagram socket is only asked which way it would go.
    """
    if not ip_address(host).is_unspecified:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: nobody's
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
