"""Derive the capability sheet of a treadmill from the log of its walking check."""

from collections.abc import Sequence
from typing import TypeVar

from runwalk_tui.units.constants import KMH_PER_MPH
from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences_of_machines as shown
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
    """Return the capability sheet that follows from the log of a check."""
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
        return [shown.NONE_ANSWERED]
    name = sheet.name or shown.THE_TREADMILL
    lines = [shown.AT_ADDRESS.format(name=name, address=sheet.address) if sheet.address else name]
    if not sheet.controllable:
        return [*lines, shown.ONLY_REPORTS]
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
    runs = shown.RUNS_IN_STEPS if step else shown.RUNS
    return [runs.format(least=least, most=most, unit=unit, step=step)]


def _doubts(sheet: Sheet) -> list[str]:
    if not sheet.obeys or not sheet.units_settled or sheet.verified:
        return []
    lines = [shown.UNVERIFIED]
    if sheet.increment_kmh in TENTHS_OF_MPH and not sheet.accepted:
        lines.append(shown.SUGGEST_MPH.format(increment_kmh=sheet.increment_kmh))
    return lines


def _response(sheet: Sheet, *, miles: bool) -> list[str]:
    if sheet.lag is None:
        return []
    unit, unit_kmh = _unit(miles=miles)
    lag = sheet.lag
    return [
        shown.FOLLOWS.format(
            delay_s=lag.delay_s,
            up=lag.up_kmh_s / unit_kmh,
            down=lag.down_kmh_s / unit_kmh,
            unit=unit,
        )
    ]


def _stopping(sheet: Sheet) -> list[str]:
    if sheet.stop_works is None:
        return []
    if not sheet.stop_works:
        return [shown.NO_STOP]
    if sheet.stop_s is None:
        return [shown.STOPS]
    return [shown.STOPS_WITHIN.format(seconds=sheet.stop_s)]


def _quirk_lines(sheet: Sheet) -> list[str]:
    """Return what it wants and does beside; and what nobody can find out without doing harm."""
    lines = [_toggle_words(sheet.start_is_toggle)]
    if sheet.control_lapses:
        lines.append(shown.REVOKES)
    if sheet.ask_control_again:
        lines.append(shown.ASKS_AGAIN)
    elif sheet.may_want_start:
        lines.append(shown.TRY_START)
    return lines


TENTHS_OF_MPH = (0.16, 0.32)
"""Increments of a machine that thinks in miles per hour, and may also speak them."""


def _toggle_words(is_toggle: bool | None) -> str:
    if is_toggle is None:
        return shown.MIGHT_TOGGLE
    return shown.TOGGLES if is_toggle else shown.TOGGLES_NOT


def _obedience(sheet: Sheet) -> str:
    if sheet.obeys is None:
        return shown.DID_NOT_MOVE
    if sheet.obeyed_once:
        return shown.OBEYED_ONCE
    if not sheet.obeys:
        return shown.IGNORES
    if sheet.target_factor == 1.0 == sheet.data_factor:
        return shown.OBEYS
    counts, shows = sheet.target_factor != 1.0, sheet.data_factor != 1.0
    what = shown.COUNTS_AND_SHOWS if counts and shows else shown.COUNTS if counts else shown.SHOWS
    return what.format(done=shown.CONVERTED if sheet.accepted else shown.TO_CONVERT)
