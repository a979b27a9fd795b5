"""Feeds for screens: somebody on a machine without a belt, and a runner with a pod."""

from dataclasses import replace
from math import sin

from runwalk_tui.workout.events import (
    BeltReading,
    CapabilitiesRead,
    Command,
    CommandProgressed,
    Device,
    Event,
    FeetCounted,
    LinkState,
    MachineKind,
    PodReading,
    RunnerProfile,
    SessionOpened,
    Stage,
)
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.tui.feeds import PERIOD_S, FakeFeed, run_walk

WATTS = Plan(
    "watts",
    "Two to one by power",
    (
        Step(Kind.WARM_UP, 5.5, duration_s=60, power_w=80.0),
        *(
            Step(Kind.RUN, 8.5, duration_s=120, power_w=150.0),
            Step(Kind.WALK, 5.0, duration_s=60, power_w=70.0),
        )
        * 6,
        Step(Kind.COOL_DOWN, 4.5, duration_s=120, power_w=60.0),
    ),
)
BRAKES = {
    MachineKind.BIKE: CapabilitiesRead(
        0.0, controllable=True, takes_power=True, minimum_power_w=0.0, maximum_power_w=1000.0
    ),
    MachineKind.ROWER: CapabilitiesRead(0.0, controllable=False, takes_power=False),
}


class RideFeed(FakeFeed):
    """Pedals, or rows, once `pedals` is set; the brake does at once what it is asked for."""

    def __init__(self, plan: Plan, machine: MachineKind) -> None:
        self.machine = machine
        self.pedals = False
        self._confirmed_w: float | None = None
        super().__init__(plan, runner=RunnerProfile(name="Ada", ftp_w=180, max_bpm=184))

    def take(self, event: Event) -> None:
        """``event`` happens; a session is opened on the machine."""
        if isinstance(event, SessionOpened):
            event = replace(event, machine=self.machine)
        super().take(event)

    def connect(self, controllable: bool = True) -> None:
        """The machine is found, and what its brake takes is known."""
        self.link(
            Device.TREADMILL,
            LinkState.UP,
            "KICKR" if self.machine is MachineKind.BIKE else "Concept2",
        )
        self.take(replace(BRAKES[self.machine], t=self.now()))

    def ride(self, active_s: float) -> "RideFeed":
        """Sets off, and goes on until the workout's clock stands at ``active_s``."""
        self.go(4.0)
        self.pedals = True
        while self.session.phase is not Phase.RUNNING:
            self.go(self.now() + PERIOD_S)
        self.run(active_s)
        return self

    def _read(self) -> None:
        t, brake = self._t, self.session.brake
        if brake.asked_w is not None and brake.asked_w != self._confirmed_w:
            self._confirmed_w = brake.asked_w
            for stage in (Stage.SENT, Stage.ACKNOWLEDGED, Stage.CONFIRMED):
                self.take(CommandProgressed(t, Command.POWER, stage, brake.asked_w))
        watts = (brake.asked_w or 95.0) + 2 * sin(t)
        is_bike = self.machine is MachineKind.BIKE
        self.take(
            BeltReading(
                t,
                (26.0 if is_bike else 9.4) if self.pedals else 0.0,
                power_w=round(watts) if self.pedals else 0.0,
                cadence_rpm=(84.0 if is_bike else 24.0) if self.pedals else 0.0,
                energy_kcal=round(t / 6),
            )
        )
        if t == int(t):
            self._beat(t)


class PodFeed(FakeFeed):
    """A treadmill, and a pod that counts one foot."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.link(Device.POD, LinkState.UP, "Stryd")
        self._pod_m = 0.0
        self.pod_talks = True

    def _read(self) -> None:
        super()._read()
        if not self.pod_talks or self._t != int(self._t):
            return
        self._pod_m += self._speed / 3.6
        runs = self._speed > 7
        steps = 0.0 if not self._speed else 82.0 if runs else 56.0
        stride_m = self._speed / 0.06 / (2 * steps) if steps else None
        self.take(PodReading(self._t, self._speed, steps, stride_m, self._pod_m, runs))
        if self._t == 10.0:
            self.take(FeetCounted(self._t, one_foot=True))


def riding(active_s: float, machine: MachineKind = MachineKind.BIKE) -> RideFeed:
    """``WATTS`` on a machine, when the workout's clock stands at ``active_s``."""
    return RideFeed(WATTS, machine).ride(active_s)


def with_a_pod(active_s: float) -> FakeFeed:
    """`run_walk` with a pod, when the workout's clock stands at ``active_s``."""
    return PodFeed(run_walk()).start().run(active_s)
