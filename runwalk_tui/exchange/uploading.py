"""Uploads, as commands and screens share them: services, session files, messages."""

import asyncio
import logging
import os
from datetime import datetime
from typing import Final, Literal, get_args
from urllib.parse import urlsplit

from runwalk_devices.clock import Clock
from runwalk_tui.errors import UsageError
from runwalk_tui.exchange import sentences_of_uploads as texts
from runwalk_tui.exchange.export_all import file_name
from runwalk_tui.exchange.exporter import Source, encoded
from runwalk_tui.exchange.secrets import load_secret
from runwalk_tui.exchange.services import IntervalsIcu, Parcel, Service, Strava
from runwalk_tui.exchange.upload import Sent, Uploader
from runwalk_tui.journal.reader import RUNNING, Journal, SessionRow
from runwalk_tui.journal.told import told_words
from runwalk_tui.journal.uploads import UploadQueue, UploadState
from runwalk_tui.workout.events import SessionOpened

ServiceName = Literal["intervals", "strava"]
SERVICES: Final[tuple[ServiceName, ...]] = get_args(ServiceName)


class NoKeyError(UsageError):
    """No service has a key of this runner's."""


ADDRESSES: Final = {"intervals": "RUNWALK_INTERVALS_URL", "strava": "RUNWALK_STRAVA_URL"}
"""Environment variables that put another server in the place of a service."""


def outcome_words(sent: Sent, service: Service, queue: UploadQueue) -> tuple[str, bool]:
    """A line on a session, and whether it is where it was to go."""
    name, answer = texts.SESSION.format(id=sent.session_id), sent.answer
    if answer is None:
        row = queue.row(sent.session_id, service.name)
        if row is not None and row.state is UploadState.DONE:
            return _has_it(name, service, row.remote, was_there=True), True
        if row is not None and row.state is UploadState.REFUSED:
            return f"{name}: {told_words(row.told)}", False
        return texts.BEING_SENT.format(name=name), False
    if answer.state is UploadState.DONE:
        return _has_it(name, service, answer.remote, was_there=answer.was_there), True
    return f"{name}: {told_words(answer.told)}", False


def _has_it(name: str, service: Service, remote: str, *, was_there: bool) -> str:
    if was_there:
        words = texts.HAD_IT_AS if remote else texts.HAD_IT
    else:
        words = texts.HAS_IT_AS if remote else texts.HAS_IT
    return words.format(name=name, title=service.title, remote=remote)


def hindrance(row: SessionRow) -> str:
    """The reason not to upload a session; "" if it may be uploaded."""
    if row.outcome == RUNNING:
        return texts.RUNS_STILL
    if row.origin:
        return texts.BY_ANOTHER_DEVICE
    return ""


def is_virtual(journal: Journal, row: SessionRow) -> bool:
    """Return True if a session was run on virtual devices."""
    opened = next(journal.events(row.id), None)
    return isinstance(opened, SessionOpened) and opened.virtual


def parcel_of(journal: Journal, session_id: int) -> Parcel:
    """A session as it is uploaded.

    Raises:
        ValueError: If the belt never ran in it.
    """
    row = journal.find(session_id)
    content = encoded(Source.of_row(journal, row), "fit")
    return Parcel(content, file_name(row, "fit"), row.title, datetime.fromisoformat(row.opened_at))


def service_of(to: ServiceName) -> Service:
    """A service at its address, or at the one that the environment names.

    Raises:
        UsageError: If that is none to send a key to.
    """
    service: Service = IntervalsIcu() if to == "intervals" else Strava(Clock())
    if address := os.environ.get(ADDRESSES[to], "").strip():
        parts = urlsplit(address)
        is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
            raise UsageError(texts.NO_ADDRESS.format(name=ADDRESSES[to]))
        service.url = address.rstrip("/")
    return service


def upload_everywhere(opened_at: str, runner: str) -> str:
    """Upload a session of a runner to every service with a key, a line each; needs no event loop.

    Raises:
        NoKeyError: If there is no such service.
        UsageError: If a service's address is none.
        StoreError: If the journal cannot be used.
    """
    names = [name for name in SERVICES if load_secret(name, runner) is not None]
    if not names:
        raise NoKeyError(texts.NO_KEYS)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return "\n".join(asyncio.run(upload_one(opened_at, runner, name)) for name in names)


async def upload_one(opened_at: str, runner: str, to: ServiceName) -> str:
    """Upload the session of a runner that began at a moment; say in a line what became of it.

    Raises:
        UsageError: If the service's address is none.
        StoreError: If the journal cannot be used.
    """
    service, secret = service_of(to), load_secret(to, runner)
    with Journal.open() as journal, UploadQueue() as queue:
        rows = (row for row in journal.sessions(runner) if row.opened_at == opened_at)
        row = next(rows, None)
        if row is None:
            return texts.NOT_IN_HISTORY
        if secret is None:
            return texts.NO_KEY.format(secret=service.secret_name, service=service.title)
        if why := hindrance(row):
            return texts.SESSION_WHY.format(id=row.id, why=why)
        queue.ask(row.id, to, row.ended_at)
        uploader = Uploader(
            service, secret, queue, lambda number: parcel_of(journal, number), Clock()
        )
        async for sent in uploader.send([row.id]):
            return outcome_words(sent, service, queue)[0]
    return texts.TAKES_NOTHING.format(service=service.title)
