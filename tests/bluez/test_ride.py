"""A bike with a running pod beside it over real BlueZ: both read, its brake told and let go."""

from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.bike import VirtualBike
from runwalk_devices.simulator.controller import HciServer
from runwalk_devices.simulator.pod import VirtualPod
from runwalk_devices.transport.adapter import Adapter
from runwalk_tui.known_devices.pods import PodMemory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.bluez.following import Follower
from tests.local_link import Air, controller

pytestmark = [
    pytest.mark.bluez,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(180),
]

RIDE = Plan(
    "ride",
    "Ride",
    (
        Step(Kind.WALK, 5.0, duration_s=6, power_w=60.0),
        Step(Kind.RUN, 8.0, duration_s=60, power_w=110.0),
    ),
)


async def test_a_bike_and_a_pod_are_followed_and_the_brake_is_let_go(
    air: Air, clock: Clock, tmp_path: Path
) -> None:
    bike = VirtualBike(clock, name="Bike 9", address="F8:00:00:09:18:26", mounting_s=4.0)
    pod = VirtualPod(clock, lambda: 9.0, name="Pod 9", address="F8:00:00:09:18:14")
    live = LiveSession(
        clock,
        Adapter(clock),
        RIDE,
        ev.RunnerProfile(ftp_w=160),
        sink=None,
        opened_at="2026-01-01T00:00:00+00:00",
        program="test",
        treadmill=bike.address,
        pods=PodMemory(DeviceRegistry(tmp_path / "machines.toml"), pod.address),
        machine=ev.MachineKind.BIKE,
    )
    follower = Follower(live, clock)
    async with HciServer(bike, controller(air)), HciServer(pod, controller(air)):
        async with live:
            until = follower.until
            await until(lambda: ev.LinkState.UP in follower.links(ev.Device.TREADMILL), "bike")
            await until(lambda: ev.LinkState.UP in follower.links(ev.Device.POD), "pod")
            await until(lambda: bike.brake.target_w == 110, "the run's power")
            await until(lambda: abs(bike.power_w - 110) < 10, "the power at the pedals")
            session = live.session
            assert session.belt.cadence_rpm == pytest.approx(bike.rider.rpm, abs=8)
            steps = [one for one in follower.events if isinstance(one, ev.PodReading)]
            assert steps[-1].speed_kmh == pytest.approx(9.0, abs=0.3)
            live.act(ev.Act.STOP)
            await until(lambda: follower.phase() is Phase.ENDED, "end")
            assert live.belt_stands
        assert (bike.brake.target_w or 0) <= 40, "the brake is let go before the link is"
