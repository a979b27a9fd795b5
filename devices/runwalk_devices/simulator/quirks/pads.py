"""Behaviours of WalkingPads, of their radio, their remote control, and whoever walks on them."""

from collections.abc import Iterable
from dataclasses import replace

from runwalk_devices.codecs.walking_pad import PadMode, PadStatus
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.pad import PadBehaviour, VirtualPad, is_stop
from runwalk_devices.simulator.quirks.incident import Incident, Spell
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom

STEPS = 10
"""Presses of - on the remote control."""
CREEPS_KMH = 0.5
"""The speed that a stuck belt keeps."""
FEET_KMH = 3.0


class FramesLost(PadBehaviour):
    """Each frame of so many does not arrive."""

    number = 6.0

    def install(self) -> None:
        self._count = 0

    def taking(self, frame: bytes) -> bytes | None:
        self._count += 1
        return None if self._count % int(self.number) == 0 else frame


class NoAnswers(PadBehaviour, Spell[VirtualPad]):
    """It does not say anything for a while, and obeys."""

    number = 30.0
    lasts_s = 15.0

    def measuring(self, status: PadStatus) -> Iterable[PadStatus]:
        return () if self.under_way else (status,)


class Stale(PadBehaviour, Spell[VirtualPad]):
    """It says the same again and again for a while."""

    number = 30.0
    lasts_s = 6.0

    def install(self) -> None:
        self._last: PadStatus | None = None

    def measuring(self, status: PadStatus) -> Iterable[PadStatus]:
        if not self.under_way or self._last is None:
            self._last = status
        return (self._last,)


class StartsAutomatic(PadBehaviour):
    """It is found in automatic mode, with nobody on it."""

    def install(self) -> None:
        self.device.mode = PadMode.AUTOMATIC


class GoesAutomatic(PadBehaviour, Incident[VirtualPad]):
    """The remote control switches to automatic mode, and the feet choose a speed."""

    number = 30.0

    def happen(self) -> None:
        self.device.mode = PadMode.AUTOMATIC
        self.device.feet(FEET_KMH)


class Remote(PadBehaviour, Incident[VirtualPad]):
    """The runner presses - on the remote control."""

    number = 25.0

    def happen(self) -> None:
        self.device.console.minus(STEPS)


class RemoteStops(PadBehaviour, Incident[VirtualPad]):
    """The runner presses stop on the remote control."""

    number = 40.0

    def happen(self) -> None:
        self.device.console.stop()


class CountersReset(PadBehaviour, Incident[VirtualPad]):
    """Its counters begin anew while the belt runs."""

    number = 30.0

    def happen(self) -> None:
        self.device.machine.belt.reset_counters()


class StandbyOnly(PadBehaviour):
    """A speed of 0 does not stop it; standby does."""

    def taking(self, frame: bytes) -> bytes | None:
        return None if is_stop(frame) else frame


class Creeps(PadBehaviour):
    """Its belt does not come to a stand when it is told to: it creeps on."""

    async def run(self) -> None:
        while True:
            machine = self.device.machine
            slow = machine.belt.speed_kmh <= CREEPS_KMH + 0.1
            if machine.belt.state is BeltState.STOPPING and slow:
                machine.belt.state = BeltState.MOVING
                machine.belt.target_kmh = CREEPS_KMH
            await self.device.clock.sleep(0.05)


class SaysStandsTooSoon(PadBehaviour):
    """Its state is "stands" while its belt still slows down."""

    def measuring(self, status: PadStatus) -> Iterable[PadStatus]:
        if self.device.state is BeltState.STOPPING:
            return (replace(status, state=self.device.stood),)
        return (status,)


QUIRKS = (
    Quirk(
        name="pad_frames_lost",
        kind=FramesLost,
        does="loses a frame now and then",
        client="says that a speed was not confirmed; asks Stop again",
        evidence="C, X",
        source="constructed: frames get lost (ph4-walkingpad, minimal_cmd_space), each sixth",
        whom=Whom.PAD,
        number="frames",
    ),
    Quirk(
        name="pad_no_answers",
        kind=NoAnswers,
        does="does not answer for 15 s, N s after its start",
        client="takes it for silent: no faster, then an alarm; asks on",
        evidence="X",
        source="constructed: a radio that is disturbed, or a program that was pushed aside",
        whom=Whom.PAD,
        number="seconds",
    ),
    Quirk(
        name="pad_stale",
        kind=Stale,
        does="repeats its last status for 6 s, N s after its start",
        client="does not call a changed speed confirmed",
        evidence="X",
        source="constructed: a status that is not taken anew",
        whom=Whom.PAD,
        number="seconds",
    ),
    Quirk(
        name="pad_automatic",
        kind=StartsAutomatic,
        does="is in automatic mode when it is found",
        client="switches to manual mode once the runner starts, not before",
        evidence="C",
        source="ph4-walkingpad (GitHub, ph4r05): MODE_AUTOMAT in pad.py",
        whom=Whom.PAD,
    ),
    Quirk(
        name="pad_goes_automatic",
        kind=GoesAutomatic,
        does="is switched to automatic mode, N s after its start, and follows the feet",
        client="leaves the speed to the feet until the step ends",
        evidence="C, X",
        source="constructed: in the mode of ph4-walkingpad (MODE_AUTOMAT), at a set time",
        whom=Whom.PAD,
        number="seconds",
    ),
    Quirk(
        name="pad_remote",
        kind=Remote,
        does="is made slower by its remote control, N s after its start",
        client="leaves the speed as it was chosen until the step ends",
        evidence="C",
        source="ph4-walkingpad (GitHub, ph4r05): controller_button in pad.py",
        whom=Whom.PAD,
        number="seconds",
    ),
    Quirk(
        name="pad_remote_stops",
        kind=RemoteStops,
        does="is stopped by its remote control, N s after its start",
        client="pauses, and does not start it again",
        evidence="C",
        source="ph4-walkingpad (GitHub, ph4r05): BUTTON_Stop in pad.py",
        whom=Whom.PAD,
        number="seconds",
    ),
    Quirk(
        name="pad_counters_reset",
        kind=CountersReset,
        does="sets its counters to 0 while it runs, N s after its start",
        client="goes on counting from where it was",
        evidence="X",
        source="constructed: counters that begin anew",
        whom=Whom.PAD,
        number="seconds",
    ),
    Quirk(
        name="pad_standby_only",
        kind=StandbyOnly,
        does="does not obey a speed of 0, and stops in standby",
        client="asks for standby when a speed of 0 shows no effect",
        evidence="R",
        source="web servers for ph4-walkingpad end a walk with standby; KS-F0: walkingpad-remote "
        "(GitHub, tourvald), project status of 2026-06-11",
        whom=Whom.PAD,
    ),
    Quirk(
        name="pad_creeps",
        kind=Creeps,
        does="does not come to a stand: it creeps on at 0.5 km/h",
        client="never says that it stands, and tells the runner",
        evidence="R",
        source="KS-F0: walkingpad-remote (GitHub, tourvald), project status of 2026-06-11",
        whom=Whom.PAD,
    ),
    Quirk(
        name="pad_says_stands",
        kind=SaysStandsTooSoon,
        does="says that it stands while it still slows down",
        client="believes the speed",
        evidence="X",
        source="constructed: a state that runs ahead of the belt",
        whom=Whom.PAD,
    ),
)
