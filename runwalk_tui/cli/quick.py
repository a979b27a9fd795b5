"""Commands that are called most, without the parser's import: it takes as long as they do.

Only words that leave no choice are understood here: known options, each once, with a value where it
has one. Everything else, `--help` and every mistake among it, is the parser's.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Final

_NUMBER: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")

FLAG: Final = "flag"
TEXT: Final = "text"
NUMBER: Final = "number"
WORD: Final = "word"
"""Not an option, but what stands without a name; one at most."""

Options = Mapping[str, str]
"""Names of options, without hyphens, and what each takes."""

_JSON: Final = {"json": FLAG}
_WHOSE: Final = {"runner": TEXT, "practice": FLAG, **_JSON}

_RUN: Final = {
    "plan": WORD,
    **dict.fromkeys(("headless", "json", "cues", "bike", "broadcast"), FLAG),
    **dict.fromkeys(("runner", "virtual", "treadmill", "strap", "pod", "ghost", "target"), TEXT),
    "rate": NUMBER,
}

QUICK: Mapping[str, tuple[str, Options]] = {
    "run": ("running:run", _RUN),
    "plans": ("plan_list:list_all", _JSON),
    "history": ("session_list:list_sessions", {"all": FLAG, **_WHOSE}),
    "today": ("today_words:today", {"overrule": TEXT, "move": TEXT, "on": TEXT, **_WHOSE}),
    "progress": ("progress_words:progress", _WHOSE),
    "devices": ("device_list:list_devices", {"virtual": TEXT, **_JSON}),
}
"""The function of each command, and its options."""


def quick_call(words: Sequence[str]) -> Callable[[], int] | None:
    """The call that the words ask for; None where the parser has to look at them."""
    if not words or words[0] not in QUICK:
        return None
    where, options = QUICK[words[0]]
    arguments = _arguments(words[1:], options)
    if arguments is None:
        return None
    module, _, name = where.partition(":")
    function: Callable[..., int] = getattr(import_module(f"runwalk_tui.cli.{module}"), name)
    return lambda: function(**arguments)


def _arguments(words: Sequence[str], options: Options) -> dict[str, object] | None:
    """The arguments that the words stand for; None if there is any doubt."""
    found: dict[str, object] = {}
    rest = iter(words)
    for word in rest:
        option, equals, value = word.partition("=")
        name = option.removeprefix("--") if option.startswith("--") else ""
        if not word.startswith("-"):
            name, equals, value = _place(options), "=", word
        if name in found or name not in options:
            return None
        kind = options[name]
        if (kind == WORD) is word.startswith("-") or (kind == FLAG and equals):
            return None
        text = "" if kind == FLAG else value if equals else next(rest, "-")
        if text.startswith("-") or (kind == NUMBER and not _NUMBER.fullmatch(text)):
            return None
        found[name] = True if kind == FLAG else float(text) if kind == NUMBER else text
    return found


def _place(options: Options) -> str:
    """The name of what stands without one; empty if nothing does."""
    return next((name for name, kind in options.items() if kind == WORD), "")
