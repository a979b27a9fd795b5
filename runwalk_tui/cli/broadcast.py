"""Shows the workout that runs to other programs on the network."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from ipaddress import ip_address
from threading import Thread
from typing import Annotated

from cyclopts import Parameter

from runwalk_devices.clock import Clock
from runwalk_tui.broadcast.announcing import announced
from runwalk_tui.broadcast.dircon_server import DirconServer
from runwalk_tui.broadcast.gatt import reading_of
from runwalk_tui.broadcast.mqtt import Broker, Publisher, broker_of
from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.options import WHOLE, option
from runwalk_tui.config.installation import serial_number
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.settings import load_settings
from runwalk_tui.errors import DONE, UsageError, reason
from runwalk_tui.session.following import follow
from runwalk_tui.session.watching import Watched

_logger = logging.getLogger(__name__)

Host = Annotated[
    str | None,
    option(
        "Address to listen on; 0.0.0.0 for your whole network. Default: the "
        "settings', else this computer alone."
    ),
]
Port = Annotated[
    int | None, WHOLE, option("Port that apps connect to; 0 for any free one. Default: 36866.")
]
Beside = Annotated[bool, Parameter(show=False)]
Mqtt = Annotated[
    str | None,
    option("Also publish to this broker, for Home Assistant: mqtt://user@broker.local:1883."),
]


def broadcast(
    *, host: Host = None, port: Port = None, mqtt: Mqtt = None, beside: Beside = False
) -> int:
    """Show the current workout to Zwift and other apps, as a treadmill on the network.

    It is read-only: no app can change the belt. Run it beside the workout, in a second terminal;
    Ctrl-C ends it.
    """
    chosen = load_settings().broadcast
    host = chosen.host if host is None else host
    port = chosen.port if port is None else port
    mqtt = (chosen.mqtt or None) if mqtt is None else mqtt
    try:
        ip_address(host)
    except ValueError as error:
        raise UsageError(refusals.BROADCAST_HOST.format(why=error)) from error
    if not 0 <= port <= 65535:
        raise UsageError(refusals.PORT.format(command="broadcast", port=port))
    broker = None if mqtt is None else broker_of(mqtt)
    for package in ("zeroconf", "aiomqtt"):
        if find_spec(package) is None:
            raise UsageError(refusals.PACKAGE_IS_MISSING.format(package=package))
    try:
        asyncio.run(_broadcast(host, port, broker, beside=beside))
    except (KeyboardInterrupt, asyncio.CancelledError):
        pass
    except OSError as error:
        what = refusals.BROADCAST_PORT.format(host=host, port=port, why=reason(error))
        raise UsageError(what) from error
    return DONE


def _say(line: str) -> None:
    print(f"runwalk: {line}", file=sys.stderr, flush=True)


def _end_with_input(end: Callable[[], object]) -> None:
    """Waits in a thread for the end of the input, which is that of whoever started this."""
    loop = asyncio.get_running_loop()

    def wait() -> None:
        # Not through sys.stdin: its lock would be held when the interpreter ends first.
        while os.read(0, 4096):
            pass
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(end)

    Thread(target=wait, daemon=True).start()


async def _broadcast(host: str, port: int, broker: Broker | None, *, beside: bool) -> None:
    clock, serial = Clock(), serial_number()
    say = _logger.info if beside else _say
    publisher = None if broker is None else Publisher(broker, serial, clock, say)
    following = asyncio.current_task()
    if beside and following is not None:
        _end_with_input(following.cancel)
    async with DirconServer(host, port) as server, announced(host, server.port, serial):
        print(sentences.BROADCAST.format(host=host, port=server.port), flush=True)

        def show(watched: Watched | None, now: float) -> None:
            if watched is not None:
                watched.look(now)
            reading = reading_of(None if watched is None else watched.view(now))
            server.show(reading)
            if publisher is not None:
                publisher.show(reading)

        publishing = None if publisher is None else asyncio.create_task(publisher.run())
        try:
            journals = (journal_file(), journal_file(practice=True))
            await follow(journals, clock, show, waits=True)
        finally:
            if publishing is not None:
                publishing.cancel()
                with suppress(asyncio.CancelledError):
                    await publishing
