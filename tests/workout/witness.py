"""Watches a log, event by event, for anything that could hurt a runner.

It knows the rules and the log, not the code that follows them: its notion of what the belt was
asked, of what is fresh and of what was announced is its own.
"""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart_control_state import HeartAction
from runwalk_tui.workout.plan import Plan
from tests.workout.second_witness import SecondWitness

NOTICE_S = 3.0
STALE_S = 5.0
LOST_S = 10.0
STUCK_S = 6.0
OFF_KMH = 0.15
QUIET_KMH, QUIET_S = 0.1, 5.0
SLACK_S = 1e-6
STARTS = (ev.Act.START, ev.Act.RESUME)


class Witness:
    """Call it with each event of one session; it fails on the first that breaks a rule."""

    def __init__(self) -> None:
        self.t = 0.0
        self.plan: Plan | None = None
        self.runner = ev.RunnerProfile()
        self.machine: ev.CapabilitiesRead | None = None
        self.linked = self.ready = False
        self.out_of_touch = False
        self.moving_frames = 2
        self.reading: ev.BeltReading | None = None
        self.speeds_kmh: set[float] = set()
        self.kept_kmh, self.kept_since = 0.0, 0.0
        self.called = False
        self.lowest_kmh = 0.0
        self.starts: list[ev.RunnerActed] = []
        self.changed_mind_at = -1.0
        self.asked: ev.SpeedAsked | None = None
        self.asked_fate: ev.Stage | None = None
        self.open_kmh: list[float] = []
        self.confirmed_kmh = 0.0
        self.announced: ev.IncreaseAnnounced | None = None
        self.range: ev.HoldRangeTold | None = None
        self.coached: ev.CoachActed | None = None
        self.step: ev.StepBegan | None = None
        self.console_stopped_at: float | None = None
        self.overridden = False
        self.exceeded: ev.SpeedExceeded | None = None
        self.counting = False
        self.checking = self.trusted = self.leads = False
        self.checks = 0
        self.stopping = False
        self.ended = False
        self.obeys = True
        self.accepted = self.compared = False
        self.stalled = False
        self._second = SecondWitness()

    def __call__(self, event: ev.Event) -> None:
        assert event.t >= self.t, f"the log goes back to {event}"
        self.t = event.t
        self._second(event)
        self._see_treadmill(event)
        self._see_check(event)
        self._see_course(event)
        self._see_wish(event)

    def _see_treadmill(self, event: ev.Event) -> None:
        match event:
            case ev.LinkChanged() if event.device is ev.Device.TREADMILL:
                self._link(event)
            case ev.MachineKnown():
                self.trusted = self.trusted or event.checked
                self.leads = self.leads or event.delay_s is not None
            case ev.CapabilitiesRead():
                self.machine, self.ready = event, True
                self.lowest_kmh = event.minimum_kmh or self.lowest_kmh
            case ev.BeltReading():
                self._measured(event)
            case ev.ConsoleReported():
                self._console(event)
            case ev.CommandProgressed():
                self._progress(event)
            case ev.TelemetryAged():
                self._aged(event)

    def _see_check(self, event: ev.Event) -> None:
        match event:
            case ev.CheckBegan():
                assert not self.trusted, "a check of what is known"
                self._is_measured_moving("a check")
                self.checking, self.checks = True, 0
                self.asked = self.console_stopped_at = None
            case ev.MachineChecked():
                self._checked(event)
            case ev.DistanceCompared():
                self.compared = True
            case ev.UnitsAsked():
                assert self.accepted, "other units that nobody accepted"
                self.trusted = True

    def _checked(self, event: ev.MachineChecked) -> None:
        self.trusted = event.obeys and event.target_factor * event.data_factor == 1
        late = self.counting and not self.trusted
        self.checking, self.checks = late, 0
        self.counting = self.counting and not late
        if event.obeys:
            assert self.reading is not None
            assert event.measured_kmh is not None
            both = event.target_factor == event.data_factor
            told_kmh = event.measured_kmh / (event.data_factor if both else 1)
            near = any(abs(told_kmh - kmh) <= OFF_KMH for kmh in self.speeds_kmh)
            assert near or self.compared, "not what was measured"
            assert event.asked_kmh is not None, "nothing was asked of it"
        else:
            self.obeys = False
        self.asked = None

    def _see_course(self, event: ev.Event) -> None:
        match event:
            case ev.SessionOpened():
                self.plan, self.runner = event.plan, event.runner
            case ev.RunnerActed():
                self._acted(event)
            case ev.ClockStarted():
                self._is_measured_moving("a clock")
                self.counting, self.overridden, self.checking = True, False, False
                self.console_stopped_at = None
                self.asked = None
            case ev.ClockPaused():
                assert event.since <= event.t
                self.counting, self.asked, self.announced = False, None, None
                self.checking = False
                # What the console said to a standing belt may be a start as well as a stop.
                self.called = self.called and self.console_stopped_at == event.t
                self.starts.clear()
            case ev.StepBegan():
                self._step_began(event)
            case ev.IncreaseAnnounced():
                assert event.until >= event.at >= event.t + NOTICE_S - SLACK_S, event
                self.announced = event
            case ev.HoldRangeTold():
                self.range = event
            case ev.CoachActed():
                self.coached = event if event.advice is HeartAction.HOLD else None
            case ev.SpeedOverridden():
                self.overridden, self.asked, self.console_stopped_at = True, None, None
            case ev.SpeedExceeded():
                self.exceeded = event
            case ev.Stalled() | ev.WentOn():
                self.stalled = isinstance(event, ev.Stalled)
                self.announced, self.moving_frames = None, 0
            case ev.SessionEnded():
                assert not self.ended, "ended twice"
                self.ended = True

    def _see_wish(self, event: ev.Event) -> None:
        match event:
            case ev.StartAsked():
                self._start_asked(event)
            case ev.SpeedAsked():
                self._speed_asked(event)
            case ev.StopAsked():
                self.stopping = True

    def _is_measured_moving(self, what: str) -> None:
        assert self.reading is not None, f"{what} without a measured belt"
        assert self.reading.speed_kmh, f"{what} though the belt stands"
        self._is_called_for()

    def _is_called_for(self) -> None:
        assert self.machine is not None
        assert self.called or not self.machine.tells, "a belt that nobody started is taken over"

    def _link(self, event: ev.LinkChanged) -> None:
        self.linked = event.state is ev.LinkState.UP
        if not self.linked:
            self.ready, self.out_of_touch, self.moving_frames = False, True, 0
            self.announced = None
            self.starts.clear()
            self._lose_touch()

    def _measured(self, event: ev.BeltReading) -> None:
        if event.speed_kmh is None:
            return
        self.reading, self.out_of_touch = event, False
        self.speeds_kmh = {*self.speeds_kmh, event.speed_kmh} if self.checking else set()
        if abs(event.speed_kmh - self.kept_kmh) > OFF_KMH:
            self.kept_kmh, self.kept_since = event.speed_kmh, event.t
        self.moving_frames = self.moving_frames + 1 if event.speed_kmh else 0

    def _acted(self, event: ev.RunnerActed) -> None:
        if event.act is ev.Act.ACCEPT_UNITS:
            self.accepted = True
        if event.act in STARTS:
            self.called = True
            self.starts.append(event)
        else:
            self.overridden = False
        if event.act in (ev.Act.PAUSE, ev.Act.STOP):
            self.starts.clear()
        if event.act is ev.Act.NUDGE and self.counting:
            self.changed_mind_at = event.t

    def _console(self, event: ev.ConsoleReported) -> None:
        stops = (ev.Report.STOPPED, ev.Report.PAUSED, ev.Report.SAFETY_KEY)
        if event.report is ev.Report.STARTED:
            self.console_stopped_at = None
        stands = self.reading is not None and not self.reading.speed_kmh
        if event.report is ev.Report.STARTED or (stands and event.report in stops):
            self.called = True
        if event.report in stops:
            self.console_stopped_at = event.t
            if not self.counting:
                self.starts.clear()
        elif event.report is ev.Report.STARTED:
            self.console_stopped_at = None

    def _progress(self, event: ev.CommandProgressed) -> None:
        if event.command is not ev.Command.SPEED or not event.stage.is_end:
            return
        if event.value in self.open_kmh:
            self.open_kmh.remove(event.value)
        # Of two that ask for the same, it is the older one that ends first.
        of_this = self.asked is not None and event.value == self.asked.speed_kmh
        if of_this and event.value not in self.open_kmh:
            self.asked_fate = event.stage
            if self.reading is not None:
                self.confirmed_kmh = self.reading.speed_kmh or 0.0

    def _aged(self, event: ev.TelemetryAged) -> None:
        assert self.reading is not None or self.step is None, "silence of a belt that never spoke"
        if self.reading is not None:
            assert event.t - self.reading.t >= event.age_s - SLACK_S
        if event.age_s >= LOST_S:
            self.out_of_touch, self.moving_frames, self.announced = True, 0, None
            self._lose_touch()

    def _lose_touch(self) -> None:
        if self.asked_fate is not ev.Stage.CONFIRMED:
            self.asked = None

    def _step_began(self, event: ev.StepBegan) -> None:
        assert self.plan is not None
        assert event.kind is self.plan.steps[event.index].kind
        assert not self.stopping, "a step begins although the belt is being stopped"
        self.step, self.overridden = event, False

    def _start_asked(self, event: ev.StartAsked) -> None:
        notices = [(act.t, max(NOTICE_S, act.value or 0.0)) for act in self.starts]
        asked = any(abs(t + notice_s - event.t) < SLACK_S for t, notice_s in notices)
        assert asked, "a start that nobody asked for"
        assert not self.stalled, "a start that comes too late"
        assert self.linked
        assert self.ready
        assert not self.stopping, "a start after the stop"
        assert self.reading is None or not self.reading.speed_kmh, "a start of a moving belt"
        assert self.machine is not None
        assert self.machine.controllable
        self.starts.clear()

    def ceiling_kmh(self) -> float:
        """The least of all limits."""
        limits = [20.0, self.runner.cap_kmh]
        if self.plan is not None and self.plan.maximum_kmh is not None:
            limits.append(self.plan.maximum_kmh)
        if self.machine is not None and self.machine.maximum_kmh:
            limits.append(self.machine.maximum_kmh)
        return min(limits)

    def _speed_asked(self, event: ev.SpeedAsked) -> None:
        assert not self.stopping, "a speed after the stop"
        assert self.obeys, "a speed for a machine that does not obey"
        if self.checking:
            self.checks += 1
            assert self.checks == 1, "a second speed within a check"
            assert event.speed_kmh <= self.walk_kmh(), "faster than a walk before the check is over"
        else:
            assert self.counting, "a speed though the clock stands"
            assert self.trusted, "a speed for a machine in unknown units"
        assert self.linked, "a speed within a lost link"
        assert self.ready, "a speed before the machine is known"
        assert not self.out_of_touch, "a speed within a lost link"
        assert not self.overridden or self._slows_a_runaway(event), "the console decided"
        self._is_allowed(event.speed_kmh)
        self._is_no_repetition(event)
        assert self.console_stopped_at is None, "a speed after the console's stop"
        if self._is_increase(event) and not self._is_quiet(event):
            self._was_announced(event)
        self.open_kmh.append(event.speed_kmh)
        self.asked, self.asked_fate = event, None

    def _slows_a_runaway(self, event: ev.SpeedAsked) -> bool:
        """True if it answers a belt that came to be faster than the limit, by whatever cause."""
        found = self.exceeded
        return found is not None and found.t == event.t and event.speed_kmh <= found.limit_kmh

    def _is_quiet(self, event: ev.SpeedAsked) -> bool:
        """A held heart rate's own: small, seldom, and in the range that the runner was told."""
        told, asked = self.range, self.asked
        if told is None or asked is None or event.t - told.t < NOTICE_S:
            return False
        small = event.speed_kmh <= asked.speed_kmh + QUIET_KMH + 1e-9
        inside = event.speed_kmh <= told.highest_kmh
        by_heart = self.coached is not None and self.coached.value > 0
        if not small or not inside or not by_heart or event.t - asked.t < QUIET_S - SLACK_S:
            return False
        assert self.reading is not None
        assert event.t - self.reading.t <= STALE_S + SLACK_S, "an increase on old telemetry"
        assert self.moving_frames >= 2, "an increase before two moving frames"
        return True

    def walk_kmh(self) -> float:
        """The fastest that may be asked of a machine that nobody checked."""
        assert self.machine is not None
        walk_kmh = max(2.5, self.lowest_kmh + 0.5) + (self.machine.increment_kmh or 0.1)
        return min(4.0, walk_kmh)

    def _is_allowed(self, speed_kmh: float) -> None:
        machine = self.machine
        assert machine is not None
        assert machine.controllable, "a speed for a machine that takes none"
        assert 0 < speed_kmh <= self.ceiling_kmh() + 1e-9, "a speed above a limit"
        hundredths = round(speed_kmh * 100)
        assert hundredths / 100 == speed_kmh, "a speed in less than hundredths"
        base = round((machine.minimum_kmh or 0.0) * 100)
        assert hundredths >= base, "a speed below the machine's lowest"
        if machine.increment_kmh:
            assert (hundredths - base) % round(machine.increment_kmh * 100) == 0, "off increment"

    def _is_no_repetition(self, event: ev.SpeedAsked) -> None:
        if self.asked is None or self.asked.speed_kmh != event.speed_kmh:
            return
        assert self.step is not None
        unmade = self.asked_fate in (ev.Stage.REJECTED, ev.Stage.UNKNOWN)
        again = max(self.step.t, self.changed_mind_at) >= self.asked.t
        measured_kmh = self.reading.speed_kmh if self.reading is not None else None
        elsewhere = abs((measured_kmh or 0.0) - event.speed_kmh) > OFF_KMH
        assert unmade or elsewhere, "the same speed twice"
        assert again, "a refused speed asked again"

    def _is_increase(self, event: ev.SpeedAsked) -> bool:
        assert self.reading is not None
        measured_kmh = self.reading.speed_kmh or 0.0
        if self.asked is None or self.asked_fate in (ev.Stage.REJECTED, ev.Stage.UNKNOWN):
            return event.speed_kmh > measured_kmh
        under_way = self.asked_fate is not ev.Stage.CONFIRMED
        if under_way and self.reading.t - max(self.kept_since, self.asked.t) > STUCK_S:
            return event.speed_kmh > min(self.asked.speed_kmh, measured_kmh or 99)
        if under_way or abs(measured_kmh - self.confirmed_kmh) <= OFF_KMH:
            return event.speed_kmh > self.asked.speed_kmh
        return event.speed_kmh > measured_kmh

    def _was_announced(self, event: ev.SpeedAsked) -> None:
        told, reading = self.announced, self.reading
        assert told is not None, "an increase nobody announced"
        assert not self.stalled, "an increase that comes too late"
        assert told.speed_kmh >= event.speed_kmh, "more than was announced"
        assert event.t - told.t >= NOTICE_S - SLACK_S, "an increase without notice"
        assert told.at - SLACK_S <= event.t <= told.until + SLACK_S, "out of its window"
        assert reading is not None
        assert event.t - reading.t <= STALE_S + SLACK_S, "an increase on old telemetry"
        assert self.moving_frames >= 2, "an increase before two moving frames"
        mind = self.changed_mind_at
        if self.checking:
            assert told.index is None, "announced of a step"
            self.announced = None
            return
        assert self.step is not None
        indices = {self.step.index} | ({self.step.index + 1} if self.leads else set())
        assert told.index in indices, "announced of another step"
        if told.t < mind and self.step.t < mind and told.speed_kmh != event.speed_kmh:
            assert mind + NOTICE_S <= event.t + SLACK_S, "an increase nobody was just told of"
        self.announced = None
