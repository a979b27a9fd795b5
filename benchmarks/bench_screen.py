"""The run screen against bare Textual: time to the first frame, and CPU of a live workout."""

import os
import subprocess
import sys
import time

_ROUNDS = 7
_LIVE_S = 15

_EMPTY = """
from textual.app import App

class Empty(App):
    def on_ready(self):
        self.exit()

Empty().run(headless=True, size=(120, 40))
"""

# The search for garbage as the command has it.
_RUN_SCREEN = """
from runwalk_tui.session.garbage import searched_rarely

with searched_rarely():
    from benchmarks.scenes import replay
    from benchmarks.screens import Shown
    from runwalk_tui.tui.app import RunwalkApp
    from runwalk_tui.tui.screen_options import ScreenOptions

    class First(RunwalkApp):
        def on_ready(self):
            self.exit()

    First(ScreenOptions(), Shown(replay())).run(headless=True, size=(120, 40))
"""

_BARE = f"""
import time
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        for _ in range(4):
            yield Static()

    def on_ready(self):
        self.count = 0
        self.set_interval(0.25, self.turn)
        self.set_timer({_LIVE_S}, self.exit)
        self.began = time.process_time()

    def turn(self):
        self.count += 1
        for widget in self.query(Static):
            widget.update(str(self.count))

app = Bare()
app.run(headless=True, size=(120, 40))
print(time.process_time() - app.began)
"""

_LIVE = f"""
from benchmarks.scenes import live_cpu_s
print(live_cpu_s({_LIVE_S}))
"""


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    empty, first = (1000 * seconds for seconds in first_frames_s())
    bare, live = (1000 * float(_output(script)) / _LIVE_S for script in (_BARE, _LIVE))
    return [
        ("First frame and out, empty Textual app", round(empty), "ms", ""),
        ("First frame and out, run screen", round(first), "ms", ""),
        ("First frame, run screen beside empty", round(first / empty, 2), "times", "at most 1.2"),
        ("CPU, bare app, four widgets at 4 Hz", round(bare, 1), "ms/s", ""),
        ("CPU, live workout with the run screen", round(live, 1), "ms/s", ""),
        ("CPU, live workout beside bare app", round(live / bare, 2), "times", "at most 2"),
    ]


def first_frames_s() -> tuple[float, float]:
    """Seconds until an empty Textual app, and the run screen, are there and gone."""
    # Turn about, and the best turn of each counts: what disturbs one turn spoils neither figure.
    turns = [(_wall_s(_EMPTY), _wall_s(_RUN_SCREEN)) for _ in range(_ROUNDS)]
    empty, first = (min(seconds) for seconds in zip(*turns, strict=True))
    return empty, first


def _wall_s(script: str) -> float:
    began = time.perf_counter()
    _output(script)
    return time.perf_counter() - began


def _output(script: str) -> str:
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ).stdout


if __name__ == "__main__":
    for label, value, unit, target in run():
        print(f"{label:40} {value:>8} {unit:6} {target}")
