"""Behaviours of services: characteristics, their properties, and the values they read."""
# ruff: noqa: ARG002 (an override takes the arguments of what it overrides)

from collections.abc import Iterable

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    FitnessMachineFeatures,
    TargetFeature,
    decode_features,
    encode_features,
)
from runwalk_devices.simulator.peripheral import Characteristic, Service
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill

VENDOR_SERVICE = uuids.full("FFF0")
VENDOR_NOTIFY = uuids.full("FFF1")
VENDOR_WRITE = uuids.full("FFF2")

_RANGES = (uuids.SUPPORTED_SPEED_RANGE, uuids.SUPPORTED_INCLINATION_RANGE)


class RangeMissing(TreadmillBehaviour):
    """Neither the speeds nor the inclines that it takes are offered."""

    def install(self) -> None:
        self.device.hidden.update(_RANGES)


class RangeZero(TreadmillBehaviour):
    """Minimum, maximum and increment are all 0."""

    def reading(self, uuid: str, value: bytes) -> bytes:
        return bytes(6) if uuid in _RANGES else value


class FeaturesLie(TreadmillBehaviour):
    """Speed and incline are not among the targets that it claims; power and resistance are."""

    def reading(self, uuid: str, value: bytes) -> bytes:
        if uuid != uuids.FITNESS_MACHINE_FEATURE:
            return value
        claims = TargetFeature.POWER | TargetFeature.RESISTANCE
        return encode_features(FitnessMachineFeatures(decode_features(value).machine, claims))


class EmptyReads(TreadmillBehaviour):
    """Every read succeeds with nothing."""

    def reading(self, uuid: str, value: bytes) -> bytes:
        return b""


class NoControlPoint(TreadmillBehaviour):
    """It can be watched and not commanded."""

    def install(self) -> None:
        self.device.hidden.add(uuids.FITNESS_MACHINE_CONTROL_POINT)


class ControlPointNotifies(TreadmillBehaviour):
    """Answers come as notifications."""

    def install(self) -> None:
        point = self.device.characteristic(uuids.FITNESS_MACHINE_CONTROL_POINT)
        point.properties = (*(name for name in point.properties if name != "indicate"), "notify")


class WriteWithoutResponseOnly(TreadmillBehaviour):
    """The control point takes write commands, which nobody acknowledges."""

    def install(self) -> None:
        point = self.device.characteristic(uuids.FITNESS_MACHINE_CONTROL_POINT)
        others = (name for name in point.properties if name != "write")
        point.properties = ("write-without-response", *others)


class VendorGate(TreadmillBehaviour):
    """It is deaf and dumb until something has been written to a service of its maker.

    Attributes:
        unlocked: That has been done.
    """

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self.unlocked = False

    def install(self) -> None:
        notify = Characteristic(VENDOR_NOTIFY, ("notify",))
        write = Characteristic(
            VENDOR_WRITE, ("write", "write-without-response"), on_write=self._unlock
        )
        self.device.services.append(Service(VENDOR_SERVICE, [notify, write]))

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        return (value,) if self.unlocked else ()

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        return data if self.unlocked or uuid == VENDOR_WRITE else None

    def _unlock(self, _data: bytes) -> None:
        self.unlocked = True


QUIRKS = (
    Quirk(
        name="range_missing",
        kind=RangeMissing,
        evidence="R",
        source="reports of users; machine not on record",
        does="offers no range of speeds (2AD4) or inclines (2AD5)",
        client="takes cautious defaults",
        aspect="range",
    ),
    Quirk(
        name="range_zero",
        kind=RangeZero,
        evidence="M",
        source="Urevo E1L, 2AD5 (treadspan, protocol-analysis/urevo-E1L); LJJ-sports HJL1.10 "
        "(WalkOfShame, CONTEXT.md)",
        does="gives ranges that are all zero",
        client="takes a zero range for no such control, and divides by no step",
        aspect="range",
    ),
    Quirk(
        name="features_lie",
        kind=FeaturesLie,
        evidence="M",
        source="FitShow FS-BT-T4 (justintout/treadmill, README); FitLogic T12B (treadmill-hub,"
        " protocol/PROTOCOL.md)",
        does="claims power and resistance targets, and neither speed nor incline",
        client="takes features for advice only",
    ),
    Quirk(
        name="empty_reads",
        kind=EmptyReads,
        evidence="R",
        source="reports of users; machine not on record",
        does="returns nothing from every read",
        client="never lets an optional read fail the connection",
    ),
    Quirk(
        name="no_control_point",
        kind=NoControlPoint,
        evidence="C",
        source="other programs allow for it; machine not on record",
        does="has no control point (2AD9)",
        client="is read-only: its cues tell the runner when to press",
    ),
    Quirk(
        name="control_point_notifies",
        kind=ControlPointNotifies,
        evidence="M",
        source="Urevo E1L (treadspan, protocol-analysis/urevo-E1L); Horizon Omega Z "
        "(treadmill-runner, specification 08, section 3)",
        does="notifies the control point's answers instead of indicating them",
        client="subscribes to what is offered",
    ),
    Quirk(
        name="write_without_response_only",
        kind=WriteWithoutResponseOnly,
        evidence="C",
        source="other programs allow for it; machine not on record",
        does="takes commands by write without response only",
        client="follows the characteristic's properties",
    ),
    Quirk(
        name="vendor_gate",
        kind=VendorGate,
        evidence="M",
        source="Urevo URTM059, service FFF0 (underfoot, PROTOCOL.md); Focus Fitness Senator "
        "(treadmill-bluetooth-macos, docs/research/001)",
        does="sends nothing and obeys nothing until its maker's own service (FFF0) is written to",
        client="says after 3 s of silence what it has found, and offers a trace",
    ),
)
