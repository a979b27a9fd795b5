"""The titles of plans: English in files and recordings, shown in the language in use.

Those that ship stand in the catalogue. Those that the program makes are found again here, gaps
included; a title that a runner wrote stays as it was written.
"""

import re
from functools import cache, lru_cache
from typing import Final

from runwalk_tui.language.recognized import again, pattern_of
from runwalk_tui.language.text import current, mark, tr

OF_WEEK: Final = mark("{title}, week {week}, {number} of {count}")
MADE_EASIER: Final = mark("{title}, made easier")
MY_COPY: Final = mark("{title}, my copy")
LONG_RUN: Final = mark("Long run, {title}")
ON_MACHINE: Final = "{machine}: {title}"
FOR_MINUTES: Final = mark("{ratio} for {minutes} min")
SURGES: Final = mark("Surges {rounds}")
SPRINTS: Final = mark("Sprint bursts {rounds}")
BREAKS: Final = mark("Walk breaks {rounds}")
RACE: Final = mark("Race practice {rounds}")
HARD: Final = mark("Hard intervals {rounds}")

_TEMPLATES: Final = (
    *(MADE_EASIER, MY_COPY, OF_WEEK, LONG_RUN, FOR_MINUTES),
    *(SURGES, SPRINTS, BREAKS, RACE, HARD, ON_MACHINE),
)
_MACHINES: Final = (
    *(mark("Treadmill"), mark("Bike"), mark("Elliptical")),
    *(mark("Rower"), mark("Climber")),
)
_GAPS: Final = {
    "title": ".+",
    "machine": "|".join(_MACHINES),
    "rounds": r"[0-9][0-9a-z:/,. ]*",
    "ratio": r"[0-9]+:[0-9]+|[Ww]alk",
}

IMPORTED: Final = mark("Imported from {format}.")
IMPORTED_FILE: Final = mark("Imported from {format}, {source}.")
_IMPORTED: Final = re.compile(
    r"(?P<about>.* )?Imported from (?P<format>[^,]+?)(, (?P<source>.+))?\."
)
_FORMATS: Final = (
    *(mark("a FIT workout"), mark("a Zwift workout"), mark("a QDomyos-Zwift workout")),
    *(mark("an Intervals.icu workout"), mark("an ERG or MRC workout")),
)

RECORDED_BY: Final = mark("Recorded by {device}, imported from {format}.")
RECORDED: Final = mark("Recorded, imported from {format}.")
_RECORDED: Final = (RECORDED_BY, RECORDED)

ACTIVITIES: Final = {
    "run": {
        "": mark("Run"),
        "on a treadmill": mark("Run on a treadmill"),
        "outdoors": mark("Run outdoors"),
    },
    "walk": {
        "": mark("Walk"),
        "on a treadmill": mark("Walk on a treadmill"),
        "outdoors": mark("Walk outdoors"),
    },
}
"""The titles of imported activities, by sport and place."""

UNTIL_DOWN: Final = "until the heart is down"
_WALK_UNTIL_DOWN: Final = mark("walk until the heart is down")
_PARTS: Final = {
    "run": mark("run {length}"),
    "surge": mark("surge {length}"),
    "walk": mark("walk {length}"),
}
THEN: Final = "; then "


def title_words(title: str) -> str:
    """A plan's title in the language in use."""
    return title if current() == "en" else _title(title, current())


def about_words(about: str) -> str:
    """The sentence on a plan in the language in use: ``Run 2 min, walk 1 min.`` among them."""
    found = tr(about)
    if current() == "en" or found != about:
        return found
    if (match := _IMPORTED.fullmatch(about)) and match["format"] in _FORMATS:
        template = IMPORTED_FILE if match["source"] else IMPORTED
        origin = tr(template).format(format=tr(match["format"]), source=match["source"])
        return f"{match['about'] or ''}{origin}"
    if (found := again(about, _RECORDED)) != about:
        return found
    rounds = [
        [_part(part) for part in each.split(", ")] for each in about.removesuffix(".").split(THEN)
    ]
    if not all(all(parts) for parts in rounds):
        return about
    words = tr("; then ").join(", ".join(filter(None, parts)) for parts in rounds)
    return f"{words[0].upper()}{words[1:]}."


def _part(words: str) -> str | None:
    """A step in words; None if it is not one."""
    kind, _, length = words.partition(" ")
    template = _PARTS.get(kind.lower())
    if words.lower() == _WALK_UNTIL_DOWN:
        return tr(_WALK_UNTIL_DOWN)
    return None if template is None else tr(template).format(length=length)


@lru_cache(maxsize=1024)
def _title(title: str, _language: str) -> str:
    """Keeps what was found: a list has many of a kind."""
    if (found := tr(title)) != title:
        return found
    for template, pattern in _patterns():
        if match := pattern.fullmatch(title):
            gaps = {name: _gap(name, value) for name, value in match.groupdict().items()}
            return (tr(template) if template != ON_MACHINE else template).format(**gaps)
    return title


def _gap(name: str, value: str) -> str:
    return title_words(value) if name == "title" else tr(value)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, pattern_of(template, _GAPS, "[0-9]+")) for template in _TEMPLATES)
