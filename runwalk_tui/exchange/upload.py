"""Sends sessions to a service, each at most once, and keeps in the queue what could not be sent.

Before something is sent a second time whose first sending broke off, the service is asked whether
it has arrived.
"""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from runwalk_devices.clock import Clock
from runwalk_tui.exchange.services import Answer, Parcel, Service
from runwalk_tui.journal import told as sentences
from runwalk_tui.journal.uploads import UploadQueue, UploadRow, UploadState
from runwalk_tui.workout.frozen import dataclass

if TYPE_CHECKING:
    from httpx import AsyncClient

TRIES: Final = 3
"""In one go; after that it stays in the queue."""

PAUSES_S: Final = (2.0, 8.0)
"""Between tries, unless the service names another time."""

LONGEST_WAIT_S: Final = 30.0
"""Seconds that a command waits; what takes longer stays in the queue."""

CONNECT_S, ANSWER_S = 10.0, 60.0

LONGEST_TRY_S: Final = 300.0
"""One try with all its answers takes no longer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The result of uploading one session.

    Attributes:
        session_id: Which one.
        answer: The last of the service; None if it was not to be sent: it is there, or another
            process is sending it.
    """

    session_id: int
    answer: Answer | None


class Uploader:
    """Works off the queue of one service.

    Args:
        service: Where to.
        secret: Its key or token.
        queue: What was asked for.
        parcel: Makes the file of a session, by its number.
        clock: To wait by.
        answer_s: How long to wait for an answer, or for the next part of one.
        try_s: How long one try takes at most.
    """

    def __init__(
        self,
        service: Service,
        secret: str,
        queue: UploadQueue,
        parcel: Callable[[int], Parcel],
        clock: Clock,
        *,
        answer_s: float = ANSWER_S,
        try_s: float = LONGEST_TRY_S,
    ) -> None:
        self._service = service
        self._secret = secret
        self._queue = queue
        self._parcel = parcel
        self._clock = clock
        self._answer_s, self._try_s = answer_s, try_s

    async def send(self, session_ids: Iterable[int]) -> AsyncIterator[Sent]:
        """Send sessions that are in the queue, until the service takes no more.

        Raises:
            StoreError: If the journal cannot be used.
        """
        from httpx import Timeout

        from runwalk_tui.exchange.bounded_client import bounded_client

        timeout = Timeout(self._answer_s, connect=min(CONNECT_S, self._answer_s))
        async with bounded_client(timeout) as client:
            for session_id in session_ids:
                row = self._queue.claim(session_id, self._service.name)
                if row is None:
                    yield Sent(session_id, None)
                    continue
                answer = await self._settled(client, row)
                yield Sent(session_id, answer)
                if answer.is_shut:
                    return

    async def _settled(self, client: "AsyncClient", row: UploadRow) -> Answer:
        """Return what the service made of a session that was claimed; kept whatever happens."""
        answer = Answer(row.state, row.told, remote="" if row.first_part else row.remote)
        # Until an answer is there, nobody knows what became of it.
        kept = replace(answer, state=UploadState.UNKNOWN, told=sentences.INTERRUPTED)
        try:
            parcel = self._parcel(row.session_id)
            for index in range(TRIES):
                answer = kept = self._whole(row, await self._tried(client, parcel, answer))
                is_end = answer.state in (UploadState.DONE, UploadState.REFUSED)
                if is_end or answer.is_shut or index == TRIES - 1:
                    break
                wait_s = answer.wait_s or PAUSES_S[index]
                if wait_s > LONGEST_WAIT_S:
                    break
                await self._clock.sleep(wait_s)
        except ValueError as error:
            answer = kept = Answer(UploadState.REFUSED, str(error))
        finally:
            told = kept.told.replace(self._secret, "…")
            settled = replace(row, state=kept.state, told=told, remote=kept.remote or row.remote)
            self._queue.settle(self._service.name, settled)
        return replace(answer, told=told)

    def _whole(self, row: UploadRow, answer: Answer) -> Answer:
        """The answer, unless what is there is what was taken before the session went on."""
        first = row.first_part
        if not (first and answer.state is UploadState.DONE and answer.was_there):
            return answer
        if answer.remote not in (first, ""):
            return answer
        told = sentences.FIRST_PART.format(title=self._service.title, remote=first)
        return replace(answer, state=UploadState.REFUSED, told=told, remote=row.remote)

    async def _tried(self, client: "AsyncClient", parcel: Parcel, before: Answer) -> Answer:
        """One try: look first if an earlier one broke off, then send."""
        import httpx

        title = self._service.title
        is_sending = False
        try:
            # An answer may come so slowly that no part of it is late.
            async with self._clock.timeout(self._try_s):
                if before.state is UploadState.UNKNOWN:
                    found = await self._service.find(client, self._secret, parcel, before.remote)
                    if found is not None:
                        return found
                is_sending = True
                return await self._service.send(client, self._secret, parcel)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            told = sentences.NOT_REACHED.format(title=title)
            return replace(before, told=told) if before.remote else Answer(_kept(before), told)
        except (httpx.TimeoutException, TimeoutError):
            told = sentences.NO_ANSWER.format(title=title)
        except httpx.HTTPError:
            told = sentences.LOST.format(title=title)
        state = UploadState.UNKNOWN if is_sending else before.state
        return Answer(state, told, remote=before.remote)


def _kept(before: Answer) -> UploadState:
    """Return what broke off before is as unknown as it was; all else waits."""
    return UploadState.UNKNOWN if before.state is UploadState.UNKNOWN else UploadState.QUEUED
