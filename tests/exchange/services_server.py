"""Intervals.icu and Strava on loopback: servers that answer as their documents say, or fail."""

import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

KEY = "sound-key-1234567890"

Fault = Literal[
    "",
    "cut before",
    "cut after",
    "silent",
    "busy",
    "long limit",
    "short limit",
    "refused",
    "garbage",
    "login page",
    "half an answer",
    "endless",
    "drips",
    "gateway",
]
"""What goes wrong with the next upload: the connection is cut before or after the file has come,
no answer comes, 503, 429 for long or for 2 s, 400, an answer that is no JSON; 200 by somebody else,
an answer that is cut off, has no end, or comes octet by octet, 502 after the file was taken."""


@dataclass
class Cloud:
    """What a service has, and what it will do next.

    Attributes:
        files: Each activity's external id and content.
        faults: Of the next uploads, in order.
        seen: Every request's method and path.
        may_read: Strava's token has the right to read.
    """

    files: list[tuple[str, bytes]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    may_read: bool = True
    polls: int = 0
    url: str = ""

    def take(self, external_id: str, content: bytes) -> bool:
        """Keep a file; whether it is new."""
        if any(content == known for _, known in self.files):
            return False
        self.files.append((external_id, content))
        return True


@contextmanager
def cloud() -> Iterator[Cloud]:
    """A server with both services."""
    service = Cloud()

    class Handler(_Handler):
        cloud = service

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    cloud: Cloud

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.cloud.seen.append(f"GET {self.path.partition('?')[0]}")
        if not self._is_allowed():
            return
        if self.path.startswith("/api/v3/uploads/"):
            self.cloud.polls += 1
            self._strava_upload(int(self.path.rpartition("/")[2]))
        elif self.path.startswith("/api/v3/") and not self.cloud.may_read:
            self._answer(401, {"message": "Authorization Error"})
        else:
            is_strava = self.path.startswith("/api/v3/")
            listed = [
                {"id": 1000 + number if is_strava else f"i{number}", "external_id": name}
                for number, (name, _) in enumerate(self.cloud.files, start=1)
            ]
            self._answer(200, listed)

    def do_POST(self) -> None:
        self.cloud.seen.append(f"POST {self.path.partition('?')[0]}")
        fault = self.cloud.faults.pop(0) if self.cloud.faults else ""
        if fault == "cut before":
            self.rfile.read(100)
            self._cut()
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._is_allowed():
            return
        answers: dict[str, Callable[[], None]] = {
            "busy": lambda: self._answer(503, {"message": "busy"}),
            "long limit": lambda: self._answer(429, {"message": "Rate Limit Exceeded"}, after=None),
            "short limit": lambda: self._answer(429, {}, after="2"),
            "refused": lambda: self._answer(400, {"message": f"bad file for {KEY}"}),
        }
        if fault in answers:
            answers[fault]()
            return
        if fault == "login page":
            self._answer(200, None)
            return
        content = _part(body, "file")
        name = (
            _part(body, "external_id").decode()
            or re.findall(rb'filename="([^"]+)"', body)[0].decode()
        )
        is_new = self.cloud.take(name, content)
        if fault == "cut after":
            self._cut()
        elif fault in ("half an answer", "endless", "drips"):
            self._begin_to_answer(fault)
        elif fault == "gateway":
            self._answer(502, None)
        elif fault == "silent":
            threading.Event().wait(1.0)
            self._cut()
        elif fault == "garbage":
            self._answer(201, None)
        elif self.path.startswith("/api/v3/uploads"):
            number = len(self.cloud.files) if is_new else 9000
            self._answer(
                201, {"id": number, "id_str": str(number), "error": None, "activity_id": None}
            )
        else:
            self._answer(201 if is_new else 200, {"id": f"i{len(self.cloud.files)}"})

    def _strava_upload(self, number: int) -> None:
        if number == 9000:
            error = "a.fit duplicate of <a href='/activities/77' target='_blank'>Run</a>"
            self._answer(200, {"id": number, "error": error, "activity_id": None})
        elif self.cloud.polls % 2:
            self._answer(
                200, {"id": number, "id_str": str(number), "error": None, "activity_id": None}
            )
        else:
            self._answer(200, {"id": number, "error": None, "activity_id": 1000 + number})

    def _is_allowed(self) -> bool:
        import base64

        basic = base64.b64encode(f"API_KEY:{KEY}".encode()).decode()
        if self.headers["Authorization"] in (f"Basic {basic}", f"Bearer {KEY}"):
            return True
        self._answer(401, {"message": "Authorization Error"})
        return False

    def _answer(self, status: int, body: object, after: str | None = None) -> None:
        content = b"<html>" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if after is not None:
            self.send_header("Retry-After", after)
        self.end_headers()
        self.wfile.write(content)

    def _begin_to_answer(self, fault: Fault) -> None:
        """Say that all is well, and come to no end."""
        self.send_response(201)
        self.send_header("Content-Length", "100000000")
        self.end_headers()
        part = b" " * (65536 if fault == "endless" else 1)
        with suppress(OSError):
            for _ in range({"half an answer": 1, "endless": 1000, "drips": 40}[fault]):
                self.wfile.write(part)
                if fault == "drips":
                    threading.Event().wait(0.1)
        self.close_connection = True

    def _cut(self) -> None:
        """Reset the connection."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
        self.close_connection = True


def _part(body: bytes, name: str) -> bytes:
    """The content of a part of a multipart body; empty if there is none."""
    boundary = body.partition(b"\r\n")[0]
    for part in body.split(boundary):
        head, _, content = part.partition(b"\r\n\r\n")
        if f'name="{name}"'.encode() in head:
            return content.removesuffix(b"\r\n")
    return b""
