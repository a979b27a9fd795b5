"""The belt: what it measures, what it was asked for, and whether it did it."""

from math import ceil
from operator import itemgetter
from typing import NamedTuple

from runwalk_tui.session.spoken import spoken
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.tui.drawing.big_font import fit_px, letters, width_px
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.run_status import Line
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.units.format import pace, pace_unit, speed, speed_unit
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.events import Command, Stage
from runwalk_tui.workout.power import is_power_replaced
from runwalk_tui.workout.session import SET_SPEED_S, Phase, Session
from runwalk_tui.workout.speed_gate import wanted_kmh
from runwalk_tui.workout.speed_limits import step_speed_kmh

NOTICED_S = 3.0
"""Telemetry older than this is said to be old."""

OFF_KMH = 0.15
"""A belt this near its target is at it."""

_ANSWER_TONES = {
    Stage.SENT: "soft",
    Stage.ACKNOWLEDGED: "soft",
    Stage.CONFIRMED: "good",
    Stage.REJECTED: "caution",
    Stage.UNKNOWN: "caution",
}


class BeltFace(NamedTuple):
    """The belt panel's face: the measured speed, the target, and words.

    ``feet`` is the cadence and the stride.
    """

    title: str
    measured: str
    unit: str
    target: Line
    asked: Line
    pace: str
    is_old: bool
    feet: tuple[str, str] = ("", "")


def belt_face(session: Session, options: ScreenOptions) -> BeltFace:
    """The belt panel's face for ``session``."""
    if not session.machine.has_belt:
        return _brake_face(session, options)
    belt, units = session.belt, options.units
    measured = "–.–" if belt.speed_kmh is None else speed(belt.speed_kmh, units)
    age_s = 0.0 if belt.read_at is None else session.t - belt.read_at
    is_old = belt.read_at is not None and age_s >= NOTICED_S and session.phase is not Phase.ENDED
    return BeltFace(
        shown.SET if session.by_hand else shown.BELT,
        measured,
        speed_unit(units),
        _target(session, options),
        (shown.LAST_DATA.format(seconds=int(age_s)), "caution")
        if is_old
        else _asked(session, options),
        f"{pace(belt.speed_kmh, units)} {pace_unit(units)}" if options.pace == "pace" else "",
        is_old,
        _feet(session),
    )


def _feet(session: Session) -> tuple[str, str]:
    """Cadence and stride by the running pod, else the cadence of the steps that the belt counts."""
    cadence, step_m = session.pod.cadence_spm(session.t), session.pod.stride_m(session.t)
    if cadence is None:
        cadence = session.belt.cadence_spm(session.t)
    if cadence is None:
        return "", ""
    stride = "" if step_m is None else shown.STRIDE.format(metres=f"{step_m:.2f}")
    return shown.STEPS_A_MINUTE.format(steps=round(cadence)), stride


def _brake_face(session: Session, options: ScreenOptions) -> BeltFace:
    """A machine without a belt: power beside its target, or its speed where it tells no power."""
    belt, brake = session.belt, session.brake
    rpm = belt.cadence_rpm
    cadence = "" if rpm is None else machine_words.CADENCES[session.machine].format(rpm=rpm)
    target: Line = ("", "soft")
    if brake.asked_w is not None:
        target = (f"→ {brake.asked_w:.0f}", "foreground")
    elif brake.asked_level is not None:
        target = (f"→ {machine_words.LEVEL.format(level=brake.asked_level)}", "foreground")
    measured, title, unit = (
        "–" if belt.power_w is None else f"{belt.power_w:.0f}",
        machine_words.POWER,
        "W",
    )
    if belt.power_w is None and belt.speed_kmh is not None:
        title, unit = machine_words.SPEED, speed_unit(options.units)
        measured = speed(belt.speed_kmh, options.units)
    return BeltFace(title, measured, unit, target, _brake_words(session), cadence, is_old=False)


def _brake_words(session: Session) -> Line:
    """The target is let go for now, or stands for a power; else the level that is measured."""
    belt, brake = session.belt, session.brake
    asked = brake.asked_level if brake.asked_w is None else brake.asked_w
    command = belt.command
    told = None if command is None or command.command not in _EFFORTS else command.value
    if told is not None and asked is not None and told < asked * 0.6:
        return machine_words.EASED, "caution"
    if is_power_replaced(session) and brake.is_settable:
        return machine_words.BY_RESISTANCE, "caution"
    if belt.resistance is not None and brake.asked_w is None and brake.asked_level is None:
        return machine_words.LEVEL.format(level=belt.resistance), "soft"
    return "", "soft"


_EFFORTS = (Command.POWER, Command.RESISTANCE)


def _target(session: Session, options: ScreenOptions) -> Line:
    """The target, or the reason for none."""
    belt = session.belt
    if session.phase is not Phase.RUNNING:
        return "", "soft"
    if session.override_kmh is not None:
        return f"{speed(session.override_kmh, options.units)}", "foreground"
    wanted = wanted_kmh(session)
    if wanted is None:
        return "", "soft"
    arrow = "→"
    if belt.speed_kmh is not None and abs(wanted - belt.speed_kmh) > OFF_KMH:
        arrow = "▲" if wanted > belt.speed_kmh else "▼"
    return f"{arrow} {speed(wanted, options.units)}", "foreground"


def _asked(session: Session, options: ScreenOptions) -> Line:
    """The last request and its fate, in the runner's words."""
    belt, units = session.belt, options.units
    if session.by_hand:
        return _to_set(session, options)
    if session.override_kmh is not None:
        return shown.CONSOLE_SPEED, "foreground"
    if belt.link.is_up and belt.ready and not belt.takes_targets:
        return _by_hand(session, options)
    command = belt.command
    wanted = belt.commanded_kmh
    if command is None:
        return (shown.WAITING_FOR_BELT, "soft") if belt.read_at is None else ("", "soft")
    answer, tone = shown.ANSWERS[command.stage], _ANSWER_TONES[command.stage]
    if command.command is not Command.SPEED:
        return f"{shown.COMMANDS[command.command]}{answer}", tone
    if session.phase is not Phase.RUNNING or command.value is None:
        return "", "soft"
    if wanted is not None and abs(wanted - command.value) > 0.01:
        return shown.ASKING.format(speed=speed(wanted, units)), "soft"
    return shown.ASKED.format(speed=speed(command.value, units), answer=answer), tone


def _to_set(session: Session, options: ScreenOptions) -> Line:
    """Without a machine: what to set next, and when."""
    remaining_s, following = session.step_remaining_s, session.next_index
    if session.phase is not Phase.RUNNING or remaining_s is None:
        return shown.YOU_SET_SPEED, "soft"
    if remaining_s > SET_SPEED_S + 0.5:
        return _measured_by(session, options)
    kmh = None if following is None else step_speed_kmh(session, following)
    what = (
        spoken(say.FINISH)
        if kmh is None
        else f"{speed(kmh, options.units)} {speed_unit(options.units)}"
    )
    return shown.SET_IN.format(seconds=ceil(remaining_s), what=what), "caution"


def _measured_by(session: Session, options: ScreenOptions) -> Line:
    """Without a machine: what a running pod measures, where there is one."""
    kmh, units = session.pod.speed_kmh, options.units
    if not session.by_pod or kmh is None:
        return shown.NOT_MEASURED, "soft"
    words = shown.POD_MEASURES.format(speed=speed(kmh, units), unit=speed_unit(units))
    return words, "foreground"


def _by_hand(session: Session, options: ScreenOptions) -> Line:
    """For a machine that only reports: what to press."""
    wanted, measured = wanted_kmh(session), session.belt.speed_kmh
    if session.phase is not Phase.RUNNING or wanted is None or measured is None:
        return shown.YOU_DRIVE, "soft"
    if abs(wanted - measured) <= OFF_KMH:
        return shown.AS_PLANNED, "good"
    return shown.SET_ON_TREADMILL.format(speed=speed(wanted, options.units)), "caution"


class BeltPanel(Panel[Session, BeltFace]):
    """Measured speed in large figures, words beside them."""

    def look(self, source: Session) -> BeltFace:
        """Speed and command."""
        return belt_face(source, self.options)

    def paint(self, canvas: Canvas, ink: Ink, face: BeltFace) -> None:
        """Large if there is room, else one line."""
        tone = "soft" if face.is_old else "foreground"
        px = min(fit_px("00.0", canvas.width - 23, canvas.height - 1), 2 * (canvas.height - 1))
        if canvas.height < 3 or not px:
            x = canvas.put(0, 0, f"{face.measured} {face.unit}", ink(tone, bold=True)) + 1
            canvas.put(x, 0, face.target[0], ink(face.target[1]))
            return
        canvas.put(0, 0, face.title, ink("soft"))
        canvas.put_rows(0, 1, letters(face.measured.replace("–", "-"), px), ink(tone))
        x = max(width_px("0.0", px), width_px(face.measured.replace("–", "-"), px)) + 3
        lines = [
            [(face.unit, "soft", False), (face.target[0], face.target[1], True)],
            [(face.pace, "foreground", True)],
            [(face.asked[0], face.asked[1], False)],
        ]
        cadence, stride = face.feet
        feet = [(cadence, "foreground", True), (stride, "soft", False)]
        if cadence and canvas.height > len(lines) + 1:
            lines.insert(2, feet)
        elif cadence:
            lines[1] = [*lines[1], *feet[:1]] if face.pace else feet
        y = 1 + max(0, canvas.height - 1 - len(lines)) // 2
        for line in lines:
            at = x
            for text, line_tone, bold in filter(itemgetter(0), line):
                at = canvas.put(at, y, text, ink(line_tone, bold=bold)) + 2
            y += 1
