"""Upload: sends sessions to a service when asked to, and keeps the keys that this needs."""

import asyncio
import logging
import sys
from getpass import getpass

from runwalk_devices.clock import Clock
from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.options import RunnerOption
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, FAILED, UsageError
from runwalk_tui.exchange import service_keys
from runwalk_tui.exchange.secrets import load_secret
from runwalk_tui.exchange.services import Service
from runwalk_tui.exchange.upload import Uploader
from runwalk_tui.exchange.uploading import (
    ServiceName,
    hindrance,
    is_virtual,
    outcome_words,
    parcel_of,
    service_of,
)
from runwalk_tui.journal.reader import Journal, SessionRow
from runwalk_tui.journal.uploads import UploadQueue, UploadState


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
        Number of the session in the history, or last.
    to
        Service to upload to.
    all
        Upload every session that was run with this program on a real machine.
    queued
        Upload only what could not be sent before.
    key
        Ask for the API key (Intervals.icu) or access token (Strava), and keep it.
    forget_key
        Forget the key or token.
    """
    if key:
        return _take_key(to, runner)
    if forget_key:
        print(service_keys.forget_key(to, who_runs(runner).id))
        return DONE
    mine = who_runs(runner)
    service = service_of(to)
    secret = load_secret(to, mine.id)
    if secret is None:
        what = refusals.NO_SECRET.format(secret=service.secret_name, service=service.title, to=to)
        raise UsageError(what)
    # What is asked of whom is nobody's business.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with Journal.open() as journal, UploadQueue() as queue:
        rows = [] if queued else _asked(journal, session, mine, every=all)
        for row in rows:
            before = queue.row(row.id, to)
            if not all or before is None or before.state is UploadState.DONE:
                queue.ask(row.id, to, row.ended_at)
        own = {row.id for row in journal.sessions(mine.id)}
        waiting = [row.session_id for row in queue.waiting(to) if row.session_id in own]
        wanted = list(dict.fromkeys([*(row.id for row in rows), *waiting]))
        if not wanted:
            print(sentences.NOTHING_TO_UPLOAD)
        uploader = Uploader(
            service, secret, queue, lambda number: parcel_of(journal, number), Clock()
        )
        return asyncio.run(_send(uploader, wanted, service, queue, is_many=all))


async def _send(
    uploader: Uploader, wanted: list[int], service: Service, queue: UploadQueue, *, is_many: bool
) -> int:
    status = DONE
    async for sent in uploader.send(wanted):
        line, is_good = outcome_words(sent, service, queue)
        if sent.answer is None and is_many:
            continue
        if is_good:
            print(line, flush=True)
        else:
            print(f"runwalk: {line}", file=sys.stderr, flush=True)
        status = status if is_good else FAILED
    left = len(queue.waiting(service.name))
    if left:
        print(sentences.IN_THE_QUEUE.format(count=left, service=service.name), file=sys.stderr)
    return status


def _asked(
    journal: Journal, which: str, mine: EffectiveSettings, *, every: bool
) -> list[SessionRow]:
    """The sessions that are meant, those that cannot be uploaded left out.

    Raises:
        UsageError: If the one that is named is not one to be uploaded.
    """
    if not every:
        row = journal.find(which, mine.id)
        if row.runner != mine.id:
            what = refusals.SOMEBODY_ELSES if row.runner else refusals.NOBODYS
            raise UsageError(what.format(id=row.id, runner=row.runner))
        if why := hindrance(row):
            raise UsageError(refusals.NOT_UPLOADED.format(id=row.id, why=why))
        return [row]
    rows = []
    for row in reversed(journal.sessions(mine.id)):
        why = hindrance(row)
        if not why and is_virtual(journal, row):
            why = sentences.ON_VIRTUAL_DEVICES
        if why:
            print(sentences.SESSION_LEFT_OUT.format(id=row.id, why=why))
        else:
            rows.append(row)
    return rows


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
        print(service_keys.keep_key(to, mine.id, text))
    except (ValueError, EOFError) as error:
        raise UsageError(f"upload: --key: {error}") from None
    return DONE
