"""How a device is found and connected to, and how its link ends."""

import pytest
from bleak.exc import BleakError

from runwalk_devices.simulator.quirks.link import LinkLossBeltRuns, SingleCentral
from runwalk_devices.transport.adapter import DeviceKind
from tests.runwalk_devices.simulator.quirks.remote import (
    REQUEST_CONTROL,
    START,
    Remote,
    beside_the_model,
    only,
    speed,
)


@pytest.mark.parametrize(
    ("spec", "kmh"), [("quirks:link_loss_belt_runs", 6), ("quirks:link_loss_belt_stops", 0)]
)
async def test_lost_link(remote: Remote, kmh: float) -> None:
    await remote.begin(6)
    moved_s = remote.treadmill.machine.belt.elapsed_s
    await remote.clock.sleep(36 - moved_s)
    assert len(remote.lost_at) == 1
    assert not [
        s for s in await remote.scene.adapter.scan(3) if s.address == remote.treadmill.address
    ]
    await remote.clock.sleep(10)
    await remote.connect()
    await remote.listen()
    assert remote.treadmill.speed_kmh == kmh
    await remote.clock.sleep(120)
    assert remote.frames()[-1].speed_kmh == kmh
    assert len(remote.lost_at) == 1


@only("link_loss_belt_runs:inf")
async def test_link_is_lost_by_hand(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(100)
    assert remote.lost_at == []
    assert isinstance(remote.quirk, LinkLossBeltRuns)
    remote.quirk.happen()
    await remote.clock.sleep(1)
    assert len(remote.lost_at) == 1


@beside_the_model("link_loss_belt_stops")
async def test_belt_when_the_client_leaves(remote: Remote) -> None:
    await remote.begin(6)
    await remote.client.disconnect()
    await remote.clock.sleep(10)
    assert remote.treadmill.speed_kmh == (0 if remote.quirky else 6)


@beside_the_model("single_central")
async def test_taken_by_another_app(stranger: Remote) -> None:
    if not stranger.quirky:
        await stranger.connect()
        return
    for _ in range(2):
        with pytest.raises(TimeoutError):
            await stranger.connect()
    await stranger.connect()
    assert stranger.clock.now() > 45


@only("single_central:inf")
async def test_another_app_leaves_by_hand(stranger: Remote) -> None:
    assert isinstance(stranger.quirk, SingleCentral)
    stranger.quirk.taken = False
    await stranger.connect()


@beside_the_model("advert_without_name")
async def test_advertised_name(stranger: Remote) -> None:
    sightings = {s.address: s for s in await stranger.scene.adapter.scan(2)}
    found = sightings[stranger.treadmill.address]
    assert found.name == (None if stranger.quirky else "Virtual F80")
    assert found.kinds == {DeviceKind.TREADMILL}


@beside_the_model("advert_without_1826")
async def test_advertised_service(stranger: Remote) -> None:
    sightings = {s.address: s for s in await stranger.scene.adapter.scan(2)}
    found = sightings[stranger.treadmill.address]
    assert found.name == "Virtual F80"
    assert found.kinds == (set() if stranger.quirky else {DeviceKind.TREADMILL})


@beside_the_model("advert_reversed_type")
async def test_advertised_type(stranger: Remote) -> None:
    (data,) = stranger.treadmill.advertisement().service_data.values()
    assert data == (b"\x01\x00\x01" if stranger.quirky else b"\x01\x01\x00")
    await stranger.connect()


@beside_the_model("address_changes")
async def test_address_after_a_loss(remote: Remote) -> None:
    old = remote.treadmill.address
    await remote.begin(6)
    await remote.clock.sleep(25)
    assert len(remote.lost_at) == (1 if remote.quirky else 0)
    if not remote.quirky:
        remote.treadmill.drop_links()
        await remote.clock.sleep(1)
    (found,) = [s for s in await remote.scene.adapter.scan(2) if s.name == "Virtual F80"]
    assert (found.address != old) == remote.quirky
    await remote.connect()
    assert remote.scene.air.peripherals[found.address] is remote.treadmill
    remote.scene.air.cut(found.address)
    (again,) = [s for s in await remote.scene.adapter.scan(2) if s.name == "Virtual F80"]
    assert (again.address not in (old, found.address)) == remote.quirky


@only("address_changes")
async def test_old_address_leads_nowhere(remote: Remote) -> None:
    await remote.begin()
    old = remote.client
    remote.treadmill.drop_links()
    await remote.clock.sleep(1)
    with pytest.raises((BleakError, TimeoutError)):
        await old.connect()


@beside_the_model("control_gone_after_reconnect")
async def test_control_after_a_loss(remote: Remote) -> None:
    assert await remote.write(REQUEST_CONTROL) == [b"\x80\x00\x01"]
    await remote.write(START)
    await remote.clock.sleep(40)
    assert len(remote.lost_at) == (1 if remote.quirky else 0)
    if not remote.quirky:
        remote.treadmill.drop_links()
    await remote.connect()
    await remote.listen()
    refusal = b"\x80\x00\x05" if remote.quirky else b"\x80\x00\x01"
    assert await remote.write(REQUEST_CONTROL) == [refusal]
    assert await remote.write(speed(5)) == [b"\x80\x02\x05" if remote.quirky else b"\x80\x02\x01"]
    assert await remote.write(REQUEST_CONTROL) == [b"\x80\x00\x01"]
    assert await remote.write(speed(5)) == [b"\x80\x02\x01"]
