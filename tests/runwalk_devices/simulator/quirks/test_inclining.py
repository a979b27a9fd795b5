"""Inclines: which are taken, how they are told, when they are forgotten."""

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import InclinationRange, decode_inclination_range
from tests.runwalk_devices.simulator.quirks.remote import Remote, beside_the_model, only


def tilt(percent: float) -> bytes:
    return b"\x03" + round(percent * 10).to_bytes(2, "little", signed=True)


def told(remote: Remote) -> float | None:
    return remote.frames()[-1].inclination_percent


@beside_the_model("incline_grid")
async def test_whole_percents_from_0_to_12(remote: Remote) -> None:
    value = await remote.client.read_gatt_char(uuids.SUPPORTED_INCLINATION_RANGE)
    low, high = (-6.0, 40.0) if remote.quirky else (0.0, 15.0)
    assert decode_inclination_range(value) == InclinationRange(low, high, 0.5)
    await remote.begin()
    refusal = b"\x80\x03\x03" if remote.quirky else b"\x80\x03\x01"
    assert await remote.write(tilt(1.5)) == [refusal]
    assert await remote.write(tilt(14)) == [refusal]
    assert await remote.write(tilt(12)) == [b"\x80\x03\x01"]


@beside_the_model("incline_lost_in_pause")
async def test_level_after_a_pause(remote: Remote) -> None:
    await remote.begin()
    await remote.write(tilt(3))
    await remote.clock.sleep(10)
    assert told(remote) == 3
    assert await remote.stops()
    await remote.clock.sleep(20)
    assert told(remote) == (0 if remote.quirky else 3)


@beside_the_model("incline_units")
async def test_told_times_too_high(remote: Remote) -> None:
    await remote.begin()
    await remote.write(tilt(2))
    await remote.clock.sleep(10)
    assert told(remote) == (13.0 if remote.quirky else 2.0)
    assert remote.treadmill.incline_percent == 2


@only("incline_offset")
async def test_told_so_much_too_high(remote: Remote) -> None:
    await remote.begin()
    assert told(remote) == 6
