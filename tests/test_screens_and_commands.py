"""The table of screens and commands names every command, every key and every way there is."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from cyclopts import App

from runwalk_tui.cli.commands import app
from runwalk_tui.tui import keys
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.keys import Key
from runwalk_tui.tui.keys.session import COMPARE_KEYS, PAGE_KEYS

DOCUMENT = Path(__file__).parents[1] / "docs" / "screens-and-commands.md"

SCREENS: Mapping[str, tuple[Key, ...]] = {
    "home": (*keys.HOME_KEYS, *keys.PLAN_KEYS),
    "start": keys.ARM_KEYS,
    "run": (*keys.RUN_KEYS, *keys.SESSION_KEYS, keys.END_BROADCAST),
    "replay": keys.REPLAY_KEYS,
    "summary": keys.SUMMARY_KEYS,
    "history": keys.HISTORY_KEYS,
    "page": PAGE_KEYS,
    "comparison": COMPARE_KEYS,
    "deleted": keys.TRASH_KEYS,
    "weeks": keys.PROGRESS_KEYS,
    "check-in": (*keys.QUESTION_KEYS, *keys.ADVICE_KEYS, keys.REST_FIRST),
    "reading": keys.REST_KEYS,
    "programmes": keys.PROGRAMME_KEYS,
    "races": keys.RACE_KEYS,
    "list": keys.LISTING_KEYS,
    "text": keys.TEXT_KEYS,
    "devices": keys.DEVICES_KEYS,
    "no adapter": keys.NO_ADAPTER_KEYS,
    "doctor": keys.DOCTOR_KEYS,
}
"""The screens that the table names, by the words that it has for them."""

EVERYWHERE = {"help", "advice.back", *(f"{name}.back" for name in SCREENS), "progress.back"} - {
    "replay.back",
    "question.back",
}
"""The help and the way back are the same on every screen."""

_KEYS = re.compile(rf"\b({'|'.join(SCREENS)})((?:,? `[^`]+`)+)")
_PALETTE = re.compile(r"palette \*([^*]+)\*")
_COMMAND = re.compile(r"`runwalk((?: [^`]*)?)`")


def _rows() -> list[list[str]]:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]
    return [row for row in rows if not row[0].startswith(("---", "what you want"))]


def _tree(parent: App, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name in parent:
        if not name.startswith("-"):
            yield (*path, name)
            yield from _tree(parent[name], (*path, name))


def _path(words: list[str], tree: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The command that words begin with; () where they begin with none."""
    paths = (tuple(words[:length]) for length in range(len(words), 0, -1))
    return next((path for path in paths if path in tree), ())


def test_every_command_stands_in_the_table_and_each_that_it_names_is_there() -> None:
    tree = set(_tree(app))
    named = [words.split() for row in _rows() for words in _COMMAND.findall(row[2])]
    unknown = [words for words in named if words and words[0][0] != "-" and not _path(words, tree)]
    assert unknown == []
    found = {_path(words, tree) for words in named}
    groups = {path[:-1] for path in found if len(path) > 1}
    assert tree - found - groups == set()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_stands_in_the_table_and_each_that_it_names_is_there(screen: str) -> None:
    caps = {key.cap for key in SCREENS[screen]}
    named = {
        cap
        for row in _rows()
        for where, found in _KEYS.findall(row[1])
        if where == screen
        for cap in re.findall(r"`([^`]+)`", found)
    }
    assert named - caps == set()
    assert {key.cap for key in SCREENS[screen] if key.id not in EVERYWHERE} - named == set()


def test_every_way_of_the_palette_stands_in_the_table_and_no_other() -> None:
    named = {name for row in _rows() for name in _PALETTE.findall(row[1])}
    assert named == {name for name, _, _ in RunwalkApp.ways()}


def test_what_one_side_lacks_is_told_with_the_reason() -> None:
    for what, screens, commands in _rows():
        assert what
        for cell in (screens, commands):
            assert cell
            assert not cell.startswith("–") or re.match(r"– \(.{10,}\)", cell), (what, cell)
