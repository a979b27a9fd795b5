"""What happens at the machine itself."""

from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.quirks.console import ConsoleOverride, SelfStart
from tests.runwalk_devices.simulator.quirks.remote import START, Remote, beside_the_model, only


@beside_the_model("console_override")
async def test_plus_is_pressed(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(25)
    assert remote.frames()[-1].speed_kmh == (6.5 if remote.quirky else 6)
    assert (bytes.fromhex("058a02") in remote.said("2ADA")) == remote.quirky


@only("console_override:inf")
async def test_keys_are_pressed_by_hand(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(600)
    assert remote.frames()[-1].speed_kmh == 6
    assert isinstance(remote.quirk, ConsoleOverride)
    remote.quirk.press(-12)
    await remote.clock.sleep(3)
    assert remote.frames()[-1].speed_kmh == 4.8


@beside_the_model("status_repeats:3")
async def test_target_is_told_again_and_again(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(30)
    told = remote.said("2ADA").count(bytes.fromhex("055802"))
    assert told > 9 if remote.quirky else told == 1


@beside_the_model("safety_key")
async def test_key_is_pulled(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(45)
    assert remote.frames()[-1].speed_kmh == (0 if remote.quirky else 6)
    assert (b"\x03" in remote.said("2ADA")) == remote.quirky
    assert await remote.write(START) == [b"\x80\x07\x04" if remote.quirky else b"\x80\x07\x01"]


@beside_the_model("self_start")
async def test_belt_starts_by_itself_once(remote: Remote) -> None:
    await remote.clock.sleep(30)
    assert (remote.frames()[-1].speed_kmh == 0.8) == remote.quirky
    assert remote.said("2ADA") == []
    assert await remote.stops()
    await remote.clock.sleep(60)
    assert remote.frames()[-1].speed_kmh == 0


@only("self_start")
async def test_nothing_starts_while_nobody_is_connected(stranger: Remote) -> None:
    await stranger.clock.sleep(100)
    assert stranger.treadmill.target_kmh == 0


@only("self_start:inf")
async def test_belt_starts_at_a_tests_word(remote: Remote) -> None:
    await remote.clock.sleep(100)
    assert remote.treadmill.target_kmh == 0
    assert isinstance(remote.quirk, SelfStart)
    remote.quirk.happen()
    await remote.clock.sleep(6)
    assert remote.frames()[-1].speed_kmh == 0.8


@beside_the_model("console_heart")
async def test_heart_rate_at_the_grips(remote: Remote) -> None:
    await remote.listen(uuids.HEART_RATE_MEASUREMENT)
    await remote.clock.sleep(3)
    assert remote.frames()[-1].heart_rate_bpm == (128 if remote.quirky else None)
    assert {beat.bpm for beat in remote.beats()} == ({128} if remote.quirky else set())
