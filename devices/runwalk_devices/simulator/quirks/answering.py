"""Behaviours of the control point: its answers, and the commands that it obeys."""
# ruff: noqa: ARG002 (an override takes the arguments of what it overrides)

from collections.abc import Callable, Iterable

from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlRequest,
    ControlResponse,
    ResultCode,
)
from runwalk_devices.simulator.quirks.incident import Incident
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill
from runwalk_devices.simulator.treadmill_computer import Outcome

LATE_S = 4.0
"""Seconds by which a response is late: longer than anybody waits for on a moving belt."""

Obey = Callable[[ControlRequest], Outcome]


class ControlLost(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """The machine takes control back: it says so by status 0xFF, and refuses until asked again."""

    def happen(self) -> None:
        self.device.revoke_control()


class RefusesRequestControl(TreadmillBehaviour):
    """A request for control is answered Operation Failed, and has its effect."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        outcome = obey(request)
        if request.opcode == ControlOpcode.REQUEST_CONTROL:
            return outcome._replace(result=ResultCode.OPERATION_FAILED)
        return outcome


class SilentRequestControl(TreadmillBehaviour):
    """A request for control has its effect and no answer."""

    def answering(self, response: ControlResponse) -> Iterable[tuple[float, ControlResponse]]:
        if response.request != ControlOpcode.REQUEST_CONTROL:
            yield 0.0, response


class NoIndications(TreadmillBehaviour):
    """Nothing is answered at all."""

    def answering(self, response: ControlResponse) -> Iterable[tuple[float, ControlResponse]]:
        return ()


class LateOrWrongResponse(TreadmillBehaviour):
    """By turns, the answer comes late, or after an answer to something that nobody asked."""

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self._late = False

    def answering(self, response: ControlResponse) -> Iterable[tuple[float, ControlResponse]]:
        self._late = not self._late
        if self._late:
            yield LATE_S, response
        else:
            yield 0.0, ControlResponse(ControlOpcode.SPIN_DOWN_CONTROL, ResultCode.SUCCESS)
            yield 0.0, response


class SuccessButIgnored(TreadmillBehaviour):
    """Start and targets are answered Success and change nothing; Stop is obeyed."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        if request.opcode in (
            ControlOpcode.START_OR_RESUME,
            ControlOpcode.SET_TARGET_SPEED,
            ControlOpcode.SET_TARGET_INCLINATION,
        ):
            return Outcome(ResultCode.SUCCESS)
        return obey(request)


class InclineFails(TreadmillBehaviour):
    """Every incline is answered Operation Failed."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        if request.opcode == ControlOpcode.SET_TARGET_INCLINATION:
            return Outcome(ResultCode.OPERATION_FAILED)
        return obey(request)


QUIRKS = (
    Quirk(
        name="control_lost",
        kind=ControlLost,
        evidence="S",
        source="specification: Fitness Machine Service 1.0.1, section 4.17 (status 0xFF)",
        does=f"takes control back {ControlLost.number:g} s after the belt first moves: status "
        "0xFF, then 0x05 until it is asked for control again",
        number="seconds",
        client="forgets control, asks for it once more, then tells the runner",
    ),
    Quirk(
        name="refuses_request_control",
        kind=RefusesRequestControl,
        evidence="M",
        source="KingSmith MC-21 (walkingpad-controller, docs/ftms-protocol-reference.md, 3.2)",
        does="answers Operation Failed to a request for control, then obeys",
        client="goes on, and judges by telemetry",
    ),
    Quirk(
        name="silent_request_control",
        kind=SilentRequestControl,
        evidence="M",
        source="Horizon Omega Z, firmware V10.23.17 (treadmill-runner, evidence of 2026-08-04,"
        " stage 3)",
        does="never answers a request for control, and grants it",
        client="waits a short time, and goes on",
    ),
    Quirk(
        name="no_indications",
        kind=NoIndications,
        evidence="M",
        source="KingSmith MC-21 (walkingpad-controller, docs/ftms-protocol-reference.md, 3.2)",
        does="acknowledges what is written, obeys, and never answers",
        client="takes the first of answer, machine status and telemetry",
    ),
    Quirk(
        name="late_or_wrong_response",
        kind=LateOrWrongResponse,
        evidence="C",
        source="other programs guard against it; machine not on record",
        does="answers 4 s late, or first for something else, by turns",
        client="matches the opcode, and ignores the rest",
    ),
    Quirk(
        name="success_but_ignored",
        kind=SuccessButIgnored,
        evidence="R",
        source="Xterra T85, whose speed stays without an error (hassio-ftms issue 26)",
        does="says Success to Start and to targets, and does nothing; Stop works",
        client="calls it unknown, says so, and goes on with the runner at the console",
    ),
    Quirk(
        name="incline_fails",
        kind=InclineFails,
        evidence="M",
        source="Yesoul W2 Pro (treadmill-bluetooth-macos, docs/research/001)",
        does="answers Operation Failed to every incline",
        client="switches incline off, and goes on with speed",
    ),
)
