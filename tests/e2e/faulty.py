"""Run as a program: the command with a fault planted in one part, that shows once the belt runs.

The first argument names the part, the others are the command's own.
"""

import sys
from typing import Any

from textual.drivers.linux_driver import LinuxDriver

from runwalk_tui.cli import main
from runwalk_tui.core.events import BeltReading, Event
from runwalk_tui.cues import Announcer
from runwalk_tui.journal import JournalWriter
from runwalk_tui.live import LiveSession
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.widgets.belt_panel import BeltPanel

PARTS: dict[str, tuple[type[Any], str]] = {
    "widget": (BeltPanel, "paint"),
    "key": (RunScreen, "action_longer"),
    "input": (LinuxDriver, "process_message"),
    "voice": (Announcer, "__call__"),
    "journal": (JournalWriter, "_commit"),
}
RUNNING_KMH = 5.0


class Watch:
    """Notices when the belt has come to run."""

    runs = False

    def __call__(self, event: Event) -> None:
        self.runs = self.runs or (
            isinstance(event, BeltReading) and (event.speed_kmh or 0) > RUNNING_KMH
        )


def plant(watch: Watch, place: type[Any], method: str) -> None:
    """Has a method fail once the belt runs, in words that could become several lines."""
    original, begin = getattr(place, method), LiveSession.__aenter__

    def failing(*arguments: Any) -> Any:
        if watch.runs:
            raise RuntimeError(f"planted in\n{method}")
        return original(*arguments)

    async def watched(live: LiveSession) -> LiveSession:
        live.subscribe(watch)
        return await begin(live)

    setattr(place, method, failing)
    setattr(LiveSession, begin.__name__, watched)


if __name__ == "__main__":
    plant(Watch(), *PARTS[sys.argv[1]])
    raise SystemExit(main(sys.argv[2:]))
