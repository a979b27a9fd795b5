"""A real broker, mosquitto: what it keeps and is told last; it may go and come back."""

import asyncio
import json
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest
from aiomqtt import Client, Message, MqttError

from runwalk_devices.clock import Clock, clock_of
from runwalk_tui.broadcast.gatt import Reading
from runwalk_tui.broadcast.mqtt import PASSWORD_VARIABLE, Broker, Publisher, Topics

pytestmark = pytest.mark.mqtt

HOST = "127.0.0.1"
SERIAL = 7
TOPICS = Topics(SERIAL)
LIMIT_S = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _mosquitto(folder: Path, port: int, *rules: str) -> Iterator[None]:
    file = folder / "mosquitto.conf"
    file.write_text(
        "\n".join(["user root", f"listener {port} {HOST}", *(rules or ["allow_anonymous true"])])
    )
    with subprocess.Popen(["mosquitto", "-c", file], stderr=subprocess.DEVNULL) as process:
        yield
        process.terminate()


@asynccontextmanager
async def _publishing(publisher: Publisher) -> AsyncIterator[None]:
    task = asyncio.create_task(publisher.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _subscribed(
    port: int, topic: str, username: str | None = None, password: str | None = None
) -> AsyncIterator[Client]:
    """A subscriber; the broker may take a moment to listen."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            try:
                async with Client(HOST, port, username=username, password=password) as client:
                    await client.subscribe(topic, qos=1)
                    yield client
                    return
            except MqttError:
                await asyncio.sleep(0.1)


class _Said:
    """What the publisher said."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.first = asyncio.Event()

    def __call__(self, line: str) -> None:
        self.lines.append(line)
        self.first.set()


async def _text(client: Client, topic: str, text: str) -> Message:
    """The first message of a topic whose payload holds a text."""
    async for message in client.messages:
        if str(message.topic) == topic and text in bytes(message.payload).decode():
            return message
    raise AssertionError("the subscription ended")


async def test_a_workout_is_described_shown_and_said_to_be_over(tmp_path: Path) -> None:
    port, said = _free_port(), list[str]()
    publisher = Publisher(Broker(HOST, port), SERIAL, Clock(), said.append)
    with _mosquitto(tmp_path, port):
        async with _subscribed(port, "#") as home:
            async with _publishing(publisher):
                await _text(home, TOPICS.online, "online")
                publisher.show(Reading(8.5, True, 120, 61, bpm=140, step="run"))
                state = json.loads(bytes((await _text(home, TOPICS.state, "8.5")).payload))
            await _text(home, TOPICS.online, "offline")
        assert (state["step"], state["bpm"]) == ("run", 140)
        # Who comes later finds what each value is.
        async with _subscribed(port, "homeassistant/#") as late:
            for _ in TOPICS.descriptions():
                message = await anext(aiter(late.messages))
                assert message.retain
                text = bytes(message.payload).decode()
                assert text == TOPICS.descriptions()[str(message.topic)]
    assert said[-1].startswith("publishing to the MQTT broker")


async def test_a_broker_that_comes_late_and_one_that_comes_back(tmp_path: Path) -> None:
    port, said = _free_port(), _Said()
    publisher = Publisher(Broker(HOST, port), SERIAL, clock_of(20), said)
    async with _publishing(publisher), asyncio.timeout(LIMIT_S):
        await said.first.wait()
        assert "does not answer" in said.lines[0]
        for speed in (7.25, 9.75):
            with _mosquitto(tmp_path, port):
                publisher.show(Reading(speed))
                async with _subscribed(port, TOPICS.state) as home:
                    # Once it is connected; until then the newest waits.
                    publisher.show(Reading(speed, distance_m=speed))
                    await _text(home, TOPICS.state, f"{speed}")
    misses = ["does not answer" in line for line in said.lines]
    assert misses == [True, False, True, False][: len(misses)]


@pytest.fixture
def passwords(tmp_path: Path) -> Path:
    file = tmp_path / "passwords"
    subprocess.run(["mosquitto_passwd", "-b", "-c", file, "ada", "right"], check=True)
    return file


async def test_a_name_and_a_password_are_asked_for_and_given(
    tmp_path: Path, passwords: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, refused = _free_port(), _Said()
    rules = (f"password_file {passwords}", "allow_anonymous false")
    with _mosquitto(tmp_path, port, *rules):
        async with _subscribed(port, "#", "ada", "right") as home:
            monkeypatch.setenv(PASSWORD_VARIABLE, "wrong")
            broker = Broker(HOST, port, user="ada")
            async with _publishing(Publisher(broker, SERIAL, Clock(), refused)):
                await refused.first.wait()
            assert "does not answer" in refused.lines[0]
            monkeypatch.setenv(PASSWORD_VARIABLE, "right")
            async with _publishing(Publisher(broker, SERIAL, Clock(), refused)):
                await _text(home, TOPICS.online, "online")
