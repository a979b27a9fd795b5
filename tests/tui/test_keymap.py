"""Other keys for actions: translated, never doubled, and STOP is always there."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.tui.keys.keymap import (
    CONTEXTS,
    RESERVED,
    KeymapError,
    checked,
    key_names,
    keys_of,
    remappable,
    translated,
)
from runwalk_tui.tui.sentences import LOCKED
from runwalk_tui.workout.events import Act
from runwalk_tui.workout.session import Phase
from tests.tui.apps import LARGE, OPTIONS, SMALL, session_app, settle, text_of
from tests.tui.feeds import FakeFeed, running

NAMES = st.sampled_from(["k", "j", "space", "pagedown", "pageup", "f5", "right", "s", "x"])
MAPS = st.dictionaries(st.sampled_from(sorted(remappable())), NAMES, max_size=4)


@given(MAPS)
def test_no_keymap_that_is_taken_gives_a_key_two_meanings(keymap: dict[str, str]) -> None:
    try:
        found = checked(keymap)
    except KeymapError:
        found = {}
    for group in CONTEXTS.values():
        for one, other in combinations(group, 2):
            if one.id in found or other.id in found:
                assert not set(keys_of(one, found)) & set(keys_of(other, found))
    ids = {key.id for key in CONTEXTS["run"]}
    for always in ("s", "escape", "q", "question_mark"):
        assert translated(always, ids, found) == always


@pytest.mark.parametrize(
    ("keymap", "why"),
    [
        ({"run.pause": "right"}, "right would be run.pause and run.skip on the run screen"),
        ({"run.skip": "s"}, "^s has a fixed task; choose another key for run.skip"),
        ({"run.skip": "enter"}, "^enter has a fixed task"),
        ({"arm.start": "k"}, "arm.start is not an action whose key can be changed"),
        ({"leave": "k"}, "leave is not an action"),
        ({"nonsense": "k"}, "nonsense is not an action"),
        ({"run.skip": "bogus"}, "bogus is not a key; write k, space or pagedown"),
    ],
)
def test_what_does_not_go_together_says_why(keymap: dict[str, str], why: str) -> None:
    with pytest.raises(KeymapError, match=why):
        checked(keymap)


def test_two_may_swap_their_keys() -> None:
    found = checked({"run.pause": "right", "run.skip": "space"})
    ids = {key.id for key in CONTEXTS["run"]}
    assert translated("right", ids, found) == "space"
    assert translated("space", ids, found) == "right"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("K", "k"),
        (">", "greater_than_sign"),
        ("page down, k", "pagedown,k"),
        ("ctrl+k", "ctrl+k"),
        ("media_track_next", "media_track_next"),
        (",", "comma"),
        ("", ""),
    ],
)
def test_keys_are_written_as_people_call_them(text: str, names: str) -> None:
    assert key_names(text) == names


async def test_a_page_turner_skips_and_pauses() -> None:
    keymap = {"run.skip": "pagedown", "run.much_slower": "f6"}
    keymap |= {"run.pause": "pageup,space", "run.much_faster": "f5"}
    options = OPTIONS._replace(keymap=checked(keymap))
    feed = running()
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, options).run_test(size=LARGE) as pilot:
        await pilot.press("pagedown", "pageup", "space", "f6", "right")
        await settle(pilot)
        text = text_of(pilot.app)
    assert feed.acts == [
        (Act.SKIP, None),
        (Act.PAUSE, None),
        (Act.PAUSE, None),
        (Act.NUDGE, -0.5),
    ]
    assert "page down skip" in text
    assert "page up pause" in text


async def test_stop_has_its_own_key_beside_any_other() -> None:
    feed = running()
    feed.deaf = True
    feed.acts.clear()
    async with session_app(feed, OPTIONS._replace(keymap=checked({"stop": "x"}))).run_test(
        size=SMALL
    ) as pilot:
        await pilot.press("x", "s", "q")
        await settle(pilot)
    assert feed.acts == [(Act.STOP, None)] * 3


async def test_a_locked_screen_makes_nothing_harder_and_stops_all_the_same() -> None:
    feed = running()
    feed.deaf = True
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("l")
        feed.acts.clear()
        await pilot.press("right", "left", "plus", "up", "pageup")
        await settle(pilot)
        assert feed.acts == []
        assert LOCKED[:20] in text_of(pilot.app)
        await pilot.press("down", "p", "space", "s")
        assert [act for act, _ in feed.acts] == [Act.NUDGE, Act.PAIN, Act.PAUSE, Act.STOP]
        feed.acts.clear()
        await pilot.press("l", "right")
        assert feed.acts == [(Act.SKIP, None)]


def phase_of(feed: FakeFeed) -> Phase:
    return feed.session.phase


async def test_a_locked_screen_does_not_start_the_belt_again() -> None:
    feed = running()
    feed.act(Act.PAUSE)
    feed.go(feed.now() + 20)
    assert phase_of(feed) is Phase.PAUSED
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await pilot.press("l", "space")
        await settle(pilot)
        assert phase_of(feed) is Phase.PAUSED
        await pilot.press("l", "space")
        await settle(pilot)
        assert phase_of(feed) is Phase.STARTING


def test_reserved_keys_are_those_of_the_ways_out() -> None:
    assert {"s", "q", "escape", "ctrl+c"} <= RESERVED
