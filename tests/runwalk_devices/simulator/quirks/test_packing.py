"""How what a treadmill says is packed into packets."""

from itertools import pairwise

import pytest

from runwalk_devices.codecs.ftms.treadmill_data import decode_treadmill_data
from tests.runwalk_devices.simulator.quirks.remote import Remote, beside_the_model, only, speeds


def flags(packet: bytes) -> int:
    return int.from_bytes(packet[:2], "little")


@beside_the_model("step_field_24")
async def test_steps_of_three_octets(remote: Remote) -> None:
    await remote.begin(6)
    packet = remote.said("2ACD")[-1]
    assert bool(flags(packet) & 1 << 13) == remote.quirky
    frame = decode_treadmill_data(packet)
    if remote.quirky:
        assert frame.step_count == int((frame.total_distance_m or 0) * 1.3) > 10
        assert packet[-3:] == frame.step_count.to_bytes(3, "little")
    else:
        assert frame.step_count is None


@beside_the_model("step_field_16")
async def test_steps_of_two_octets(remote: Remote) -> None:
    await remote.begin(6)
    packet = remote.said("2ACD")[-1]
    frame = decode_treadmill_data(packet)
    if remote.quirky:
        assert frame.step_count == int((frame.total_distance_m or 0) * 1.3) > 10
        assert packet[-4:] == (frame.elapsed_time_s or 0).to_bytes(
            2, "little"
        ) + frame.step_count.to_bytes(2, "little")
    else:
        assert frame.step_count is None


@pytest.mark.parametrize(
    ("spec", "octets"),
    [
        ("quirks:step_field_16,step_field_24", 23),
        ("quirks:step_field_24,step_field_16", 22),
    ],
)
async def test_of_two_step_fields_the_later_counts(remote: Remote, octets: int) -> None:
    assert {len(packet) for packet in remote.said("2ACD")} == {octets}


@beside_the_model("reserved_bits")
async def test_reserved_flags(remote: Remote) -> None:
    await remote.begin(6)
    packet = remote.said("2ACD")[-1]
    assert flags(packet) >> 14 == (3 if remote.quirky else 0)
    assert packet.endswith(b"\xaa\xbb\xcc") == remote.quirky
    assert remote.frames()[-1].speed_kmh == 6


@beside_the_model("truncated")
async def test_cut(remote: Remote) -> None:
    await remote.begin(6)
    assert {len(packet) for packet in remote.said("2ACD")} == {20}
    frame = remote.frames()[-1]
    assert frame.truncated == remote.quirky
    assert frame.speed_kmh == 6
    assert frame.energy_kcal is not None
    assert (frame.elapsed_time_s is None) == remote.quirky
    if remote.quirky:
        assert remote.said("2ACD")[-1][:2] == bytes.fromhex("9e1f"), "a Matrix has these flags"


@beside_the_model("more_data_split")
async def test_split_record(remote: Remote) -> None:
    await remote.begin(6)
    frames = remote.frames()
    if not remote.quirky:
        assert not any(frame.more_data for frame in frames)
        return
    *_, first, second = frames
    assert (first.more_data, second.more_data) == (True, False)
    assert first.total_distance_m is not None
    assert second.total_distance_m is None
    assert (first.speed_kmh, second.speed_kmh) == (None, 6)
    assert all(a.more_data != b.more_data for a, b in pairwise(frames))


@only("truncated,more_data_split")
async def test_split_record_need_not_be_cut(remote: Remote) -> None:
    """As on the machine whose long packets are cut and whose newer software splits them."""
    assert {flags(packet) for packet in remote.said("2ACD")} == {0x009F, 0x1F00}
    assert not any(frame.truncated for frame in remote.frames())


@beside_the_model("null_frames")
async def test_frames_that_mean_nothing(remote: Remote) -> None:
    await remote.clock.sleep(20)
    packets = remote.said("2ACD")
    null = [packet for packet in packets if not any(packet)]
    assert set(null) == ({bytes(20), b"\0"} if remote.quirky else set())
    good = len(packets) - len(null)
    assert len(null) == (good // 5 if remote.quirky else 0)


@beside_the_model("status_padding")
async def test_padded_status(remote: Remote) -> None:
    await remote.begin(6)
    await remote.stops()
    padding = "00" if remote.quirky else ""
    assert [status.hex() for status in remote.said("2ADA")] == [
        f"04{padding}",
        f"055802{padding}",
        f"0201{padding}",
    ]


@beside_the_model("status_reversed")
async def test_status_of_a_start(remote: Remote) -> None:
    remote.treadmill.console.start()
    await remote.clock.sleep(6)
    assert remote.said("2ADA") == [b"\x02\x01" if remote.quirky else b"\x04"]
    assert speeds(remote.frames())[-1] == 0.8


@beside_the_model("mislabelled")
async def test_a_speed_that_its_flags_deny(remote: Remote) -> None:
    """As the relay writes: flags 0019, speed, incline without a ramp angle, tenths of a km."""
    await remote.begin(6)
    packet = remote.said("2ACD")[-1]
    frame = decode_treadmill_data(packet)
    assert (frame.speed_kmh is None) == remote.quirky
    if remote.quirky:
        assert packet == bytes.fromhex("1900 5802 0000 000000")
        assert frame.inclination_percent == 60.0, "the speed, read as an incline"
        assert frame.total_distance_m is None
