"""Commands that only look something up, without the parser's import: it takes as long as they do.

Only words that leave no choice are understood here: known options, each once, with a value where it
has one. Everything else, `--help` and every mistake among it, is the parser's.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Final

FLAG: Final = "flag"
TEXT: Final = "text"

Options = Mapping[str, str]
"""Names of options, without hyphens, by whether they take a value."""

_JSON: Final = {"json": FLAG}
_WHOSE: Final = {"runner": TEXT, "practice": FLAG, **_JSON}

QUICK: Mapping[str, tuple[str, Options]] = {
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


def _arguments(words: Sequence[str], options: Options) -> dict[str, str | bool] | None:
    """The arguments that the words stand for; None if there is any doubt."""
    found: dict[str, str | bool] = {}
    rest = iter(words)
    for word in rest:
        option, equals, value = word.partition("=")
        name = option.removeprefix("--")
        if not option.startswith("--") or name in found or name not in options:
            return None
        if options[name] == FLAG:
            if equals:
                return None
            found[name] = True
            continue
        text = value if equals else next(rest, "-")
        if text.startswith("-"):
            return None
        found[name] = text
    return found
