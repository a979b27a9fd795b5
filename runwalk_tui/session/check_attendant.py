"""Ends a treadmill check when it has its answer."""

from runwalk_tui.session.feed import Listener
from runwalk_tui.session.live import LiveSession
from runwalk_tui.workout import events as ev


def ending(live: LiveSession, *, accept: bool = False, asks: bool = False) -> Listener:
    """Ends a check as soon as there is nothing more to find out.

    Args:
        live: The check.
        accept: Agree to other units.
        asks: Somebody can be asked whether they agree, and is waited for.
    """

    def attend(event: ev.Event) -> None:
        check = live.session.check
        awaits_choice = check is not None and check.awaits_choice
        match event:
            case ev.MachineChecked() if awaits_choice and accept:
                live.act(ev.Act.ACCEPT_UNITS)
            case ev.MachineChecked() if awaits_choice and asks:
                pass
            case ev.MachineChecked() if not live.session.belt.checked:
                live.act(ev.Act.STOP)
            case ev.ClockPaused() | ev.CapabilitiesRead(controllable=False):
                live.act(ev.Act.STOP)

    return attend
