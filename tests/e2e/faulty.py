"""Run as a program: the command with a fault planted in one part, that shows once the belt runs.

The first argument names the part, the others are the command's own.
"""

import sys
import time
from typing import Any

from textual.drivers.linux_driver import LinuxDriver

from runwalk_tui.cli import main
from runwalk_tui.journal.reader import JournalWriter
from runwalk_tui.session.announcer import Announcer
from runwalk_tui.session.live import LiveSession
from runwalk_tui.tui.screens.run import RunScreen
from runwalk_tui.tui.widgets.belt_panel import BeltPanel
from runwalk_tui.workout.events import BeltReading, Event

PARTS: dict[str, tuple[type[Any], str]] = {
    "widget": (BeltPanel, "paint"),
    "key": (RunScreen, "action_longer"),
    "input": (LinuxDriver, "process_message"),
    "block": (RunScreen, "action_longer"),
    "voice": (Announcer, "__call__"),
    "journal": (JournalWriter, "_commit"),
}
RUNNING_KMH = 5.0
BLOCKED_S = 30.0


class Watch:
    """Notices when the belt has come to run."""

    runs = False

    def __call__(self, event: Event) -> None:
        self.runs = self.runs or (
            isinstance(event, BeltReading) and (event.speed_kmh or 0) > RUNNING_KMH
        )


def plant(watch: Watch, part: str) -> None:
    """Has a method fail once the belt runs, in words that could become several lines.

    "block" does not fail: it holds up the event loop for longer than any belt may.
    """
    place, method = PARTS[part]
    original, begin = getattr(place, method), LiveSession.__aenter__

    def failing(*arguments: Any) -> Any:
        if watch.runs and part == "block":
            time.sleep(BLOCKED_S)
        elif watch.runs:
            raise RuntimeError(f"planted in\n{method}")
        return original(*arguments)

    async def watched(live: LiveSession) -> LiveSession:
        live.subscribe(watch)
        return await begin(live)

    setattr(place, method, failing)
    setattr(LiveSession, begin.__name__, watched)


if __name__ == "__main__":
    plant(Watch(), sys.argv[1])
    raise SystemExit(main(sys.argv[2:]))
