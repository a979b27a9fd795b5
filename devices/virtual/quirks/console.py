"""What happens at the machine itself while the program commands it."""

from devices.virtual.behaviour import TreadmillBehaviour
from devices.virtual.belt import BeltState
from devices.virtual.quirks.incident import Incident
from devices.virtual.quirks.quirk import Quirk
from devices.virtual.treadmill import VirtualTreadmill

STEPS = 5
"""How often the runner presses + in `ConsoleOverride`."""


class ConsoleOverride(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """The runner presses + on the console."""

    number = 25.0

    def happen(self) -> None:
        self.press(STEPS)

    def press(self, steps: int) -> None:
        """Press + so often now, or - if ``steps`` is negative."""
        self.device.console.plus(steps)


class SafetyKey(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """The runner pulls the safety key, and leaves it out."""

    number = 40.0

    def happen(self) -> None:
        self.device.console.safety_key()


class SelfStart(TreadmillBehaviour):
    """The belt starts by itself, once, when it has stood for a while with a client connected."""

    number = 20.0

    async def run(self) -> None:
        clock = self.device.clock
        stands_since = clock.now()
        while clock.now() - stands_since < self.number:
            await clock.sleep(1)
            if not self.device.connections or self.device.state is not BeltState.STANDING:
                stands_since = clock.now()
        self.happen()

    def happen(self) -> None:
        """Start now, without a word."""
        self.device.machine.start()


QUIRKS = (
    Quirk(
        name="console_override",
        kind=ConsoleOverride,
        evidence="C",
        does=f"has its + pressed five times by the runner {ConsoleOverride.number:g} s after the "
        "belt first moves",
        number="seconds",
        client="lets the console's speed hold until the step ends",
    ),
    Quirk(
        name="safety_key",
        kind=SafetyKey,
        evidence="S",
        does=f"has its safety key pulled {SafetyKey.number:g} s after the belt first moves: "
        "status 03",
        number="seconds",
        client="aborts, and never resumes",
    ),
    Quirk(
        name="self_start",
        kind=SelfStart,
        evidence="R",
        does=f"starts by itself when it has stood for {SelfStart.number:g} s with a client "
        "connected",
        number="seconds",
        client="raises the alarm at motion that nobody asked for",
    ),
)
