"""What a treadmill offers, and what a read says."""

import pytest
from bleak.exc import BleakDBusError, BleakGATTProtocolError

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineFeature,
    SpeedRange,
    TargetFeature,
    decode_features,
)
from runwalk_devices.codecs.ftms.treadmill_data import decode_speed_range as speed_range
from runwalk_devices.simulator.quirks.offering import VENDOR_WRITE
from tests.runwalk_devices.simulator.quirks.remote import REQUEST_CONTROL, Remote, beside_the_model


def properties(remote: Remote, uuid: str) -> set[str]:
    """What the client may do with a characteristic; nothing if it finds none."""
    found = remote.client.services.get_characteristic(uuid)
    return set(found.properties) if found else set()


@beside_the_model("range_missing")
async def test_ranges(remote: Remote) -> None:
    for uuid in (uuids.SUPPORTED_SPEED_RANGE, uuids.SUPPORTED_INCLINATION_RANGE):
        assert properties(remote, uuid) == (set() if remote.quirky else {"read"})
    await remote.begin(5)
    assert remote.frames()[-1].speed_kmh == 5


@beside_the_model("range_zero")
async def test_zero_ranges(remote: Remote) -> None:
    offered = speed_range(await remote.client.read_gatt_char(uuids.SUPPORTED_SPEED_RANGE))
    assert offered == (SpeedRange(0, 0, 0) if remote.quirky else SpeedRange(0.8, 20, 0.1))
    inclines = await remote.client.read_gatt_char(uuids.SUPPORTED_INCLINATION_RANGE)
    assert (inclines == bytes(6)) == remote.quirky
    await remote.begin(5)
    assert remote.frames()[-1].speed_kmh == 5


@beside_the_model("features_lie")
async def test_features(remote: Remote) -> None:
    claimed = decode_features(await remote.client.read_gatt_char(uuids.FITNESS_MACHINE_FEATURE))
    assert claimed.machine is not None
    assert MachineFeature.TOTAL_DISTANCE in claimed.machine
    assert claimed.targets is not None
    assert (TargetFeature.SPEED in claimed.targets) != remote.quirky
    assert (TargetFeature.POWER in claimed.targets) == remote.quirky
    await remote.begin(5)
    assert remote.frames()[-1].speed_kmh == 5


@beside_the_model("empty_reads")
async def test_reads(remote: Remote) -> None:
    for uuid in (uuids.FITNESS_MACHINE_FEATURE, uuids.SUPPORTED_SPEED_RANGE, uuids.MODEL_NUMBER):
        assert (await remote.client.read_gatt_char(uuid) == b"") == remote.quirky


@beside_the_model("no_control_point")
async def test_control_point(remote: Remote) -> None:
    offered = properties(remote, uuids.FITNESS_MACHINE_CONTROL_POINT)
    assert offered == (set() if remote.quirky else {"write", "indicate"})
    remote.treadmill.console.start()
    await remote.clock.sleep(6)
    assert remote.frames()[-1].speed_kmh == 0.8


@beside_the_model("control_point_notifies")
async def test_control_point_that_notifies(remote: Remote) -> None:
    offered = properties(remote, uuids.FITNESS_MACHINE_CONTROL_POINT)
    assert offered == {"write", "notify" if remote.quirky else "indicate"}
    assert await remote.write(REQUEST_CONTROL) == [b"\x80\x00\x01"]


@beside_the_model("write_without_response_only")
async def test_write_commands(remote: Remote) -> None:
    point = uuids.FITNESS_MACHINE_CONTROL_POINT
    write = "write-without-response" if remote.quirky else "write"
    assert properties(remote, point) == {write, "indicate"}
    if remote.quirky:
        with pytest.raises((BleakDBusError, BleakGATTProtocolError)):
            await remote.client.write_gatt_char(point, REQUEST_CONTROL, response=True)
    assert await remote.write(REQUEST_CONTROL) == [b"\x80\x00\x01"]


@beside_the_model("vendor_gate")
async def test_gate(remote: Remote) -> None:
    assert (await remote.write(REQUEST_CONTROL) == []) == remote.quirky
    await remote.clock.sleep(60)
    assert (remote.heard == []) == remote.quirky
    if remote.quirky:
        await remote.client.write_gatt_char(VENDOR_WRITE, b"\x01", response=True)
        assert await remote.write(REQUEST_CONTROL) == [b"\x80\x00\x01"]
        assert remote.frames()
