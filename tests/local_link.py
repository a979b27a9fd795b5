"""Bluetooth controllers and the air between them, all in this process: what bumble simulates."""

from bumble.controller import Controller
from bumble.link import LocalLink
from bumble.transport.common import Transport

SUPERVISION_TIMEOUT = 0x08
"""Why a link is over when nobody says a word (Core Specification, 1.F.2.8)."""


def new_air() -> LocalLink:
    """An air with nobody on it."""
    return LocalLink()  # type: ignore[no-untyped-call]


def controller(air: LocalLink) -> Transport:
    """The way to a new controller on this air."""
    end = Controller(f"controller {len(air.controllers)}", link=air)
    return Transport(end, end)


def cut(air: LocalLink) -> None:
    """Lose every link: bumble's air has no range, so each controller is told."""
    for end in air.controllers:
        for link in list(end.le_connections.values()):
            end.on_le_disconnected(link, SUPERVISION_TIMEOUT)
