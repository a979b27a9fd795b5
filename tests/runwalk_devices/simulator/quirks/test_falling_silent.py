"""How a device that stays connected falls silent, and how its link ends again and again."""

import pytest
from bleak.exc import BleakGATTProtocolError

from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.quirks.falling_silent import GoesMute, WantsPairing
from tests.runwalk_devices.simulator.quirks.remote import (
    START,
    Remote,
    beside_the_model,
    only,
    speed,
)


@beside_the_model("goes_mute")
async def test_mute_in_mid_run(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(20)
    since = remote.clock.now()
    assert (await remote.write(speed(5)))[-1] == b"\x80\x02\x01", "it answers"
    await remote.clock.sleep(10)
    assert remote.treadmill.speed_kmh == 5, "it obeys"
    await remote.listen(uuids.TREADMILL_DATA)
    await remote.clock.sleep(5)
    assert bool(remote.frames(since)) is not remote.quirky
    remote.treadmill.drop_links()
    await remote.clock.sleep(1)
    await remote.connect()
    await remote.listen()
    since = remote.clock.now()
    await remote.clock.sleep(5)
    assert remote.frames(since), "a new connection helps"


@only("goes_mute:inf")
async def test_mute_by_hand(remote: Remote) -> None:
    await remote.begin(6)
    assert isinstance(remote.quirk, GoesMute)
    remote.quirk.happen()
    since = remote.clock.now()
    await remote.clock.sleep(5)
    assert not remote.frames(since + 0.1)


@beside_the_model("mute_from_start")
async def test_mute_until_subscribed_to_again(remote: Remote) -> None:
    await remote.clock.sleep(5)
    assert bool(remote.frames()) is not remote.quirky
    point = remote.client.services.get_characteristic(uuids.TREADMILL_DATA)
    assert point is not None
    await remote.client.stop_notify(point)
    await remote.listen(uuids.TREADMILL_DATA)
    since = remote.clock.now()
    await remote.clock.sleep(5)
    assert remote.frames(since)


@beside_the_model("strap_mute")
async def test_a_strap_that_says_nothing_at_first(wearer: Remote) -> None:
    await wearer.clock.sleep(20)
    assert bool(wearer.beats()) is not wearer.quirky
    wearer.strap.drop_links()
    await wearer.clock.sleep(1)
    await wearer.connect(wearer.strap)
    await wearer.listen(uuids.HEART_RATE_MEASUREMENT)
    await wearer.clock.sleep(5)
    assert wearer.beats()


@beside_the_model("flapping_strap")
async def test_a_strap_that_drops_and_is_back(wearer: Remote) -> None:
    began = wearer.clock.now()
    for number in range(1, 4):
        await wearer.clock.sleep(20 * number + 1 - wearer.clock.now() + began)
        assert len(wearer.lost_at) == (number if wearer.quirky else 0)
        if wearer.quirky:
            assert wearer.strap.silent
            await wearer.connect(wearer.strap)
            assert wearer.clock.now() - wearer.lost_at[-1] == pytest.approx(2, abs=1)


@beside_the_model("flapping_belt")
async def test_links_of_a_second(remote: Remote) -> None:
    await remote.clock.sleep(2)
    assert len(remote.lost_at) == remote.quirky
    if remote.quirky:
        await remote.clock.sleep(60)
        await remote.connect()
        await remote.listen()
        await remote.clock.sleep(20)
        assert len(remote.lost_at) == 1, "after a while they hold"


@beside_the_model("keep_alive")
async def test_an_idle_link_is_ended(remote: Remote) -> None:
    point = remote.client.services.get_characteristic(uuids.SUPPORTED_SPEED_RANGE)
    assert point is not None
    for _ in range(3):
        await remote.clock.sleep(12)
        await remote.client.read_gatt_char(point)
    await remote.clock.sleep(12)
    await remote.write(START)
    await remote.clock.sleep(12)
    assert remote.lost_at == []
    await remote.clock.sleep(5)
    assert len(remote.lost_at) == remote.quirky


@beside_the_model("wants_pairing")
async def test_nothing_is_answered_before_it_is_paired(stranger: Remote) -> None:
    await stranger.connect()
    services = stranger.client.services
    speeds = services.get_characteristic(uuids.SUPPORTED_SPEED_RANGE)
    assert speeds is not None
    if stranger.quirky:
        with pytest.raises(BleakGATTProtocolError) as refused:
            await stranger.client.read_gatt_char(speeds)
        assert refused.value.code == 5
        with pytest.raises(BleakGATTProtocolError) as refused:
            await stranger.listen(uuids.TREADMILL_DATA)
        assert refused.value.code == 15
        with pytest.raises(BleakGATTProtocolError):
            await stranger.write(START)
        assert isinstance(stranger.quirk, WantsPairing)
        stranger.quirk.is_paired = True
    await stranger.client.read_gatt_char(speeds)
    await stranger.listen()
    await stranger.clock.sleep(2)
    assert stranger.frames()
