"""The virtual strap as a client meets it."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.heart_rate import (
    BodyLocation,
    HeartRateMeasurement,
    decode_battery_level,
    decode_body_location,
    decode_heart_rate_measurement,
)
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter
from tests.runwalk_devices.conftest import connect


@pytest.fixture
async def heard(adapter: Adapter, strap: VirtualStrap) -> list[HeartRateMeasurement]:
    client = await connect(adapter, strap, [])
    measurements: list[HeartRateMeasurement] = []
    await client.start_notify(
        uuids.HEART_RATE_MEASUREMENT,
        lambda _sender, data: measurements.append(decode_heart_rate_measurement(data)),
    )
    return measurements


async def test_where_it_is_worn_and_its_charge(adapter: Adapter, strap: VirtualStrap) -> None:
    client = await connect(adapter, strap, [])
    location = decode_body_location(await client.read_gatt_char(uuids.BODY_SENSOR_LOCATION))
    assert location == BodyLocation.CHEST
    assert decode_battery_level(await client.read_gatt_char(uuids.BATTERY_LEVEL)) == 84
    with pytest.raises(ValueError, match="battery"):
        strap.set_battery(101)


async def test_sends_once_a_second_with_contact_and_the_beats(
    heard: list[HeartRateMeasurement], clock: Clock
) -> None:
    await clock.sleep(60)
    assert len(heard) == pytest.approx(60, abs=1)
    assert all(measurement.contact for measurement in heard)
    beats = [rr for measurement in heard for rr in measurement.rr_intervals_s]
    assert sum(beats) == pytest.approx(60, abs=2)
    assert len(beats) == pytest.approx(62, abs=3)
    assert heard[-1].bpm == pytest.approx(62, abs=1)


async def test_heart_follows_the_belt(
    heard: list[HeartRateMeasurement],
    clock: Clock,
    treadmill: VirtualTreadmill,
    strap: VirtualStrap,
) -> None:
    treadmill.console.start()
    treadmill.console.plus(77)
    await clock.sleep(240)
    run = heard[-1].bpm or 0
    treadmill.console.minus(33)
    await clock.sleep(120)
    walk = heard[-1].bpm or 0
    assert run > 145
    assert 15 < run - walk < 60
    assert walk == strap.bpm


async def test_off_skin_there_is_no_rate(
    heard: list[HeartRateMeasurement], clock: Clock, strap: VirtualStrap
) -> None:
    strap.off_skin()
    await clock.sleep(5)
    assert heard[-1] == HeartRateMeasurement(None, contact=False)
    strap.on_skin()
    await clock.sleep(1)
    assert heard[-1].contact
    assert heard[-1].bpm == strap.bpm
    assert sum(heard[-1].rr_intervals_s) < 3, "what beat meanwhile was not heard"
