"""A patient runner at the screen: starts, goes on, agrees, and helps a belt at its console."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.live.rig import Show

LONGEST_S = 420.0
LOOKS_S = 1.0


async def live_through(stage: Show) -> None:
    """Does what somebody would do who wants the whole workout; at last the belt is stopped."""
    runner = _Runner(stage)
    while stage.clock.now() < LONGEST_S and stage.session.phase is not Phase.ENDED:
        await stage.clock.sleep(LOOKS_S)
        await runner.look()
    if not stage.session.belt.controllable:
        stage.belt.console.stop()
        await stage.clock.sleep(10)
    if stage.session.phase is not Phase.ENDED:
        await stage.live.stop()
    await stage.clock.sleep(8)


class _Runner:
    """Waits a little in each phase before doing anything about it, and tries again later."""

    def __init__(self, stage: Show) -> None:
        self._stage = stage
        self._seen: tuple[Phase, bool] | None = None
        self._since = 0.0
        self._vain = 0

    async def look(self) -> None:
        session, now = self._stage.session, self._stage.clock.now()
        seen = (session.phase, session.belt.ready)
        if seen != self._seen:
            self._seen, self._since = seen, now
        waited_s = now - self._since
        live, console = self._stage.live, self._stage.belt.console
        match session.phase:
            case Phase.ARMING if session.belt.ready and 4 <= waited_s % 30 < 5:
                if session.belt.controllable:
                    live.act(ev.Act.START)
                else:
                    console.start()
            case Phase.PAUSED if 5 <= waited_s % 20 < 6:
                self._vain += session.pause_reason is ev.PauseReason.NO_MOTION
                if self._vain > 1 or 30 < waited_s % 80 < 50:
                    self._vain = 0
                    console.start()
                else:
                    live.act(ev.Act.RESUME)
            case Phase.CHECKING if waited_s % 10 < 1:
                if session.check is not None and session.check.awaits_choice:
                    live.act(ev.Act.ACCEPT_UNITS)
            case Phase.STOPPING if waited_s > 15:
                console.stop()
                await self._stage.clock.sleep(12)
                await live.stop()
