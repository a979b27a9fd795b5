"""Serves the session that is watched as a page on this computer alone, to whoever has its token."""

import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Condition
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

from runwalk_tui.language import current
from runwalk_tui.session import sentences_of_sessions as shown

HOST = "127.0.0.1"
"""Nobody but this computer."""

WRITE_S = 10.0
"""A page that takes nothing for so long is given up; it asks again once it wakes."""
WAIT_S = 15.0
"""Without news a page is sent an empty line so often, to learn whether it is still there."""


class Seen(NamedTuple):
    """The state of a page: its session, and the number of points it has been sent."""

    number: int = -1
    session: int = -1
    points: int = 0


class Board:
    """The latest picture for the pages: one writer, any number of readers, no waiting."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._picture: object = None
        self._points: list[object] = []
        self._steps: Sequence[object] = ()
        self._number, self._session, self._is_closed = 0, 0, False

    def begin(self) -> None:
        """Another session: its way begins."""
        with self._changed:
            self._points, self._steps = [], ()
            self._session += 1

    def show(
        self, picture: object, points: Iterable[object] = (), steps: Sequence[object] = ()
    ) -> None:
        """Show a new state; all of it must be JSON values.

        Args:
            picture: What stands there from now on.
            points: What is added to the way so far.
            steps: Where steps began, all of them.
        """
        with self._changed:
            self._picture, self._steps = picture, tuple(steps)
            self._points += points
            self._number += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Lets every reader go."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def after(self, seen: Seen) -> tuple[Seen, str | None] | None:
        """Wait for news, and return them as JSON; None once the page is closed.

        A page that was late, or asleep, gets every point that it missed. Without news for `WAIT_S`
        the text is None.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._number != seen.number, WAIT_S)
            if self._is_closed:
                return None
            if self._number == seen.number:
                return seen, None
            is_new = self._session != seen.session
            points = self._points[0 if is_new else seen.points :]
            found = {"now": self._picture, "points": points, "steps": self._steps, "is_new": is_new}
            return Seen(self._number, self._session, len(self._points)), json.dumps(found)


class WatchServer:
    """Serves a board on a port of this computer; a context manager.

    Args:
        board: What is shown.
        port: 0 takes any that is free.

    Raises:
        OSError: If the port cannot be had.
    """

    def __init__(self, board: Board, port: int = 0) -> None:
        self._board = board
        self.token = secrets.token_urlsafe(12)
        self._server = ThreadingHTTPServer((HOST, port), _handler(board, self._may_see))
        self._server.daemon_threads = True
        self._server.block_on_close = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._board.close()
        self._server.server_close()

    @property
    def port(self) -> int:
        """The port that was taken."""
        return self._server.server_address[1]

    @property
    def address(self) -> str:
        """The page's, with its token."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    def serve(self) -> None:
        """Answer requests until `stop` is called."""
        self._server.serve_forever()

    def stop(self) -> None:
        """Ends `serve`, which runs in another thread."""
        self._board.close()
        self._server.shutdown()

    def _may_see(self, host: str, token: str) -> bool:
        """Return True if a request may be answered: a page of another site has neither.

        The name of the host is looked at, too: a name that somebody else's name server leads here
        is not this computer's.
        """
        is_here = host in (f"{HOST}:{self.port}", f"localhost:{self.port}")
        return is_here and secrets.compare_digest(token.encode(), self.token.encode())


def _page() -> bytes:
    """The page in the language in use."""
    text = files("runwalk_tui.session").joinpath("watch_page.html").read_text("utf-8")
    words = {"none": shown.NONE_RUNS, "gone": shown.NO_ANSWER}
    written = json.dumps(words).replace("<", "\\u003c")
    text = text.replace('lang="en"', f'lang="{current()}"', 1)
    return text.replace("/*words*/ {}", written, 1).encode()


def _handler(board: Board, may_see: Callable[[str, str], bool]) -> type[BaseHTTPRequestHandler]:
    page = _page()

    class Handler(BaseHTTPRequestHandler):
        timeout = WRITE_S

        def do_GET(self) -> None:
            """Answers a request."""
            asked = urlsplit(self.path)
            token = parse_qs(asked.query).get("token", [""])[0]
            if not may_see(self.headers.get("Host", ""), token):
                self.send_error(HTTPStatus.FORBIDDEN, "Open the address that runwalk watch prints")
            elif asked.path == "/":
                self._send("text/html; charset=utf-8", page)
            elif asked.path == "/news":
                self._stream()
            else:
                self.send_error(HTTPStatus.NOT_FOUND)

        def _send(self, kind: str, content: bytes) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self._guard_page()
            self.end_headers()
            self.wfile.write(content)

        def _guard_page(self) -> None:
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
                "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
            )

        def _stream(self) -> None:
            """Sends what is new as server-sent events until the page goes or takes no more."""
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self._guard_page()
            self.end_headers()
            seen = Seen()
            try:
                while (news := board.after(seen)) is not None:
                    seen, text = news
                    self.wfile.write(b":\n\n" if text is None else f"data: {text}\n\n".encode())
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: an address holds the token."""

    return Handler
