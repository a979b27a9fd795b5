"""What a treadmill claims against its own counters."""

from itertools import pairwise

from runwalk_devices.codecs.ftms.treadmill_data import decode_treadmill_data
from tests.runwalk_devices.simulator.quirks.remote import Remote, beside_the_model, speeds


@beside_the_model("zero_while_running:8")
async def test_zeros_of_a_belt_whose_counters_go_on(remote: Remote) -> None:
    await remote.begin(6)
    since = remote.clock.now()
    await remote.clock.sleep(12)
    frames = remote.frames(since)
    assert (0 in speeds(frames)) == remote.quirky
    assert remote.treadmill.speed_kmh == 6
    for counter in ("elapsed_time_s", "total_distance_m"):
        assert getattr(frames[-1], counter) > getattr(frames[0], counter) + 8


@beside_the_model("speed_spike:5")
async def test_single_frames_of_no_belts_speed(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(20)
    spikes = [kmh for kmh in speeds(remote.frames()) if kmh and kmh > 20]
    assert spikes[:3] == ([24.0, 60.0, 655.34] if remote.quirky else [])


@beside_the_model("counter_leap:5")
async def test_counters_that_leap_once(remote: Remote) -> None:
    await remote.begin(6)
    frames = remote.frames()
    for counter, most in (("energy_kcal", 1), ("elapsed_time_s", 1), ("total_distance_m", 2)):
        values = [getattr(frame, counter) or 0 for frame in frames]
        assert any(b - a > most for a, b in pairwise(values)) == remote.quirky
        assert values[-1] < 100


@beside_the_model("made_up_first_speed")
async def test_a_speed_of_a_standing_belt_after_each_connection(remote: Remote) -> None:
    for _ in range(2):
        since = remote.clock.now()
        await remote.clock.sleep(12)
        frames = remote.frames(since)
        assert (3.2 in speeds(frames)) == remote.quirky
        assert frames[-1].speed_kmh == 0
        assert {frame.elapsed_time_s for frame in frames} == {0}
        await remote.client.disconnect()
        await remote.connect()
        await remote.listen()


@beside_the_model("distance_stays_zero:10")
async def test_a_distance_that_counts_late(remote: Remote) -> None:
    await remote.begin(6)
    early = [f for f in remote.frames() if 5 < (f.elapsed_time_s or 0) < 10]
    assert early
    assert all(bool(f.total_distance_m) != remote.quirky for f in early)
    assert remote.frames()[-1].total_distance_m


@beside_the_model("time_never_counts")
async def test_counters_of_an_empty_belt(remote: Remote) -> None:
    await remote.begin(6)
    frame = remote.frames()[-1]
    assert frame.speed_kmh == 6
    counted = [frame.elapsed_time_s, frame.total_distance_m]
    assert (counted == [0, 0]) == remote.quirky


@beside_the_model("split_speed_first")
async def test_a_record_whose_first_packet_has_the_speed(remote: Remote) -> None:
    await remote.begin(6)
    packets = remote.said("2ACD")[-2:]
    steps = [packet for packet in packets if packet[:2] == b"\x01\x20"]
    assert len(steps) == (1 if remote.quirky else 0)
    assert any(decode_treadmill_data(packet).speed_kmh == 6 for packet in packets)


@beside_the_model("flags_change")
async def test_fields_that_differ_from_connection_to_connection(remote: Remote) -> None:
    kinds = set()
    for _ in range(3):
        await remote.clock.sleep(3)
        kinds.add(remote.said("2ACD")[-1][:2])
        await remote.client.disconnect()
        await remote.connect()
        await remote.listen()
    assert len(kinds) == (3 if remote.quirky else 1)


@beside_the_model("padded_zero")
async def test_a_standing_belt_in_nothing_but_zeros(remote: Remote) -> None:
    standing = remote.said("2ACD")[-1]
    assert len(standing) > 4
    assert any(standing) != remote.quirky
    await remote.begin(6)
    assert remote.frames()[-1].speed_kmh == 6


@beside_the_model("pace_cut")
async def test_a_packet_of_two_paces_cut_at_20_octets(remote: Remote) -> None:
    await remote.begin(6)
    packet = remote.said("2ACD")[-1]
    frame = decode_treadmill_data(packet)
    assert frame.speed_kmh == 6
    assert (len(packet) == 20 and bool(packet[0] & 0x60)) == remote.quirky
    assert (frame.truncated and frame.energy_kcal is None) == remote.quirky


@beside_the_model("target_all_ones")
async def test_a_status_that_names_no_target(remote: Remote) -> None:
    await remote.begin(6)
    changed = [status for status in remote.said("2ADA") if status[0] == 5]
    assert changed == [b"\x05\xff\xff" if remote.quirky else b"\x05\x58\x02"]
