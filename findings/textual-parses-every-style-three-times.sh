#!/usr/bin/env bash
# Expected: The styles of an app are parsed once before the first frame; Textual keeps the rules of each
#   source by its text, so that a second look costs nothing.
# Happens: In Textual 8.2.8 an app whose first screen comes from a mode (DEFAULT_MODE) has all of its CSS
#   parsed three times: once for the screen, once more since a mode that begins calls `refresh_css`, which
#   parses in a stylesheet of its own whose kept rules are thrown away, and a third time with the
#   default CSS of the first widgets. Nothing has changed in between.
# Matters: Time before the first frame that nothing is gained by; on a small computer beside a treadmill
#   it is what one waits for. A stylesheet whose `set_variables`
#   ignores equal variables, and whose `reparse` then calls `parse`, is enough.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from textual.app import App
from textual.css import stylesheet
from textual.screen import Screen
from textual.widgets import Input

print("textual", version("textual"))
STYLES = "Screen { background: black; }"
parsed = []
parse = stylesheet.parse


def counted(scope, css, *rest, **more):
    if css == STYLES:
        parsed.append(css)
    return parse(scope, css, *rest, **more)


stylesheet.parse = counted


class First(Screen):
    def compose(self):
        yield Input()


class Plain(App):
    CSS = STYLES

    def compose(self):
        yield Input()

    def on_ready(self):
        self.exit()


class Modes(App):
    CSS = STYLES
    MODES = {"first": First}
    DEFAULT_MODE = "first"

    def on_ready(self):
        self.exit()


def times(app):
    parsed.clear()
    app().run(headless=True, size=(80, 24))
    print(app.__name__, "parses the same styles", len(parsed), "times")
    return len(parsed)


assert times(Plain) == 1
assert times(Modes) == 3
PYTHON
