"""A workout of another program becomes a plan on a screen: questions come as they arise."""

from pathlib import Path

import pytest
from textual.app import App
from textual.screen import Screen

import runwalk_tui.tui
from runwalk_tui.config.settings import Settings
from runwalk_tui.tui.drawing.themes import DEFAULT_THEME, THEMES
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.import_plan import ImportPlanScreen
from runwalk_tui.tui.widgets.plan_summary import PlanTitle
from runwalk_tui.tui.widgets.text_block import Notice
from runwalk_tui.workout.plan import Plan
from tests.tui.apps import LARGE, SMALL, FakeBackstage, panel_text, settle, whole_app

TEMPO = (
    "<workout_file><name>Tempo</name><sportType>run</sportType><workout>"
    '<IntervalsT Repeat="3" OnDuration="120" OffDuration="60" OnPower="0.9" OffPower="0.5" '
    'pace="1"/></workout></workout_file>'
)


class Alone(App[Plan | None]):
    """The screen without anything around it."""

    CSS_PATH = Path(runwalk_tui.tui.__file__).parent / "runwalk.tcss"

    def __init__(self, file: str = "", *taken: str) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = DEFAULT_THEME
        self.plans: list[Plan | None] = []
        self._made = ImportPlanScreen(
            Settings(), ScreenOptions(), {"file": file}, taken, (), self.plans.append
        )

    def get_default_screen(self) -> Screen[None]:
        return self._made

    def write(self, key: str, text: str) -> None:
        self._made.go_to(key)
        self._made.write(text)

    @property
    def labels(self) -> list[str]:
        return [field.key for field in self._made.form.shown.fields]


@pytest.fixture
def tempo(tmp_path: Path) -> str:
    file = tmp_path / "tempo run.zwo"
    file.write_text(TEMPO)
    return str(file)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_the_file_leaves_open_is_asked_and_then_drawn(
    tempo: str, size: tuple[int, int]
) -> None:
    app = Alone()
    async with app.run_test(size=size) as pilot:
        app.write("file", f"'{tempo}'")
        assert app.labels == ["file", "name"]
        await pilot.press("enter")
        assert app.labels == ["file", "name", "mile", "lengths"]
        assert "5 km pace, which is not known" in panel_text(app, Notice)
        app.write("mile", "9:30")
        app.write("lengths", "feet")
        assert "write seconds or metres" in panel_text(app, Notice)
        app.write("lengths", "seconds")
        await pilot.pause()
        assert "Tempo" in panel_text(app, PlanTitle)
        said = " ".join(panel_text(app, Notice).split())
        assert "Lengths are read as seconds, as you said." in said
        await pilot.press("ctrl+s")
    (plan,) = app.plans
    assert plan is not None
    assert (plan.name, plan.planned_s) == ("tempo", 540)
    assert plan.about.endswith("tempo run.zwo.")


async def test_home_leads_there_and_lists_the_plan(tempo: str) -> None:
    stage = FakeBackstage()
    app = whole_app(stage)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, ImportPlanScreen)
        for key, text in (("file", tempo), ("mile", "9:30"), ("lengths", "seconds")):
            await pilot.press("ctrl+s")
            screen.go_to(key)
            screen.write(text)
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert [entry.name for entry in stage.entries] == ["tempo"]


async def test_nothing_is_kept_while_something_is_wrong(tempo: str, tmp_path: Path) -> None:
    app = Alone(tempo, "tempo")
    async with app.run_test(size=SMALL) as pilot:
        for key, text in (("mile", "9:30"), ("lengths", "seconds")):
            await pilot.press("ctrl+s")
            app.write(key, text)
        await pilot.press("ctrl+s")
        assert "there is a plan tempo already" in panel_text(app, Notice)
        app.write("name", "../x")
        await pilot.press("ctrl+s")
        assert "is not a file name" in panel_text(app, Notice)
        app.write("name", "fine")
        app.write("file", str(tmp_path / "none.zwo"))
        await pilot.press("ctrl+s")
        assert "cannot be read: no such file" in " ".join(panel_text(app, Notice).split())
        assert app.plans == []
        await pilot.press("escape")
    assert app.plans == [None]
