"""Time from a machine's first false word to the alarm or the Stop, in virtual time.

Each false word alone, and beside every other behaviour that there is.
"""

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from benchmarks.common import knowing, virtual_session
from runwalk_devices.clock import Clock
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.quirks import QUIRKS, Incident
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.session import Phase
from tests.virtual_time import VirtualTimeLoop

_PLAN: Final = Plan("run", "Run", (Step(Kind.RUN, 8.0, duration_s=900),))
_PHASES_S: Final = (0.0, 0.13, 0.26, 0.39)
"""Where between two frames the false word falls."""
_FASTER_THAN_KMH: Final = 5.0
_UNDER_WAY_S: Final = 150.0
_LOOKS_S: Final = 2.0
_LONGEST_S: Final = 20.0
_STOP: Final = b"\x08\x01"


class FalseWord(NamedTuple):
    """A false word, and what shows that it was seen through.

    Attributes:
        label: For the table.
        behaviour: Of the virtual machine.
        act: The runner's key that it answers; None where the machine speaks by itself.
        most_s: How long it may take.
    """

    label: str
    behaviour: str
    act: ev.Act | None
    most_s: float


_FALSE_WORDS: Final = (
    FalseWord("Zero while it runs, to the alarm", "zero_while_running", None, 3.0),
    FalseWord("Pause ignored, to Stop", "pause_ignored", ev.Act.PAUSE, 3.0),
    FalseWord("Pause refused, to Stop", "pause_refused", ev.Act.PAUSE, 3.0),
    FalseWord("Mute, to the alarm", "goes_mute", None, 10.0),
)


@dataclass
class _Watch:
    """When the false word fell, and when something was done about it."""

    clock: Clock
    frame_at: float = 0.0
    said_at: float | None = None
    seen_at: float | None = None
    is_mute: bool = False
    origin: float = field(init=False)

    def packet(self, packet: Packet) -> None:
        """Frames, and Stop."""
        if packet.kind is PacketKind.NOTIFY and packet.characteristic == "2ACD":
            self.frame_at = packet.t
            if self.said_at is None and not self.is_mute and self.seen_at is not None:
                self.said_at = packet.t
                self.seen_at = None
        if packet.kind is PacketKind.WRITE and packet.data == _STOP:
            self._see(packet.t)

    def event(self, event: ev.Event) -> None:
        """An alarm."""
        if isinstance(event, ev.CueDue) and event.cue is ev.Cue.ALARM:
            self._see(self.clock.now())

    def _see(self, t: float) -> None:
        if self.said_at is not None and self.seen_at is None:
            self.seen_at = t


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    rows: list[tuple[str, float, str, str]] = []
    for word in _FALSE_WORDS:
        alone = [_seconds(word, "", phase_s) for phase_s in _PHASES_S]
        found = {name: _seconds(word, name, 0.0) for name in QUIRKS if name != word.behaviour}
        told = {name: s for name, s in found.items() if s is not None and not math.isinf(s)}
        worst = max(told, key=lambda name: told[name])
        untold = [name for name, s in found.items() if s is not None and math.isinf(s)]
        remark = f"with {worst}; {len(told)} behaviours"
        if untold:
            remark += f"; not seen with {', '.join(untold)}"
        longest_s = max(s for s in alone if s is not None)
        rows += [
            (word.label, longest_s, "s", f"<= {word.most_s:g} s"),
            ("  beside any other behaviour, longest", told[worst], "s", remark),
        ]
    return rows


def _seconds(word: FalseWord, other: str, phase_s: float) -> float | None:
    """From the false word to what is done about it; None where no belt came to run."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(_detected_s(word, other, phase_s))


async def _detected_s(word: FalseWord, other: str, phase_s: float) -> float | None:
    clock = Clock()
    is_incident = word.act is None
    names = f"{word.behaviour}:inf" if is_incident else word.behaviour
    scene = virtual_scene(clock, f"quirks:{names}{',' + other if other else ''}")
    watch = _Watch(clock)
    scene.air.on_packet(watch.packet)
    with knowing(scene) as memory:
        live = virtual_session(clock, scene.adapter, _PLAN, memory)
        live.subscribe(watch.event)
        async with scene, live:
            if not await _is_running(clock, scene, live):
                return None
            await clock.sleep(_LOOKS_S + phase_s)
            _speak(word, scene, live, watch)
            await clock.sleep(_LONGEST_S)
            if watch.said_at is None:
                return None
            return math.inf if watch.seen_at is None else watch.seen_at - watch.said_at


def _speak(word: FalseWord, scene: VirtualScene, live: LiveSession, watch: _Watch) -> None:
    """Have the false word fall; a zero falls with the next frame, silence with the last one."""
    if word.act is not None:
        watch.said_at = watch.clock.now()
        live.act(word.act)
        return
    quirk = scene.quirks[word.behaviour]
    assert isinstance(quirk, Incident)
    happen: Callable[[], None] = quirk.happen
    if word.behaviour == "goes_mute":
        watch.is_mute, watch.said_at = True, watch.frame_at
    else:
        watch.seen_at = math.nan
    happen()


async def _is_running(clock: Clock, scene: VirtualScene, live: LiveSession) -> bool:
    """A runner who wants to run; whether the belt comes to do so."""
    assert isinstance(scene.treadmill, VirtualTreadmill)
    while clock.now() < _UNDER_WAY_S and live.session.phase is not Phase.ENDED:
        session = live.session
        if session.phase is Phase.RUNNING and (session.belt.speed_kmh or 0.0) > _FASTER_THAN_KMH:
            return session.belt.controllable
        if session.phase in (Phase.ARMING, Phase.PAUSED) and session.belt.ready:
            live.act(ev.Act.START)
        await clock.sleep(_LOOKS_S)
    return False


if __name__ == "__main__":
    for label, value, unit, target in run():
        print(f"{label:44} {value:8.2f} {unit:4} {target}")
