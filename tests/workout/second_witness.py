"""Watches a log for a belief on one word, a pause that comes to nothing, a wish that is forgotten.

That a belt moves has as witnesses its speed in one reading and in the next, its counters, the
answer to a start, and its console.

The rules of two witnesses (12), of standing (13) and of what is in force (14), by the log alone.
"""

from runwalk_tui.workout import events as ev

OFF_KMH = 0.15
OBEYS_S = 7.0
"""A belt that is to stand and keeps its speed for so long has been told again, or the runner."""
AFRESH_S = 25.0
"""So long after the workout went on, a belt off what was asked was asked anew, or it was told."""
IN_TOUCH_S = 3.0
_WORDS = (ev.Report.STARTED, ev.Report.STOPPED, ev.Report.PAUSED)


class SecondWitness:
    """Call it with each event of one session; it fails on the first that breaks a rule."""

    def __init__(self) -> None:
        self._plan_kmh: float | None = None
        self._reading: ev.BeltReading | None = None
        self._speed_kmh: float | None = None
        self._drives = False
        self._pausing: tuple[float, float] | None = None
        self._resumed_at: float | None = None
        self._moving = 0
        self._counters: tuple[float | None, ...] = (None, None)
        self._went_on = self._is_started = False

    def __call__(self, event: ev.Event) -> None:
        match event:
            case ev.BeltReading():
                self._read(event)
            case ev.CapabilitiesRead():
                self._drives = event.controllable
            case ev.LinkChanged(device=ev.Device.TREADMILL):
                self._pausing = self._resumed_at = None
                if event.state is not ev.LinkState.UP:
                    self._is_started, self._moving = False, 0
            case ev.TelemetryAged() if event.age_s >= 10:
                self._pausing = self._resumed_at = None
            case ev.StartAsked():
                contested = self._reading is not None and self._reading.contested
                assert not contested, "a start of a belt whose witnesses disagree"
            case ev.ClockStarted():
                both = self._moving >= 2 or self._went_on or self._is_started
                assert both, "the clock runs on one witness"
                self._pausing = None
                self._resumed_at = event.t
            case ev.StepBegan():
                self._plan_kmh = event.speed_kmh
                self._resumed_at = None
            case ev.PauseAsked() if self._pausing is None and self._speed_kmh:
                self._pausing = event.t, self._speed_kmh
                self._resumed_at = None
            case ev.SessionEnded():
                self._ended(event)
            case _:
                self._heard(event)

    def _read(self, event: ev.BeltReading) -> None:
        self._reading = event
        if event.contested:
            self._moving = 0
        elif event.speed_kmh is not None:
            self._moving = self._moving + 1 if event.speed_kmh else 0
        if (event.elapsed_s, event.distance_m) != (None, None):
            self._went_on = self._has_gone_on(event)
        if event.speed_kmh is None:
            return
        self._speed_kmh = event.speed_kmh
        if not event.speed_kmh:
            self._pausing = None
        self._is_obeyed(event.t, event.speed_kmh)
        self._is_asked_anew(event.t, event.speed_kmh)

    def _has_gone_on(self, event: ev.BeltReading) -> bool:
        """Whether a counter of the machine is higher than when it was told last."""
        last, told = self._counters, (event.elapsed_s, event.distance_m)
        self._counters = tuple(
            old if new is None else new for new, old in zip(told, last, strict=True)
        )
        pairs = zip(told, last, strict=True)
        return any(new is not None and old is not None and new > old for new, old in pairs)

    def _heard(self, event: ev.Event) -> None:
        """What shows that a belt that does not stand, or a speed that is off, is in hand."""
        match event:
            case ev.CommandProgressed(command=ev.Command.START, stage=ev.Stage.ACKNOWLEDGED):
                # That it is confirmed says no more than the reading that confirms it.
                self._is_started = True
            case ev.CommandProgressed(command=ev.Command.START, stage=ev.Stage.REJECTED):
                self._is_started = False
            case ev.CommandProgressed(command=ev.Command.PAUSE) if event.stage.is_end:
                self._pausing = None
            case ev.CommandProgressed(command=ev.Command.STOP) | ev.StopAsked():
                self._pausing = None
            case ev.RunnerActed() | ev.SpeedOverridden() | ev.SpeedAsked() | ev.IncreaseAnnounced():
                self._resumed_at = None
            case ev.ClockPaused():
                self._resumed_at, self._is_started = None, False
            case ev.ConsoleReported():
                # Some consoles tell a start as a stop.
                self._is_started = event.report in _WORDS
                self._resumed_at = None
            case ev.CoachActed():
                self._resumed_at = None
            case ev.CueDue(cue=ev.Cue.ALARM | ev.Cue.WARNING):
                self._pausing = self._resumed_at = None

    def _is_obeyed(self, t: float, speed_kmh: float) -> None:
        if self._pausing is None:
            return
        asked_at, from_kmh = self._pausing
        if speed_kmh < from_kmh - OFF_KMH:
            self._pausing = t, speed_kmh
            return
        assert t - asked_at <= OBEYS_S, "a pause that is not obeyed goes on to nothing"

    def _is_asked_anew(self, t: float, speed_kmh: float) -> None:
        if self._resumed_at is None or self._plan_kmh is None or not self._drives:
            return
        off = abs(speed_kmh - self._plan_kmh) > OFF_KMH
        late = t - self._resumed_at > AFRESH_S
        assert not (off and late), "a speed is taken to be in force that nobody asked for anew"

    def _ended(self, event: ev.SessionEnded) -> None:
        reading = self._reading
        if not event.belt_stopped or reading is None or event.t - reading.t > IN_TOUCH_S:
            return
        assert not reading.contested, "a belt whose witnesses disagree is said to stand"
        assert not reading.speed_kmh, "a belt that tells a speed is said to stand"
