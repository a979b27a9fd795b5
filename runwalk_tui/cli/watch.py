"""Watches a session that runs in another process."""

import asyncio
import sys
from typing import Annotated

from cyclopts import Parameter

from runwalk_devices.clock import Clock
from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.options import WHOLE, Json
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.settings import load_settings
from runwalk_tui.errors import DONE, FAILED, UsageError, reason
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.session.course import Course
from runwalk_tui.session.following import Show, follow
from runwalk_tui.session.watching import Watched, line_of, picture_of, running_session

Web = Annotated[
    bool, Parameter(help="Show a page in this computer's browser; wait for the next workout.")
]
Line = Annotated[
    bool,
    Parameter(help="Print a line twice a second for a status bar; wait for the next workout."),
]
Port = Annotated[int, WHOLE, Parameter(help="Port of --web. Default: any free one.")]


def watch(*, line: Line = False, web: Web = False, port: Port = 0, json: Json = False) -> int:
    """Watch the workout that runs in another terminal; it is never disturbed."""
    if web:
        return _on_a_page(port)
    if not (line or json) and sys.stdin.isatty() and sys.stdout.isatty():
        return _on_screen()
    units = load_settings().units

    def show(watched: Watched | None, now: float) -> None:
        if watched is None:
            print(flush=True)
        elif json:
            for event in watched.look(now):
                print(to_json(event).decode(), flush=True)
        else:
            watched.look(now)
            words = line_of(watched.view(now), units)
            print(words, flush=True)

    found = _watch(show, waits=line)
    return DONE if found else _none()


def _none() -> int:
    print(sentences.NOBODY_RUNS, file=sys.stderr)
    return FAILED


def _on_screen() -> int:
    """The run screen, to look at."""
    from runwalk_tui.cli.examined import examined
    from runwalk_tui.tui.start import watch_on_screen

    watched = running_session((journal_file(), journal_file(practice=True)))
    return _none() if watched is None else watch_on_screen(watched, examined)


def _on_a_page(port: int) -> int:
    """Serves a page until Ctrl-C."""
    from threading import Thread

    from runwalk_tui.session.watch_page import Board, WatchServer

    if not 0 <= port <= 65535:
        raise UsageError(refusals.PORT.format(command="watch", port=port))
    units, board = load_settings().units, Board()
    courses: list[tuple[Watched, Course]] = []

    def show(watched: Watched | None, now: float) -> None:
        if watched is None:
            board.begin()
            board.show(None)
            return
        if not courses or courses[-1][0] is not watched:
            courses[:] = [(watched, Course(units))]
            board.begin()
        course = courses[-1][1]
        points = course.take(watched.look(now))
        board.show(picture_of(watched.view(now), units)._asdict(), points, course.steps)

    try:
        server = WatchServer(board, port)
    except OSError as error:
        what = refusals.PORT_IS_TAKEN.format(port=port, why=reason(error))
        raise UsageError(what) from error
    with server:
        print(sentences.OPEN_PAGE.format(address=server.address), flush=True)
        print(sentences.OVERLAY.format(address=server.address), flush=True)
        serving = Thread(target=server.serve, daemon=True)
        serving.start()
        _watch(show, waits=True)
        server.stop()
    return DONE


def _watch(show: Show, *, waits: bool) -> bool:
    """Shows the session that runs until it is over, or Ctrl-C; whether there was one.

    Args:
        show: Is called twice a second with it and the time, and with None after it.
        waits: For the next one, too, until Ctrl-C.
    """
    journals = (journal_file(), journal_file(practice=True))
    try:
        return asyncio.run(follow(journals, Clock(), show, waits=waits))
    except KeyboardInterrupt:
        return True
