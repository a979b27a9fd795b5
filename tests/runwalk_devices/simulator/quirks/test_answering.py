"""What the control point answers, and what it obeys."""

from tests.runwalk_devices.simulator.quirks.remote import (
    REQUEST_CONTROL,
    START,
    STOP,
    Remote,
    beside_the_model,
    incline,
    speed,
)


@beside_the_model("control_lost")
async def test_control_is_taken_back_once(remote: Remote) -> None:
    await remote.begin(6)
    await remote.clock.sleep(15)
    assert (b"\xff" in remote.said("2ADA")) == remote.quirky
    assert await remote.write(speed(7)) == [b"\x80\x02\x05" if remote.quirky else b"\x80\x02\x01"]
    await remote.write(REQUEST_CONTROL)
    await remote.clock.sleep(60)
    assert await remote.write(speed(7)) == [b"\x80\x02\x01"]


@beside_the_model("refuses_request_control")
async def test_request_for_control_is_refused(remote: Remote) -> None:
    answer = b"\x80\x00\x04" if remote.quirky else b"\x80\x00\x01"
    assert await remote.write(REQUEST_CONTROL) == [answer]
    assert await remote.write(START) == [b"\x80\x07\x01"]


@beside_the_model("silent_request_control")
async def test_request_for_control_is_not_answered(remote: Remote) -> None:
    assert await remote.write(REQUEST_CONTROL, 10) == ([] if remote.quirky else [b"\x80\x00\x01"])
    assert await remote.write(START) == [b"\x80\x07\x01"]


@beside_the_model("no_indications")
async def test_nothing_is_answered(remote: Remote) -> None:
    await remote.begin(6)
    assert remote.said("2AD9") == ([] if remote.quirky else [b"\x80\0\1", b"\x80\7\1", b"\x80\2\1"])
    assert remote.frames()[-1].speed_kmh == 6


@beside_the_model("late_or_wrong_response")
async def test_answers_are_late_or_for_another_opcode(remote: Remote) -> None:
    assert await remote.write(REQUEST_CONTROL, 3) == ([] if remote.quirky else [b"\x80\x00\x01"])
    answers = await remote.write(START, 3)
    if remote.quirky:
        assert answers == [b"\x80\x13\x01", b"\x80\x07\x01", b"\x80\x00\x01"]
    else:
        assert answers == [b"\x80\x07\x01"]


@beside_the_model("success_but_ignored")
async def test_success_means_nothing(remote: Remote) -> None:
    await remote.write(REQUEST_CONTROL)
    assert await remote.write(START) == [b"\x80\x07\x01"]
    await remote.clock.sleep(6)
    assert (remote.frames()[-1].speed_kmh == 0) == remote.quirky
    remote.treadmill.console.start()
    await remote.clock.sleep(6)
    assert await remote.write(speed(6)) == [b"\x80\x02\x01"]
    await remote.clock.sleep(8)
    assert remote.frames()[-1].speed_kmh == (0.8 if remote.quirky else 6)
    await remote.write(STOP)
    await remote.clock.sleep(6)
    assert remote.frames()[-1].speed_kmh == 0


@beside_the_model("incline_fails")
async def test_incline(remote: Remote) -> None:
    await remote.begin(6)
    assert await remote.write(incline(2)) == [b"\x80\x03\x04" if remote.quirky else b"\x80\x03\x01"]
    await remote.clock.sleep(6)
    assert remote.frames()[-1].inclination_percent == (0 if remote.quirky else 2)
    assert await remote.write(speed(7)) == [b"\x80\x02\x01"]
