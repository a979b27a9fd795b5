"""The text that says which virtual devices there are."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator import machines, sensors
from runwalk_devices.simulator.bike import VirtualBike
from runwalk_devices.simulator.pod import VirtualPod
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_devices.simulator.spec import MACHINES, SENSORS, SceneSpec, names_scene, parse_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill


@pytest.mark.parametrize(
    ("text", "scene"),
    [
        ("", SceneSpec()),
        ("treadmill", SceneSpec()),
        ("bike", SceneSpec("bike")),
        ("treadmill+pod", SceneSpec(sensors=("pod",))),
        ("pod", SceneSpec(sensors=("pod",))),
        ("bike+pod", SceneSpec("bike", ("pod",))),
        ("quirks:beeps,rates:10+pod", SceneSpec(sensors=("pod",), quirks="beeps,rates:10")),
        ("treadmill:beeps,rates:10", SceneSpec(quirks="beeps,rates:10")),
        ("treadmill,beeps", SceneSpec(quirks="beeps")),
        ("treadmill:beeps+pod:some:3", SceneSpec(sensors=("pod",), quirks="beeps,some:3")),
        ("machine:A+B", SceneSpec(model="A+B")),
        ("machine:A+B+pod", SceneSpec(sensors=("pod",), model="A+B")),
        ("trace:/a+b/c.jsonl+pod", SceneSpec(sensors=("pod",), trace="/a+b/c.jsonl")),
        ("trace:/a+pod/c.jsonl", SceneSpec(trace="/a+pod/c.jsonl")),
    ],
)
def test_what_a_text_puts_on_the_air(text: str, scene: SceneSpec) -> None:
    assert parse_scene(text) == scene
    assert text == "" or names_scene(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("treadmill+pod+pod", "pod is there twice: name it once"),
        ("warp+pod", "no virtual device 'warp'"),
        ("treadmill+warp", r"no virtual device 'treadmill\+warp'"),
    ],
)
def test_what_no_text_may_say(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_scene(text)


@pytest.mark.parametrize("word", ["1-2", "", "--headless", "plan.toml", "couch-to-5k/3-1", "pods"])
def test_other_words_of_a_command_line(word: str) -> None:
    assert not names_scene(word)


async def test_everything_that_can_be_named_can_be_made() -> None:
    assert set(machines.MAKERS) == set(MACHINES)
    assert set(sensors.MAKERS) == set(SENSORS)
    scene = virtual_scene(Clock(), "bike+pod")
    assert isinstance(scene.treadmill, VirtualBike)
    assert isinstance(virtual_scene(Clock(), "treadmill+pod").treadmill, VirtualTreadmill)
    pod = scene.sensor(VirtualPod)
    assert {scene.strap.address, pod.address, scene.treadmill.address} == set(scene.air.peripherals)
