"""The services that take a session: how each wants it, and what its answers mean.

Sources: the API documentation of Intervals.icu (intervals.icu/api-docs.html) and of Strava
(developers.strava.com/docs/uploads). Neither is asked for anything but what an upload needs.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol

from runwalk_devices.clock import Clock
from runwalk_devices.transport.plain_text import plain
from runwalk_tui.journal import told
from runwalk_tui.journal.uploads import UploadState
from runwalk_tui.language import tr
from runwalk_tui.workout.frozen import dataclass

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

LONGEST_WORDS: Final = 160
POLLS: Final = 10
POLL_S: Final = 2.0
"""Strava works an upload up in the background, on average in 8 s, and asks for no more than one
question a second."""

QUARTER_S: Final = 900.0
"""Strava's limits begin anew with each quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A session that is to be uploaded.

    Attributes:
        content: The FIT file.
        name: Its file name, the same whenever it is sent: the service knows it by that.
        title: What people call it.
        began_at: When, with its offset.
    """

    content: bytes
    name: str
    title: str
    began_at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """A service's answer to an upload.

    Attributes:
        state: How far it has come.
        told: In words, in English; "" where all is well.
        remote: What the service calls it.
        was_there: It had it before.
        wait_s: It is not to be asked again before so long.
        is_shut: It would answer the same to any other session now.
    """

    state: UploadState
    told: str = ""
    remote: str = ""
    was_there: bool = False
    wait_s: float = 0.0
    is_shut: bool = False


class Service(Protocol):
    """One service."""

    name: str
    title: str
    url: str

    secret: str
    place: str

    @property
    def secret_name(self) -> str:
        """The word for its key or token, in the language in use."""

    @property
    def where(self) -> str:
        """The place where a user finds that."""

    async def send(self, client: "AsyncClient", secret: str, parcel: Parcel) -> Answer:
        """Send a session.

        Raises:
            httpx.HTTPError: If the connection fails on the way.
        """

    async def find(
        self, client: "AsyncClient", secret: str, parcel: Parcel, remote: str, /
    ) -> Answer | None:
        """Look whether a session arrived whose sending broke off.

        None if it did not, or nobody can tell.

        Raises:
            httpx.HTTPError: If the connection fails on the way.
        """


class _Keyed:
    """A service that takes a key or token: ``secret``, found at ``place``, both in English."""

    secret: str
    place: str

    @property
    def secret_name(self) -> str:
        """The word for its key or token, in the language in use."""
        return tr(self.secret)

    @property
    def where(self) -> str:
        """The place where a user finds that."""
        return tr(self.place)


class IntervalsIcu(_Keyed):
    """Intervals.icu, by the key that a user's settings show.

    It answers 201 to a new activity and 200 to one that it has.
    """

    name = "intervals"
    title = "Intervals.icu"
    url = "https://intervals.icu"
    secret = told.API_KEY
    place = "intervals.icu, Settings, Developer Settings"

    async def send(self, client: "AsyncClient", secret: str, parcel: Parcel) -> Answer:
        """Send a session."""
        answer = await client.post(
            f"{self.url}/api/v1/athlete/0/activities",
            params={"name": parcel.title, "external_id": parcel.name},
            files={"file": (parcel.name, parcel.content, "application/octet-stream")},
            auth=("API_KEY", secret),
        )
        if answer.status_code in (200, 201) and not _id(answer):
            return _senseless(self)
        if answer.status_code in (200, 201):
            was_there = answer.status_code == 200
            return Answer(UploadState.DONE, remote=_id(answer), was_there=was_there)
        return _failure(self, answer)

    async def find(
        self, client: "AsyncClient", secret: str, parcel: Parcel, _remote: str, /
    ) -> Answer | None:
        """Look among the activities of its day."""
        day = parcel.began_at.date()
        answer = await client.get(
            f"{self.url}/api/v1/athlete/0/activities",
            params={
                "oldest": (day - timedelta(days=1)).isoformat(),
                "newest": (day + timedelta(days=1)).isoformat(),
            },
            auth=("API_KEY", secret),
        )
        return _among(answer, parcel)


class Strava(_Keyed):
    """Strava, by an access token with the right ``activity:write`` that the runner pastes."""

    name = "strava"
    title = "Strava"
    url = "https://www.strava.com"
    secret = told.ACCESS_TOKEN
    place = told.WITH_RIGHT

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def send(self, client: "AsyncClient", secret: str, parcel: Parcel) -> Answer:
        """Send a session, and wait for what becomes of it."""
        answer = await client.post(
            f"{self.url}/api/v3/uploads",
            data={
                "data_type": "fit",
                "external_id": parcel.name,
                "name": parcel.title,
                "trainer": "1",
            },
            files={"file": (parcel.name, parcel.content, "application/octet-stream")},
            headers=_bearer(secret),
        )
        if answer.status_code not in (200, 201):
            return self._failure(answer)
        if not _id(answer):
            return _senseless(self)
        return await self._followed(client, secret, _body(answer))

    async def find(
        self, client: "AsyncClient", secret: str, parcel: Parcel, remote: str, /
    ) -> Answer | None:
        """Ask for the upload if its number is known, else look among the activities of that hour.

        That needs the right to read, which the token may not have.
        """
        if remote:
            answer = await client.get(
                f"{self.url}/api/v3/uploads/{remote}", headers=_bearer(secret)
            )
            if answer.status_code == 200:
                return await self._followed(client, secret, _body(answer))
        at = int(parcel.began_at.timestamp())
        answer = await client.get(
            f"{self.url}/api/v3/athlete/activities",
            params={"after": at - 3600, "before": at + 3600},
            headers=_bearer(secret),
        )
        return _among(answer, parcel)

    async def _followed(
        self, client: "AsyncClient", secret: str, body: Mapping[str, Any]
    ) -> Answer:
        """Return what becomes of an upload that Strava has taken."""
        number = _word(body.get("id_str") or body.get("id"))
        for _ in range(POLLS):
            if body.get("activity_id"):
                return Answer(UploadState.DONE, remote=_word(body["activity_id"]))
            if error := body.get("error"):
                return _strava_error(str(error))
            await self._clock.sleep(POLL_S)
            answer = await client.get(
                f"{self.url}/api/v3/uploads/{number}", headers=_bearer(secret)
            )
            if answer.status_code != 200:
                break
            body = _body(answer)
        what = told.WORKING.format(title=self.title)
        return Answer(UploadState.UNKNOWN, what, remote=number)

    def _failure(self, answer: "Response") -> Answer:
        found = _failure(self, answer)
        if answer.status_code == 429 and not found.wait_s:
            seconds = datetime.now(UTC).timestamp()
            wait_s = QUARTER_S - seconds % QUARTER_S
            return Answer(found.state, found.told, wait_s=wait_s, is_shut=True)
        return found


def _strava_error(error: str) -> Answer:
    """An error of an upload; that it is there already is none."""
    if "duplicate" in error.lower():
        match = re.search(r"activit(?:y|ies)[ /]+([0-9]{1,20})", error)
        remote = match[1] if match else ""
        return Answer(UploadState.DONE, remote=remote, was_there=True)
    return Answer(UploadState.REFUSED, told.REFUSES.format(title=Strava.title, said=_words(error)))


def _failure(service: Service, answer: "Response") -> Answer:
    """Return what an answer means that is not the hoped-for one."""
    status, title = answer.status_code, service.title
    match status:
        case 401 | 403:
            what = told.REFUSES_KEY.format(
                title=title, secret=service.secret, name=service.name, where=service.place
            )
            return Answer(UploadState.QUEUED, what, is_shut=True)
        case 429:
            wait_s = _retry_after_s(answer)
            what = told.NO_MORE.format(title=title)
            return Answer(UploadState.QUEUED, what, wait_s=wait_s, is_shut=True)
        case 502 | 504:
            what = told.UNAVAILABLE.format(title=title, status=status)
            return Answer(UploadState.UNKNOWN, what, wait_s=_retry_after_s(answer))
        case _ if status >= 500 or status in (408, 425):
            what = told.UNAVAILABLE.format(title=title, status=status)
            return Answer(UploadState.QUEUED, what, wait_s=_retry_after_s(answer))
        case _ if 300 <= status < 400:
            what = told.HAS_MOVED.format(title=title, status=status)
            return Answer(UploadState.QUEUED, what, is_shut=True)
    said = _words(_body(answer).get("message") or _body(answer).get("error") or "")
    template = told.REFUSES_SAYING if said else told.REFUSES_STATUS
    return Answer(UploadState.REFUSED, template.format(title=title, status=status, said=said))


def _senseless(service: Service) -> Answer:
    """An answer of somebody else, such as the login page of a network."""
    what = told.NOT_THE_SERVICE.format(title=service.title)
    return Answer(UploadState.UNKNOWN, what, is_shut=True)


def _among(answer: "Response", parcel: Parcel) -> Answer | None:
    """The parcel among the activities that a service lists."""
    try:
        listed = answer.json() if answer.status_code == 200 else None
    except ValueError:
        return None
    for each in listed if isinstance(listed, list) else ():
        external = str(each.get("external_id") or "") if isinstance(each, dict) else ""
        if external.removesuffix(".fit") == parcel.name.removesuffix(".fit"):
            return Answer(UploadState.DONE, remote=_word(each.get("id")), was_there=True)
    return None


def _retry_after_s(answer: "Response") -> float:
    """Seconds that the service asks to wait; 0 if it does not say it in seconds."""
    text = answer.headers.get("Retry-After", "")
    return float(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0.0


def _bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def _body(answer: "Response") -> Mapping[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _id(answer: "Response") -> str:
    return _word(_body(answer).get("id"))


def _word(value: object) -> str:
    return plain(str(value))[:40] if isinstance(value, (str, int)) else ""


def _words(text: object) -> str:
    return " ".join(plain(str(text)).split())[:LONGEST_WORDS]
