"""An HTTP client whose answers have an end: in size, whatever the other side sends."""

from collections.abc import AsyncIterator
from functools import cache
from ssl import SSLContext
from typing import Final

from httpx import (
    AsyncByteStream,
    AsyncClient,
    AsyncHTTPTransport,
    ReadError,
    Request,
    Response,
    Timeout,
    create_ssl_context,
)

LARGEST_ANSWER: Final = 4 * 1024 * 1024
"""Two days of a service's activities have a hundredth of it."""


class _Bounded(AsyncByteStream):
    """A body up to its largest size.

    Raises:
        ReadError: Where it goes on.
    """

    def __init__(self, stream: AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._stream:
            size += len(part)
            if size > LARGEST_ANSWER:
                raise ReadError("the answer does not end")
            yield part

    async def aclose(self) -> None:
        """Gives the connection back."""
        await self._stream.aclose()


class _Transport(AsyncHTTPTransport):
    """Hands out answers whose bodies are bounded."""

    async def handle_async_request(self, request: Request) -> Response:
        """Ask, and bound what comes."""
        answer = await super().handle_async_request(request)
        assert isinstance(answer.stream, AsyncByteStream)
        answer.stream = _Bounded(answer.stream)
        return answer


@cache
def _trust() -> SSLContext:
    """The authorities that are trusted; to read them takes longer than to ask a service."""
    return create_ssl_context()


def bounded_client(timeout: Timeout) -> AsyncClient:
    """A client that follows no redirect: a key goes to nobody else."""
    return AsyncClient(
        transport=_Transport(verify=_trust()), timeout=timeout, follow_redirects=False
    )
