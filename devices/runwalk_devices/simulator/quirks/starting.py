"""Quirks in bringing a belt into motion: the effect of Start, and what a target needs before it."""

from collections.abc import Callable

from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlRequest,
    ResultCode,
    StopOrPause,
)
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill
from runwalk_devices.simulator.treadmill_computer import Outcome

PREAMBLE_ACTS_AFTER_S = 3.0
"""Seconds from its cause until a machine of `PreambleBreaks` slows down."""

_TARGETS = (ControlOpcode.SET_TARGET_SPEED, ControlOpcode.SET_TARGET_INCLINATION)

Obey = Callable[[ControlRequest], Outcome]


class SpeedBeforeStartRejected(TreadmillBehaviour):
    """Control is granted, and no target is permitted while the belt stands."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        if request.opcode in _TARGETS and self.device.speed_kmh == 0:
            return Outcome(ResultCode.CONTROL_NOT_PERMITTED)
        return obey(request)


class StartCountdown(TreadmillBehaviour):
    """The belt stands for a while after Start."""

    number = 5.0

    def install(self) -> None:
        self.device.machine.belt.countdown_s = self.number


class EarlySpeedDropsLink(TreadmillBehaviour):
    """A target between Start and the first motion breaks the connection."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        if (
            request.opcode == ControlOpcode.SET_TARGET_SPEED
            and self.device.state is BeltState.COUNTDOWN
        ):
            self.device.drop_links()
            return Outcome(ResultCode.OPERATION_FAILED)
        return obey(request)


class StartIsToggle(TreadmillBehaviour):
    """Start is the button of the console, which pauses a belt that runs."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        machine = self.device.machine
        if (
            request.opcode == ControlOpcode.START_OR_RESUME
            and self.device.has_control
            and machine.started
        ):
            return machine.stop(StopOrPause.PAUSE)
        return obey(request)


class StartRestartsCountdown(TreadmillBehaviour):
    """Start in the countdown begins it again."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        belt = self.device.machine.belt
        if (
            request.opcode == ControlOpcode.START_OR_RESUME
            and self.device.has_control
            and belt.state is BeltState.COUNTDOWN
        ):
            belt.stop()
            belt.start()
        return obey(request)


class PreambleBreaks(TreadmillBehaviour):
    """Asking for control, or Start, slows a moving belt to its slowest some seconds later."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        preamble = (ControlOpcode.REQUEST_CONTROL, ControlOpcode.START_OR_RESUME)
        if request.opcode in preamble and self.device.state is BeltState.MOVING:
            self.device.spawn(self._slow_down())
        return obey(request)

    async def _slow_down(self) -> None:
        await self.device.clock.sleep(PREAMBLE_ACTS_AFTER_S)
        belt = self.device.machine.belt
        if belt.state is BeltState.MOVING:
            belt.set_target(belt.minimum_kmh)


class NeedsPreamble(TreadmillBehaviour):
    """A target is obeyed only if control was asked for and Start sent just before it."""

    def __init__(self, device: VirtualTreadmill) -> None:
        super().__init__(device)
        self._before: tuple[ControlOpcode, ...] = ()

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        preamble = (ControlOpcode.REQUEST_CONTROL, ControlOpcode.START_OR_RESUME)
        ready = self._before == preamble
        self._before = (*self._before[-1:], request.opcode)
        if request.opcode == ControlOpcode.SET_TARGET_SPEED and not ready:
            return Outcome(ResultCode.OPERATION_FAILED)
        return obey(request)


class ResumeAtMinimum(TreadmillBehaviour):
    """A resume is at a crawl, slower than any target may be."""

    number = 0.5

    def install(self) -> None:
        self.device.machine.resume_kmh = self.number


QUIRKS = (
    Quirk(
        name="speed_before_start_rejected",
        kind=SpeedBeforeStartRejected,
        evidence="M",
        source="KingSmith KS-Z1D (walkingpad-controller, README), PH4 and X21 (ph4-walkingpad "
        "pull request 25)",
        does="grants control, and answers 0x05 to every target while the belt stands",
        client="starts, waits for measured motion, then sends the target",
    ),
    Quirk(
        name="start_countdown",
        kind=StartCountdown,
        evidence="R",
        source="FitLogic T12B, 3 s (treadmill-hub, protocol/PROTOCOL.md); Tunturi T80, 5 s "
        "(qdomyos-zwift issue 4066)",
        does=f"stands for {StartCountdown.number:g} s after Start, reporting zero",
        number="seconds",
        most=60,
        client="starts the workout's clock on motion; takes no zero for a pause before 10 s",
    ),
    Quirk(
        name="early_speed_drops_link",
        kind=EarlySpeedDropsLink,
        evidence="M",
        source="KingSmith KS-Z1D (walkingpad-controller, docs/ftms-protocol-reference.md, 2.6)",
        does="breaks the connection at a target sent before the belt moves",
        client="holds the target until it has measured motion afresh",
    ),
    Quirk(
        name="start_is_toggle",
        kind=StartIsToggle,
        evidence="M",
        source="Vitalwalk Apollo 11 Max, TM11GY (qdomyos-zwift issue 5100)",
        does="takes Start for its start/pause button: pauses a running belt, and says Success",
        client="never sends Start to a moving belt",
    ),
    Quirk(
        name="start_restarts_countdown",
        kind=StartRestartsCountdown,
        evidence="R",
        source="Tunturi T80 (qdomyos-zwift issue 4066)",
        does="begins its countdown again at each Start",
        client="sends one Start for each act of the runner",
    ),
    Quirk(
        name="preamble_breaks",
        kind=PreambleBreaks,
        evidence="C, R",
        source="Sunny Fitness SF-T (qdomyos-zwift pull request 4944); qdomyos-zwift issue 2630",
        does="slows a moving belt to its slowest 3 s after a request for control or a Start",
        client="asks for control once a connection; looks again 5 s after a target",
    ),
    Quirk(
        name="needs_preamble",
        kind=NeedsPreamble,
        evidence="C",
        source="Horizon (qdomyos-zwift, horizontreadmill.cpp, forceSpeed)",
        does="refuses each target that does not follow a request for control and a Start",
        client="does so only for a machine for which the runner has turned it on",
    ),
    Quirk(
        name="resume_at_minimum",
        kind=ResumeAtMinimum,
        evidence="M",
        source="Yesoul W2 Pro (treadmill-bluetooth-macos, docs/tasks/012)",
        does=f"resumes from a pause at {ResumeAtMinimum.number:g} km/h, whatever it ran at before",
        number="km/h",
        most=20,
        client="asks for the step's target again once the belt moves",
    ),
)
