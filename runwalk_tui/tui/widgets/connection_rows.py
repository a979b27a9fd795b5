"""The treadmill and the strap before the start: connected or not, and what they can do."""

from typing import NamedTuple

from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.tui.widgets.run_header import LinkFace, belt_link, heart_link, pod_link
from runwalk_tui.units.constants import Units
from runwalk_tui.units.format import speed, speed_unit
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.events import Hindrance, LinkState
from runwalk_tui.workout.session import Session


class DeviceRow(NamedTuple):
    """One device: what it is, how it is connected, and what else there is to say."""

    device: str
    link: LinkFace
    words: str
    detail: str


def device_rows(session: Session, units: Units) -> tuple[DeviceRow, ...]:
    """The machine and the strap of ``session``, and its running pod if there is one."""
    belt, heart = session.belt, session.heart
    rate = f"♥ {heart.bpm}" if heart.bpm is not None and heart.doubt(session.t) is None else ""
    own = shown.NO_MACHINE if session.by_hand else _range(session, units)
    if not session.machine.has_belt:
        own = _brake(session) if belt.ready else ""
    rows = (
        DeviceRow(
            machine_words.MACHINES[session.machine], belt_link(session), own, _detail(belt.link)
        ),
        DeviceRow(shown.STRAP, heart_link(session), rate, _detail(heart.link)),
    )
    pod = session.pod
    if pod.link.state in (LinkState.ABSENT, LinkState.SEARCHING) and pod.pod is None:
        return rows
    return (*rows, DeviceRow(shown.POD, pod_link(session), "", _detail(pod.link)))


def _brake(session: Session) -> str:
    """The commands that the brake of a machine without a belt takes."""
    brake = session.brake
    if brake.takes_power:
        return machine_words.POWER_IS_SET
    if brake.levels is None:
        return machine_words.ONLY_READ
    least, most, _ = brake.levels
    return machine_words.RESISTANCE_IS_SET.format(least=least, most=most)


def _detail(link: DeviceLink) -> str:
    """Details of a connection, if there are any."""
    if link.hindrance is not None:
        return shown.OTHER_APP if link.hindrance is Hindrance.REFUSED else ""
    return device_words(link.detail)


def _range(session: Session, units: Units) -> str:
    """The treadmill's range, as far as it has reported it."""
    belt = session.belt
    if not belt.ready:
        return ""
    if not belt.controllable:
        return shown.TAKES_NO_COMMANDS
    if not belt.maximum_kmh:
        return shown.RANGE_UNKNOWN
    least, most = speed(belt.minimum_kmh or 0.0, units), speed(belt.maximum_kmh, units)
    return shown.SPEED_RANGE.format(least=least, most=most, unit=speed_unit(units))


class Devices(Panel[Session, tuple[DeviceRow, ...]]):
    """One row a device, in columns."""

    def look(self, source: Session) -> tuple[DeviceRow, ...]:
        """Both devices."""
        return device_rows(source, self.options.units)

    def paint(self, canvas: Canvas, ink: Ink, face: tuple[DeviceRow, ...]) -> None:
        """Sign, name, state, battery, and what it can do."""
        for y, row in enumerate(face):
            link = row.link
            canvas.put(0, y, row.device, ink("soft"))
            x = canvas.put(12, y, link.sign, ink(link.tone, bold=True)) + 1
            if link.name.casefold() != row.device.casefold():
                x = canvas.put(x, y, link.name[:24], ink(bold=True)) + 2
            for words, tone in (
                (link.trouble, link.tone),
                (link.battery, link.battery_tone),
                (row.words, "foreground"),
                (row.detail, "soft"),
            ):
                fits = [each for each in _shorter(words) if x + len(each) <= canvas.width]
                if fits and fits[0]:
                    x = canvas.put(x, y, fits[0], ink(tone)) + 2


def _shorter(words: str) -> tuple[str, ...]:
    """The words; those before their colon; none."""
    return words, words.partition(": ")[0], ""
