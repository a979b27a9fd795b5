"""The check of a treadmill: a guided minute at walking speed, and what came of it."""

import asyncio
import json as json_text
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from runwalk_devices.clock import clock_of
from runwalk_tui.cli import sentences
from runwalk_tui.cli.asking import agrees
from runwalk_tui.cli.option_rules import checked
from runwalk_tui.cli.options import BluetoothAdapter, Json, Rate, Treadmill, Virtual
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, FAILED
from runwalk_tui.session.air import AirOptions
from runwalk_tui.session.check_attendant import ending
from runwalk_tui.session.headless import GaveUpError, follow, text_printer
from runwalk_tui.session.leaving import stopping_on_signals
from runwalk_tui.session.opening import live_session
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.capabilities import CHECK_PLAN, Sheet, in_words, sheet

SEARCH_S = 60.0


"""Seconds to find the treadmill."""


def check(
    *,
    accept: Annotated[bool, Parameter(help="Convert miles per hour from now on.")] = False,
    try_start: Annotated[
        bool, Parameter(help="Send a Start before each speed: a few machines obey only then.")
    ] = False,
    treadmill: Treadmill = None,
    adapter: BluetoothAdapter = None,
    virtual: Virtual = None,
    rate: Rate = 1.0,
    json: Json = False,
) -> int:
    """Walk for a minute to find out what a treadmill can do, and remember it."""
    # One that does not obey is tried once more, with a Start before each speed, if the runner
    # at the terminal agrees.
    air = checked(AirOptions(virtual, rate, treadmill, adapter=adapter))
    found = asyncio.run(_check(air, accept=accept, try_start=try_start, quiet=json))
    if json:
        print(json_text.dumps({**asdict(found), "good": found.is_good}))
        return DONE if found.is_good else FAILED
    _print(found)
    if found.may_want_start and sys.stdin.isatty() and agrees(sentences.TRY_A_START):
        found = asyncio.run(_check(air, accept=accept, try_start=True, quiet=False))
        _print(found)
    return DONE if found.is_good else FAILED


def _print(found: Sheet) -> None:
    print("\n".join(("", *in_words(found, miles=who_runs(None).units == "mi"))))


async def _check(air: AirOptions, *, accept: bool, try_start: bool, quiet: bool) -> Sheet:
    clock, log = clock_of(air.rate), list[ev.Event]()
    async with live_session(
        CHECK_PLAN, who_runs(None), air, clock, is_check=True, tries_start=try_start
    ) as live:
        live.subscribe(log.append)
        live.subscribe(ending(live, accept=accept))
        giving_up = clock.call_at(
            clock.now() + SEARCH_S,
            lambda: None if live.session.belt.ready else live.act(ev.Act.STOP),
        )
        printer = text_printer(
            lambda line: print(line, file=sys.stderr, flush=True), who_runs(None).units
        )
        try:
            with stopping_on_signals(live):
                said = (lambda _: None) if quiet else printer
                with suppress(GaveUpError):
                    await follow(live, clock, said, agrees=accept)
        finally:
            giving_up.cancel()
    return sheet(log)
