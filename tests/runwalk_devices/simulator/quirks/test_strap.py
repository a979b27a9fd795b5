"""What straps send that a heart did not do."""

from itertools import pairwise

import pytest

from runwalk_devices.codecs import uuids
from runwalk_devices.simulator.quirks.incident import Spell
from tests.runwalk_devices.simulator.quirks.remote import Remote, beside_the_model, only


@beside_the_model("frozen_off_skin")
async def test_frozen(wearer: Remote) -> None:
    await wearer.clock.sleep(60)
    wearer.treadmill.console.start()
    wearer.treadmill.console.plus(70)
    since = wearer.clock.now()
    await wearer.clock.sleep(25 * 60)
    beats = wearer.beats(since + 2)
    assert (len({beat.bpm for beat in beats}) == 1) == wearer.quirky
    if wearer.quirky:
        assert {beat.contact for beat in beats} == {None}
        assert wearer.said("2A37")[-1][0] in (0x00, 0x10)
        with_rr = [beat for beat in beats if beat.rr_intervals_s]
        assert len(with_rr) == pytest.approx(len(beats) / 30, abs=1)
    await wearer.clock.sleep(120)
    assert wearer.beats()[-1].bpm == wearer.strap.bpm, "put on again"


@beside_the_model("contact_lost")
async def test_no_contact(wearer: Remote) -> None:
    await wearer.clock.sleep(65)
    beat = wearer.beats()[-1]
    assert beat.contact != wearer.quirky
    assert beat.bpm == wearer.strap.bpm
    await wearer.clock.sleep(15)
    assert wearer.beats()[-1].contact


@beside_the_model("zero_bpm")
async def test_zero(wearer: Remote) -> None:
    await wearer.clock.sleep(65)
    assert (wearer.said("2A37")[-1] == b"\x06\x00") == wearer.quirky
    await wearer.clock.sleep(15)
    assert wearer.beats()[-1].bpm == wearer.strap.bpm


@beside_the_model("doubled")
async def test_double_and_half(wearer: Remote) -> None:
    factors = []
    await wearer.clock.sleep(17)
    for _ in range(3):
        await wearer.clock.sleep(45)
        factors.append((wearer.beats()[-1].bpm or 0) / wearer.strap.bpm)
        await wearer.clock.sleep(15)
        assert wearer.beats()[-1].bpm == wearer.strap.bpm
    assert factors == pytest.approx([2, 0.5, 2] if wearer.quirky else [1, 1, 1], abs=0.02)


@beside_the_model("dropout")
async def test_dropout(wearer: Remote) -> None:
    await wearer.clock.sleep(61)
    since = wearer.clock.now()
    await wearer.clock.sleep(12)
    assert (wearer.beats(since) == []) == wearer.quirky
    assert wearer.client.is_connected
    since = wearer.clock.now()
    await wearer.clock.sleep(5)
    assert wearer.beats(since)


@pytest.mark.parametrize(
    "spec",
    [
        f"quirks:{name}:inf"
        for name in ("frozen_off_skin", "contact_lost", "zero_bpm", "doubled", "dropout")
    ],
)
async def test_spells_by_hand(wearer: Remote) -> None:
    await wearer.clock.sleep(200)
    spell = wearer.quirk
    assert isinstance(spell, Spell)
    under_way = [spell.under_way]
    for act in (spell.happen, spell.end):
        act()
        under_way.append(spell.under_way)
    assert under_way == [False, True, False]


@beside_the_model("contact_unsupported")
async def test_contact_is_not_said(wearer: Remote) -> None:
    await wearer.clock.sleep(5)
    assert {beat.contact for beat in wearer.beats()} == {None if wearer.quirky else True}


@beside_the_model("many_rr")
async def test_intervals_at_once(wearer: Remote) -> None:
    await wearer.clock.sleep(120)
    counts = {len(beat.rr_intervals_s) for beat in wearer.beats()}
    assert counts == {0, 9} if wearer.quirky else counts <= {0, 1, 2}
    total_s = sum(rr_s for beat in wearer.beats() for rr_s in beat.rr_intervals_s)
    assert total_s == pytest.approx(120, abs=12)


@beside_the_model("sixteen_bit")
async def test_rate_of_two_octets(wearer: Remote) -> None:
    await wearer.clock.sleep(10)
    packet = wearer.said("2A37")[-1]
    assert (packet[0] & 1 == 1) == wearer.quirky
    assert wearer.beats()[-1].bpm == wearer.strap.bpm
    assert len(wearer.beats()[-1].rr_intervals_s) == 1


@beside_the_model("battery_low")
async def test_battery(wearer: Remote) -> None:
    assert await wearer.client.read_gatt_char(uuids.BATTERY_LEVEL) == bytes(
        [5 if wearer.quirky else 84]
    )


@only("battery_low:12")
async def test_other_battery(wearer: Remote) -> None:
    assert await wearer.client.read_gatt_char(uuids.BATTERY_LEVEL) == bytes([12])


@beside_the_model("strap_address_changes")
async def test_address(wearer: Remote) -> None:
    addresses = [wearer.strap.address]
    for _ in range(2):
        await wearer.clock.sleep(31)
        if wearer.client.is_connected:
            wearer.strap.drop_links()
        addresses.append(wearer.strap.address)
        (found,) = [s for s in await wearer.scene.adapter.scan(2) if s.name == "Virtual H10"]
        assert found.address == wearer.strap.address
        await wearer.connect(wearer.strap)
    assert all(a != b for a, b in pairwise(addresses)) == wearer.quirky


@beside_the_model("rr_artefacts")
async def test_intervals_that_are_no_beats(wearer: Remote) -> None:
    await wearer.clock.sleep(120)
    intervals = [rr_s for beat in wearer.beats() for rr_s in beat.rr_intervals_s]
    usual = 60 / wearer.strap.bpm
    assert any(rr_s > 60 for rr_s in intervals) == wearer.quirky
    assert (0.0 in intervals) == wearer.quirky
    assert any(rr_s == pytest.approx(2 * usual, rel=0.2) for rr_s in intervals) == wearer.quirky
    even = [rr_s for rr_s in intervals if rr_s == pytest.approx(usual, rel=0.2)]
    assert len(even) > 0.85 * len(intervals)


@beside_the_model("heart_over_255")
async def test_a_rate_of_two_octets(wearer: Remote) -> None:
    await wearer.clock.sleep(35)
    assert (wearer.beats()[-1].bpm == 281) == wearer.quirky
    await wearer.clock.sleep(15)
    assert wearer.beats()[-1].bpm == wearer.strap.bpm
