"""Apps at the other end of real connections: what they may ask, and what none of them can do."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import closing, suppress

import pytest

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import decode_treadmill_data
from runwalk_tui.broadcast.dircon import Frame, Frames, Message, Response, uuid_octets
from runwalk_tui.broadcast.dircon_server import MOST_CLIENTS, DirconServer, answer
from runwalk_tui.broadcast.gatt import CHARACTERISTICS, SERVICES, Reading

FTMS = uuid_octets(uuids.FITNESS_MACHINE_SERVICE)
FEATURE = uuid_octets(uuids.FITNESS_MACHINE_FEATURE)
BELT = uuid_octets(uuids.TREADMILL_DATA)
CONTROL = uuid_octets(uuids.FITNESS_MACHINE_CONTROL_POINT)
HOST = "127.0.0.1"
LIMIT_S = 60


class _App:
    """An app that is connected."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self._frames, self._found = Frames(), list[Frame]()

    @classmethod
    async def at(cls, server: DirconServer) -> "_App":
        return cls(*await asyncio.open_connection(HOST, server.port))

    async def frame(self) -> Frame:
        async with asyncio.timeout(LIMIT_S):
            while not self._found:
                octets = await self.reader.read(4096)
                assert octets, "the server let this app go"
                self._found += self._frames.feed(octets)
        return self._found.pop(0)

    async def ask(self, message: int, data: bytes = b"", sequence: int = 1) -> Frame:
        self.writer.write(bytes(Frame(message, sequence, data)))
        return await self.frame()

    async def is_let_go(self) -> bool:
        async with asyncio.timeout(LIMIT_S):
            with suppress(ConnectionError):
                while await self.reader.read(65536):
                    pass
        return True

    async def leave(self) -> None:
        self.writer.close()
        with suppress(ConnectionError):
            await self.writer.wait_closed()


@pytest.fixture
async def server() -> AsyncIterator[DirconServer]:
    async with DirconServer(HOST, 0) as server:
        yield server


async def _until_clients(server: DirconServer, count: int) -> None:
    for _ in range(LIMIT_S * 100):
        if server.clients == count:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{server.clients} clients")


async def test_an_app_finds_its_way_to_the_speed(server: DirconServer) -> None:
    app = await _App.at(server)
    services = await app.ask(Message.SERVICES, sequence=9)
    assert services == Frame(Message.SERVICES, 9, b"".join(map(uuid_octets, SERVICES)))
    found = await app.ask(Message.CHARACTERISTICS, FTMS)
    assert found.data == FTMS + FEATURE + b"\x01" + BELT + b"\x04"
    feature = await app.ask(Message.READ, FEATURE)
    assert feature.data == FEATURE + CHARACTERISTICS[uuids.FITNESS_MACHINE_FEATURE].value
    assert await app.ask(Message.SUBSCRIBE, BELT + b"\x01") == Frame(Message.SUBSCRIBE, 1, BELT)
    server.show(Reading(8.5, distance_m=120))
    told = await app.frame()
    assert (told.message, told.response) == (Message.NOTIFICATION, Response.SUCCESS)
    assert told.data[:16] == BELT
    assert decode_treadmill_data(told.data[16:]).speed_kmh == 8.5
    await app.ask(Message.SUBSCRIBE, BELT + b"\x00")
    server.show(Reading(9.0))
    assert (await app.ask(Message.SERVICES)).message == Message.SERVICES, "no longer notified"
    await app.leave()
    await _until_clients(server, 0)


@pytest.mark.parametrize(
    ("message", "data", "response"),
    [
        (Message.WRITE, CONTROL + b"\x02\x52\x03", Response.NO_SUCH_CHARACTERISTIC),
        (Message.WRITE, BELT + b"\x00\x00\x52\x03", Response.NOT_SUPPORTED),
        (Message.WRITE, FEATURE + b"\x00", Response.NOT_SUPPORTED),
        (Message.READ, BELT, Response.NOT_SUPPORTED),
        (Message.SUBSCRIBE, FEATURE + b"\x01", Response.NOT_SUPPORTED),
        (Message.SUBSCRIBE, BELT, Response.ERROR),
        (Message.CHARACTERISTICS, BELT, Response.NO_SUCH_SERVICE),
        (Message.CHARACTERISTICS, b"\x18\x26", Response.ERROR),
        (Message.READ, b"", Response.ERROR),
        (Message.NOTIFICATION, BELT, Response.UNKNOWN_MESSAGE),
        (0, b"", Response.UNKNOWN_MESSAGE),
        (99, FTMS, Response.UNKNOWN_MESSAGE),
    ],
)
def test_what_cannot_be_is_refused(message: int, data: bytes, response: Response) -> None:
    subscribed = set[str]()
    refused = answer(Frame(message, 5, data), subscribed)
    assert (refused.message, refused.sequence, refused.response) == (message, 5, response)
    assert not subscribed


async def test_octets_of_another_protocol_end_that_connection_alone(server: DirconServer) -> None:
    good, bad = await _App.at(server), await _App.at(server)
    bad.writer.write(b"GET / HTTP/1.1\r\n\r\n")
    assert await bad.is_let_go()
    assert (await good.ask(Message.SERVICES)).response == Response.SUCCESS
    await good.leave()
    await bad.leave()


async def test_an_app_that_reads_nothing_is_let_go_and_holds_nobody_up(
    server: DirconServer,
) -> None:
    good = await _App.at(server)
    await good.ask(Message.SUBSCRIBE, BELT + b"\x01")
    with closing(socket.socket()) as stalled:
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stalled.connect((HOST, server.port))
        stalled.sendall(bytes(Frame(Message.SUBSCRIBE, 1, BELT + b"\x01")))
        await _until_clients(server, 2)
        async with asyncio.timeout(LIMIT_S):
            while server.clients == 2:
                for _ in range(100):
                    server.show(Reading(8.5))
                    assert (await good.frame()).message == Message.NOTIFICATION
    await good.leave()


async def test_there_is_room_for_so_many_and_for_one_more_once_one_left(
    server: DirconServer,
) -> None:
    apps = [await _App.at(server) for _ in range(MOST_CLIENTS)]
    await _until_clients(server, MOST_CLIENTS)
    late = await _App.at(server)
    assert await late.is_let_go()
    await apps.pop().leave()
    await _until_clients(server, MOST_CLIENTS - 1)
    later = await _App.at(server)
    assert (await later.ask(Message.SERVICES)).response == Response.SUCCESS
    for app in (*apps, late, later):
        await app.leave()
