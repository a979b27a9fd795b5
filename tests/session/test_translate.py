"""Between device values and events: nothing lost, nothing made up, wishes to the right order."""

from typing import Any

import pytest

from runwalk_devices import sentences
from runwalk_devices.codecs.ftms.treadmill_data import (
    InclinationRange,
    MachineStatus,
    MachineStatusCode,
    SpeedRange,
    StopOrPause,
    TreadmillData,
)
from runwalk_devices.codecs.heart_rate import HeartRateMeasurement
from runwalk_devices.transport.battery import BatteryReport
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.treadmill import command as commands
from runwalk_devices.treadmill.command import CommandReport
from runwalk_devices.treadmill.wire import Capabilities
from runwalk_tui.session.translate import obey, strap_event, treadmill_event
from runwalk_tui.workout import events as ev
from runwalk_tui.workout import evolve_commands
from runwalk_tui.workout.event_types import EVENT_TYPES

T = 7.5
CODE = MachineStatusCode


def test_a_reading_with_everything_and_with_nothing() -> None:
    full = TreadmillData(
        speed_kmh=8.2,
        total_distance_m=1234,
        inclination_percent=1.5,
        elapsed_time_s=600,
        energy_kcal=88,
        heart_rate_bpm=150,
        step_count=900,
    )
    assert treadmill_event(T, full) == ev.BeltReading(T, 8.2, 1234.0, 1.5, 600.0, 88.0, 150, 900)
    assert treadmill_event(T, TreadmillData()) == ev.BeltReading(T, None)


@pytest.mark.parametrize("command", list(commands.Command))
@pytest.mark.parametrize("stage", list(commands.Stage))
def test_every_command_and_stage(command: commands.Command, stage: commands.Stage) -> None:
    event = treadmill_event(T, CommandReport(command, stage, 5.0, "why"))
    assert isinstance(event, ev.CommandProgressed)
    assert (event.command.value, event.stage.value) == (command.value, stage.value)
    assert (event.t, event.value, event.detail) == (T, 5.0, "why")
    assert event.stage.is_end == stage.is_end


def test_the_two_sides_name_the_same_things() -> None:
    assert {c.value for c in ev.Command} == {c.value for c in commands.Command}
    assert {s.value for s in ev.Stage} == {s.value for s in commands.Stage}
    assert {phase.value for phase in LinkPhase} <= {state.value for state in ev.LinkState}


@pytest.mark.parametrize(
    ("status", "report", "value"),
    [
        (MachineStatus(CODE.STARTED_OR_RESUMED), ev.Report.STARTED, None),
        (MachineStatus(CODE.STOPPED_OR_PAUSED, StopOrPause.STOP), ev.Report.STOPPED, None),
        (MachineStatus(CODE.STOPPED_OR_PAUSED, StopOrPause.PAUSE), ev.Report.PAUSED, None),
        (MachineStatus(CODE.STOPPED_OR_PAUSED), ev.Report.STOPPED, None),
        (MachineStatus(CODE.STOPPED_OR_PAUSED, StopOrPause(9)), ev.Report.STOPPED, None),
        (MachineStatus(CODE.STOPPED_BY_SAFETY_KEY), ev.Report.SAFETY_KEY, None),
        (
            MachineStatus(CODE.TARGET_SPEED_CHANGED, target_speed_kmh=8.0),
            ev.Report.SPEED_CHANGED,
            8.0,
        ),
        (MachineStatus(CODE.TARGET_SPEED_CHANGED), ev.Report.SPEED_CHANGED, None),
        (
            MachineStatus(CODE.TARGET_INCLINATION_CHANGED, target_inclination_percent=-1.0),
            ev.Report.INCLINE_CHANGED,
            -1.0,
        ),
        (MachineStatus(CODE.CONTROL_PERMISSION_LOST), ev.Report.CONTROL_LOST, None),
        (MachineStatus(CODE.RESET), ev.Report.RESET, None),
    ],
)
def test_what_the_console_did(
    status: MachineStatus, report: ev.Report, value: float | None
) -> None:
    assert treadmill_event(T, status) == ev.ConsoleReported(T, report, value)


@pytest.mark.parametrize("code", [CODE.TARGET_POWER_CHANGED, CODE.SPIN_DOWN_STATUS, CODE(0x77)])
def test_what_is_nothing_to_a_treadmill(code: MachineStatusCode) -> None:
    assert treadmill_event(T, MachineStatus(code)) is None


@pytest.mark.parametrize("controllable", [True, False])
def test_capabilities(controllable: bool) -> None:
    speeds, inclinations = SpeedRange(0.8, 16.0, 0.1), InclinationRange(0.0, 15.0, 0.5)
    full = Capabilities(controllable, speeds, inclinations, tells=True)
    assert treadmill_event(T, full) == ev.CapabilitiesRead(
        T, controllable, 0.8, 16.0, 0.1, controllable, True, 0.0, 15.0, 0.5
    )
    assert treadmill_event(T, Capabilities(controllable)) == ev.CapabilitiesRead(T, controllable)


@pytest.mark.parametrize("phase", list(LinkPhase))
def test_links(phase: LinkPhase) -> None:
    report = LinkReport(phase, "F80", "AA", "why")
    for event, device in (
        (treadmill_event(T, report), ev.Device.TREADMILL),
        (strap_event(T, report), ev.Device.STRAP),
    ):
        assert event == ev.LinkChanged(T, device, ev.LinkState(phase.value), "F80", "AA", "why")


def test_the_strap() -> None:
    measured = HeartRateMeasurement(bpm=61, contact=None, rr_intervals_s=(0.98, 1.0))
    assert strap_event(T, measured) == ev.HeartReading(T, 61, None, (0.98, 1.0))
    off = HeartRateMeasurement(bpm=None, contact=False, rr_intervals_s=())
    assert strap_event(T, off) == ev.HeartReading(T, None, False)
    assert strap_event(T, BatteryReport(12)) == ev.BatteryRead(T, ev.Device.STRAP, 12)


class Recorder:
    """A treadmill that notes what it is ordered."""

    def __init__(self) -> None:
        self.ordered: list[tuple[Any, ...]] = []
        self.orders = self

    def __getattr__(self, name: str) -> Any:
        return lambda *values: self.ordered.append((name, *values))


@pytest.mark.parametrize(
    ("wish", "order"),
    [
        (ev.StartAsked(T), ("start",)),
        (ev.SpeedAsked(T, 8.2), ("set_speed", 8.2)),
        (ev.InclineAsked(T, -1.0), ("set_incline", -1.0)),
        (ev.PauseAsked(T), ("pause",)),
        (ev.StopAsked(T), ("stop",)),
        (ev.UnitsAsked(T, 1.61, 1.0), ("convert", 1.61, 1.0)),
    ],
)
def test_wishes(wish: ev.Event, order: tuple[Any, ...]) -> None:
    recorder = Recorder()
    obey(recorder, wish)
    assert recorder.ordered == [order]


def test_hardware_listens_to_wishes_and_to_nothing_else() -> None:
    recorder = Recorder()
    facts: list[ev.Event] = [
        ev.RunnerActed(T, ev.Act.START),
        ev.StepBegan(T, 0, "run", 8.0),  # type: ignore[arg-type]
        ev.IncreaseAnnounced(T, 8.0, T + 3, T + 5),
        ev.ClockStarted(T),
        ev.BeltReading(T, 8.0),
        ev.SessionEnded(T, ev.Outcome.FINISHED, belt_stopped=True),
    ]
    for fact in facts:
        obey(recorder, fact)
    assert recorder.ordered == []
    wishes = {name for name in EVENT_TYPES if name.endswith("Asked")}
    assert wishes == {
        "StartAsked",
        "PowerAsked",
        "ResistanceAsked",
        "SpeedAsked",
        "InclineAsked",
        "PauseAsked",
        "StopAsked",
        "UnitsAsked",
    }


def test_both_layers_have_one_word_for_what_was_overtaken() -> None:
    assert evolve_commands.OVERTAKEN == sentences.OVERTAKEN
