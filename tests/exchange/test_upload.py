"""Uploads to servers that answer as the services do, and to servers that fail."""

import logging
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_tui.coaching.session_text import departure_words
from runwalk_tui.config.paths import log_file
from runwalk_tui.exchange.secrets import (
    forget_secret,
    keep_secret,
    load_secret,
    secrets_file,
    sound_secret,
)
from runwalk_tui.exchange.service_keys import services_with_keys
from runwalk_tui.exchange.services import IntervalsIcu, Parcel, Service, Strava
from runwalk_tui.exchange.upload import Sent, Uploader
from runwalk_tui.exchange.uploading import (
    NoKeyError,
    parcel_of,
    upload_everywhere,
    upload_one,
)
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.uploads import UploadQueue, UploadState
from tests.cli.test_making_commands import Capture, run
from tests.exchange.services_server import KEY, Cloud, Fault, cloud
from tests.recorded import OPENED, workout


class QuickClock(Clock):
    """Waits for nothing, and keeps for how long it should have."""

    def __init__(self) -> None:
        super().__init__()
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def served() -> Iterator[Cloud]:
    with cloud() as running:
        yield running


@pytest.fixture
def session_id() -> int:
    return add_session(workout(), "")


def service_at(name: str, url: str, clock: Clock) -> Service:
    service: Service = IntervalsIcu() if name == "intervals" else Strava(clock)
    service.url = url
    return service


async def send(
    name: str, served: Cloud, *ids: int, key: str = KEY, try_s: float = 60.0
) -> tuple[list[Sent], QuickClock]:
    clock = QuickClock()
    with Journal.open() as journal, UploadQueue() as queue:
        for each in ids:
            queue.ask(each, name)

        def parcel(number: int) -> Parcel:
            return parcel_of(journal, number)

        service = service_at(name, served.url, clock)
        uploader = Uploader(service, key, queue, parcel, clock, answer_s=0.3, try_s=try_s)
        return [sent async for sent in uploader.send(ids)], clock


def state(name: str, session_id: int) -> UploadState | None:
    with UploadQueue() as queue:
        row = queue.row(session_id, name)
        return None if row is None else row.state


BOTH = pytest.mark.parametrize("name", ["intervals", "strava"])


@BOTH
async def test_a_session_is_uploaded_once(name: str, served: Cloud, session_id: int) -> None:
    (first,), _ = await send(name, served, session_id)
    assert first.answer is not None
    assert (first.answer.state, first.answer.was_there) == (UploadState.DONE, False)
    assert first.answer.remote == {"intervals": "i1", "strava": "1001"}[name]
    (again,), _ = await send(name, served, session_id)
    assert again.answer is None
    assert len([each for each in served.seen if each.startswith("POST")]) == 1
    ((_, content),) = served.files
    with Journal.open() as journal:
        assert content == parcel_of(journal, session_id).content


@BOTH
@pytest.mark.parametrize("may_read", [True, False])
async def test_a_session_that_went_on_is_sent_whole_once_its_first_part_is_deleted(
    name: str, may_read: bool, served: Cloud, session_id: int
) -> None:
    await send(name, served, session_id)
    first = served.files[0]
    with Journal.open() as journal:
        ended_at = journal.find(session_id).ended_at
    with UploadQueue() as queue:
        row = queue.ask(session_id, name, ended_at)
        assert row.state is UploadState.DONE, "it ended before it was uploaded"
        row = queue.ask(session_id, name, datetime.now(UTC) + timedelta(hours=1))
        assert row.state is UploadState.UNKNOWN
    (held,), _ = await send(name, served, session_id)
    assert held.answer is not None
    if may_read or name == "intervals":
        assert held.answer.state is UploadState.REFUSED
        assert f"first part alone, as {row.first_part}: delete that there" in held.answer.told
        assert served.files == [first]
        posts = len([each for each in served.seen if each.startswith("POST")])
        (held,), _ = await send(name, served, session_id)
        assert held.answer is not None
        assert held.answer.state is UploadState.REFUSED
        if may_read:
            assert len([each for each in served.seen if each.startswith("POST")]) == posts
        served.files.clear()
        (held,), _ = await send(name, served, session_id)
        assert held.answer is not None
        assert (held.answer.state, held.answer.was_there) == (UploadState.DONE, False)


async def test_what_was_sent_before_a_session_went_on_is_shown_as_its_first_part(
    served: Cloud, session_id: int
) -> None:
    await send("intervals", served, session_id)
    now = datetime.now(UTC)
    with UploadQueue() as queue:
        (before,) = departure_words(queue.departures(session_id), now)
        (after,) = departure_words(queue.departures(session_id), now + timedelta(hours=1))
    assert "first part" not in before
    assert after.endswith("(before you went on: its first part alone)")


@BOTH
async def test_what_the_service_has_from_elsewhere_is_done(
    name: str, served: Cloud, session_id: int
) -> None:
    with Journal.open() as journal:
        served.take("from-a-watch", parcel_of(journal, session_id).content)
    (sent,), _ = await send(name, served, session_id)
    assert sent.answer is not None
    assert (sent.answer.state, sent.answer.was_there) == (UploadState.DONE, True)
    assert len(served.files) == 1


@BOTH
@pytest.mark.parametrize("fault", ["cut after", "silent"])
@pytest.mark.parametrize("may_read", [True, False])
async def test_a_connection_that_breaks_after_the_file_has_come_makes_no_second_one(
    name: str, fault: Fault, served: Cloud, session_id: int, may_read: bool
) -> None:
    served.faults, served.may_read = [fault], may_read
    (sent,), _ = await send(name, served, session_id)
    assert sent.answer is not None
    assert (sent.answer.state, sent.answer.was_there) == (UploadState.DONE, True)
    assert len(served.files) == 1
    posts = len([each for each in served.seen if each.startswith("POST")])
    assert posts == (1 if may_read or name == "intervals" else 2)


@BOTH
async def test_a_connection_that_breaks_in_the_middle_is_tried_again(
    name: str, served: Cloud, session_id: int
) -> None:
    served.faults = ["cut before", "cut before"]
    (sent,), clock = await send(name, served, session_id)
    assert sent.answer is not None
    assert (sent.answer.state, len(served.files)) == (UploadState.DONE, 1)
    assert clock.slept[:2] == [2.0, 8.0]


@BOTH
@pytest.mark.parametrize("fault", ["half an answer", "endless", "drips", "gateway", "garbage"])
async def test_an_answer_without_an_end_makes_no_second_one(
    name: str, fault: Fault, served: Cloud, session_id: int
) -> None:
    served.faults = [fault]
    sent, _ = await send(name, served, session_id, try_s=1.0 if fault == "drips" else 60.0)
    while state(name, session_id) is not UploadState.DONE:
        sent, _ = await send(name, served, session_id)
    (only,) = sent
    assert only.answer is not None
    assert only.answer.was_there
    assert len(served.files) == 1
    assert len([each for each in served.seen if each.startswith("POST")]) == 1


@BOTH
async def test_a_login_page_of_the_network_is_no_service(
    name: str, served: Cloud, session_id: int
) -> None:
    served.faults = ["login page"]
    (sent,), _ = await send(name, served, session_id)
    assert sent.answer is not None
    assert sent.answer.told.endswith("log in to the network first")
    assert state(name, session_id) is UploadState.UNKNOWN
    (later,), _ = await send(name, served, session_id)
    assert later.answer is not None
    assert (later.answer.state, later.answer.was_there) == (UploadState.DONE, False)
    assert len(served.files) == 1


@BOTH
async def test_what_cannot_be_sent_stays_in_the_queue(
    name: str, served: Cloud, session_id: int
) -> None:
    served.faults = ["busy", "busy", "busy"]
    (sent,), _ = await send(name, served, session_id)
    assert sent.answer is not None
    assert (sent.answer.state, state(name, session_id)) == (UploadState.QUEUED, UploadState.QUEUED)
    (later,), _ = await send(name, served, session_id)
    assert later.answer is not None
    assert later.answer.state is UploadState.DONE


@BOTH
async def test_a_rate_limit_is_heeded(name: str, served: Cloud, session_id: int) -> None:
    other = add_session((workout()[0], *workout()[1:200]), "")
    served.faults = ["long limit"]
    sent, clock = await send(name, served, session_id, other)
    assert [each.session_id for each in sent] == [session_id]
    assert clock.slept == []
    assert len(served.seen) == 1
    assert (state(name, session_id), state(name, other)) == (UploadState.QUEUED,) * 2


@BOTH
async def test_a_wrong_key_is_told_once_and_shown_nowhere(
    name: str, served: Cloud, session_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    other = add_session(workout()[:200], "")
    sent, _ = await send(name, served, session_id, other, key="wrong-key-98765")
    (only,) = sent
    assert only.answer is not None
    assert "--key' takes a new one" in only.answer.told
    assert "wrong-key" not in only.answer.told
    assert "wrong-key" not in caplog.text
    assert len(served.seen) == 1


@BOTH
async def test_what_a_service_refuses_is_not_sent_again_unasked(
    name: str, served: Cloud, session_id: int
) -> None:
    served.faults = ["refused"]
    (sent,), _ = await send(name, served, session_id)
    assert sent.answer is not None
    assert sent.answer.state is UploadState.REFUSED
    assert sent.answer.told.endswith("refuses it (status 400): bad file for …")
    with UploadQueue() as queue:
        assert queue.claim(session_id, name) is None
        assert not queue.waiting(name)
        assert queue.ask(session_id, name).state is UploadState.QUEUED


@BOTH
async def test_nobody_there_leaves_it_in_the_queue(name: str, session_id: int) -> None:
    (sent,), _ = await send(name, Cloud(url="http://127.0.0.1:1"), session_id)
    assert sent.answer is not None
    assert sent.answer.told.endswith("cannot be reached")
    assert state(name, session_id) is UploadState.QUEUED


async def test_strava_may_take_its_time(served: Cloud, session_id: int) -> None:
    served.polls = 0
    (sent,), clock = await send("strava", served, session_id)
    assert sent.answer is not None
    assert (sent.answer.remote, clock.slept) == ("1001", [2.0, 2.0])


def test_two_processes_never_send_the_same(session_id: int) -> None:
    with UploadQueue() as one, UploadQueue() as other:
        one.ask(session_id, "strava")
        assert one.claim(session_id, "strava") is not None
        assert other.claim(session_id, "strava") is None
        assert [row.state for row in other.waiting("strava")] == [UploadState.SENDING]


class TestSecrets:
    def test_they_are_for_their_owner_alone(self) -> None:
        assert load_secret("strava", "ada") is None
        assert keep_secret("strava", "ada", KEY) == str(secrets_file())
        assert stat.S_IMODE(secrets_file().stat().st_mode) == 0o600
        assert (load_secret("strava", "ada"), load_secret("strava", "eve")) == (KEY, None)
        assert forget_secret("strava", "ada")
        assert not forget_secret("strava", "ada")
        assert KEY not in secrets_file().read_text()

    @pytest.mark.parametrize(
        "text", ["", "short", "two words here", "line\nbreak-in-it", "schlüssel1"]
    )
    def test_what_cannot_be_one_is_refused_unseen(self, text: str) -> None:
        with pytest.raises(ValueError, match="paste it whole") as refused:
            sound_secret(text)
        assert not text or text not in str(refused.value)


class TestCommand:
    @pytest.fixture(autouse=True)
    def _address(self, served: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RUNWALK_INTERVALS_URL", served.url)

    def test_only_what_is_asked_for_goes(
        self, capsys: Capture, served: Cloud, session_id: int
    ) -> None:
        refused = run(capsys, "upload", "--to", "intervals")
        assert (refused.status, served.seen) == (2, [])
        assert "no API key for Intervals.icu yet" in refused.err
        keep_secret("intervals", "", KEY)
        older = add_session(workout()[:300], "")
        done = run(capsys, "upload", str(session_id), "--to", "intervals")
        assert (done.status, done.err) == (0, "")
        assert done.out == f"session {session_id}: Intervals.icu has it, as i1\n"
        assert state("intervals", older) is None
        again = run(capsys, "upload", str(session_id), "--to", "intervals")
        assert again.out == f"session {session_id}: Intervals.icu has it already, as i1\n"
        assert len(served.seen) == 1
        every = run(capsys, "upload", "--all", "--to", "intervals")
        assert every.out == f"session {older}: Intervals.icu has it, as i2\n"
        assert KEY not in log_file().read_text() if log_file().exists() else True

    async def test_a_screen_uploads_the_session_that_it_shows(
        self, served: Cloud, session_id: int
    ) -> None:
        opened_at = OPENED.opened_at
        assert services_with_keys("") == []
        keep_secret("intervals", "", KEY)
        assert services_with_keys("") == ["intervals"]
        said = await upload_one(opened_at, "", "intervals")
        assert said == f"session {session_id}: Intervals.icu has it, as i1"
        again = await upload_one(opened_at, "", "intervals")
        assert again == f"session {session_id}: Intervals.icu has it already, as i1"
        assert "not in your history" in await upload_one("2020-01-01", "", "intervals")
        assert len(served.files) == 1

    def test_nobody_sends_what_is_anothers(
        self, capsys: Capture, served: Cloud, session_id: int
    ) -> None:
        keep_secret("intervals", "", KEY)
        theirs = add_session(workout()[:300], "eve")
        refused = run(capsys, "upload", str(theirs), "--to", "intervals")
        assert refused.status == 2
        assert f"session {theirs} is eve's; name the runner with --runner" in refused.err
        assert state("intervals", theirs) is None
        assert run(capsys, "upload", "--all", "--to", "intervals").status == 0
        assert len(served.files) == 1

    def test_a_screen_uploads_wherever_there_is_a_key(
        self, served: Cloud, session_id: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RUNWALK_STRAVA_URL", "http://127.0.0.1:1")
        opened_at = OPENED.opened_at
        with pytest.raises(NoKeyError, match=r"no key for Intervals\.icu or Strava yet"):
            upload_everywhere(opened_at, "")
        assert served.seen == []
        keep_secret("intervals", "", KEY)
        said = upload_everywhere(opened_at, "")
        assert said == f"session {session_id}: Intervals.icu has it, as i1"

    def test_what_failed_goes_with_the_next(
        self, capsys: Capture, served: Cloud, session_id: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keep_secret("intervals", "", KEY)
        served.faults = ["long limit"]
        ended = run(capsys, "upload", "last", "--to", "intervals")
        assert ended.status == 1
        first, second = ended.err.splitlines()
        assert first.endswith("accepts no more for now: rate limit reached")
        assert second == (
            "runwalk: 1 in the queue; 'runwalk upload --queued --to intervals' tries again"
        )
        other = add_session(workout()[:300], "")
        done = run(capsys, "upload", "--queued", "--to", "intervals")
        assert done.status == 0
        assert state("intervals", session_id) is UploadState.DONE
        assert state("intervals", other) is None
        nothing = run(capsys, "upload", "--queued", "--to", "intervals")
        assert nothing.out == "There is nothing to upload.\n"

    def test_a_key_goes_nowhere_but_to_a_safe_address(
        self, capsys: Capture, session_id: int, monkeypatch: pytest.MonkeyPatch, runwalk_home: Path
    ) -> None:
        keep_secret("intervals", "", KEY)
        monkeypatch.setenv("RUNWALK_INTERVALS_URL", "http://example.org")
        ended = run(capsys, "upload", "--to", "intervals")
        assert ended.status == 2
        assert "begins with https://" in ended.err
