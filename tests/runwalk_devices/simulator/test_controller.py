"""Virtual devices behind a controller, as a central sees them that is no part of this program."""

from collections.abc import AsyncIterator, Iterable

import pytest
from bleak.backends.scanner import AdvertisementData
from bumble import hci
from bumble.core import UUID, ProtocolError
from bumble.device import Advertisement, Device, DeviceConfiguration, Peer
from bumble.gatt_client import CharacteristicProxy
from hypothesis import given
from hypothesis import strategies as st

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import decode_treadmill_data
from runwalk_devices.simulator.advertising import payloads
from runwalk_devices.simulator.behaviour import Behaviour
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.controller import HciServer
from runwalk_devices.simulator.peripheral import AttError
from runwalk_devices.simulator.quirks import give_quirks, offering, parse_quirks
from runwalk_devices.simulator.quirks import link as link_quirks
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from tests.local_link import SUPERVISION_TIMEOUT, Air, controller

REQUEST_CONTROL, START = b"\x00", b"\x07"
CONTROL, DATA = uuids.FITNESS_MACHINE_CONTROL_POINT, uuids.TREADMILL_DATA


class Connected:
    """What a central has of one device."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.received: dict[str, list[bytes]] = {}
        self.lost: list[int] = []
        peer.connection.on("disconnection", self.lost.append)

    def find(self, uuid: str) -> "CharacteristicProxy[bytes]":
        (found,) = self.peer.get_characteristics_by_uuid(UUID(uuids.short(uuid)))
        return found

    async def read(self, uuid: str) -> bytes:
        return await self.find(uuid).read_value()

    async def write(self, uuid: str, data: bytes) -> None:
        await self.find(uuid).write_value(data, with_response=True)

    async def subscribe(self, uuid: str) -> list[bytes]:
        """What arrives from now on."""
        received = self.received.setdefault(uuid, [])
        await self.find(uuid).subscribe(received.append)
        return received


class Central:
    """A program on another computer, with a controller of its own."""

    def __init__(self, air: Air, clock: Clock) -> None:
        transport = controller(air)
        self.clock = clock
        self.device = Device.from_config_with_hci(
            DeviceConfiguration(address=hci.Address("C0:00:00:00:00:01")),
            transport.source,
            transport.sink,
        )

    async def hear(self) -> Advertisement | None:
        """The last advertisement of a second, if there was any."""
        heard: list[Advertisement] = []
        self.device.on("advertisement", heard.append)
        await self.device.start_scanning()
        await self.clock.sleep(1)
        await self.device.stop_scanning()
        return heard[-1] if heard else None

    async def connect(self, address: str) -> Connected:
        async with self.clock.timeout(5):
            peer = Peer(await self.device.connect(hci.Address(address)))
        connected = Connected(peer)
        for service in await peer.discover_services():
            await service.discover_characteristics()
        return connected


@pytest.fixture
async def link() -> Air:
    return Air()


@pytest.fixture
async def central(link: Air, clock: Clock) -> Central:
    central = Central(link, clock)
    await central.device.power_on()
    return central


@pytest.fixture
def packets() -> list[tuple[PacketKind, str, bytes]]:
    return []


@pytest.fixture
async def served(
    link: Air, treadmill: VirtualTreadmill, packets: list[tuple[PacketKind, str, bytes]]
) -> AsyncIterator[VirtualTreadmill]:
    """The treadmill behind a controller, everything that passes recorded."""

    def record(kind: PacketKind, uuid: str, data: bytes) -> None:
        packets.append((kind, uuids.short(uuid), data))

    async with HciServer(treadmill, controller(link), record):
        yield treadmill


async def test_it_advertises_what_it_is(served: VirtualTreadmill, central: Central) -> None:
    heard = await central.hear()
    assert heard is not None
    assert heard.address == hci.Address(served.address)
    assert heard.data_bytes == (
        bytes.fromhex("020106")  # flags: discoverable, no BR/EDR
        + bytes.fromhex("03032618")  # services: Fitness Machine
        + bytes.fromhex("06162618010100")  # its data: available, treadmill
        + b"\x0c\x09Virtual F80"
    )


async def test_values_are_read_and_refusals_keep_their_code(
    served: VirtualTreadmill, central: Central
) -> None:
    connected = await central.connect(served.address)
    assert await connected.read(uuids.SUPPORTED_SPEED_RANGE) == bytes.fromhex("5000d0070a00")
    assert await connected.read(uuids.MODEL_NUMBER) == b"Virtual F80"
    with pytest.raises(ProtocolError) as refused:
        await connected.write(CONTROL, START)
    assert refused.value.error_code == 0xFD


async def test_a_workout_over_the_air(
    served: VirtualTreadmill,
    central: Central,
    clock: Clock,
    packets: list[tuple[PacketKind, str, bytes]],
) -> None:
    connected = await central.connect(served.address)
    data = await connected.subscribe(DATA)
    answers = await connected.subscribe(CONTROL)
    await connected.write(CONTROL, START)
    await clock.sleep(1)
    await connected.write(CONTROL, REQUEST_CONTROL)
    await clock.sleep(1)
    await connected.write(CONTROL, START)
    await clock.sleep(5)
    await connected.write(CONTROL, bytes.fromhex("022003"))
    await clock.sleep(10)
    assert [answer.hex() for answer in answers] == ["800705", "800001", "800701", "800201"]
    assert decode_treadmill_data(data[0]).speed_kmh == 0
    assert decode_treadmill_data(data[-1]).speed_kmh == served.speed_kmh == 8
    assert len(data) == pytest.approx(17 * 2, abs=2)
    assert (PacketKind.INDICATE, "2AD9", b"\x80\x02\x01") in packets

    await connected.find(DATA).unsubscribe()
    await clock.sleep(1)
    before = len(data)
    await clock.sleep(5)
    assert len(data) == before


async def test_a_lost_link_frees_the_treadmill_and_it_advertises_again(
    served: VirtualTreadmill, central: Central, link: Air, clock: Clock
) -> None:
    connected = await central.connect(served.address)
    await connected.subscribe(CONTROL)
    await connected.write(CONTROL, REQUEST_CONTROL)
    assert await central.hear() is None, "one central at a time"
    link.cut()
    await clock.sleep(1)
    assert connected.lost == [SUPERVISION_TIMEOUT]
    assert not served.connections

    again = await central.connect(served.address)
    answers = await again.subscribe(CONTROL)
    await again.write(CONTROL, START)
    await clock.sleep(1)
    assert [answer.hex() for answer in answers] == ["800705"], "control went with the link"


async def test_the_device_ends_the_link_and_falls_silent(
    served: VirtualTreadmill, central: Central, clock: Clock
) -> None:
    connected = await central.connect(served.address)
    served.silent = True
    served.drop_links()
    await clock.sleep(1)
    assert connected.lost
    assert await central.hear() is None
    served.silent = False
    assert await central.hear() is not None


async def test_a_central_that_leaves_is_gone(
    served: VirtualTreadmill, central: Central, clock: Clock
) -> None:
    connected = await central.connect(served.address)
    assert served.connections
    await connected.peer.connection.disconnect()
    await clock.sleep(1)
    assert not served.connections


async def test_nothing_is_on_the_air_afterwards(
    link: Air, treadmill: VirtualTreadmill, central: Central
) -> None:
    async with HciServer(treadmill, controller(link)):
        connected = await central.connect(treadmill.address)
    assert connected.lost
    assert await central.hear() is None


class Odd(Behaviour):
    """Refuses every target, says everything twice, and has another name."""

    def advertisement(self, advertisement: AdvertisementData) -> AdvertisementData:
        return advertisement._replace(local_name="Odd")

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        return (value, value)

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if data[0] == 0x02:
            raise AttError(0x80)
        return data


async def test_behaviours_work_over_the_air(
    served: VirtualTreadmill, central: Central, clock: Clock
) -> None:
    served.take_on(Odd())
    heard = await central.hear()
    assert heard is not None
    assert heard.data_bytes.endswith(b"\x04\x09Odd")
    connected = await central.connect(served.address)
    answers = await connected.subscribe(CONTROL)
    await connected.write(CONTROL, REQUEST_CONTROL)
    with pytest.raises(ProtocolError) as refused:
        await connected.write(CONTROL, bytes.fromhex("022003"))
    assert refused.value.error_code == 0x80
    await clock.sleep(1)
    assert [answer.hex() for answer in answers] == ["800001", "800001"]


OTHERWISE_OFFERED = [quirk.name for quirk in (*offering.QUIRKS, *link_quirks.QUIRKS)]


@pytest.mark.parametrize("name", sorted({*OTHERWISE_OFFERED} - {"single_central"}))
async def test_what_a_device_offers_otherwise_it_offers_over_the_air(
    treadmill: VirtualTreadmill, strap: VirtualStrap, central: Central, link: Air, name: str
) -> None:
    give_quirks((treadmill, strap), parse_quirks(name))
    async with HciServer(treadmill, controller(link)):
        heard = await central.hear()
        assert heard is not None
        assert heard.data_bytes == payloads(treadmill.advertisement())[0]
        connected = await central.connect(treadmill.address)
        services = connected.peer.services
        found = {offer.uuid: offer.properties for one in services for offer in one.characteristics}
    for service in treadmill.services:
        for model in service.characteristics:
            properties = found.get(UUID(uuids.short(model.uuid)))
            assert (properties is None) == (model.uuid in treadmill.hidden)
            if properties is not None:
                words = str(properties).lower().replace("_", "-").split("|")
                assert set(words) == set(model.properties)


async def test_a_device_that_accepts_nobody_hangs_up(
    treadmill: VirtualTreadmill, strap: VirtualStrap, central: Central, link: Air, clock: Clock
) -> None:
    give_quirks((treadmill, strap), parse_quirks("single_central"))
    async with HciServer(treadmill, controller(link)):
        lost: list[int] = []
        connection = await central.device.connect(hci.Address(treadmill.address))
        connection.on("disconnection", lost.append)
        await clock.sleep(1)
        assert lost
        assert not treadmill.connections


async def test_a_device_can_come_back_with_less(
    served: VirtualTreadmill, central: Central, link: Air, clock: Clock
) -> None:
    first = await central.connect(served.address)
    assert first.peer.get_characteristics_by_uuid(UUID("2AD9"))
    served.hidden.add(CONTROL)
    link.cut()
    await clock.sleep(1)
    second = await central.connect(served.address)
    assert not second.peer.get_characteristics_by_uuid(UUID("2AD9"))
    assert await second.read(uuids.MODEL_NUMBER) == b"Virtual F80"


async def test_a_device_can_come_back_under_another_address(
    served: VirtualTreadmill, central: Central, clock: Clock
) -> None:
    await central.connect(served.address)
    served.drop_links()
    served.address = "F8:00:00:00:18:27"
    await clock.sleep(1)
    heard = await central.hear()
    assert heard is not None
    assert heard.address == hci.Address(served.address)


async def test_a_treadmill_and_a_strap_share_the_air(
    served: VirtualTreadmill,
    strap: VirtualStrap,
    central: Central,
    link: Air,
    clock: Clock,
) -> None:
    async with HciServer(strap, controller(link)):
        belt = await central.connect(served.address)
        chest = await central.connect(strap.address)
        data = await belt.subscribe(DATA)
        rates = await chest.subscribe(uuids.HEART_RATE_MEASUREMENT)
        await clock.sleep(5)
        assert len(data) == pytest.approx(10, abs=1)
        assert [rate[1] for rate in rates[-1:]] == [strap.bpm]


names = st.none() | st.text(max_size=40)
numbers = st.integers(0, 0xFFFF).map(lambda number: uuids.full(f"{number:04x}")) | st.uuids().map(
    str
)


@given(names, st.lists(numbers, max_size=4), st.dictionaries(numbers, st.binary(max_size=20)))
def test_payloads_never_outgrow_an_advertisement(
    name: str | None, services: list[str], data: dict[str, bytes]
) -> None:
    advertisement = AdvertisementData(name, {}, data, services, None, -60, ())
    for octets in payloads(advertisement):
        assert len(octets) <= 31
        at = 0
        while at < len(octets):
            at += 1 + octets[at]
        assert at == len(octets), "made of whole structures"


def test_a_long_name_is_cut_and_moves_to_the_scan_response() -> None:
    name = "Laufband mit sehr langem Namen ä"
    advertisement = AdvertisementData(name, {}, {}, [uuids.HEART_RATE_SERVICE], None, -60, ())
    data, response = payloads(advertisement)
    assert data == bytes.fromhex("02010603030d18")
    assert response == b"\x1e\x08" + name.encode()[:29]
