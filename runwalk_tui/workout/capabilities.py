"""The capability sheet of a treadmill: what the log of its walking check says it can do."""

from collections.abc import Sequence
from typing import TypeVar

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt_response import Obedience, learn
from runwalk_tui.workout.capability_sheet import Sheet as Sheet
from runwalk_tui.workout.plan import Kind, Plan, Step

CHECK_PLAN = Plan(
    "check",
    "Walking check",
    tuple(Step(Kind.WALK, speed_kmh, duration_s=15) for speed_kmh in (2.0, 3.2, 2.0, 3.2)),
    about="A minute at walking speed: does the treadmill obey, how fast, and does it stop?",
    maximum_kmh=4.0,
)
"""The plan of the walking check."""


def sheet(log: Sequence[ev.Event]) -> Sheet:
    """Return what the log of a check says."""
    linked = [event for event in _all(log, ev.LinkChanged) if _is_connected(event)]
    can, found = _last(log, ev.CapabilitiesRead), _last(log, ev.MachineChecked)
    stop_works, stop_s = (None, None) if found is None else _stop(log)
    toggle, asks, lapses = _quirks(log)
    obedience = Obedience()
    for event in log:
        obedience(event)
    return Sheet(
        name=linked[-1].name if linked else None,
        address=linked[-1].address if linked else None,
        controllable=None if can is None else can.controllable,
        minimum_kmh=None if can is None else can.minimum_kmh,
        maximum_kmh=None if can is None else can.maximum_kmh,
        increment_kmh=None if can is None else can.increment_kmh,
        obeys=None if found is None else found.obeys and not obedience.was_short,
        obeyed_once=obedience.was_short and obedience.followed == 1,
        target_factor=None if found is None else found.target_factor,
        data_factor=None if found is None else found.data_factor,
        accepted=_last(log, ev.UnitsAsked) is not None,
        verified=_is_verified(log),
        lag=learn(log),
        stop_works=stop_works,
        stop_s=stop_s,
        start_is_toggle=toggle,
        ask_control_again=asks,
        control_lapses=lapses,
    )


E = TypeVar("E", bound=ev.Event)


def _all(log: Sequence[ev.Event], kind: type[E]) -> list[E]:
    return [event for event in log if isinstance(event, kind)]


def _last(log: Sequence[ev.Event], kind: type[E]) -> E | None:
    return next((event for event in reversed(log) if isinstance(event, kind)), None)


def _is_connected(event: ev.LinkChanged) -> bool:
    return event.device is ev.Device.TREADMILL and event.state is ev.LinkState.UP


def _is_verified(log: Sequence[ev.Event]) -> bool:
    """Return True if the distance has shown the units since they were last asked for."""
    compared = [event for event in log if isinstance(event, ev.DistanceCompared | ev.UnitsAsked)]
    last = compared[-1] if compared else None
    return isinstance(last, ev.DistanceCompared) and last.data_factor == 1


def _quirks(log: Sequence[ev.Event]) -> tuple[bool | None, bool, bool]:
    """Finds if Start is a toggle, control is asked again, control lapses: known, then shown."""
    toggle: bool | None = None
    asks = lapses = False
    for event in log:
        match event:
            case ev.MachineKnown():
                toggle, asks = event.start_is_toggle, event.ask_control_again
                lapses = event.control_lapses
            case ev.QuirkLearned():
                toggle = toggle if event.start_is_toggle is None else event.start_is_toggle
                lapses = lapses if event.control_lapses is None else event.control_lapses
    return toggle, asks, lapses


def _stop(log: Sequence[ev.Event]) -> tuple[bool | None, float | None]:
    """True if the last stop took effect, and the seconds until one did."""
    asked = _all(log, ev.StopAsked)
    works: bool | None = None
    seconds: float | None = None
    for event in _all(log, ev.CommandProgressed):
        if event.command is ev.Command.STOP and event.stage.is_end:
            works = event.stage is ev.Stage.CONFIRMED
            if works and asked and asked[0].t <= event.t:
                seconds = round(event.t - asked[0].t, 1)
    return works, seconds


def in_words(sheet: Sheet, *, miles: bool = False) -> list[str]:
    """The sheet as a runner who reads kilometres, or ``miles``, would say it, a line each."""
    if sheet.controllable is None:
        return ["No treadmill answered: switch it on, stand near it, and close other apps."]
    where = f" at {sheet.address}" if sheet.address else ""
    lines = [f"{sheet.name or 'The treadmill'}{where}"]
    if not sheet.controllable:
        return [*lines, "It only reports: you set its speed, when told."]
    lines += [*_range(sheet, miles=miles), _obedience(sheet), *_doubts(sheet)]
    lines += [*_response(sheet, miles=miles), *_stopping(sheet), *_quirk_lines(sheet)]
    return lines


def _unit(*, miles: bool) -> tuple[str, float]:
    """The name of the runner's unit of speed, and how many km/h it is."""
    return ("mph", KMH_PER_MPH) if miles else ("km/h", 1.0)


def _range(sheet: Sheet, *, miles: bool) -> list[str]:
    if sheet.minimum_kmh is None or sheet.maximum_kmh is None:
        return []
    unit, unit_kmh = _unit(miles=miles)
    digits = 1 if miles else 2
    least = round(sheet.minimum_kmh / unit_kmh, digits)
    most = round(sheet.maximum_kmh / unit_kmh, digits)
    step = round((sheet.increment_kmh or 0.0) / unit_kmh, 2)
    steps = f" in steps of {step:g}" if step else ""
    return [f"It runs at {least:g} to {most:g} {unit}{steps}."]


def _doubts(sheet: Sheet) -> list[str]:
    if not sheet.obeys or not sheet.units_settled or sheet.verified:
        return []
    lines = [_UNVERIFIED]
    if sheet.increment_kmh in TENTHS_OF_MPH and not sheet.accepted:
        lines.append(f"Its steps of {sheet.increment_kmh:g} km/h suggest a mph machine.")
    return lines


def _response(sheet: Sheet, *, miles: bool) -> list[str]:
    if sheet.lag is None:
        return []
    unit, unit_kmh = _unit(miles=miles)
    lag = sheet.lag
    return [
        f"It begins to follow after {lag.delay_s:.1f} s, speeds up by "
        f"{lag.up_kmh_s / unit_kmh:.1f} and slows down by "
        f"{lag.down_kmh_s / unit_kmh:.1f} {unit} a second."
    ]


def _stopping(sheet: Sheet) -> list[str]:
    if sheet.stop_works is None:
        return []
    after = "" if sheet.stop_s is None else f", within {sheet.stop_s:.0f} s"
    return [f"Stop stops it{after}." if sheet.stop_works else _NO_STOP]


_NO_STOP = "Stop NOT confirmed: keep the safety key clipped to you."


def _quirk_lines(sheet: Sheet) -> list[str]:
    """Return what it wants and does beside; and what nobody can find out without doing harm."""
    lines = [_TOGGLE[sheet.start_is_toggle]]
    if sheet.control_lapses:
        lines.append("It revokes control: control is requested before each command.")
    if sheet.ask_control_again:
        lines.append("Control and Start are sent before each speed, as you set it.")
    elif sheet.may_want_start:
        lines.append(_TRY_START)
    return lines


_TOGGLE = {
    True: "Its Start pauses a moving belt: a moving belt is never sent a Start.",
    False: "A Start sent while its belt moved did no harm.",
    None: "Start might pause a moving belt: it is never sent to one.",
}
_TRY_START = (
    "A few machines obey only what follows a request for control and a Start; on others that stops "
    "the belt. 'runwalk devices check --try-start' tries it, and sets ask_control_again in "
    "machines.toml if it helps."
)

_UNVERIFIED = (
    "Not verified: its speeds, as its distance does not show them. Compare them with its console."
)

TENTHS_OF_MPH = (0.16, 0.32)
"""Increments of a machine that thinks in miles per hour, and may also speak them."""


def _obedience(sheet: Sheet) -> str:
    if sheet.obeys is None:
        return "Its belt did not move: nothing was learned."
    if sheet.obeyed_once:
        return "It obeyed once, then no more: you set its speed, when told."
    if not sheet.obeys:
        return "It ignores commands: you set its speed, when told."
    if sheet.target_factor == 1.0 == sheet.data_factor:
        return "It obeys, in km/h."
    counts, shows = sheet.target_factor != 1.0, sheet.data_factor != 1.0
    what = " and ".join(["counts"] * counts + ["shows its speed"] * shows)
    done = "converted" if sheet.accepted else "to convert that, add --accept"
    return f"It obeys, but {what} in miles per hour: {done}."
