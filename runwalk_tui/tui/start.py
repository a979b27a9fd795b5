"""The commands that open a screen: home, run, heart, replay, devices, profile, a new plan."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from runwalk_devices.clock import Clock
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.plans.writer import save_plan
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.beside import Broadcast
from runwalk_tui.session.current_runner import is_first_start
from runwalk_tui.session.needs_terminal import need_terminal
from runwalk_tui.session.replay import Replay
from runwalk_tui.session.watching import Watched, WatchedFeed
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.app import RunwalkApp
from runwalk_tui.tui.destinations import Destination, Heart, Resume, Run
from runwalk_tui.tui.navigator import First, Navigator
from runwalk_tui.tui.program import Examine, Opening, Program
from runwalk_tui.workout.plan import Plan

if TYPE_CHECKING:
    from runwalk_tui.tui.film import Film


def run_home(
    air: AirOptions,
    mine: EffectiveSettings,
    examine: Examine,
    *,
    asks: bool = False,
    network: Broadcast | None = None,
) -> int:
    """The home screen, and what is chosen on it, until the runner leaves.

    Args:
        air: What is on the air.
        mine: The settings of who runs.
        examine: Looks for what is wrong with this machine.
        asks: On the very first start the runner is asked who it is.
        network: Shows workouts to other programs; None makes one that is off.
    """
    need_terminal("home", shown.HEADLESS_RUN)
    is_new = asks and is_first_start()

    async def opening(_program: Program, _app: RunwalkApp) -> First:
        if is_new:
            return lambda navigator: navigator.asking.profile_screen(is_first=True)
        return Navigator.home_screen

    return _shown(Program(air, mine, examine, network), opening)


def run_on_screen(
    plan_name: str,
    air: AirOptions,
    mine: EffectiveSettings,
    examine: Examine,
    ghost: str = "",
    *,
    network: Broadcast | None = None,
) -> int:
    """A workout, from the arm screen to the summary, and the look back the runner may want."""
    need_terminal("run", shown.HEADLESS_RUN)

    async def opening(program: Program, app: RunwalkApp) -> First:
        if program.desk.asks_health:
            await program.look_up(plan_name)
            return lambda navigator: navigator.asking.health_screen(
                lambda: navigator.go(Run(plan_name, ghost))
            )
        visit = await program.run(plan_name, app.bell, ghost)
        return lambda navigator: navigator.session_screen(visit)

    return _shown(Program(air, mine, examine, network), opening, Run(plan_name, ghost))


def resume_on_screen(air: AirOptions, mine: EffectiveSettings, examine: Examine) -> int:
    """The workout that was cut short, from the arm screen on."""
    need_terminal("resume", shown.HEADLESS_RESUME)

    async def opening(program: Program, app: RunwalkApp) -> First:
        if program.desk.asks_health:
            return lambda navigator: navigator.asking.health_screen(lambda: navigator.go(Resume()))
        visit = await program.resume(app.bell)
        return lambda navigator: navigator.session_screen(visit)

    return _shown(Program(air, mine, examine), opening, Resume())


def heart_on_screen(air: AirOptions, mine: EffectiveSettings, examine: Examine) -> int:
    """The heart rate alone."""
    need_terminal("heart", shown.HEADLESS)

    async def opening(program: Program, app: RunwalkApp) -> First:
        visit = await program.heart(app.bell)
        return lambda navigator: navigator.heart_screen(visit)

    return _shown(Program(air, mine, examine), opening, Heart())


def replay_on_screen(session: str, mine: EffectiveSettings, examine: Examine) -> int:
    """A recorded session on the run screen."""
    need_terminal("replay", shown.HEADLESS)

    async def opening(program: Program, _app: RunwalkApp) -> First:
        visit = await program.replay(session)
        return lambda navigator: navigator.session_screen(visit)

    return _shown(Program(_stored(mine), mine, examine), opening)


def film_replay(session: str, mine: EffectiveSettings, examine: Examine, film: "Film") -> None:
    """Writes a replay to files; needs no terminal."""
    from runwalk_tui.tui.film import shoot

    program = Program(_stored(mine), mine, examine)

    async def shot() -> None:
        visit = await program.replay(session)
        assert isinstance(visit.feed, Replay)
        navigator = Navigator(program, lambda navigator: navigator.session_screen(visit))
        await shoot(RunwalkApp(program.options, navigator), visit.feed, film)

    asyncio.run(shot())


def watch_on_screen(watched: Watched, examine: Examine) -> int:
    """The run screen over a session that another process drives."""

    async def opening(program: Program, _app: RunwalkApp) -> First:
        from runwalk_tui.tui.screens.watch import WatchScreen

        feed = WatchedFeed(watched, Clock().now)
        return lambda _navigator: WatchScreen(feed, program.options)

    try:
        return _shown(Program(AirOptions(), who_runs(), examine), opening)
    finally:
        watched.close()


def devices_on_screen(air: AirOptions, examine: Examine) -> int:
    """The devices."""
    need_terminal(shown.DEVICES_SCREEN, shown.DEVICES_LISTS)

    async def opening(_program: Program, _app: RunwalkApp) -> First:
        return Navigator.devices_screen

    return _shown(Program(air, who_runs(practice=air.is_practice), examine), opening)


def edit_on_screen(mine: EffectiveSettings, examine: Examine) -> int:
    """The profile screen alone."""

    async def opening(_program: Program, _app: RunwalkApp) -> First:
        return lambda navigator: navigator.asking.profile_screen()

    return _shown(Program(AirOptions(), mine, examine), opening)


def edit_plan(name: str, examine: Examine) -> int:
    """The editor of one of the runner's own plans."""

    async def opening(program: Program, _app: RunwalkApp) -> First:
        program.plan_desk.draft(name)
        return lambda navigator: navigator.planning.editor_screen(name)

    return _shown(Program(AirOptions(), who_runs(), examine), opening)


def build(mine: EffectiveSettings, name: str, examine: Examine, *, force: bool) -> Path | None:
    """Shows the builder screen, and saves the plan that comes of it; returns where, if one does."""
    plans: list[Plan] = []

    async def opening(_program: Program, app: RunwalkApp) -> First:
        def done(plan: Plan | None) -> None:
            plans.extend([] if plan is None else [plan])
            app.exit()

        return lambda navigator: navigator.planning.builder_screen(
            done, {"name": name}, force=force
        )

    _shown(Program(AirOptions(), mine, examine), opening)
    return save_plan(plans[0], mine) if plans else None


def _stored(mine: EffectiveSettings) -> AirOptions:
    """No device is sought for what is recorded; practice has a journal of its own."""
    return AirOptions(virtual="" if mine.is_practice else None)


def _shown(program: Program, opening: Opening, goal: Destination | None = None) -> int:
    asyncio.run(program.show(opening, goal))
    return program.status
