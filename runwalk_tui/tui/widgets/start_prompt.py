"""The arm screen's prompt: the checklist, and the one key that starts the belt."""

from typing import NamedTuple

from runwalk_tui.tui.drawing.big_font import fit_px
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.workout.events import Hindrance, LinkState, MachineKind
from runwalk_tui.workout.session import Session

CHECKLIST = (
    "Safety key clipped to your clothes?",
    "Standing on the side rails, not on the belt?",
)


class CallFace(NamedTuple):
    """A word in large letters, its colour, and the sentences beside it."""

    word: str
    tone: str
    lines: tuple[str, ...]
    checklist: tuple[str, ...] = CHECKLIST


def call_face(session: Session) -> CallFace:
    """The runner's next task."""
    belt = session.belt
    if session.by_hand:
        words = (
            "Press Enter, then start your belt: you set the speed, runwalk says when.",
            "No belt is controlled, no speed measured.",
        )
        return CallFace("ENTER", "good", words)
    if session.machine is MachineKind.BIKE and belt.ready:
        words = ("Pedal to begin.", "The brake is yours until then, and whenever you stop.")
        return CallFace("PEDAL", "good", words, checklist=())
    match belt.link.hindrance:
        case Hindrance.REFUSED:
            words = (
                "The treadmill is connected to another app.",
                "Close that app. This one keeps trying.",
            )
            return CallFace("TAKEN", "caution", words)
        case Hindrance.MUTE:
            words = (
                "The treadmill is silent; reconnecting.",
                "If it stays silent, switch it off and on.",
            )
            return CallFace("SILENT", "caution", words)
        case Hindrance.PAIRING:
            _, _, remedy = belt.link.detail.partition(": ")
            return CallFace("PAIR IT", "caution", ("The treadmill needs pairing.", remedy))
        case Hindrance.ADAPTER:
            what, _, remedy = belt.link.detail.partition(": ")
            return CallFace("BLUETOOTH", "caution", (f"{what[:1].upper()}{what[1:]}.", remedy))
    if belt.link.keeps_dropping(session.t) and not belt.ready:
        words = (
            "The treadmill keeps dropping the connection.",
            "Close other apps that use it, or switch it off and on.",
        )
        return CallFace("DROPS", "caution", words)
    match belt.link.state:
        case LinkState.UP:
            if not belt.ready:
                return CallFace("MOMENT", "soft", ("Connected. Asking what it can do.",))
        case LinkState.CONNECTING:
            return CallFace("MOMENT", "soft", ("Connecting to the treadmill.",))
        case LinkState.LOST:
            words = ("Treadmill lost; trying again.", belt.link.detail)
            return CallFace("MOMENT", "caution", words)
        case _:
            words = (
                "Looking for your treadmill.",
                "Is it switched on, and no other app connected to it?",
            )
            return CallFace("LOOKING", "soft", words)
    if belt.is_moving:
        words = ("The belt is moving. Enter takes over;", "or stop it at the treadmill.")
        return CallFace("ENTER", "caution", words)
    if not belt.controllable:
        words = (
            "Press start on the treadmill: it takes no commands from here.",
            "The workout follows it and says what to set.",
        )
        return CallFace("START", "caution", words)
    if belt.is_dumb and belt.aged_s:
        words = (
            "Connected, but no data yet. Enter starts it anyway.",
            "If it stays silent: runwalk devices trace FILE",
        )
        return CallFace("ENTER", "caution", words)
    words = ("Press Enter: the belt starts in 3 seconds.", "Nothing else starts it.")
    return CallFace("ENTER", "good", words)


class Call(Panel[Session, CallFace]):
    """Checklist above, the word below, sentences beside it."""

    def look(self, source: Session) -> CallFace:
        """The runner's next task."""
        return call_face(source)

    def paint(self, canvas: Canvas, ink: Ink, face: CallFace) -> None:
        """The sentences stand beside the word where it stays large, else below it."""
        y = 0
        if canvas.height >= 6:
            for line in face.checklist:
                x = canvas.put(0, y, "▢ ", ink("caution", bold=True))
                canvas.put(x, y, line, ink(bold=True))
                y += 1
            y += bool(face.checklist)
        lines = [line for line in face.lines if line]
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
        for index, line in enumerate(lines):
            tone = "soft" if index else "foreground"
            canvas.put(x, y + index, line, ink(tone, bold=not index))
