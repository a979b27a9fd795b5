"""Behaviours of treadmills that speak FitShow's own protocol."""

from collections.abc import Iterable
from dataclasses import replace

from runwalk_devices.codecs.fitshow import (
    FitShowControl,
    FitShowRequest,
    FitShowState,
    FitShowStatus,
)
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.fitshow import FitShowBehaviour, VirtualFitShow
from runwalk_devices.simulator.quirks.incident import Incident, Spell
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom

STEPS = 5
"""Presses of + at the console."""
KMH_PER_MPH = 1.609344


class NoEcho(FitShowBehaviour):
    """It obeys, and answers no command."""

    def answers(self) -> bool:
        return False


class NoRange(FitShowBehaviour):
    """It does not tell its range."""

    def tells_range(self) -> bool:
        return False


class Console(FitShowBehaviour, Incident[VirtualFitShow]):
    """The runner presses + at the console."""

    number = 25.0

    def happen(self) -> None:
        self.device.console.plus(STEPS)


class ConsoleStops(FitShowBehaviour, Incident[VirtualFitShow]):
    """The runner presses stop at the console."""

    number = 40.0

    def happen(self) -> None:
        self.device.console.stop()


class Key(FitShowBehaviour, Incident[VirtualFitShow]):
    """The runner pulls the safety key, and leaves it out."""

    number = 40.0

    def happen(self) -> None:
        self.device.console.safety_key()


class NoAnswers(FitShowBehaviour, Spell[VirtualFitShow]):
    """It does not report for a while, and obeys."""

    number = 30.0
    lasts_s = 15.0

    def measuring(self, status: FitShowStatus) -> Iterable[FitShowStatus]:
        return () if self.under_way else (status,)


class Ignores(FitShowBehaviour):
    """It answers every target and runs on as it was."""

    def obeying(self, request: FitShowRequest) -> FitShowRequest | None:
        return None if request.control == FitShowControl.TARGET else request


class PausesOnly(FitShowBehaviour):
    """It does not obey Stop; Pause it does."""

    def obeying(self, request: FitShowRequest) -> FitShowRequest | None:
        return None if request.control == FitShowControl.STOP else request


class PausedWithSpeed(FitShowBehaviour):
    """A belt that stands is told as paused, at the speed that it had."""

    def install(self) -> None:
        self._last: FitShowStatus | None = None

    def measuring(self, status: FitShowStatus) -> Iterable[FitShowStatus]:
        if status.state == FitShowState.RUNNING:
            self._last = status
        elif self._last is not None and self.device.state is BeltState.STANDING:
            return (replace(self._last, state=FitShowState.PAUSED),)
        return (status,)


class Miles(FitShowBehaviour):
    """It counts in miles per hour, in what it takes and what it tells."""

    def install(self) -> None:
        self.device.machine.kmh_per_unit = KMH_PER_MPH

    def measuring(self, status: FitShowStatus) -> Iterable[FitShowStatus]:
        if status.speed_kmh is None:
            return (status,)
        return (replace(status, speed_kmh=round(status.speed_kmh / KMH_PER_MPH, 1)),)


QUIRKS = (
    Quirk(
        name="fitshow_no_echo",
        kind=NoEcho,
        does="obeys, and answers no command",
        client="goes by what is measured",
        evidence="C",
        source="qdomyos-zwift (GitHub, cagnulein): retrySend in fitshowtreadmill.cpp",
        whom=Whom.FITSHOW,
    ),
    Quirk(
        name="fitshow_no_range",
        kind=NoRange,
        does="does not tell its range of speeds",
        client="keeps to the runner's cap",
        evidence="C",
        source="qdomyos-zwift (GitHub, cagnulein): MAX_SPEED in fitshowtreadmill.cpp",
        whom=Whom.FITSHOW,
    ),
    Quirk(
        name="fitshow_console",
        kind=Console,
        does="is made faster at its console, N s after its start",
        client="leaves the speed as it was chosen until the step ends",
        evidence="M",
        source="HomeTro FS-0099C3: hometro-fitshow-ble (GitHub, dvilelaf), docs/findings.md",
        whom=Whom.FITSHOW,
        number="seconds",
    ),
    Quirk(
        name="fitshow_console_stops",
        kind=ConsoleStops,
        does="is stopped at its console, N s after its start",
        client="pauses, and does not start it again",
        evidence="M",
        source="HomeTro FS-0099C3: hometro-fitshow-ble (GitHub, dvilelaf), docs/findings.md",
        whom=Whom.FITSHOW,
        number="seconds",
    ),
    Quirk(
        name="fitshow_key",
        kind=Key,
        does="loses its safety key, N s after its start, and tells no speed any more",
        client="ends the workout, and calls the belt a standing one only after a while",
        evidence="C",
        source="qdomyos-zwift (GitHub, cagnulein): FITSHOW_STATUS_SAFETY in fitshowtreadmill.h",
        whom=Whom.FITSHOW,
        number="seconds",
    ),
    Quirk(
        name="fitshow_silent",
        kind=NoAnswers,
        does="does not report for 15 s, N s after its start",
        client="takes it for silent: no faster, then an alarm; asks on",
        evidence="X",
        source="constructed: a radio that is disturbed",
        whom=Whom.FITSHOW,
        number="seconds",
    ),
    Quirk(
        name="fitshow_ignores",
        kind=Ignores,
        does="answers every target, and keeps its speed",
        client="says that the speed was not confirmed",
        evidence="C",
        source="qdomyos-zwift (GitHub, cagnulein): fitshowstartspeedgate.h",
        whom=Whom.FITSHOW,
    ),
    Quirk(
        name="fitshow_pauses_only",
        kind=PausesOnly,
        does="answers Stop and runs on; Pause stops it",
        client="asks for Pause when Stop shows no effect",
        evidence="X",
        source="constructed: a machine whose Stop is not the one that is known",
        whom=Whom.FITSHOW,
    ),
    Quirk(
        name="fitshow_paused_speed",
        kind=PausedWithSpeed,
        does="is paused after a stop, and tells the speed that it had",
        client="goes by its word and its time, which stands",
        evidence="X",
        source="constructed: a pause that keeps its last record",
        whom=Whom.FITSHOW,
    ),
    Quirk(
        name="fitshow_miles",
        kind=Miles,
        does="counts in miles per hour",
        client="finds it out at walking speed, and asks the runner",
        evidence="C",
        source="qdomyos-zwift (GitHub, cagnulein): fitshow_treadmill_miles",
        whom=Whom.FITSHOW,
    ),
)
