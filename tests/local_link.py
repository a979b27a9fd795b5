"""Bluetooth controllers and the air between them, all in this process: what bumble simulates."""

import asyncio

from bumble.controller import Controller
from bumble.core import PhysicalTransport
from bumble.hci import Address
from bumble.link import LocalLink
from bumble.transport.common import Transport

SUPERVISION_TIMEOUT = 0x08
"""Why a link is over when nobody says a word (Core Specification, 1.F.2.8)."""


class Air(LocalLink):
    """An air on which data come from the address that their connection was made from.

    bumble's own takes the controller's random address of the moment, which the kernel changes for
    every scan: what a connected device is sent meanwhile would be lost.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def send_acl_data(
        self,
        sender_controller: Controller,
        destination_address: Address,
        transport: PhysicalTransport,
        data: bytes,
    ) -> None:
        link = sender_controller.le_connections.get(destination_address)
        receiver = self.find_le_controller(destination_address)
        if link is not None and receiver is not None:
            loop = asyncio.get_running_loop()
            loop.call_soon(receiver.on_link_acl_data, link.self_address, transport, data)

    def cut(self) -> None:
        """Lose every link: this air has no range, so each controller is told."""
        for end in self.controllers:
            for link in list(end.le_connections.values()):
                end.on_le_disconnected(link, SUPERVISION_TIMEOUT)


def controller(air: Air) -> Transport:
    """The way to a new controller on this air."""
    end = Controller(f"controller {len(air.controllers)}", link=air)
    return Transport(end, end)
