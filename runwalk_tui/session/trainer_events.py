"""The session's events for the reports of a machine without a belt."""

from dataclasses import replace

from runwalk_devices.codecs.ftms.treadmill_data import MachineStatus
from runwalk_devices.trainer.brake import TrainerCapabilities
from runwalk_devices.trainer.reading import TrainerReading
from runwalk_devices.trainer.trainer import Report as TrainerReport
from runwalk_tui.session.translate import as_float, treadmill_event
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve_readings import possible_bpm


def trainer_event(t: float, report: TrainerReport, machine: ev.MachineKind) -> ev.Event | None:
    """The session's event for the report of a machine without a belt; None if there is none."""
    match report:
        case TrainerReading():
            return ev.BeltReading(
                t,
                speed_kmh=report.speed_kmh,
                distance_m=as_float(report.total_distance_m),
                elapsed_s=as_float(report.elapsed_time_s),
                energy_kcal=as_float(report.energy_kcal),
                heart_bpm=possible_bpm(report.heart_rate_bpm),
                power_w=as_float(report.power_w),
                cadence_rpm=as_float(report.cadence_rpm),
                resistance=as_float(report.resistance),
            )
        case TrainerCapabilities():
            return _brake_event(t, report, machine)
        case MachineStatus():
            return None
        case _:
            return treadmill_event(t, report)


def _brake_event(
    t: float, report: TrainerCapabilities, machine: ev.MachineKind
) -> ev.CapabilitiesRead:
    """Return the ranges of a brake; that of power for a bike alone."""
    able = ev.CapabilitiesRead(t, controllable=False, takes_power=False)
    powers, levels = report.powers, report.resistances
    if not report.controllable:
        return able
    if powers is not None and machine is ev.MachineKind.BIKE:
        able = replace(
            able,
            takes_power=True,
            minimum_power_w=float(powers.minimum_w),
            maximum_power_w=float(powers.maximum_w),
        )
    if levels is not None:
        able = replace(
            able,
            minimum_resistance=levels.minimum,
            maximum_resistance=levels.maximum,
            resistance_step=levels.increment,
        )
    return able
