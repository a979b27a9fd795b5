"""Quirks in bringing a belt to a stand: the effects of Pause and Stop."""

from collections.abc import Callable, Iterable

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlRequest,
    MachineStatus,
    MachineStatusCode,
    ResultCode,
    StopOrPause,
    encode_machine_status,
)
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour
from runwalk_devices.simulator.treadmill_computer import Outcome

Obey = Callable[[ControlRequest], Outcome]


def _asks_to(how: StopOrPause, request: ControlRequest) -> bool:
    return request.opcode == ControlOpcode.STOP_OR_PAUSE and request.stop_or_pause == how


class PauseRefused(TreadmillBehaviour):
    """The machine has no pause."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        if self.device.has_control and _asks_to(StopOrPause.PAUSE, request):
            return Outcome(ResultCode.OPERATION_FAILED)
        return obey(request)


class PauseIgnored(TreadmillBehaviour):
    """Pause is answered Success, and the belt runs on."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        if self.device.has_control and _asks_to(StopOrPause.PAUSE, request):
            return Outcome(ResultCode.SUCCESS)
        return obey(request)


class StartStopUnsupported(TreadmillBehaviour):
    """Start, Pause and Stop are the console's alone; targets are obeyed."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        if request.opcode in (ControlOpcode.START_OR_RESUME, ControlOpcode.STOP_OR_PAUSE):
            return Outcome(ResultCode.OP_CODE_NOT_SUPPORTED)
        return obey(request)


class StopTogglesPaused(TreadmillBehaviour):
    """Stop is the button of the console, which resumes a belt that stands paused."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        machine = self.device.machine
        stands_paused = machine.paused and machine.belt.state is BeltState.STANDING
        if self.device.has_control and _asks_to(StopOrPause.STOP, request) and stands_paused:
            return machine.start()
        return obey(request)


class StopRefusedMoving(TreadmillBehaviour):
    """A moving belt is only paused; control is gone after that, and a slowing belt not started."""

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        moves = self.device.state in (BeltState.MOVING, BeltState.STOPPING)
        if _asks_to(StopOrPause.STOP, request) and moves:
            return Outcome(ResultCode.CONTROL_NOT_PERMITTED)
        slows = self.device.state is BeltState.STOPPING
        if request.opcode == ControlOpcode.START_OR_RESUME and slows:
            return Outcome(ResultCode.CONTROL_NOT_PERMITTED)
        outcome = obey(request)
        if _asks_to(StopOrPause.PAUSE, request) and outcome.result is ResultCode.SUCCESS:
            self.device.has_control = False
        return outcome


class PauseIsStop(TreadmillBehaviour):
    """Pause ends the machine's session, and the next Start takes up the old speed by itself."""

    _kept_kmh: float | None = None

    def obeying(self, request: ControlRequest, obey: Obey) -> Outcome:
        machine = self.device.machine
        before_kmh = machine.belt.target_kmh
        outcome = obey(request)
        if outcome.result is not ResultCode.SUCCESS:
            return outcome
        if _asks_to(StopOrPause.PAUSE, request) and machine.paused:
            machine.paused = False
            machine.belt.reset_counters()
            self._kept_kmh = before_kmh or None
        elif request.opcode == ControlOpcode.START_OR_RESUME and self._kept_kmh is not None:
            machine.belt.target_kmh, self._kept_kmh = self._kept_kmh, None
        return outcome


class ResponseEcho(TreadmillBehaviour):
    """An answer is followed by what was asked."""

    _asked = b""

    async def incoming(self, uuid: str, data: bytes) -> bytes | None:
        if uuid == uuids.FITNESS_MACHINE_CONTROL_POINT:
            self._asked = data[1:]
        return data

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        echoes = uuid == uuids.FITNESS_MACHINE_CONTROL_POINT
        yield value + self._asked if echoes else value


class StaleStatus(TreadmillBehaviour):
    """Tells a new subscriber to the machine status the last one again, which is long over."""

    _last = encode_machine_status(
        MachineStatus(MachineStatusCode.STOPPED_OR_PAUSED, stop_or_pause=StopOrPause.STOP)
    )

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        if uuid == uuids.FITNESS_MACHINE_STATUS:
            self._last = value
        yield value

    def subscribes(self, uuid: str) -> bool:
        if uuid == uuids.FITNESS_MACHINE_STATUS:
            self.device.spawn(self._repeat())
        return True

    async def _repeat(self) -> None:
        await self.device.clock.sleep(0)
        status = self.device.characteristic(uuids.FITNESS_MACHINE_STATUS)
        self.device.notify(status, self._last)


QUIRKS = (
    Quirk(
        name="pause_refused",
        kind=PauseRefused,
        evidence="R",
        source="Winfita T532, which has no pause (qdomyos-zwift issue 1255)",
        does="has no pause: answers Operation Failed to it, and runs on",
        client="stops the belt at once, and says so",
    ),
    Quirk(
        name="pause_ignored",
        kind=PauseIgnored,
        evidence="R",
        source="Winfita T532, where Pause does nothing (qdomyos-zwift issue 1255)",
        does="says Success to Pause, and runs on",
        client="stops a belt that does not slow down within 3 s, and says so",
    ),
    Quirk(
        name="start_stop_unsupported",
        kind=StartStopUnsupported,
        evidence="M",
        source="an iFit treadmill behind the relay of ifit 0.1.0b1 (PyPI, ifit/ftms/_server.py)",
        does="answers Op Code Not Supported to Start, Pause and Stop, and obeys targets",
        client="says that the belt does not start, and sends it no target",
    ),
    Quirk(
        name="stop_toggles_paused",
        kind=StopTogglesPaused,
        evidence="R",
        source="KingSmith K12 (qdomyos-zwift issue 470)",
        does="takes Stop for its stop button: starts a belt that stands paused",
        client="sends no Stop to a belt known to stand; after any other listens on for 8 s, and "
        "answers motion with another Stop",
    ),
    Quirk(
        name="stop_refused_moving",
        kind=StopRefusedMoving,
        evidence="M",
        source="KingSmith X218, KS-NG-X18F3 (OpenTreadmill, README)",
        does="refuses Stop while it moves, takes Pause, refuses Start while it slows down, and "
        "forgets who has control after a pause",
        client="pauses a belt that refuses Stop, and asks for control again",
    ),
    Quirk(
        name="pause_is_stop",
        kind=PauseIsStop,
        evidence="M",
        source="HomeTro FS-0099C3 (hometro-fitshow-ble, docs/findings.md)",
        does="begins its counters anew at Pause, and takes up its old speed at the next Start",
        client="keeps its own clock, and asks for its own target again",
    ),
    Quirk(
        name="response_echo",
        kind=ResponseEcho,
        evidence="M",
        source="KingSmith X218 (OpenTreadmill, ProtocolTests.swift)",
        does="answers with what was asked behind the result",
        client="takes the first three octets",
    ),
    Quirk(
        name="stale_status",
        kind=StaleStatus,
        evidence="M",
        source="KingSmith, model and recording not on record",
        does="tells its last status again to whoever subscribes",
        client="takes it for an event, and trusts measured speeds",
    ),
)
