"""Upload: sends sessions to a service when asked to, and keeps the keys that this needs."""

import asyncio
import logging
import os
import sys
from datetime import datetime
from getpass import getpass
from typing import Final, Literal
from urllib.parse import urlsplit

from runwalk_devices.clock import Clock
from runwalk_tui.cli.options import RunnerOption
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.exchange.export_all import file_name
from runwalk_tui.exchange.exporter import Source, encoded
from runwalk_tui.exchange.secrets import (
    forget_secret,
    keep_secret,
    load_secret,
    sound_secret,
)
from runwalk_tui.exchange.services import IntervalsIcu, Parcel, Service, Strava
from runwalk_tui.exchange.upload import Sent, Uploader
from runwalk_tui.journal.reader import RUNNING, Journal, SessionRow
from runwalk_tui.journal.uploads import UploadQueue, UploadState
from runwalk_tui.session.current_runner import who_runs
from runwalk_tui.workout.events import SessionOpened

ServiceName = Literal["intervals", "strava"]

ADDRESSES: Final = {"intervals": "RUNWALK_INTERVALS_URL", "strava": "RUNWALK_STRAVA_URL"}
"""Environment variables that put another server in the place of a service."""


def upload(
    session: str = "last",
    *,
    to: ServiceName,
    all: bool = False,
    queued: bool = False,
    key: bool = False,
    forget_key: bool = False,
    runner: RunnerOption = None,
) -> int:
    """Upload a session to Intervals.icu or Strava, each at most once.

    What was asked for before and could not be sent goes with it.

    Parameters
    ----------
    session
        Its number in the history, or last.
    to
        Where to.
    all
        Every session that was run with this program on a real treadmill.
    queued
        Only what was asked for before and could not be sent.
    key
        Take the API key (Intervals.icu) or access token (Strava) that you paste.
    forget_key
        Forget it.
    """
    if key:
        return _take_key(to, runner)
    if forget_key:
        return _forget_key(to, runner)
    mine = who_runs(runner)
    service = service_of(to)
    secret = load_secret(to, mine.id)
    if secret is None:
        what = f"there is no {service.secret_name} for {service.title} yet"
        raise UsageError(f"upload: {what}; 'runwalk upload --to {to} --key' takes it")
    # What is asked of whom is nobody's business.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with Journal.open() as journal, UploadQueue() as queue:
        rows = [] if queued else _asked(journal, session, mine, every=all)
        for row in rows:
            if not all or queue.row(row.id, to) is None:
                queue.ask(row.id, to)
        own = {row.id for row in journal.sessions(mine.id)}
        waiting = [row.session_id for row in queue.waiting(to) if row.session_id in own]
        wanted = list(dict.fromkeys([*(row.id for row in rows), *waiting]))
        if not wanted:
            print("There is nothing to upload.")
        uploader = Uploader(
            service, secret, queue, lambda number: parcel_of(journal, number), Clock()
        )
        return asyncio.run(_send(uploader, wanted, service, queue, is_many=all))


async def _send(
    uploader: Uploader, wanted: list[int], service: Service, queue: UploadQueue, *, is_many: bool
) -> int:
    status = DONE
    async for sent in uploader.send(wanted):
        line, is_good = _words(sent, service, queue)
        if sent.answer is None and is_many:
            continue
        print(line, file=sys.stdout if is_good else sys.stderr, flush=True)
        status = status if is_good else FAILED
    left = len(queue.waiting(service.name))
    if left:
        again = f"'runwalk upload --queued --to {service.name}' tries again"
        print(f"runwalk: {left} in the queue; {again}", file=sys.stderr)
    return status


def _words(sent: Sent, service: Service, queue: UploadQueue) -> tuple[str, bool]:
    """A line on a session, and whether it is where it was to go."""
    name, answer = f"session {sent.session_id}", sent.answer
    if answer is None:
        row = queue.row(sent.session_id, service.name)
        if row is not None and row.state is UploadState.DONE:
            return f"{name}: {service.title} has it already{_as(row.remote)}", True
        if row is not None and row.state is UploadState.REFUSED:
            return f"runwalk: {name}: {row.told}", False
        return f"runwalk: {name}: another process is uploading it", False
    if answer.state is UploadState.DONE:
        was = "has it already" if answer.was_there else "has it"
        return f"{name}: {service.title} {was}{_as(answer.remote)}", True
    return f"runwalk: {name}: {answer.told}", False


def _as(remote: str) -> str:
    return f", as {remote}" if remote else ""


def _asked(
    journal: Journal, which: str, mine: EffectiveSettings, *, every: bool
) -> list[SessionRow]:
    """The sessions that are meant, those that cannot be uploaded left out.

    Raises:
        UsageError: If the one that is named is not one to be uploaded.
    """
    if not every:
        row = journal.find(which, mine.id)
        if why := _hindrance(row):
            raise UsageError(f"upload: session {row.id} {why}")
        return [row]
    rows = []
    for row in reversed(journal.sessions(mine.id)):
        why = _hindrance(row)
        if not why and _is_virtual(journal, row):
            why = "was run on virtual devices"
        if why:
            print(f"session {row.id} {why}: left out")
        else:
            rows.append(row)
    return rows


def _hindrance(row: SessionRow) -> str:
    """Why a session is not to be uploaded; "" if it may be."""
    if row.outcome == RUNNING:
        return "is still running"
    if row.origin:
        return "was recorded by another device, whose own service has it"
    return ""


def _is_virtual(journal: Journal, row: SessionRow) -> bool:
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
            raise UsageError(f"upload: {ADDRESSES[to]}: write an address that begins with https://")
        service.url = address.rstrip("/")
    return service


def _take_key(to: ServiceName, runner: str | None) -> int:
    """Keeps the key or token that the runner pastes; it is not shown.

    Raises:
        UsageError: If it is none.
        StoreError: If it cannot be kept.
    """
    mine = who_runs(runner)
    service = service_of(to)
    prompt = f"{service.title}, {service.secret_name} ({service.where}): "
    try:
        text = getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline(4096)
        secret = sound_secret(text)
    except (ValueError, EOFError) as error:
        raise UsageError(f"upload: --key: {error}") from None
    place = keep_secret(to, mine.id, secret)
    print(f"The {service.secret_name} for {service.title} is kept in {place}.")
    return DONE


def _forget_key(to: ServiceName, runner: str | None) -> int:
    """Forgets the key or token of a service."""
    service = service_of(to)
    was_known = forget_secret(to, who_runs(runner).id)
    said = "is forgotten" if was_known else "was not known"
    print(f"The {service.secret_name} for {service.title} {said}.")
    return DONE
