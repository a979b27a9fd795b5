"""The first line: what to do now, and how the treadmill and the strap are connected."""

from collections.abc import Iterator
from typing import NamedTuple

from runwalk_tui.language.titles import title_words
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import Ink, kind_tone
from runwalk_tui.tui.run_status import step_title
from runwalk_tui.tui.widgets.panel import Panel
from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.events import LinkState
from runwalk_tui.workout.session import Phase, Session

_STATES = {
    LinkState.ABSENT: ("○", "soft"),
    LinkState.SEARCHING: ("◌", "caution"),
    LinkState.CONNECTING: ("◌", "caution"),
    LinkState.UP: ("●", "good"),
    LinkState.LOST: ("✕", "danger"),
}

LEVELS = 4
"""Levels of brevity of a device: whole, without battery, without name, as a sign alone."""


class LinkFace(NamedTuple):
    """One device in a few words: its name, a sign and its colour, and what is wrong."""

    name: str
    sign: str
    tone: str
    trouble: str = ""
    battery: str = ""
    battery_tone: str = "soft"


class HeaderFace(NamedTuple):
    """The header's face."""

    verb: str
    tone: str
    ordinal: str
    plan: str
    links: tuple[LinkFace, ...]
    virtual: bool


def link_face(
    link: DeviceLink, device: str, doubt: str | None = None, *, t: float = 0.0
) -> LinkFace:
    """A device as a runner wants to know it at ``t``; ``doubt`` is why it is not believed."""
    sign, tone = _STATES[link.state]
    trouble = shown.STATES[link.state]
    if link.keeps_dropping(t):
        trouble = shown.KEEPS_DROPPING_2
    if link.is_up and doubt is not None:
        sign, tone, trouble = "◐", "caution", shown.DOUBTS[doubt]
    if link.hindrance is not None:
        tone, trouble = "danger", shown.HINDERED_BY[link.hindrance]
    name = (link.name or device) if link.state is not LinkState.ABSENT else device
    percent, low = link.battery_percent, link.low_at is not None
    if percent is None or not (link.is_up or low):
        return LinkFace(name, sign, tone, trouble)
    return LinkFace(name, sign, tone, trouble, f"{percent} %", "caution" if low else "soft")


def belt_link(session: Session) -> LinkFace:
    """The treadmill's connection, and whether it speaks."""
    belt = session.belt
    is_silent = belt.aged_s >= 3 and session.phase is not Phase.ENDED
    return link_face(belt.link, shown.A_TREADMILL, "silent" if is_silent else None, t=session.t)


def heart_link(session: Session) -> LinkFace:
    """The strap's connection, and whether its heart rate is to be believed."""
    return link_face(session.heart.link, shown.A_STRAP, session.heart.doubt(session.t), t=session.t)


def pod_link(session: Session) -> LinkFace:
    """The running pod's connection."""
    return link_face(session.pod.link, shown.A_POD, t=session.t)


def header_face(session: Session) -> HeaderFace:
    """The header's face for ``session``."""
    kind, verb, ordinal = step_title(session)
    return HeaderFace(
        verb,
        "foreground" if kind is None else kind_tone(kind),
        ordinal,
        title_words(session.plan.title) if session.plan is not None else "",
        tuple(_links(session)),
        session.virtual,
    )


def _links(session: Session) -> Iterator[LinkFace]:
    """The machine, the strap, and the running pod of a runner who has one."""
    yield belt_link(session)
    yield heart_link(session)
    if session.pod.pod is not None:
        yield pod_link(session)


class Header(Panel[Session, HeaderFace]):
    """One row; of three or more, the kind of step is written large."""

    def look(self, source: Session) -> HeaderFace:
        """Step and devices."""
        return header_face(source)

    def paint(self, canvas: Canvas, ink: Ink, face: HeaderFace) -> None:
        """Kind and number on the left, devices on the right, the plan's title where it fits."""
        if canvas.height >= 3:
            room = canvas.width * 2 // 3
            x, y = canvas.put_large(0, 0, face.verb, ink(face.tone), room, canvas.height)
            x, y = x + 3, y - 1
        else:
            x, y = canvas.put(0, 0, f" {face.verb} ", ink("background", face.tone, bold=True)), 0
            x += 1
        if x + len(face.ordinal) <= canvas.width:
            x = canvas.put(x, y, face.ordinal, ink(bold=True)) + 3
        mark = len(shown.PRACTICE) + 2 if face.virtual and not y else 0
        links_x = self._paint_links(canvas, ink, face, x - 1 + mark)
        end = canvas.width if y else links_x
        title = face.plan if canvas.width >= 100 and x + len(face.plan) + 2 <= end else ""
        if face.virtual:
            marked = f"{shown.PRACTICE} · {title}".removesuffix(" · ")
            title = marked if x + len(marked) + 2 <= end else shown.PRACTICE
        canvas.put(x, y, title[: max(0, end - x)], ink("soft"))

    def _paint_links(self, canvas: Canvas, ink: Ink, face: HeaderFace, left: int) -> int:
        """As much of the devices as fits right of ``left``; returns where they begin."""
        for level in range(LEVELS):
            parts = [_parts(link, level) for link in face.links]
            width = sum(len(text) + 1 for link in parts for text, _ in link) + 3
            if width <= canvas.width - left:
                break
        else:
            return canvas.width
        x = canvas.width
        for link in reversed(parts):
            for text, tone in reversed(link):
                x = canvas.put_right(x, 0, text, ink(tone)) - 1
            x -= 2
        return x + 3


def _parts(link: LinkFace, level: int) -> list[tuple[str, str]]:
    """A device in words and colours; the higher the level, the fewer."""
    name = (link.name[:14], "foreground") if level < 2 else ("", "")
    battery = (link.battery, link.battery_tone) if level < 1 else ("", "")
    trouble = (link.trouble, link.tone) if level < 3 else ("", "")
    return [part for part in (name, (link.sign, link.tone), trouble, battery) if part[0]]
