"""Serves what a workout looks like to apps that know trainers over TCP; nobody can write to it."""

import asyncio
import logging
import socket
from contextlib import suppress
from types import TracebackType
from typing import Final, Self, cast

from runwalk_tui.broadcast.dircon import (
    Frame,
    FrameError,
    Frames,
    Message,
    Property,
    Response,
    characteristic_list,
    uuid_octets,
    uuid_of,
)
from runwalk_tui.broadcast.gatt import CHARACTERISTICS, SERVICES, Reading, notifications

_logger = logging.getLogger(__name__)

PORT: Final = 36866
"""Where trainers listen, and some apps look without asking the network."""
MOST_CLIENTS: Final = 8
MOST_WAITING_OCTETS: Final = 16 * 1024
"""A client that leaves so much unread is let go: some four minutes of a workout."""


def answer(request: Frame, subscribed: set[str]) -> Frame:
    """Answer a request.

    Args:
        request: From a client.
        subscribed: The characteristics that this client is notified of; kept up to date.

    Returns:
        What to send back, with the request's number.
    """

    def reply(data: bytes, response: Response = Response.SUCCESS) -> Frame:
        return Frame(request.message, request.sequence, data, response)

    if request.message == Message.SERVICES:
        return reply(b"".join(map(uuid_octets, SERVICES)))
    if request.message not in set(Message) or request.message == Message.NOTIFICATION:
        return reply(b"", Response.UNKNOWN_MESSAGE)
    try:
        uuid = uuid_of(request.data)
    except FrameError:
        return reply(b"", Response.ERROR)
    named = uuid_octets(uuid)
    if request.message == Message.CHARACTERISTICS:
        if uuid not in SERVICES:
            return reply(named, Response.NO_SUCH_SERVICE)
        entries = [(each.uuid, each.properties) for each in SERVICES[uuid]]
        return reply(characteristic_list(uuid, entries))
    known = CHARACTERISTICS.get(uuid)
    if known is None:
        return reply(named, Response.NO_SUCH_CHARACTERISTIC)
    wanted = {Message.READ: Property.READ, Message.SUBSCRIBE: Property.NOTIFY}
    if wanted.get(Message(request.message), Property.WRITE) not in known.properties:
        return reply(named, Response.NOT_SUPPORTED)
    if request.message == Message.READ:
        return reply(named + known.value)
    switch = request.data[len(named) :]
    if len(switch) != 1:
        return reply(named, Response.ERROR)
    (subscribed.add if switch[0] else subscribed.discard)(uuid)
    return reply(named)


class _Client(asyncio.Protocol):
    """One app that is connected."""

    def __init__(self, server: "DirconServer") -> None:
        self._server = server
        self._frames = Frames()
        self._sequence = 0
        self._subscribed: set[str] = set()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Takes the client in, if there is room."""
        self._transport = cast(asyncio.Transport, transport)
        connection = transport.get_extra_info("socket")
        with suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            # What the system holds back for a client that does not read is old when it is read.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_WAITING_OCTETS)
        if not self._server.take(self):
            _logger.info("more than %d clients: one is turned away", MOST_CLIENTS)
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Answers what is asked."""
        try:
            for request in self._frames.feed(data):
                self._send(answer(request, self._subscribed))
        except FrameError as error:
            _logger.info("a client is let go: %s", error)
            self.leave()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets the client."""
        del exc
        self._server.release(self)

    def notify(self, values: dict[str, bytes]) -> None:
        """Sends the values that this client asked for."""
        for uuid in values.keys() & self._subscribed:
            self._sequence = (self._sequence + 1) % 256
            data = uuid_octets(uuid) + values[uuid]
            self._send(Frame(Message.NOTIFICATION, self._sequence, data))

    def leave(self) -> None:
        """Ends the connection at once."""
        if self._transport is not None:
            self._transport.abort()

    def _send(self, frame: Frame) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        if self._transport.get_write_buffer_size() > MOST_WAITING_OCTETS:
            _logger.info("a client that reads nothing is let go")
            self.leave()
            return
        self._transport.write(bytes(frame))


class DirconServer:
    """Listens for apps; an asynchronous context manager.

    Args:
        host: The address of this computer to listen at.
        port: 0 takes any that is free.

    Raises:
        OSError: On entering, if the port cannot be had.
    """

    def __init__(self, host: str, port: int = PORT) -> None:
        self._host, self._asked_port = host, port
        self._clients: set[_Client] = set()
        self._server: asyncio.Server | None = None
        self.port = port

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Client(self), self._host, self._asked_port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for client in list(self._clients):
            client.leave()
        await self._server.wait_closed()

    @property
    def clients(self) -> int:
        """The number of connected apps."""
        return len(self._clients)

    def take(self, client: _Client) -> bool:
        """Note a client; False if there are too many."""
        if len(self._clients) >= MOST_CLIENTS:
            return False
        self._clients.add(client)
        return True

    def release(self, client: _Client) -> None:
        """Forget a client."""
        self._clients.discard(client)

    def show(self, reading: Reading) -> None:
        """Tell everybody who asked for it; waits for nobody."""
        values = notifications(reading) if self._clients else {}
        for client in list(self._clients):
            client.notify(values)
