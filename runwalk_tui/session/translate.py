"""Between the device layer's values and the events of the workout."""

from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    StopOrPause,
    TreadmillData,
)
from runwalk_devices.codecs.heart_rate import HeartRateMeasurement
from runwalk_devices.codecs.running_speed import RunningSpeed
from runwalk_devices.sensor import PodReport
from runwalk_devices.strap import StrapReport
from runwalk_devices.transport.battery import BatteryReport
from runwalk_devices.transport.link import LinkReport
from runwalk_devices.treadmill.command import CommandReport
from runwalk_devices.treadmill.quirks import QuirkShown
from runwalk_devices.treadmill.treadmill import Report as TreadmillReport
from runwalk_devices.treadmill.wire import Capabilities
from runwalk_devices.treadmill.witnesses import Contested
from runwalk_tui.session.machine import Machine, PowerOrders
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve_readings import possible_bpm

_REPORTS = {
    MachineStatusCode.STOPPED_BY_SAFETY_KEY: ev.Report.SAFETY_KEY,
    MachineStatusCode.STARTED_OR_RESUMED: ev.Report.STARTED,
    MachineStatusCode.TARGET_SPEED_CHANGED: ev.Report.SPEED_CHANGED,
    MachineStatusCode.TARGET_INCLINATION_CHANGED: ev.Report.INCLINE_CHANGED,
    MachineStatusCode.CONTROL_PERMISSION_LOST: ev.Report.CONTROL_LOST,
    MachineStatusCode.RESET: ev.Report.RESET,
}


def treadmill_event(t: float, report: TreadmillReport) -> ev.Event | None:
    """Translate a treadmill's report into an event; None if a session has no use for it."""
    match report:
        case TreadmillData():
            return ev.BeltReading(
                t,
                speed_kmh=report.speed_kmh,
                distance_m=as_float(report.total_distance_m),
                incline_percent=report.inclination_percent,
                elapsed_s=as_float(report.elapsed_time_s),
                energy_kcal=as_float(report.energy_kcal),
                heart_bpm=possible_bpm(report.heart_rate_bpm),
                steps=report.step_count,
                contested=isinstance(report, Contested),
            )
        case CommandReport():
            return ev.CommandProgressed(
                t,
                ev.Command(report.command.value),
                ev.Stage(report.stage.value),
                report.value,
                report.detail,
            )
        case MachineStatus():
            return _console_event(t, report)
        case Capabilities():
            speeds, inclines = report.speed_range, report.inclination_range
            return ev.CapabilitiesRead(
                t,
                controllable=report.controllable,
                minimum_kmh=speeds.minimum_kmh if speeds else None,
                maximum_kmh=speeds.maximum_kmh if speeds else None,
                increment_kmh=speeds.increment_kmh if speeds else None,
                inclinable=report.controllable and report.inclination_range is not None,
                tells=report.tells,
                minimum_incline_percent=inclines.minimum_percent if inclines else None,
                maximum_incline_percent=inclines.maximum_percent if inclines else None,
                incline_step_percent=inclines.increment_percent if inclines else None,
            )
        case QuirkShown():
            return ev.QuirkLearned(
                t,
                report.start_is_toggle,
                report.control_lapses,
                report.idle_limit_s,
                report.stop_is_toggle,
                report.incline_factor,
                report.incline_offset_percent,
                step_kmh=report.step_kmh,
            )
        case LinkReport():
            return _link_event(t, ev.Device.TREADMILL, report)


def strap_event(t: float, report: StrapReport) -> ev.Event:
    """Translate a strap's report into an event."""
    match report:
        case HeartRateMeasurement():
            bpm = possible_bpm(report.bpm)
            return ev.HeartReading(t, bpm, report.contact, report.rr_intervals_s)
        case BatteryReport():
            return ev.BatteryRead(t, ev.Device.STRAP, report.percent)
        case LinkReport():
            return _link_event(t, ev.Device.STRAP, report)


def pod_event(t: float, report: PodReport) -> ev.Event:
    """Translate a running pod's report into an event."""
    match report:
        case RunningSpeed():
            return ev.PodReading(
                t,
                round(report.speed_kmh, 3),
                float(report.cadence_spm),
                report.stride_m,
                report.total_distance_m,
                report.running,
            )
        case BatteryReport():
            return ev.BatteryRead(t, ev.Device.POD, report.percent)
        case LinkReport():
            return _link_event(t, ev.Device.POD, report)


def obey(treadmill: Machine, event: ev.Event) -> None:
    """Passes a wish on to the machine; any other event is none of its business."""
    match event:
        case ev.SpeedAsked():
            treadmill.orders.set_speed(event.speed_kmh)
        case ev.PowerAsked() if isinstance(treadmill.orders, PowerOrders):
            treadmill.orders.set_power(event.power_w)
        case ev.ResistanceAsked() if isinstance(treadmill.orders, PowerOrders):
            treadmill.orders.set_resistance(event.level)
        case ev.UnitsAsked():
            treadmill.convert(event.target_factor, event.data_factor)
        case ev.InclineAsked():
            treadmill.orders.set_incline(event.incline_percent)
        case ev.StartAsked():
            treadmill.orders.start()
        case ev.PauseAsked():
            treadmill.orders.pause()
        case ev.StopAsked():
            treadmill.orders.stop()


def as_float(value: float | None) -> float | None:
    """A whole number is written as the journal will read it: 5.0, not 5."""
    return None if value is None else float(value)


def _link_event(t: float, device: ev.Device, report: LinkReport) -> ev.LinkChanged:
    return ev.LinkChanged(
        t,
        device,
        ev.LinkState(report.phase.value),
        report.name,
        report.address,
        report.detail,
        None if report.hindrance is None else ev.Hindrance(report.hindrance.value),
        report.others,
    )


def _console_event(t: float, status: MachineStatus) -> ev.ConsoleReported | None:
    if status.code is MachineStatusCode.STOPPED_OR_PAUSED:
        paused = status.stop_or_pause is StopOrPause.PAUSE
        return ev.ConsoleReported(t, ev.Report.PAUSED if paused else ev.Report.STOPPED)
    report = _REPORTS.get(status.code)
    if report is None:
        return None
    value = status.target_speed_kmh
    if value is None:
        value = status.target_inclination_percent
    return ev.ConsoleReported(t, report, value)
