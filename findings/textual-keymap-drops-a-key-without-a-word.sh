#!/usr/bin/env bash
# Expected: When a user's keymap gives one action the key of another, App.handle_bindings_clash is
#   called, as its documentation says.
# Happens: In textual 8.2.8 it is not called where the other binding has an id that the keymap
#   does not name: its key is taken away in silence and the action has no key. Without an id it is
#   called, and the key is lost too.
# Matters: A runner who puts 'faster' on the space bar can no longer pause, and nothing says so.
#   Check a keymap against all bindings before set_keymap.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
from importlib.metadata import version

from textual.app import App
from textual.binding import Binding


def app_with(pause_id):
    class Workout(App[None]):
        BINDINGS = [
            Binding("space", "pause", id=pause_id),
            Binding("up", "faster", id="faster"),
        ]
        done: list[str] = []
        clashes: list[str] = []

        def action_pause(self):
            self.done.append("pause")

        def action_faster(self):
            self.done.append("faster")

        def handle_bindings_clash(self, clashed_bindings, node):
            self.clashes.extend(binding.action for binding in clashed_bindings)

    return Workout()


async def press(pause_id):
    app = app_with(pause_id)
    async with app.run_test() as pilot:
        app.set_keymap({"faster": "space"})
        await pilot.press("space")
    return app.done, sorted(set(app.clashes))


with_id, without_id = asyncio.run(press("pause")), asyncio.run(press(None))
print("textual", version("textual"), "with id", with_id, "without id", without_id)
assert with_id == (["faster"], [])
assert without_id == (["faster"], ["pause"])
PYTHON
