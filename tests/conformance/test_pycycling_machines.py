"""Canaries on pycycling beside the treadmill: bikes, FE-C and power meters, without mocks.

Where it is right it agrees with the codecs of the device layer; where it "steps round", the device
layer has octets of its own, and a failure here means that a workaround may have become needless.
"""

from collections.abc import Awaitable, Callable
from functools import reduce
from operator import xor
from typing import Any

import pytest
from pycycling.cycling_power_service import CyclingPowerService
from pycycling.fitness_machine_service import FitnessMachineService
from pycycling.ftms_parsers.indoor_bike_data import parse_indoor_bike_data
from pycycling.tacx_trainer_control import TacxTrainerControl

from runwalk_devices.codecs import fec, uuids
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.ftms.bike_data import decode_bike_data
from runwalk_devices.codecs.ftms.control_point import (
    ControlOpcode,
    ControlRequest,
    encode_control_request,
)
from runwalk_devices.codecs.ftms.features import decode_power_range, decode_resistance_range
from tests.conformance.test_pycycling import RecordingClient

LIFE_FITNESS = "fa092d09f208740077006500000d00660061000200ffffff1100"
MATRIX = "fe1d830c330c86008000c109000d00a2009d0036"


def told(octets: str) -> list[Any]:
    """What pycycling makes of a frame of FE-C."""
    client, said = RecordingClient(), list[Any]()
    tacx = TacxTrainerControl(client)
    tacx.set_specific_trainer_data_page_handler(said.append)
    tacx.set_command_status_data_page_handler(said.append)
    tacx._fec_notification_handler(None, bytearray.fromhex(octets))
    return said


@pytest.mark.parametrize(
    "octets", ["44025e0bf0007a0054", "440236157200b4025a", "00008306", "440000001000f4ff"]
)
def test_agrees_on_plain_bike_data(octets: str) -> None:
    theirs = parse_indoor_bike_data(bytes.fromhex(octets))
    ours = decode_bike_data(bytes.fromhex(octets))
    assert (theirs.instant_speed, theirs.instant_cadence, theirs.instant_power) == (
        ours.speed_kmh,
        ours.cadence_rpm,
        ours.power_w,
    )


async def test_agrees_on_a_target_power() -> None:
    client = RecordingClient()
    await FitnessMachineService(client).set_target_power(150)
    request = ControlRequest(ControlOpcode.SET_TARGET_POWER, target_power_w=150)
    assert client.writes[0][1] == encode_control_request(request)


def test_agrees_on_the_data_of_a_trainer() -> None:
    values = fec.TrainerData(80, 150, 0, True, "in use")
    (theirs,) = told(fec.encode_trainer_data(values).hex())
    assert (theirs.instantaneous_cadence, theirs.instantaneous_power) == (80, 150)


def test_agrees_on_the_status_of_a_command() -> None:
    values = fec.CommandStatus(49, 3, fec.CommandResult.REJECTED)
    (theirs,) = told(fec.encode_command_status(values).hex())
    assert (theirs.last_received_command, theirs.command_status.name) == (49, "rejected")


@pytest.mark.parametrize(
    ("command", "octets"),
    [
        (lambda machine: machine.set_target_resistance_level(35), "0423"),
        (lambda machine: machine.set_targeted_cadence(90), "145a"),
    ],
)
async def test_steps_round_commands_of_one_octet(
    command: Callable[[FitnessMachineService], Awaitable[None]], octets: str
) -> None:
    client = RecordingClient()
    await command(FitnessMachineService(client))
    assert client.writes[0][1].hex() == octets
    request = ControlRequest(ControlOpcode.SET_TARGET_RESISTANCE_LEVEL, target_resistance=3.5)
    assert encode_control_request(request).hex() == "042300"


async def test_steps_round_resistances_above_one_octet() -> None:
    with pytest.raises(OverflowError):
        await FitnessMachineService(RecordingClient()).set_target_resistance_level(300)


async def test_steps_round_inclinations_and_slopes_that_are_no_percents() -> None:
    client = RecordingClient()
    machine = FitnessMachineService(client)
    await machine.set_target_incline(2.5)
    assert client.writes[0][1].hex() == "030200"
    with pytest.raises(AttributeError):
        await machine.set_simulation_parameters(0, 2.5, 0.004, 0.5)


async def test_steps_round_ranges_whose_minimum_has_lost_its_sign() -> None:
    power, levels = bytes.fromhex("9cffe8030100"), bytes.fromhex("f6ffe8030100")
    client = RecordingClient(
        {uuids.SUPPORTED_POWER_RANGE: power, uuids.SUPPORTED_RESISTANCE_RANGE: levels}
    )
    machine = FitnessMachineService(client)
    assert (await machine.get_supported_power_range()).minimum_power == 65436
    assert (await machine.get_supported_resistance_level_range()).minimum_resistance == 65526
    assert decode_power_range(power).minimum_w == -100
    assert decode_resistance_range(levels).minimum == -1.0


async def test_steps_round_a_slope_downhill_that_has_lost_its_sign() -> None:
    client, statuses = RecordingClient(), list[Any]()
    machine = FitnessMachineService(client)
    machine.set_fitness_machine_status_handler(statuses.append)
    await machine.enable_fitness_machine_status_notify()
    notify = client.handlers[uuids.FITNESS_MACHINE_STATUS]
    notify(None, bytearray.fromhex("12000006ff2800"))
    assert statuses[0].value.grade == 652.86
    notify(None, bytearray.fromhex("070a00"))
    assert statuses[1].value == 10, "a resistance in tenths is not scaled"


async def test_steps_round_a_power_meter_whose_power_has_lost_its_sign() -> None:
    client, said = RecordingClient(), list[Any]()
    meter = CyclingPowerService(client)
    meter.set_cycling_power_measurement_handler(said.append)
    await meter.enable_cycling_power_measurement_notifications()
    (notify,) = client.handlers.values()
    notify(None, bytearray.fromhex("0000f4ff"))
    assert said[0].instantaneous_power == 65524


def test_steps_round_cut_packets_that_are_filled_with_zeros() -> None:
    theirs = parse_indoor_bike_data(bytes.fromhex(MATRIX))
    ours = decode_bike_data(bytes.fromhex(MATRIX))
    assert (theirs.elapsed_time, theirs.metabolic_equivalent) == (0, 0.0)
    assert ours.truncated
    assert (ours.elapsed_time_s, ours.metabolic_equivalent) == (None, None)


def test_steps_round_life_fitness_bikes_that_send_a_cadence_without_its_flag() -> None:
    theirs = parse_indoor_bike_data(bytes.fromhex(LIFE_FITNESS))
    ours = decode_bike_data(bytes.fromhex(LIFE_FITNESS))
    assert (theirs.instant_power, theirs.total_distance) == (13, 6619255)
    assert (ours.power_w, ours.total_distance_m, ours.cadence_rpm) == (102, 101, 58)


@pytest.mark.parametrize(
    ("command", "ours", "read"),
    [
        (
            lambda tacx: tacx.set_target_power(237.25),
            fec.encode_target_power(237.25),
            fec.FecCommand(power_w=237.25),
        ),
        (
            lambda tacx: tacx.set_basic_resistance(35),
            fec.encode_resistance(17.5),
            fec.FecCommand(resistance_percent=17.5),
        ),
        (
            lambda tacx: tacx.set_track_resistance(-2.5, 0.004),
            fec.encode_track(-2.5, 0.004),
            fec.FecCommand(),
        ),
    ],
)
async def test_agrees_on_the_pages_of_a_trainers_commands(
    command: Callable[[TacxTrainerControl], Awaitable[None]], ours: bytes, read: fec.FecCommand
) -> None:
    """Octet for octet but for the checksum; with ours the simulated trainer reads theirs."""
    client = RecordingClient()
    await command(TacxTrainerControl(client))
    ((uuid, theirs, _),) = client.writes
    assert uuid == uuids.FEC_WRITE
    assert theirs[:-1] == ours[:-1]
    assert fec.decode_fec_command(theirs[:-1] + bytes([reduce(xor, theirs[:-1])])) == read


def test_agrees_on_the_general_data_of_a_trainer() -> None:
    values = fec.TrainerGeneral(12.5, 87, 27.0, 141, "in use")
    client, said = RecordingClient(), list[Any]()
    tacx = TacxTrainerControl(client)
    tacx.set_general_fe_data_page_handler(said.append)
    tacx._fec_notification_handler(None, bytearray(fec.encode_trainer_general(values)))
    (theirs,) = said
    assert (theirs.elapsed_time, theirs.distance_travelled) == (12.5, 87)
    assert theirs.speed * 3.6 == pytest.approx(27.0, abs=0.01)
    assert theirs.heart_rate == 141


async def test_steps_round_a_checksum_that_is_a_sum() -> None:
    client = RecordingClient()
    await TacxTrainerControl(client).set_target_power(150)
    theirs, ours = client.writes[0][1], fec.encode_target_power(150)
    assert theirs[:-1] == ours[:-1]
    assert (theirs[-1], ours[-1]) == (0xE3, 0x73)
    with pytest.raises(DecodeError, match="wrong checksum"):
        fec.decode_fec_command(theirs)


async def test_steps_round_a_wheel_of_668_millimetres() -> None:
    tacx = TacxTrainerControl(RecordingClient())
    with pytest.raises(ValueError, match="byte must be in range"):
        await tacx.set_user_configuration(75, 8, 0.668, 2.7)


def test_steps_round_a_trainer_that_sleeps() -> None:
    frame = fec.encode_trainer_data(fec.TrainerData(0, 0, 0, None, "asleep")).hex()
    with pytest.raises(AttributeError, match="asleep"):
        told(frame)


def test_steps_round_frames_that_are_cut_or_garbled() -> None:
    with pytest.raises(IndexError):
        told("a4")
    frame = bytearray(fec.encode_trainer_data(fec.TrainerData(80, 150, 0, None, "in use")))
    frame[-1] ^= 1
    assert told(frame.hex()), "a wrong checksum is not seen"
    with pytest.raises(DecodeError, match="wrong checksum"):
        fec.decode_fec(frame)


def test_steps_round_the_absence_of_other_machines() -> None:
    offered = " ".join(dir(FitnessMachineService)).lower()
    assert not [name for name in ("cross", "rower", "stair", "climber") if name in offered]
