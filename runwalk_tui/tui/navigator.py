"""Commands that open a screen: home, run, heart, replay, devices."""

import asyncio
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App

from runwalk_devices.clock import Clock, clock_of
from runwalk_tui.coaching.workout_choice import plan_named
from runwalk_tui.config.effective import EffectiveSettings, profile_of
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import list_runners, runner_after, use_runner
from runwalk_tui.config.settings import Settings
from runwalk_tui.errors import DONE
from runwalk_tui.journal.deriving import tell_derived
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.stats import complete
from runwalk_tui.known_devices.actions import Register
from runwalk_tui.known_devices.browser import DeviceBrowser
from runwalk_tui.plans.loader import list_plans
from runwalk_tui.plans.writer import save_plan
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.announcer import Announcer, Sound
from runwalk_tui.session.check_attendant import ending
from runwalk_tui.session.current_runner import (
    is_first_start,
    need_terminal,
    save_profile,
    who_runs,
)
from runwalk_tui.session.leaving import stopping_on_signals
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.opening import exit_status, known_devices, live_session
from runwalk_tui.session.recordings import open_recording
from runwalk_tui.session.replay import Replay
from runwalk_tui.session.safety.presence import is_driven_elsewhere, take_last_words
from runwalk_tui.tui import destinations as chosen
from runwalk_tui.tui.apps.devices import DevicesApp
from runwalk_tui.tui.apps.session import CheckApp, FeedApp, HeartApp, SessionApp
from runwalk_tui.tui.destinations import Choice, Devices, Leave
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.capabilities import CHECK_PLAN, in_words, sheet
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Phase

_HEADLESS = "'runwalk run PLAN --headless' goes without"

STOPPING_BELT = "Stopping the belt. The safety key is faster"

LAST_WORDS_S = 20.0
"""How long it is shown what became of a session that was killed."""


def run_home(air: AirOptions, runner: str | None, *, asks: bool = False) -> int:
    """The home screen, and what is chosen on it, until the runner leaves.

    Args:
        air: What is on the air.
        runner: Name of who runs; None is who runs now.
        asks: On the very first start the runner is asked who it is.
    """
    from runwalk_tui.coaching.service import CoachingService
    from runwalk_tui.tui.apps.home import HomeApp

    need_terminal("runwalk", _HEADLESS)
    status, marked = DONE, None
    if asks and is_first_start() and not _introduce():
        return status
    while True:
        settings = who_runs(runner)
        with Journal.open() as journal:
            complete(journal, tell_derived)
            sessions = journal.sessions(settings.id)
        app = HomeApp(
            list_plans(settings),
            sessions,
            screen_options(settings),
            name=settings.runner.name,
            can_switch=len(list_runners()) > 1,
            coach=CoachingService(settings),
            marked=marked,
        )
        _pass_on(take_last_words(), app)
        match app.run():
            case None:
                return status
            case chosen.EditProfile():
                _edit(settings)
            case chosen.NewPlan():
                made = build(settings)
                marked = made.stem if made else None
            case chosen.SwitchRunner():
                use_runner(runner_after(settings.id))
                runner = None
            case wish:
                status = _carry_out(wish, air, settings)


def run_on_screen(plan_name: str, air: AirOptions, runner: str | None) -> int:
    """A workout, from the arm screen to the summary, and the look back the runner may want."""
    need_terminal("run", _HEADLESS)
    return _carry_out(chosen.Run(plan_name), air, who_runs(runner))


def heart_on_screen(air: AirOptions, runner: str | None) -> int:
    """The heart rate alone."""
    need_terminal("heart", "add --headless to go without")
    return _carry_out(chosen.Heart(), air, who_runs(runner))


def replay_on_screen(session: str, runner: str | None) -> int:
    """A recorded session on the run screen."""
    need_terminal("replay", "add --headless to go without")
    return _carry_out(chosen.Replay(session), AirOptions(), who_runs(runner))


def devices_on_screen(air: AirOptions) -> int:
    """The devices."""
    need_terminal("devices screen", "'runwalk devices' lists them")
    return _carry_out(chosen.Devices(), air, who_runs(None))


def _carry_out(wish: chosen.Choice, air: AirOptions, settings: EffectiveSettings) -> int:
    """Does what was chosen, and what is chosen at its end.

    Raises:
        SystemExit: When the program was asked to go, or its terminal was closed.
    """
    status = DONE
    following: chosen.Choice | None = wish
    while following is not None:
        match following:
            case chosen.Leave():
                raise SystemExit(status)
            case chosen.Run(plan_name=name):
                plan = plan_named(name, settings)
                following, status = asyncio.run(_live(plan, air, settings))
            case chosen.Heart():
                following, _ = asyncio.run(_live(None, air, settings))
            case chosen.Replay(session=session):
                following = asyncio.run(_replay(session, settings))
            case chosen.Devices(said=said):
                following = asyncio.run(look(air, settings, said))
            case chosen.Check(address=address):
                following = asyncio.run(check(address, air, settings))
    return status


def edit_on_screen(runner: str | None) -> int:
    """The profile screen alone."""
    _edit(who_runs(runner))
    return DONE


def _introduce() -> bool:
    """Asks who runs, once; whether the runner goes on."""
    answer = _edit(who_runs(None), is_first=True)
    if isinstance(answer, chosen.Skipped):
        use_runner("")
    return answer is not None


def _edit(mine: EffectiveSettings, *, is_first: bool = False) -> Profile | chosen.Skipped | None:
    """Shows the profile screen, and keeps the profile that comes of it."""
    from runwalk_tui.tui.apps.profile import ProfileApp

    year = date.today().year
    answer = ProfileApp(profile_of(mine), screen_options(mine), year=year, is_first=is_first).run()
    if isinstance(answer, Profile):
        save_profile(mine.id, answer)
    return answer


async def _replay(session: str, settings: EffectiveSettings) -> chosen.Choice | None:
    replay = Replay(open_recording(session, settings.id), Clock().now)
    return await SessionApp(replay, screen_options(settings)).run_async()


async def _live(
    plan: Plan | None, air: AirOptions, settings: EffectiveSettings
) -> tuple[chosen.Choice | None, int]:
    """A live session on its screen; however the screen ends, the belt is stopped first."""
    last_words = take_last_words() if plan is not None else None
    async with live_session(plan, settings, air, clock_of(air.rate)) as live:
        options = screen_options(settings)
        app: FeedApp = HeartApp(live, options, background=live.ended)
        if plan is not None:
            tell = partial(_debrief, settings)
            app = SessionApp(live, options, background=live.ended, tell=tell)
        _pass_on(last_words, app)
        return await shown(live, app, settings), exit_status(live.session)


def _debrief(mine: EffectiveSettings, answers: Mapping[str, int], note: str) -> str:
    """Keeps what was said after the session, and says what it means next."""
    from runwalk_tui.coaching.service import CoachingService

    return CoachingService(mine).debrief(answers, note)


async def shown(live: LiveSession, app: FeedApp, settings: Settings) -> chosen.Choice | None:
    """Lives a session on its screen, with its cues."""
    announcer = Announcer(Sound(settings.sound), live.now, app.bell)
    live.subscribe(announcer)
    try:
        with stopping_on_signals(live, app.exit) as leaving:
            async with live:
                try:
                    choice = await app.run_async()
                finally:
                    _tell_on_terminal(live)
                return chosen.Leave() if leaving.asked else choice
    finally:
        announcer.close()


def _tell_on_terminal(live: LiveSession) -> None:
    """Without a screen, what is still said while the belt is seen to is printed."""

    def tell(event: ev.Event) -> None:
        if isinstance(event, ev.CueDue) and event.cue is not ev.Cue.COUNTDOWN:
            with suppress(OSError):
                sys.stderr.write(f"{event.say}.\n")

    if live.session.phase not in (Phase.OPENING, Phase.ARMING, Phase.ENDED):
        tell(ev.CueDue(live.now(), ev.Cue.NOTICE, STOPPING_BELT))
    live.subscribe(tell)


def _pass_on(last_words: str | None, app: App[Any]) -> None:
    """Shows what became of a session that was killed, as soon as there is a screen."""
    if last_words is not None:
        app.notify(last_words, severity="warning", timeout=LAST_WORDS_S, markup=False)


def screen_options(settings: Settings) -> ScreenOptions:
    """How the runner wants screens."""
    return ScreenOptions(
        units=settings.units,
        pace=settings.pace,
        nudge_kmh=settings.nudge_kmh,
        theme=settings.theme,
    )


def build(mine: EffectiveSettings, name: str = "", *, force: bool = False) -> Path | None:
    """Shows the builder screen, and saves the plan that comes of it; returns where, if one does."""
    from runwalk_tui.tui.apps.builder import BuilderApp

    taken = taken_names(mine, force=force)
    plan = BuilderApp(mine, screen_options(mine), {"name": name}, taken).run()
    return None if plan is None else save_plan(plan, mine)


def taken_names(mine: EffectiveSettings, *, force: bool) -> frozenset[str]:
    """Names that are not to be used again, in small letters: those of shipped plans, too."""
    return frozenset() if force else frozenset(plan.name.casefold() for plan in list_plans(mine))


async def look(air: AirOptions, settings: Settings, said: str) -> Choice | None:
    """The devices screen; the adapter listens for as long as it is open."""
    known = known_devices(air)
    async with open_air(air, clock_of(air.rate)) as adapter:
        register = Register(known, settings.devices)
        survey = DeviceBrowser(
            adapter, register, is_taken=is_driven_elsewhere, said=said or known.complaint or ""
        )
        app = DevicesApp(survey, screen_options(settings), background=survey.run)
        return await app.run_async()


async def check(address: str, air: AirOptions, settings: Settings) -> Choice:
    """A check from the arm screen to its end, and back to the devices with what it found."""
    air, log = replace(air, treadmill=address), list[ev.Event]()
    async with live_session(CHECK_PLAN, settings, air, clock_of(air.rate), is_check=True) as live:
        live.subscribe(log.append)
        live.subscribe(ending(live, asks=True))
        app = CheckApp(live, screen_options(settings), background=live.ended)
        if isinstance(await shown(live, app, settings), Leave):
            return Leave()
    found = sheet(log)
    if found.is_good:
        return Devices("The check is done: it obeys, and it stops.")
    name, *words = in_words(found, miles=settings.units == "mi")
    return Devices(f"The check found: {' '.join(words)}" if words else name)
