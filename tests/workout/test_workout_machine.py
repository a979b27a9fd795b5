"""Random runners on random machines: whatever they do, the rules of safety hold."""

from functools import reduce

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Session
from tests.workout.model import Machine, Model
from tests.workout.witness import Witness

KINDS = st.sampled_from(Kind)
SPEEDS = st.sampled_from((3.0, 5.0, 5.25, 8.5, 11.0, 15.0))


@st.composite
def steps(draw: st.DrawFn) -> Step:
    kind, speed_kmh = draw(KINDS), draw(SPEEDS)
    match draw(st.sampled_from(("time", "time", "distance", "heart"))):
        case "time":
            return Step(
                kind, speed_kmh, duration_s=draw(st.sampled_from((2.0, 5.0, 20.0, 61.7, 90.0)))
            )
        case "distance":
            return Step(kind, speed_kmh, distance_m=draw(st.sampled_from((3.0, 40.0, 150.0))))
        case _:
            return Step(kind, speed_kmh, duration_s=60, until_bpm=draw(st.integers(100, 150)))


KEYS = (ev.Act.START, ev.Act.PAUSE, ev.Act.RESUME, ev.Act.SKIP, ev.Act.BACK, ev.Act.ACCEPT_UNITS)
PLANS = st.builds(
    lambda steps, maximum: Plan("p", "P", tuple(steps), maximum_kmh=maximum),
    st.lists(steps(), min_size=1, max_size=6),
    st.sampled_from((None, None, 9.0)),
)
MACHINES = st.builds(
    Machine,
    minimum_kmh=st.sampled_from((0.8, 1.0, 0.96, None)),
    maximum_kmh=st.sampled_from((16.0, 6.43, None)),
    increment_kmh=st.sampled_from((0.1, 0.5, 0.32, None)),
    controllable=st.sampled_from((True, True, True, False)),
    reports=st.booleans(),
    tells=st.booleans(),
    telemetry_s=st.sampled_from(((1.0,), (0.5,), (0.1, 0.13, 0.07), (0.9, 1.2, 2.0))),
    countdown_s=st.sampled_from((0.0, 3.0, 5.0)),
    ramp_kmh_s=st.sampled_from((0.3, 1.0, 2.0)),
    stop_kmh_s=st.sampled_from((0.5, 2.0)),
    refuses=st.sets(st.sampled_from((ev.Command.SPEED, ev.Command.START)), max_size=1),
    ignores=st.sets(st.sampled_from((ev.Command.SPEED, ev.Command.PAUSE)), max_size=1),
    speed_at_first_kmh=st.sampled_from((0.0, 0.0, 0.0, 6.0)),
    checked=st.booleans(),
    lag=st.sampled_from((None, None, (0.5, 0.3, 0.3), (1.5, 1.0, 2.0))),
    start_kmh=st.sampled_from((0.8, 1.4, 2.0)),
    target_factor=st.sampled_from((1.0, 1.0, 1.609344, 3.0)),
    data_factor=st.sampled_from((1.0, 1.0, 1.609344)),
)


class Workout(RuleBasedStateMachine):
    """Keys, console, losses, silences and glitches in any order."""

    @initialize(
        plan=PLANS,
        machine=MACHINES,
        cap_kmh=st.sampled_from((12.0, 20.0, 7.0)),
        at_once=st.sampled_from((True, True, True, False)),
    )
    def begin(self, plan: Plan, machine: Machine, cap_kmh: float, at_once: bool) -> None:
        self.watch = Witness()
        self.model = Model(plan, machine, ev.RunnerProfile(cap_kmh=cap_kmh), self.witness)
        self.model.run(2.0)
        if at_once:
            self.set_off()

    def witness(self, event: ev.Event) -> None:
        self.watch(event)
        if isinstance(event, ev.SpeedAsked):
            self.is_not_against_a_silent_stop()

    def is_not_against_a_silent_stop(self) -> None:
        """A belt seen slowing down from the console, which says nothing, is left alone."""
        model = self.model
        if model.stopped_at is None:
            return
        readings = [e for e in model.log if isinstance(e, ev.BeltReading) and e.speed_kmh]
        before = [e.speed_kmh for e in readings if e.t <= model.stopped_at]
        after = [e.speed_kmh for e in readings if e.t > model.stopped_at]
        if not before or not after or after[-1] is None or before[-1] is None:
            return
        earlier_kmh = [kmh for t, kmh in model.asked_kmh()[:-1] if t > model.stopped_at - 20]
        ordered_down = any(kmh <= after[-1] + 0.15 for kmh in earlier_kmh)
        assert ordered_down or before[-1] - after[-1] <= 0.3, "a silent stop undone"

    @rule()
    def set_off(self) -> None:
        self.model.act(ev.Act.START)
        self.model.run(9.0)

    @rule(seconds=st.sampled_from((0.1, 0.7, 1.0, 2.9, 3.0, 3.1, 5.0, 11.0, 20.0, 31.0, 60.0)))
    def wait(self, seconds: float) -> None:
        self.model.run(seconds)

    @rule(act=st.sampled_from(KEYS))
    def press(self, act: ev.Act) -> None:
        self.model.act(act)

    @rule(seconds=st.sampled_from((30.0, 10.0, -30.0)))
    def extend(self, seconds: float) -> None:
        self.model.act(ev.Act.EXTEND, seconds)

    @rule(by_kmh=st.sampled_from((0.1, -0.1, 0.5, -0.5, 3.0)))
    def nudge(self, by_kmh: float) -> None:
        self.model.act(ev.Act.NUDGE, by_kmh)

    @rule(act=st.sampled_from((ev.Act.STOP, ev.Act.ABANDON)), really=st.integers(0, 3))
    def leave(self, act: ev.Act, really: int) -> None:
        if really == 0:
            self.model.act(act)

    @rule(by_kmh=st.sampled_from((0.1, -0.1, 1.0, -1.0, -3.0)))
    def console_speed(self, by_kmh: float) -> None:
        self.model.press_speed(by_kmh)

    @rule(pauses=st.booleans())
    def console_stop(self, pauses: bool) -> None:
        self.model.press_stop(pauses=pauses)

    @rule()
    def console_start(self) -> None:
        self.model.press_start()

    @rule()
    def start_by_itself(self) -> None:
        self.model.start_by_itself()

    @rule(really=st.integers(0, 3))
    def safety_key(self, really: int) -> None:
        if really == 0:
            self.model.pull_key()

    @rule()
    def lose(self) -> None:
        self.model.lose()

    @rule()
    def connect(self) -> None:
        self.model.connect()

    @rule(silent=st.booleans())
    def silence(self, silent: bool) -> None:
        self.model.silent = silent

    @rule(seconds=st.sampled_from((1.9, 2.1, 6.0, 14.0, 31.0)))
    def stall(self, seconds: float) -> None:
        self.model.stall(seconds)

    @rule()
    def glitch(self) -> None:
        self.model.glitch = True

    @rule(mode=st.sampled_from(("true", "frozen", "gone", "zero", "off")))
    def heart(self, mode: str) -> None:
        self.model.heart_mode = mode

    @invariant()
    def deadline_is_ahead(self) -> None:
        if hasattr(self, "model"):
            deadline = self.model.runner.next_deadline()
            assert deadline is None or deadline >= self.model.session.t

    def teardown(self) -> None:
        """The log alone gives the session."""
        if hasattr(self, "model"):
            assert reduce(evolve, self.model.log, Session()) == self.model.session


TestWorkout = Workout.TestCase
TestWorkout.settings = settings(
    max_examples=100, stateful_step_count=40, suppress_health_check=list(HealthCheck), deadline=None
)
