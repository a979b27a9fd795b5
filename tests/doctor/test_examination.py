"""The examination of this machine, whatever it is, and of a radio that is there."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.doctor import Level, examine
from runwalk_tui.doctor.examination import adapter_finding, program_findings


def test_the_program_is_well_in_a_test() -> None:
    found = {finding.name: finding for finding in program_findings()}
    assert found.keys() >= {"python", "bleak", "pycycling", "disk", "journal", "settings", "voice"}
    assert not [finding for finding in found.values() if finding.level is Level.FAILURE]


async def test_no_scan_is_tried_where_it_must_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    names = [finding.name async for finding in examine(Clock())]
    assert "d-bus" in names
    assert "radio" not in names


@pytest.mark.usefixtures("virtual_time_loop")
async def test_a_radio_that_works_says_what_it_hears() -> None:
    async with virtual_scene(Clock()) as scene:
        found = await adapter_finding(scene.adapter)
        assert (found.level, found.what) == (
            Level.OK,
            "hears 2 devices, 2 of them treadmills or straps",
        )
        scene.air.busy = True
        busy = await adapter_finding(scene.adapter)
    assert (busy.level, busy.what) == (Level.FAILURE, "the Bluetooth adapter is busy")
    assert busy.remedy.startswith("close other programs")
