"""What matters stands in large letters, with one sentence and one key, while it is fresh."""

from dataclasses import replace
from itertools import groupby

import pytest

from runwalk_tui.language.catalogues import use_language
from runwalk_tui.tui import sentences as shown
from runwalk_tui.tui.drawing.big_font import _STROKES
from runwalk_tui.tui.run_status import Moment, end_of, moment_of
from runwalk_tui.tui.two_metres import _BEGINNINGS, _WORDS, FRESH_S, SKIPPED_S, word_of
from runwalk_tui.tui.widgets.big_time import BigTime
from runwalk_tui.tui.widgets.totals_line import totals_face
from runwalk_tui.workout.events import Act, MachineKind, RunnerProfile
from runwalk_tui.workout.pain import UNDO_S
from runwalk_tui.workout.session import Phase
from tests.tui.apps import LARGE, OPTIONS, SMALL, panel_text, session_app, settle, text_of
from tests.tui.feeds import FakeFeed, run_walk, under_way


def moment(feed: FakeFeed) -> Moment:
    return moment_of(feed.view(), "km")


def headline(feed: FakeFeed) -> str:
    found = moment(feed).headline
    return "" if found is None else found[0]


def words(feed: FakeFeed) -> str:
    return " ".join(line for line, _ in moment(feed).lines)


def test_a_pain_stands_across_steps_for_as_long_as_it_can_be_taken_back() -> None:
    feed = under_way(200)
    feed.act(Act.PAIN, 4)
    assert headline(feed) == "PAIN 4"
    assert "⌫ undo, 30 s" in words(feed)
    before = moment(feed).big
    feed.go(feed.now() + UNDO_S - 1)
    assert feed.session.done, "the step has changed meanwhile"
    assert headline(feed) == "PAIN 4"
    assert moment(feed).big != before, "and the time goes on beside it"
    feed.act(Act.UNDO_PAIN)
    assert headline(feed) == "UNDONE"
    feed.go(feed.now() + FRESH_S)
    assert headline(feed) == "RUN"


@pytest.mark.parametrize(
    ("pain", "running", "rowing"), [(4, "walk", "easy"), (6, "running", "work")]
)
def test_what_a_pain_means_is_said_as_the_machine_has_it(
    pain: int, running: str, rowing: str
) -> None:
    feed = under_way(200)
    feed.act(Act.PAIN, pain)
    on_belt, on_rower = (
        word_of(replace(feed.session, machine=machine))
        for machine in (MachineKind.TREADMILL, MachineKind.ROWER)
    )
    assert on_belt is not None
    assert on_rower is not None
    assert running in on_belt.sentence
    assert rowing in on_rower.sentence
    assert running not in on_rower.sentence


def test_longer_skipped_and_the_cap_are_large() -> None:
    feed = under_way(200)
    feed.act(Act.EXTEND, 30.0)
    assert headline(feed) == "+0:30"
    feed.act(Act.EXTEND, 30.0)
    assert headline(feed) == "+1:00"
    feed.go(feed.now() + FRESH_S)
    feed.act(Act.SKIP)
    assert headline(feed) == "SKIPPED"
    assert "the rest of the run" in words(feed)
    assert "< back to it" in words(feed)
    feed.go(feed.now() + SKIPPED_S + 0.1)
    assert headline(feed) != "SKIPPED"


def test_a_key_at_the_cap_is_large() -> None:
    feed = FakeFeed(run_walk(), runner=RunnerProfile(cap_kmh=9.0)).start().run(200)
    feed.act(Act.NUDGE, 0.5)
    feed.act(Act.NUDGE, 0.5)
    assert headline(feed) == "CAP 9"


def test_a_start_that_waits_for_the_belt_is_large_and_so_is_going_on() -> None:
    feed = under_way(200)
    feed.act(Act.PAUSE)
    feed.go(feed.now() + 1.5)
    assert feed.session.belt.is_moving
    feed.act(Act.RESUME)
    assert headline(feed) == "SLOWING"
    assert "space: not yet" in words(feed)
    while feed.session.phase is not Phase.RUNNING:
        feed.go(feed.now() + 0.25)
    assert headline(feed) == "GO ON"


async def test_the_letters_fit_beside_the_time_at_every_size() -> None:
    for size in (SMALL, LARGE, (100, 30)):
        feed = under_way(200)
        async with session_app(feed, OPTIONS).run_test(size=size) as pilot:
            feed.act(Act.PAIN, 6)
            await settle(pilot)
            text = panel_text(pilot.app, BigTime)
            assert "PAIN 6" not in text, "it is drawn in large letters"
            assert "no more running today" in " ".join(text.split())


def test_only_who_did_it_all_is_told_so() -> None:
    feed = under_way(60, run_walk(2))
    while feed.session.phase is not Phase.STOPPING:
        feed.act(Act.SKIP)
        feed.go(feed.now() + 4)
    feed.go(feed.now() + 20)
    big, _, said = end_of(feed.session)
    minutes = int(feed.session.active_s // 60)
    assert (big, said) == ("ENDED", f"{minutes} of 12 min")
    whole = FakeFeed(run_walk(2)).start()
    while whole.session.phase is not Phase.ENDED:
        whole.go(whole.now() + 5)
    assert end_of(whole.session)[::2] == ("DONE", "the whole plan")


def test_what_the_workout_will_take_follows_the_keys() -> None:
    feed = under_way(200, run_walk(2))
    assert totals_face(feed.view(), "km").pairs[0][1] == "of 12:00"
    feed.act(Act.EXTEND, 30.0)
    assert totals_face(feed.view(), "km").pairs[0][1] == "of 12:30"
    feed.act(Act.SKIP)
    assert totals_face(feed.view(), "km").pairs[0][1] == "of 11:20"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_pain_says_how_to_take_it_back_in_every_language(
    size: tuple[int, int], language: str
) -> None:
    use_language(language)
    feed = under_way(200)
    feed.act(Act.PAIN, 4)
    app = session_app(feed, OPTIONS)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "⌫" in panel_text(app, BigTime)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_sign_of_a_large_message_is_drawn(language: str) -> None:
    use_language(language)
    feed = under_way(200)
    feed.act(Act.EXTEND, 30.0)
    messages = [make(feed.session).big for make in _WORDS.values()]
    messages += [make()[0].format(number="12.5") for make in _BEGINNINGS.values()]
    messages.append(shown.PAIN_PAIN.format(pain=4))
    assert "+0:30" in messages
    assert set("".join(messages)) <= set(_STROKES)


async def test_a_huge_terminal_has_larger_figures_and_no_idle_rows() -> None:
    def full(row: str) -> bool:
        return "█" in row or "▀" in row or "▄" in row

    figures = []
    for size in (LARGE, (200, 60)):
        app = session_app(under_way(200), OPTIONS)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            figures.append(sum(map(full, panel_text(app, BigTime).splitlines())))
            rows = text_of(app).splitlines()
            assert max(len(list(gap)) for empty, gap in groupby(rows, bool) if not empty) <= 3
    assert figures[1] >= figures[0] * 4 // 3
