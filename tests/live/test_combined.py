"""Behaviours of real devices by twos and threes, through a whole workout.

The referee on the wire and the witness of the log say what is allowed; an example that once broke
a rule stays here.
"""

import asyncio
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.quirks import QUIRKS, parse_quirks
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry, machines_file
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.live.patient import live_through
from tests.live.rig import SHORT, knowing, show
from tests.virtual_time import VirtualTimeLoop

ADDRESS = "F8:00:00:00:18:26"
NAMES = st.lists(st.sampled_from(sorted(QUIRKS)), min_size=2, max_size=3, unique=True)


def remembered(names: dict[str, float | None]) -> Memory:
    """A treadmill that was checked before, in the units that it has."""
    units = {
        "targets_in": "mph" if "targets_in_mph" in names else None,
        "data_in": "mph" if "data_in_mph" in names else None,
    }
    known = {key: unit for key, unit in units.items() if unit is not None}
    return knowing(virtual_scene(Clock(), ""), **known)


async def workout(names: list[str], *, is_known: bool) -> None:
    # Of one example nothing is remembered in the next.
    machines_file().unlink(missing_ok=True)
    spec = f"quirks:{','.join(names)}"
    numbers = parse_quirks(",".join(names))
    new = Memory(DeviceRegistry(virtual=""), lambda: date(2030, 1, 1))
    memory = remembered(numbers) if is_known else new
    address = ADDRESS if "advert_without_1826" in numbers else None
    async with show(SHORT, spec=spec, memory=memory, treadmill=address) as stage:
        ends: list[float] = []

        def note(event: ev.Event) -> None:
            if isinstance(event, ev.SessionEnded):
                ends.append(stage.treadmill.speed_kmh)

        stage.live.subscribe(note)
        await live_through(stage)
        assert stage.session.phase is Phase.ENDED
        if stage.session.belt_stopped:
            assert ends == [0], "a belt that moves was called a standing one"
        if stage.treadmill.speed_kmh > 0:
            cues = stage.all(ev.CueDue)
            assert any("may be moving" in cue.say.lower() for cue in cues), "nobody said so"


@settings(max_examples=25)
@given(NAMES, st.booleans())
@example(["no_indications", "slow_ramp", "zero_glitch"], True)
@example(["link_loss_belt_runs", "start_is_toggle", "write_error"], False)
@example(["data_in_mph", "targets_in_mph", "slow_ramp"], False)
@example(["console_override", "link_loss_belt_stops", "success_but_ignored"], True)
@example(["zero_while_running", "silent_stop", "padded_zero"], True)
@example(["zero_while_running", "pause_ignored"], True)
@example(["zero_while_running", "pause_ignored"], False)
@example(["zero_while_running", "stop_toggles_paused"], True)
@example(["zero_while_running", "stop_toggles_paused"], False)
@example(["coarse_steps", "step_field_16", "increment_rejected"], True)
@example(["coarse_steps", "step_field_16", "increment_rejected"], False)
@example(["counter_leap", "sixteen_bit", "lifetime_odometer"], True)
def test_any_two_or_three(names: list[str], is_known: bool) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(workout(names, is_known=is_known))
