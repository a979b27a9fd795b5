#!/usr/bin/env bash
# Expected: App.switch_screen replaces the screen on top, also where it is the only one of a mode.
# Happens: In textual 8.2.8 it raises IndexError there: a mode's first screen has no result
#   callback, and one is popped. With a second screen on the stack it works.
# Matters: A program with modes that replaces its lowest screen, as from a list to a live session,
#   ends in a traceback. Replace the whole mode in its place.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
from importlib.metadata import version

from textual.app import App
from textual.screen import Screen


class First(Screen[None]):
    pass


class Second(Screen[None]):
    pass


class Program(App[None]):
    MODES = {"home": First}
    DEFAULT_MODE = "home"


async def switching(*, on_top):
    app = Program()
    async with app.run_test():
        if on_top:
            await app.push_screen(First())
        try:
            await app.switch_screen(Second())
        except IndexError as error:
            return f"IndexError: {error}"
        return type(app.screen).__name__


lowest, upper = asyncio.run(switching(on_top=False)), asyncio.run(switching(on_top=True))
print("textual", version("textual"), "lowest:", lowest, "| on top of another:", upper)
assert lowest == "IndexError: pop from empty list"
assert upper == "Second"
PYTHON
