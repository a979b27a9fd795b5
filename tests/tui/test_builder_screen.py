"""A workout is put together without a mouse; its profile follows, and nonsense harms nothing."""

import pytest

from runwalk_tui.config.settings import Settings, Speeds
from runwalk_tui.plans.compose import SORTS, Pattern
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.builder import BuilderScreen
from runwalk_tui.tui.widgets.plan_summary import PlanTitle
from runwalk_tui.workout.plan import Kind, Plan
from tests.tui.apps import (
    LARGE,
    MILES,
    OPTIONS,
    SMALL,
    builder_app,
    panel_text,
    settle,
    text_of,
)


def builder(
    options: ScreenOptions = OPTIONS, settings: Settings | None = None, name: str = "mine"
) -> RunwalkApp:
    return builder_app(settings or Settings(), options, {"name": name}, ["1-2", "taken"])


def screen_of(app: RunwalkApp) -> BuilderScreen:
    assert isinstance(app.screen, BuilderScreen)
    return app.screen


def write(app: RunwalkApp, key: str, text: str) -> None:
    """Comes to a field, and writes in it in place of what stands there."""
    screen = screen_of(app)
    screen.go_to(key)
    screen.write(text)


async def made(app: RunwalkApp, **texts: str) -> Plan | None:
    """What comes of the texts when they are saved."""
    async with app.run_test(size=SMALL) as pilot:
        for key, text in texts.items():
            write(app, key, text)
        await pilot.press("ctrl+s")
        await settle(pilot)
    plan = app.return_value
    assert plan is None or isinstance(plan, Plan)
    return plan


async def test_a_plan_is_made_by_keys_alone() -> None:
    app = builder(name="")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*"up", "enter", "enter", *"3:1", *["enter"] * 8, "2", "enter")
        assert app.is_running
        await pilot.press("enter")
        await settle(pilot)
    plan = app.return_value
    assert isinstance(plan, Plan)
    assert (plan.name, plan.title, plan.planned_s) == ("up", "up", 1800)
    assert {step.incline_percent for step in plan.steps} == {None, 2, 0}


async def test_a_name_is_enough_and_is_what_the_list_shows() -> None:
    plan = await made(builder(name=""), name="my\nplan")
    assert plan is not None
    assert (plan.name, plan.title, plan.planned_s) == ("my-plan", "my plan", 1800)


async def test_the_profile_follows_what_is_written() -> None:
    app = builder(name="")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "15 steps" in panel_text(app, PlanTitle)
        write(app, "rounds", "90/30")
        await settle(pilot)
        assert "90/30" in panel_text(app, PlanTitle)
        assert "Run 90 s, walk 30 s." in text_of(app)


async def test_a_pattern_brings_its_own_times() -> None:
    app = builder()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "right")
        await settle(pilot)
        shown, sort = text_of(app), SORTS[Pattern.SURGES]
        assert all(words in shown for words in (sort.words, sort.how, sort.example))
        await pilot.press("left", "left", "ctrl+s")
        await settle(pilot)
    plan = app.return_value
    assert isinstance(plan, Plan)
    assert {step.kind for step in plan.steps if step.planned_s == 120} == {Kind.SURGE}


async def test_a_total_and_repeats_take_each_others_place() -> None:
    plan = await made(builder(), repeats="8")
    assert plan is not None
    assert sum(step.kind is Kind.RUN for step in plan.steps) == 8
    plan = await made(builder(), repeats="8", total="45:00")
    assert plan is not None
    assert plan.planned_s == 2700


@pytest.mark.parametrize("options", [OPTIONS, MILES, ScreenOptions(pace="speed")])
async def test_a_speed_that_is_left_as_it_is_keeps_every_digit(options: ScreenOptions) -> None:
    settings = Settings(speeds=Speeds(run=8.53), units=options.units, pace=options.pace)
    plan = await made(builder(options, settings), walk="5.1 km/h")
    assert plan is not None
    kinds = (Kind.RUN, Kind.WALK)
    assert {step.speed_kmh for step in plan.steps if step.kind in kinds} == {8.53, 5.1}


async def test_what_cannot_be_is_said_beside_its_field_and_not_saved() -> None:
    app = builder()
    async with app.run_test(size=SMALL) as pilot:
        for key, text, right, words in [
            ("name", "Taken", "mine", "there is a plan Taken already"),
            ("name", "a/b", "mine", "is not a file name"),
            ("name", " ", "mine", "name: is missing; call it something"),
            ("rounds", "11:1", "2:1", "11:1 is not within 1:4 and 10:1"),
            ("total", "soon", "30:00", "'soon' is not a time"),
            ("repeats", "-3", "3", "is not a number of times"),
            ("warm_up", "40:00", "5:00", "40:00 is not within 1:00 and 30:00"),
            ("run", "25", "8.5", "'25' is not a speed for a belt"),
            ("run", "15", "8.5", "15 km/h is above your cap of 12"),
            ("incline", "99", "0", "99 % is not within -5 and 15 %"),
        ]:
            write(app, key, text)
            screen_of(app).go_to("title")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert words in text_of(app)
            assert screen_of(app).form.field.key == key
            write(app, key, right)
            await settle(pilot)
            assert words not in text_of(app)
    assert app.return_value is None


async def test_the_keys_are_shown_and_hidden_and_leaving_makes_nothing() -> None:
    app = builder()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        assert "Saves everything as it is." in text_of(app)
        await pilot.press("x", "f1", "escape")
        await settle(pilot)
    assert app.return_value is None


NONSENSE = ["∞", "-1", "9" * 30, "1:2:3:4", "\\[red]", "½", "0", "%s", "km"]


async def test_nonsense_in_every_field_is_survived_at_every_size() -> None:
    app = builder()
    async with app.run_test(size=SMALL) as pilot:
        for text in NONSENSE:
            for field in screen_of(app).form.shown.fields:
                write(app, field.key, text)
            screen_of(app).save()
        for size in [SMALL, (20, 5), (1, 1), (40, 12), (160, 50), LARGE]:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            rows = text_of(app).split("\n")
            assert len(rows) == size[1]
            assert all(len(row) <= size[0] for row in rows)
        assert app.is_running
