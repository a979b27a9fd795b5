"""What the rules remember of a log to judge what follows: their own notion, not the core's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from runwalk_tui.workout import events as ev

Pending = tuple[ev.Command, float | None]


@dataclass(frozen=True)
class Memory:
    """All that came before, as far as a rule asks for it.

    Attributes:
        start_due_at: When a Start may be asked at the earliest, by the runner's key.
        called: The runner or the console has started the belt since it was last paused.
        console_stopped: Its console has stopped the belt, and nobody has started it since.
        chosen: The console's speed holds.
        pending: The command under way.
        asked_kmh: The target that was asked last and may be in force.
        announced: The last increase that was announced and not taken back.
        word_kmh, word_at: The last speed that was told, and when.
        kept_since: Since when it has been the same.
        frames: Moving readings in a row in touch.
        metres, counted_s: The machine's own counters.
        went_on: They went on at the last reading.
        pausing_at, pausing_from_kmh: When the belt was last asked to stand, and how fast it was.
        escalated: Since then Stop was asked or an alarm given.
    """

    checked: bool = True
    linked: bool = False
    start_due_at: float | None = None
    called: bool = False
    console_stopped: bool = False
    chosen: bool = False
    pending: Pending | None = None
    asked_kmh: float | None = None
    announced: ev.IncreaseAnnounced | None = None
    word_kmh: float | None = None
    word_at: float = 0.0
    kept_since: float = 0.0
    frames: int = 0
    metres: float = 0.0
    counted_s: float = 0.0
    went_on: bool = False
    stop_asked: bool = False
    pausing_at: float | None = None
    pausing_from_kmh: float = 0.0
    escalated: bool = False

    def after(self, log: Iterable[ev.Event]) -> "Memory":
        """With what happened since."""
        memory = self
        for event in log:
            memory = memory._and(event)
        return memory

    def _and(self, event: ev.Event) -> "Memory":
        match event:
            case ev.BeltReading():
                return self._read(event)
            case ev.RunnerActed():
                return self._acted(event)
            case ev.LinkChanged(state=ev.LinkState.UP):
                return replace(self, linked=True)
            case ev.LinkChanged():
                lost = replace(self, linked=False, frames=0, announced=None, start_due_at=None)
                return replace(lost, pending=None, asked_kmh=None)
            case ev.TelemetryAged(age_s=10):
                return replace(self, frames=0, announced=None)
            case ev.ConsoleReported(report=ev.Report.STARTED):
                return replace(self, called=True, console_stopped=False)
            case ev.ConsoleReported(
                report=ev.Report.STOPPED | ev.Report.PAUSED | ev.Report.SAFETY_KEY
            ):
                # To a belt that stands, some consoles say so when they start it.
                called = self.called or not self.word_kmh
                return replace(self, console_stopped=True, called=called, announced=None)
            case ev.SpeedOverridden():
                return replace(self, chosen=True, asked_kmh=None, console_stopped=False)
            case ev.StepBegan():
                return replace(self, chosen=False)
            case ev.IncreaseAnnounced():
                return replace(self, announced=event)
            case ev.ClockStarted() | ev.CheckBegan():
                return replace(self, console_stopped=False, start_due_at=None, chosen=False)
            case ev.ClockPaused():
                return replace(self, announced=None, asked_kmh=None, start_due_at=None)
            case ev.CueDue(cue=ev.Cue.ALARM):
                return replace(self, escalated=True)
            case _:
                return self._command(event)

    def _command(self, event: ev.Event) -> "Memory":
        match event:
            case ev.SpeedAsked():
                pending: Pending = (ev.Command.SPEED, event.speed_kmh)
                return replace(self, pending=pending, asked_kmh=event.speed_kmh)
            case ev.StartAsked():
                return replace(self, pending=(ev.Command.START, None), start_due_at=None)
            case ev.PauseAsked():
                asked = replace(self, pending=(ev.Command.PAUSE, None), asked_kmh=None)
                return replace(
                    asked,
                    pausing_at=event.t,
                    pausing_from_kmh=self.word_kmh or 0.0,
                    escalated=False,
                )
            case ev.StopAsked():
                stopped = replace(self, pending=(ev.Command.STOP, None), asked_kmh=None)
                return replace(stopped, stop_asked=True, escalated=True, announced=None)
            case ev.CommandProgressed() if event.stage.is_end:
                failed = event.stage is not ev.Stage.CONFIRMED
                speed = event.command is ev.Command.SPEED
                asked_kmh = None if failed and speed else self.asked_kmh
                return replace(self, pending=None, asked_kmh=asked_kmh)
        return self

    def _acted(self, event: ev.RunnerActed) -> "Memory":
        match event.act:
            case ev.Act.START | ev.Act.RESUME:
                due_at = event.t + max(3.0, event.value or 0.0)
                return replace(self, start_due_at=due_at, called=True, console_stopped=False)
            case ev.Act.PAUSE | ev.Act.STOP:
                return replace(self, start_due_at=None, chosen=False)
            case ev.Act.NUDGE:
                return replace(self, chosen=False)
        return self

    def _read(self, event: ev.BeltReading) -> "Memory":
        went_on = (event.elapsed_s or 0.0) > self.counted_s
        counted = replace(
            self,
            metres=event.distance_m or self.metres,
            counted_s=event.elapsed_s or self.counted_s,
            went_on=went_on,
        )
        if event.speed_kmh is None:
            return counted
        same = event.speed_kmh == self.word_kmh and event.t - self.word_at <= 3
        return replace(
            counted,
            word_kmh=event.speed_kmh,
            word_at=event.t,
            kept_since=self.kept_since if same else event.t,
            frames=self.frames + 1 if event.speed_kmh else 0,
            pausing_at=self.pausing_at if event.speed_kmh else None,
        )
