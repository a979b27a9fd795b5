"""What is published, and where; the broker itself is met in tests/mqtt."""

import json

import pytest

from runwalk_tui.broadcast.gatt import Reading
from runwalk_tui.broadcast.mqtt import Broker, Topics, broker_of, state_of
from runwalk_tui.errors import UsageError


@pytest.mark.parametrize(
    ("address", "broker"),
    [
        ("mqtt://broker.local", Broker("broker.local", 1883)),
        ("mqtts://ada@10.0.0.7", Broker("10.0.0.7", 8883, True, "ada")),
        ("mqtt://[::1]:1884/", Broker("::1", 1884)),
    ],
)
def test_an_address_names_a_broker(address: str, broker: Broker) -> None:
    assert broker_of(address) == broker


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("broker.local", "not the address of a broker"),
        ("http://broker.local", "not the address of a broker"),
        ("mqtt://", "not the address of a broker"),
        ("mqtt://b/topic", "not the address of a broker"),
        ("mqtt://b:x", "x"),
        ("mqtt://b:99999", "out of range"),
        ("mqtt://ada:secret@b", "put the password into RUNWALK_MQTT_PASSWORD"),
    ],
)
def test_what_is_none_is_told_in_a_line_without_the_password(address: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as refusal:
        broker_of(address)
    assert "secret" not in str(refusal.value)


def test_a_state_is_one_object_and_null_is_not_known() -> None:
    state = json.loads(state_of(Reading(8.504, True, 120.9, 61.7, None, None, "run", 99.9, 171.8)))
    assert state == {
        "step": "run",
        "speed_kmh": 8.5,
        "bpm": None,
        "distance_m": 120,
        "elapsed_s": 61,
        "remaining_s": 99,
        "incline_percent": None,
        "cadence_spm": 172,
    }


def test_every_value_is_described_once_and_points_at_the_state() -> None:
    topics = Topics(7)
    described = {topic: json.loads(text) for topic, text in topics.descriptions().items()}
    assert len({about["unique_id"] for about in described.values()}) == len(described)
    keys = {about["value_template"].split(".")[1].split()[0] for about in described.values()}
    assert keys == set(json.loads(state_of(Reading())))
    assert all(topic.startswith("homeassistant/sensor/runwalk_00000007/") for topic in described)
    assert {about["state_topic"] for about in described.values()} == {topics.state}
