"""A session without a screen: one line a change, or one JSON object an event."""

from collections.abc import Callable
from typing import NamedTuple

from runwalk_devices.clock import Alarm, Clock
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.language import decimal
from runwalk_tui.language.titles import title_words
from runwalk_tui.session import sentences_of_commands as shown
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.spoken import spoken
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import in_units, minutes_clock
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase

NOTICE_S = 10.0
"""Between a treadmill that is ready and a belt that starts: time to step onto the side rails."""
ABSENT_S = 60.0
"""A paused session without a treadmill ends after so long: nobody is there to press a key."""
GONE_S = 10.0
"""The same for a treadmill that only reports: nothing has to be ready for its return."""
FOUND_S = 120.0
"""A treadmill that is not there to begin with is sought for so long."""
STARTED_S = 120.0
"""A belt that did not start is waited for as long: its console may still start it."""
PAUSED_S = 300.0
"""So long after a treadmill was lost the workout is waited for: only its console can go on."""
CONSOLE_S = 1800.0
"""The same after a pause that somebody at the treadmill made."""
STOPS = 3
"""So many times Stop is asked if no standing belt is measured; then the session gives up."""

Write = Callable[[str], None]
Printer = Callable[[ev.Event], None]


class GaveUpError(Exception):
    """The workout could not begin; the message is one line on why and what to do."""


class Wait(NamedTuple):
    """A wait for something that nobody can be asked about.

    Attributes:
        within_s: How long; then the session ends.
        complaint: Why that is a failure; empty if it is none.
    """

    within_s: float
    complaint: str = ""


async def follow(
    live: LiveSession, clock: Clock, printer: Printer, *, agrees: bool = False
) -> None:
    """Lives a session to its end and does what a runner would do at the screen.

    Whoever starts a session without a screen has armed it: the belt is asked to start
    `NOTICE_S` after the treadmill is ready, once, with a notice.

    Args:
        live: The session.
        clock: Time.
        printer: Is given every event.
        agrees: Somebody agrees to other units; else a treadmill that counts in them ends it.

    Raises:
        AdapterError: If the adapter cannot be used at all.
        GaveUpError: If there was no treadmill, or its belt did not start.
    """
    attendant = _Attendant(live, clock, agrees=agrees)
    for listener in (printer, attendant):
        live.subscribe(listener)
    try:
        async with live:
            await live.ended()
    finally:
        attendant.close()
    if attendant.complaint:
        raise GaveUpError(attendant.complaint)


class _Attendant:
    """Arms the session when the treadmill is ready, and ends it when the treadmill is gone.

    A treadmill that only reports is followed as soon as its belt moves.

    Attributes:
        complaint: Why the workout could not begin; empty if it could.
    """

    def __init__(self, live: LiveSession, clock: Clock, *, agrees: bool) -> None:
        self._live = live
        self._clock = clock
        self._agrees = agrees
        self._armed = False
        self._stops = 0
        self._wait: Wait | None = None
        self._giving_up: Alarm | None = None
        self._pause_ends: Alarm | None = None
        self.complaint = ""

    def __call__(self, event: ev.Event) -> None:
        match event:
            case ev.CapabilitiesRead() | ev.BeltReading():
                self._arm()
            case ev.MachineChecked() if self._awaits_choice() and not self._agrees:
                self._live.act(ev.Act.STOP)
            case ev.StopAsked():
                self._stops += 1
            case ev.ClockPaused():
                self._pause(event.reason)
            case ev.CommandProgressed(command=ev.Command.STOP) if event.stage.is_end:
                self._stop_again(event.stage)
        if self._live.session.phase is not Phase.PAUSED:
            self._go_on()
        self._watch()

    def _pause(self, reason: ev.PauseReason) -> None:
        """However often a treadmill comes and goes meanwhile, the pause has an end."""
        self._go_on()
        at_console = reason in (ev.PauseReason.CONSOLE, ev.PauseReason.RUNNER)
        within_s = CONSOLE_S if at_console else PAUSED_S
        wait = Wait(within_s, shown.NOT_GONE_ON.format(min=round(within_s / 60)))
        at = self._clock.now() + within_s
        self._pause_ends = self._clock.call_at(at, lambda: self._give_up(wait))

    def _go_on(self) -> None:
        if self._pause_ends is not None:
            self._pause_ends.cancel()
            self._pause_ends = None

    def _arm(self) -> None:
        """Once; a belt that the runner has to start himself is waited for.

        One that is seen to move by a single reading is not taken over yet.
        """
        belt = self._live.session.belt
        ready = belt.ready and not belt.lone
        if not self._armed and ready and (belt.controllable or belt.is_moving):
            self._armed = True
            self._live.act(ev.Act.START, NOTICE_S)

    def _awaits_choice(self) -> bool:
        """Return True if the treadmill counts in other units: nobody is there to agree to them."""
        check = self._live.session.check
        return check is not None and check.awaits_choice

    def _stop_again(self, stage: ev.Stage) -> None:
        if stage is ev.Stage.CONFIRMED or self._live.session.phase is not Phase.STOPPING:
            return
        self._live.act(ev.Act.STOP if self._stops < STOPS else ev.Act.ABANDON)

    def _watch(self) -> None:
        wait = self._awaited()
        if wait == self._wait:
            return
        self._stop_waiting()
        self._wait = wait
        if wait is not None:
            at = self._clock.now() + wait.within_s
            self._giving_up = self._clock.call_at(at, lambda: self._give_up(wait))

    def _awaited(self) -> Wait | None:
        """Return what keeps the session from going on, where only patience helps."""
        session = self._live.session
        belt = session.belt
        if session.plan is None or session.phase not in (Phase.ARMING, Phase.PAUSED):
            return None
        if belt.lost_since is not None:
            return Wait(ABSENT_S if belt.controllable else GONE_S)
        if not belt.ready:
            machine = shown.DEVICES.get(session.machine, session.machine)
            return Wait(FOUND_S, shown.NOT_FOUND.format(machine=machine, s=round(FOUND_S)))
        never_ran = session.phase is Phase.PAUSED and not session.has_records
        return Wait(STARTED_S, shown.NOT_BEGUN.format(s=round(STARTED_S))) if never_ran else None

    def _give_up(self, wait: Wait) -> None:
        session = self._live.session
        refused = session.belt.link.hindrance is ev.Hindrance.REFUSED
        machine = shown.DEVICES.get(session.machine, session.machine)
        taken = shown.TAKEN.format(machine=machine)
        self.complaint = taken if wait.complaint and refused else wait.complaint
        self._live.act(ev.Act.STOP)

    def close(self) -> None:
        """Stops waiting for anything."""
        self._stop_waiting()
        self._go_on()

    def _stop_waiting(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None


def json_printer(write: Write) -> Printer:
    """Prints every event as one JSON object a line."""
    return lambda event: write(to_json(event).decode())


def text_printer(write: Write, units: Units = "km") -> Printer:
    """Prints what a person would want to know, one line a change."""
    by_hand, machine = False, ev.MachineKind.TREADMILL

    def printer(event: ev.Event) -> None:
        nonlocal by_hand, machine
        if isinstance(event, (ev.SessionOpened, ev.SessionResumed)):
            by_hand, machine = event.by_hand, event.machine
        words = describe(event, by_hand=by_hand, machine=machine)
        if words:
            write(f"{minutes_clock(int(event.t)):>6}  {in_units(words, units)}")

    return printer


_GOES_WELL = (ev.Stage.SENT, ev.Stage.ACKNOWLEDGED, ev.Stage.CONFIRMED)


def describe(
    event: ev.Event,
    *,
    by_hand: bool = False,
    machine: ev.MachineKind = ev.MachineKind.TREADMILL,
) -> str:
    """Return an event in words; "" for one that is only recorded."""
    asks = shown.SPEED_SET if by_hand else shown.BELT_ASKED
    match event:
        case ev.SessionOpened():
            return title_words(event.plan.title) if event.plan else shown.HEART_RATE
        case ev.SessionResumed():
            return shown.RESUMED_AT.format(time=event.resumed_at[11:16])
        case ev.LinkChanged(device=ev.Device.TREADMILL) | ev.CommandProgressed() if by_hand:
            return ""
        case ev.LinkChanged():
            name = f" {event.name}" if event.name else ""
            detail = f": {device_words(event.detail)}" if event.detail else ""
            device = machine if event.device is ev.Device.TREADMILL else event.device
            words = f"{shown.DEVICES.get(device, device)}{name}"
            state = shown.STATES.get(event.state, shown.UP)
            return shown.LINK.format(device=words, state=state) + detail
        case ev.CueDue(cue=ev.Cue.COUNTDOWN):
            return ""
        case ev.CueDue():
            return spoken(event.say)
        case ev.SpeedAsked():
            return asks.format(speed=decimal(f"{event.speed_kmh:g}"))
        case ev.PowerAsked():
            if event.power_w is None:
                return shown.BRAKE_LET_GO
            return shown.BRAKE_ASKED.format(power=decimal(f"{event.power_w:g}"))
        case ev.ResistanceAsked():
            if event.level is None:
                return shown.BRAKE_LET_GO
            return shown.BRAKE_ASKED_LEVEL.format(level=decimal(f"{event.level:g}"))
        case ev.CommandProgressed() if not machine.has_belt:
            command = shown.COMMANDS_SENT[event.command]
            return "" if event.stage in _GOES_WELL else f"{command} {shown.STAGES[event.stage]}"
        case ev.CommandProgressed() if event.stage.is_end:
            command = shown.COMMANDS_SENT[event.command]
            value = "" if event.value is None else f" {decimal(f'{event.value:g}')}"
            detail = f" ({device_words(event.detail)})" if event.detail else ""
            return f"{command}{value} {shown.STAGES[event.stage]}{detail}"
        case ev.SessionEnded():
            has_belt = not by_hand and machine.has_belt
            stands = event.belt_stopped and has_belt
            outcome = shown.OUTCOMES[event.outcome]
            return shown.BELT_STOPPED.format(outcome=outcome) if stands else outcome
    return ""
