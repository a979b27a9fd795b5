"""Canaries on pycycling: what the device layer leans on and what it steps round, without mocks.

A failure here means that pycycling has changed. If a test of "leans on" fails, the device layer
must follow; if one of "steps round" fails, a workaround may have become needless.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pycycling.fitness_machine_service import FitnessMachineService
from pycycling.heart_rate_service import HeartRateService

from runwalk_devices.codecs import uuids

NotificationHandler = Callable[[object, bytearray], None]


class RecordingClient:
    """As much of a BleakClient as pycycling touches: keeps what it is asked, answers reads."""

    def __init__(self, values: dict[str, bytes] | None = None) -> None:
        self.values = values or {}
        self.writes: list[tuple[str, bytes, bool | None]] = []
        self.handlers: dict[str, NotificationHandler] = {}

    async def read_gatt_char(self, uuid: str) -> bytearray:
        return bytearray(self.values[uuid])

    async def write_gatt_char(self, uuid: str, data: bytes, response: bool | None = None) -> None:
        self.writes.append((uuid, bytes(data), response))

    async def start_notify(self, uuid: str, handler: NotificationHandler) -> None:
        self.handlers[uuid] = handler

    async def stop_notify(self, uuid: str) -> None:
        del self.handlers[uuid]


class RawHeartRateService(HeartRateService):  # type: ignore[misc]
    """Takes the octets before pycycling reads them."""

    def __init__(self, client: RecordingClient) -> None:
        super().__init__(client)
        self.raw: list[bytes] = []

    def _hr_measurement_notification_handler(self, sender: object, data: bytearray) -> None:
        self.raw.append(bytes(data))


class RawFitnessMachineService(FitnessMachineService):  # type: ignore[misc]
    """Takes the octets before pycycling reads them."""

    def __init__(self, client: RecordingClient) -> None:
        super().__init__(client)
        self.raw: list[tuple[str, bytes]] = []

    def _control_point_response_handler(self, sender: object, data: bytearray) -> None:
        self.raw.append(("response", bytes(data)))

    def _fitness_machine_status_notification_handler(self, sender: object, data: bytearray) -> None:
        self.raw.append(("status", bytes(data)))

    def _training_status_notification_handler(self, sender: object, data: bytearray) -> None:
        self.raw.append(("training", bytes(data)))


async def _notified(
    client: RecordingClient, enable: Callable[[], Awaitable[None]], uuid: str, octets: str
) -> None:
    """Subscribe and let the characteristic notify once."""
    await enable()
    client.handlers[uuid](uuid, bytearray.fromhex(octets))


@pytest.mark.parametrize(
    ("command", "octets"),
    [
        (lambda machine: machine.request_control(), "00"),
        (lambda machine: machine.reset(), "01"),
        (lambda machine: machine.set_target_speed(850), "025203"),
        (lambda machine: machine.set_target_incline(-15), "03f1ff"),
        (lambda machine: machine.start_or_resume(), "07"),
        (lambda machine: machine.stop_or_pause(False), "0801"),
        (lambda machine: machine.stop_or_pause(True), "0802"),
    ],
)
async def test_leans_on_commands_written_with_response_to_the_control_point(
    command: Callable[[FitnessMachineService], Awaitable[None]], octets: str
) -> None:
    client = RecordingClient()
    await command(FitnessMachineService(client))
    assert client.writes == [(uuids.FITNESS_MACHINE_CONTROL_POINT, bytes.fromhex(octets), True)]


async def test_leans_on_subscriptions_that_hand_over_the_raw_octets() -> None:
    client = RecordingClient()
    machine = RawFitnessMachineService(client)
    await _notified(
        client,
        machine.enable_control_point_indicate,
        uuids.FITNESS_MACHINE_CONTROL_POINT,
        "800001",
    )
    await _notified(
        client,
        machine.enable_fitness_machine_status_notify,
        uuids.FITNESS_MACHINE_STATUS,
        "0201",
    )
    await _notified(client, machine.enable_training_status_notify, uuids.TRAINING_STATUS, "010d")
    assert machine.raw == [
        ("response", b"\x80\x00\x01"),
        ("status", b"\x02\x01"),
        ("training", b"\x01\x0d"),
    ]
    await machine.disable_control_point_indicate()
    await machine.disable_fitness_machine_status_notify()
    await machine.disable_training_status_notify()
    assert not client.handlers


async def test_leans_on_the_heart_rate_subscription_that_hands_over_the_raw_octets() -> None:
    client = RecordingClient()
    strap = RawHeartRateService(client)
    await _notified(
        client, strap.enable_hr_measurement_notifications, uuids.HEART_RATE_MEASUREMENT, "0448"
    )
    assert strap.raw == [b"\x04\x48"]
    await strap.disable_hr_measurement_notifications()
    assert not client.handlers


async def test_steps_round_speeds_that_are_truncated_rather_than_rounded() -> None:
    client = RecordingClient()
    machine = FitnessMachineService(client)
    await machine.set_target_speed(8.2 * 100)
    assert client.writes[0][1] == b"\x02" + (819).to_bytes(2, "little")


async def test_steps_round_commands_that_do_not_wait_for_the_response() -> None:
    machine = FitnessMachineService(RecordingClient())
    answers: list[Any] = []
    machine.set_control_point_response_handler(answers.append)
    await machine.enable_control_point_indicate()
    await machine.request_control()
    assert not answers


@pytest.mark.parametrize(
    ("octets", "error"),
    [
        ("80", IndexError),
        ("8002", IndexError),
        ("800207", ValueError),
        ("802201", ValueError),
    ],
)
async def test_steps_round_responses_whose_errors_escape_the_notification_callback(
    octets: str, error: type[Exception]
) -> None:
    client = RecordingClient()
    machine = FitnessMachineService(client)
    machine.set_control_point_response_handler(lambda _: None)
    with pytest.raises(error):
        await _notified(
            client,
            machine.enable_control_point_indicate,
            uuids.FITNESS_MACHINE_CONTROL_POINT,
            octets,
        )


async def test_steps_round_responses_that_are_none() -> None:
    client = RecordingClient()
    machine = FitnessMachineService(client)
    answers: list[Any] = []
    machine.set_control_point_response_handler(answers.append)
    await _notified(
        client,
        machine.enable_control_point_indicate,
        uuids.FITNESS_MACHINE_CONTROL_POINT,
        "020201",
    )
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("octets", "error"),
    [("", IndexError), ("02", IndexError), ("0978", TypeError), ("1409", ValueError)],
)
async def test_steps_round_statuses_whose_errors_escape_the_notification_callback(
    octets: str, error: type[Exception]
) -> None:
    client = RecordingClient()
    machine = FitnessMachineService(client)
    machine.set_fitness_machine_status_handler(lambda _: None)
    with pytest.raises(error):
        await _notified(
            client,
            machine.enable_fitness_machine_status_notify,
            uuids.FITNESS_MACHINE_STATUS,
            octets,
        )


async def test_steps_round_a_missing_target_speed_that_reads_as_zero() -> None:
    client = RecordingClient()
    machine = FitnessMachineService(client)
    statuses: list[Any] = []
    machine.set_fitness_machine_status_handler(statuses.append)
    await _notified(
        client,
        machine.enable_fitness_machine_status_notify,
        uuids.FITNESS_MACHINE_STATUS,
        "05",
    )
    assert statuses[0].value == 0.0


async def test_steps_round_a_training_status_that_takes_the_text_flag_for_the_status() -> None:
    client = RecordingClient()
    machine = FitnessMachineService(client)
    statuses: list[Any] = []
    machine.set_training_status_handler(statuses.append)
    await _notified(client, machine.enable_training_status_notify, uuids.TRAINING_STATUS, "000d")
    assert statuses[0].param is None
    with pytest.raises(AttributeError):
        await _notified(
            client, machine.enable_training_status_notify, uuids.TRAINING_STATUS, "020d41"
        )


@pytest.mark.parametrize("octets", ["", "00000000"])
async def test_steps_round_features_that_need_their_eight_octets(octets: str) -> None:
    client = RecordingClient({uuids.FITNESS_MACHINE_FEATURE: bytes.fromhex(octets)})
    with pytest.raises(IndexError):
        await FitnessMachineService(client).get_all_features()


def test_steps_round_the_absence_of_treadmill_data_and_of_its_ranges() -> None:
    offered = " ".join(dir(FitnessMachineService)).lower()
    assert not [name for name in ("treadmill", "speed_range", "inclination") if name in offered]


async def test_steps_round_a_contact_that_is_true_where_the_sensor_does_not_touch() -> None:
    client = RecordingClient()
    strap = HeartRateService(client)
    measurements: list[Any] = []
    strap.set_hr_measurement_handler(measurements.append)
    await _notified(
        client, strap.enable_hr_measurement_notifications, uuids.HEART_RATE_MEASUREMENT, "0448"
    )
    assert measurements[0].sensor_contact is True
