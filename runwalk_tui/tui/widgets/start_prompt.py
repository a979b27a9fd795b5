"""The arm screen's prompt: the checklist, and the one key that starts the belt."""

from textwrap import wrap
from typing import NamedTuple

from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui import sentences_of_machines as machine_words
from runwalk_tui.tui.drawing.big_font import fit_px
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.workout.events import Hindrance, LinkState
from runwalk_tui.workout.power import is_power_replaced
from runwalk_tui.workout.session import Session


class CallFace(NamedTuple):
    """A word in large letters, its colour, and the sentences beside it."""

    word: str
    tone: str
    lines: tuple[str, ...]
    has_checklist: bool = True


def call_face(session: Session) -> CallFace:
    """The runner's next task."""
    belt = session.belt
    if session.by_hand:
        words = (
            shown.BY_HAND,
            shown.NOTHING_CONTROLLED,
        )
        return CallFace(shown.ENTER, "good", words)
    if not session.machine.has_belt and belt.ready:
        words = (machine_words.SET_OFF[session.machine], _brake_words(session))
        return CallFace(
            machine_words.BIG_SET_OFF[session.machine], "good", words, has_checklist=False
        )
    hindered = _hindered_face(session)
    if hindered is not None:
        return hindered
    if belt.link.keeps_dropping(session.t) and not belt.ready:
        words = (
            shown.KEEPS_DROPPING,
            shown.DROPPING_REMEDY,
        )
        return CallFace(shown.BIG_DROPS, "caution", words)
    match belt.link.state:
        case LinkState.UP:
            if not belt.ready:
                return CallFace(shown.MOMENT, "soft", (shown.READING_CAPABILITIES,))
        case LinkState.CONNECTING:
            return CallFace(shown.MOMENT, "soft", (_connecting(session),))
        case LinkState.LOST:
            words = (shown.LOST_RETRYING, device_words(belt.link.detail))
            return CallFace(shown.MOMENT, "caution", words)
        case _:
            found = device_words(belt.link.detail)
            remedy = f"{found[:1].upper()}{found[1:]}." if found else shown.LOOKING_REMEDY
            words = (_looking(session), remedy)
            return CallFace(shown.BIG_LOOKING, "soft", words)
    if belt.is_moving:
        words = (shown.BELT_MOVES_TAKE_OVER, shown.OR_STOP_IT)
        return CallFace(shown.ENTER, "caution", words)
    if not belt.controllable:
        words = (
            shown.PRESS_START,
            shown.FOLLOWS_YOU,
        )
        return CallFace(shown.START, "caution", words)
    if belt.tells_no_speed:
        words = (shown.NO_SPEED, shown.NO_SPEED_REMEDY)
        return CallFace(shown.BIG_NO_SPEED, "caution", words)
    if belt.is_dumb and belt.aged_s:
        words = (
            shown.NO_DATA_YET,
            shown.NO_DATA_REMEDY,
        )
        return CallFace(shown.ENTER, "caution", words)
    words = (shown.PRESS_ENTER, shown.NOTHING_ELSE_STARTS)
    return CallFace(shown.ENTER, "good", words)


def _hindered_face(session: Session) -> CallFace | None:
    """What keeps the machine from being connected, and the remedy; None where nothing does."""
    belt = session.belt
    match belt.link.hindrance:
        case Hindrance.REFUSED:
            words = (
                shown.TAKEN,
                shown.CLOSE_THE_APP,
            )
            return CallFace(shown.BIG_TAKEN, "caution", words)
        case Hindrance.MUTE:
            words = (
                shown.SILENT,
                shown.SILENT_REMEDY,
            )
            return CallFace(shown.BIG_SILENT, "caution", words)
        case Hindrance.PAIRING:
            _, _, remedy = device_words(belt.link.detail).partition(": ")
            return CallFace(shown.BIG_PAIR_IT, "caution", (shown.NEEDS_PAIRING, remedy))
        case Hindrance.ADAPTER:
            what, _, remedy = device_words(belt.link.detail).partition(": ")
            return CallFace(shown.BLUETOOTH, "caution", (f"{what[:1].upper()}{what[1:]}.", remedy))
    return None


def _looking(session: Session) -> str:
    return shown.LOOKING if session.machine.has_belt else machine_words.LOOKING[session.machine]


def _connecting(session: Session) -> str:
    return shown.CONNECTING if session.machine.has_belt else machine_words.CONNECTING


def _brake_words(session: Session) -> str:
    """Return the words on the brake, and on a plan of powers that runs by resistance."""
    if not session.brake.is_settable:
        return machine_words.CUES_SAY_WHEN
    if is_power_replaced(session):
        return f"{machine_words.BRAKE_IS_YOURS} {machine_words.TAKES_NO_POWER}"
    return machine_words.BRAKE_IS_YOURS


class Call(Panel[Session, CallFace]):
    """Checklist above, the word below, sentences beside it."""

    def look(self, source: Session) -> CallFace:
        """The runner's next task."""
        return call_face(source)

    def paint(self, canvas: Canvas, ink: Ink, face: CallFace) -> None:
        """The sentences stand beside the word where it stays large, else below it."""
        y = 0
        if canvas.height >= 6 and face.has_checklist:
            for line in shown.CHECKLIST:
                x = canvas.put(0, y, "▢ ", ink("caution", bold=True))
                canvas.put(x, y, line, ink(bold=True))
                y += 1
            y += 1
        lines = [line for line in face.lines if line]
        tones = ["soft" if index else "foreground" for index in range(len(lines))]
        if any(len(line) > canvas.width for line in lines):
            parts = [wrap(line, canvas.width) for line in lines]
            tones = [tone for tone, part in zip(tones, parts, strict=True) for _ in part]
            lines = [line for part in parts for line in part]
        room = canvas.width - max(len(line) for line in lines) - 4
        is_beside = fit_px(face.word, room, 4) >= 8
        if is_beside:
            most = min(6, canvas.height - y)
            x, bottom = canvas.put_large(0, y, face.word, ink(face.tone), room, most)
            x, y = x + 4, y + max(0, (bottom - y - len(lines)) // 2)
        else:
            most = max(1, min(6, canvas.height - y - len(lines)))
            _, y = canvas.put_large(0, y, face.word, ink(face.tone), canvas.width, most)
            x = 0
        for line, tone in zip(lines, tones, strict=True):
            canvas.put(x, y, line, ink(tone, bold=tone != "soft"))
            y += 1
