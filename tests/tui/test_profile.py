from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.tui.drawing.themes import ink_of
from runwalk_tui.tui.widgets.heart_line import HeartLine, heart_dots
from runwalk_tui.tui.widgets.speed_profile import (
    AHEAD,
    LEFT,
    PAST,
    RIGHT,
    SKIPPED,
    Profile,
    SpeedScale,
    tick_s,
)
from runwalk_tui.workout.events import Act
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.tui.apps import (
    LARGE,
    OPTIONS,
    SMALL,
    session_app,
    settle,
)
from tests.tui.feeds import FakeFeed, run_walk, under_way

steps = st.builds(
    Step,
    kind=st.sampled_from(Kind),
    speed_kmh=st.floats(0.5, 20),
    duration_s=st.floats(5, 3600),
)
plans = st.lists(steps, min_size=1, max_size=30).map(lambda steps: Plan("p", "P", tuple(steps)))
traces = st.lists(st.tuples(st.floats(0, 4000), st.integers(30, 230)), max_size=60).map(sorted)


@given(plans, st.dictionaries(st.sampled_from(Kind), st.floats(-2, 2), max_size=3))
def test_every_speed_lies_within_the_plot_and_a_faster_one_higher(
    plan: Plan, nudges: dict[Kind, float]
) -> None:
    speeds = sorted(step.speed_kmh + nudges.get(step.kind, 0.0) for step in plan.steps)
    scale = SpeedScale(speeds)
    shares = [scale.share(kmh) for kmh in speeds]
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares)


@given(
    traces,
    st.floats(60, 4000),
    st.integers(100, 230),
    st.integers(10, 150),
    st.integers(2, 20),
)
def test_the_heart_rate_stays_within_the_plot(
    trace: list[tuple[float, int]], plan_s: float, max_bpm: int, columns: int, rows: int
) -> None:
    cells = heart_dots(trace, plan_s, max_bpm, columns, rows)
    assert all(0 <= column < columns and 0 <= row < rows for column, row in cells)
    assert all(0 < bits < 256 for bits in cells.values())
    assert bool(cells) == (len(trace) > 1)


@given(traces, st.floats(60, 4000), st.integers(0, 400))
def test_a_line_that_is_drawn_on_is_the_one_that_is_drawn_at_once(
    trace: list[tuple[float, int]], plan_s: float, first: int
) -> None:
    line, done = HeartLine(plan_s, 180, 40, 6), ((0.0, plan_s / 3), (plan_s / 2, plan_s))
    for count in (first, first + 3, len(trace)):
        if line.begins(trace[:count]):
            line.draw(trace[:count], done)
    assert line.count == len(trace)
    assert line.cells == heart_dots(trace, plan_s, 180, 40, 6, done)


def test_another_run_of_the_heart_does_not_go_on_from_a_line() -> None:
    trace = [(float(t), 100 + t) for t in range(10)]
    line = HeartLine(60.0, 180, 40, 6)
    line.draw(trace)
    assert line.begins(trace)
    assert line.begins([*trace, (10.0, 90)])
    assert not line.begins(trace[:-1])
    assert not line.begins([*trace[:-1], (9.0, 90), (10.0, 90)])


@given(st.floats(1, 86_400), st.integers(10, 200))
def test_the_labels_of_the_axis_do_not_crowd(total_s: float, columns: int) -> None:
    assert total_s / tick_s(total_s, columns) <= max(1, columns // 10)


async def test_done_and_to_come_differ_and_the_cursor_stands_between() -> None:
    feed = under_way(360, run_walk(2))
    async with session_app(feed, OPTIONS).run_test(size=SMALL) as pilot:
        await settle(pilot)
        profile = pilot.app.screen.query_one(Profile)
        rows = [profile.render_line(y).text for y in range(profile.size.height)]
        columns = profile.size.width - LEFT - RIGHT
        cursor = rows[0].index("▼")
        assert abs((cursor - LEFT) / columns - 0.5) < 0.02
        bottom = list(profile.render_line(profile.size.height - 2 - (profile.size.height >= 7)))
        ink = ink_of(pilot.app.theme)
        done = ink("kind-walk", strength=PAST)
        to_come = ink("kind-walk", strength=AHEAD)
        x, seen = 0, {"done": False, "to come": False}
        for segment in bottom:
            if segment.style == done:
                seen["done"] = True
                assert x <= cursor
            if segment.style == to_come:
                seen["to come"] = True
                assert x >= cursor
            x += len(segment.text)
        assert all(seen.values())


async def test_what_was_left_out_is_hatched_and_no_heart_line_crosses_it() -> None:
    feed = under_way(220, run_walk(2))
    for _ in range(2):
        feed.act(Act.SKIP)
        feed.go(feed.now() + 5)
    async with session_app(feed, OPTIONS).run_test(size=LARGE) as pilot:
        await settle(pilot)
        profile = pilot.app.screen.query_one(Profile)
        rows = [profile.render_line(y).text for y in range(profile.size.height)]
        hatched = {x for row in rows for x, glyph in enumerate(row) if glyph == SKIPPED}
        line = {x for row in rows for x, glyph in enumerate(row) if "\u2800" < glyph <= "\u28ff"}
        assert len(hatched) > 5
        assert line
        assert len(hatched & line) <= 2, "but for the columns in which it ends"


async def test_runs_that_a_pain_forbids_are_hatched_until_it_is_taken_back() -> None:
    feed = FakeFeed(run_walk())
    feed.connect()
    feed.act(Act.START)
    app = session_app(feed, OPTIONS)

    def hatched() -> int:
        plot = app.screen.query_one(Profile)
        return sum(plot.render_line(y).text.count(SKIPPED) for y in range(plot.size.height))

    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        assert not hatched()
        for act, is_hatched in ((Act.PAIN, True), (Act.UNDO_PAIN, False)):
            feed.act(act, 6)
            app.screen.query_one(Profile).draw(feed.session)
            await settle(pilot)
            assert bool(hatched()) == is_hatched


async def test_the_speeds_stand_on_the_bars_and_the_axis_is_one_line() -> None:
    async with session_app(FakeFeed(run_walk()).go(4), OPTIONS).run_test(size=LARGE) as pilot:
        await settle(pilot)
        profile = pilot.app.screen.query_one(Profile)
        rows = [profile.render_line(y).text for y in range(profile.size.height)]
        drawn = "\n".join(row[LEFT:] for row in rows)
        assert all(value in drawn for value in ("5.5", "8.5", "5.2"))
        assert sum("─" in row for row in rows) == 1
