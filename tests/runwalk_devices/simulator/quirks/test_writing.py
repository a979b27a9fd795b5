"""What becomes of a write."""

import pytest
from bleak.exc import BleakGATTProtocolError

from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.quirks.writing import Beeps
from tests.runwalk_devices.simulator.quirks.remote import (
    REQUEST_CONTROL,
    START,
    STOP,
    Remote,
    beside_the_model,
    only,
    speed,
)


@beside_the_model("subscribe_too_fast")
@pytest.mark.parametrize("gap_s", [0.0, 0.1])
async def test_subscriptions(stranger: Remote, gap_s: float) -> None:
    await stranger.connect()
    await stranger.listen(uuids.TRAINING_STATUS, uuids.TREADMILL_DATA, gap_s=gap_s)
    await stranger.clock.sleep(3)
    assert bool(stranger.frames()) == (not stranger.quirky or gap_s > 0)


@beside_the_model("write_error")
async def test_every_third_command_is_an_error(remote: Remote) -> None:
    async def write(octets: bytes) -> int:
        try:
            return (await remote.write(octets))[0][2]
        except BleakGATTProtocolError as error:
            await remote.clock.sleep(0.6)
            return error.code

    results = [await write(REQUEST_CONTROL) for _ in range(8)]
    await remote.listen(uuids.FITNESS_MACHINE_CONTROL_POINT)
    results += [await write(REQUEST_CONTROL) for _ in range(5)]
    if remote.quirky:
        assert results[:6] == [1, 1, 0x80, 1, 1, 0xFD]
        assert results[6:8] == [0xFD, 0xFD], "until there is a new subscription"
        assert results[8:] == [0xFE, 0xFE, 1, 1, 0x0E], "busy for a second"
    else:
        assert results == [1] * 13


@only("beeps")
async def test_each_write_beeps(remote: Remote) -> None:
    await remote.begin(5)
    await remote.write(speed(5))
    assert isinstance(remote.quirk, Beeps)
    assert remote.quirk.beeps == 4
    assert remote.frames()[-1].speed_kmh == 5


@beside_the_model("write_spacing")
async def test_commands_in_quick_succession(remote: Remote) -> None:
    await remote.begin(5)
    first, second = await remote.write(speed(6), 0.3), await remote.write(speed(7), 0.3)
    assert first == [b"\x80\x02\x01"]
    assert second == ([] if remote.quirky else [b"\x80\x02\x01"])
    await remote.clock.sleep(8)
    assert remote.frames()[-1].speed_kmh == (6 if remote.quirky else 7)
    await remote.write(START, 0.3)
    await remote.write(STOP, 0.5)
    await remote.write(STOP, 6)
    assert remote.frames()[-1].speed_kmh == 0
