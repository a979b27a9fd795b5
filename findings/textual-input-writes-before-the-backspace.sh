#!/usr/bin/env bash
# Expected: Keys that come in one burst, as over a slow connection, act in their order: Backspace, then
#   "x", makes "ab" into "ax".
# Happens: Textual 8.2.8 makes it "ab". An Input takes a letter at once, but a binding, such as that of
#   Backspace, is looked up only when the key has travelled up to the App and waits in its queue: the
#   letter is written first, and then erased. Left, Home and Enter likewise.
# Matters: Somebody who types quickly through ssh, or a test that sends a word in one go, gets another
#   number into a form than was typed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
from importlib.metadata import version

from textual.app import App
from textual.events import Key
from textual.widgets import Input

print("textual", version("textual"))


class Form(App[None]):
    def compose(self):
        yield Input("ab", select_on_focus=False)


async def typed(*, in_a_burst: bool) -> str:
    app = Form()
    async with app.run_test() as pilot:
        field = app.query_one(Input)
        field.focus()
        await pilot.pause()
        field.cursor_position = 2
        for key, letter in (("backspace", None), ("x", "x")):
            if in_a_burst:
                app.post_message(Key(key, letter))
            else:
                await pilot.press(key)
        await pilot.pause()
        await pilot.pause()
        return field.value


slowly, at_once = asyncio.run(typed(in_a_burst=False)), asyncio.run(typed(in_a_burst=True))
print(f"one by one: {slowly!r}, in a burst: {at_once!r}")
assert slowly == "ax"
assert at_once == "ab"
PYTHON
