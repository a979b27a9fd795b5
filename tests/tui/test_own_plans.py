"""Plans of the runner's own, from the list of plans and on the screen that edits one."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual.pilot import Pilot

from runwalk_tui.config.paths import own_plans_folder
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.plans.loader import list_plans, load_plan
from runwalk_tui.plans.own import copy_plan, deleted_plans
from runwalk_tui.tui.ports import PlanEntry
from runwalk_tui.tui.screens.home import HomeScreen
from runwalk_tui.tui.screens.plan_editor import Grid, PlanEditorScreen
from tests.tui.apps import LARGE, SMALL, FakeBackstage, pressed, settle, text_of, whole_app
from tests.tui.coaches import FakeCoach
from tests.tui.test_ways import kind_of


class Listing(FakeBackstage):
    """Lists the plans that there are."""

    def plans(self) -> Sequence[PlanEntry]:
        return list_plans(who_runs())


def stage() -> FakeBackstage:
    copy_plan("1-2", "zz", who_runs())
    return Listing(coached=FakeCoach())


def own() -> str:
    return (own_plans_folder() / "zz.toml").read_text("utf-8")


async def test_a_plan_is_copied_starred_deleted_and_brought_back() -> None:
    app = whole_app(stage())
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("home", "down")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, HomeScreen)
        marked = screen._marked()
        assert marked is not None
        assert marked.name == "1-1"
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen), "what came with the program is not edited"
        await pilot.press("asterisk")
        await settle(pilot)
        assert "★" in text_of(app)
        await pilot.press("c")
        await settle(pilot)
        assert load_plan("my-1-1", who_runs()).steps
        await pilot.press("delete")
        await settle(pilot)
        assert deleted_plans() == ["my-1-1"]
        await pilot.press("z")
        await settle(pilot)
        assert deleted_plans() == []
        assert load_plan("my-1-1", who_runs()).steps


async def open_editor(pilot: Pilot[Any]) -> PlanEditorScreen:
    await settle(pilot)
    await pilot.press("end", "e")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, PlanEditorScreen)
    return screen


async def test_cells_are_written_and_comments_stay() -> None:
    app = whole_app(stage())
    file = own_plans_folder() / "zz.toml"
    async with app.run_test(size=SMALL) as pilot:
        file.write_text("# mine\n" + own().replace("repeat = 6", "repeat = 6 # hills"), "utf-8")
        screen = await open_editor(pilot)
        await pilot.press("down", "enter", *"8", "enter")
        await pilot.press("down", "right", "enter", *"400", "space", "m", "enter")
        await pilot.press("up", "up", "a")
        await settle(pilot)
        assert screen.query_one(Grid).row_count == 7
        assert "changed" in text_of(app)
        await pilot.press("t", *"Hills", "enter", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "Hills" in text_of(app)
    plan = load_plan("zz", who_runs())
    assert plan.title == "Hills"
    assert [step.distance_m for step in plan.steps].count(400) == 8
    assert "# mine" in own()
    assert "# hills" in own()


async def test_what_makes_no_plan_is_refused_in_a_line_and_esc_warns_once() -> None:
    app = whole_app(stage())
    before = (own_plans_folder() / "zz.toml").read_text("utf-8")
    async with app.run_test(size=SMALL) as pilot:
        await open_editor(pilot)
        await pilot.press("right", "right", "enter", *"banana", "enter")
        await settle(pilot)
        assert "'banana' is not the name of a speed" in text_of(app)
        await pilot.press("escape", "x")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Not saved" in text_of(app)
        assert kind_of(app) is PlanEditorScreen
        await pilot.press("escape")
        await settle(pilot)
        assert kind_of(app) is HomeScreen
    assert own() == before


async def test_undo_goes_back_change_by_change() -> None:
    app = whole_app(stage())
    async with app.run_test(size=SMALL) as pilot:
        screen = await open_editor(pilot)
        await pilot.press("x", "j", "a", "u", "u", "u", "u")
        await settle(pilot)
        assert screen._draft.text == own()
        assert not screen._draft.can_undo


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["editor", "writing", "keys"])
def test_editor(name: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    keys = {"editor": ["down"], "writing": ["right", "enter"], "keys": ["question_mark"]}[name]
    app = whole_app(stage())
    assert snap_compare(app, terminal_size=size, run_before=pressed("end", "e", *keys))
