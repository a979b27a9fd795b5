"""The process beside a workout: it is found, ends with its parent, and says what is wrong."""

import socket

import pytest

from runwalk_tui.broadcast.beside import broadcasting
from runwalk_tui.cli import main
from runwalk_tui.config.paths import settings_file
from runwalk_tui.errors import UsageError


@pytest.fixture
def named_port() -> int:
    """A free port that the settings name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(f"[broadcast]\nport = {port}\n")
    return port


def test_apps_can_connect_as_long_as_it_is_wanted_and_a_second_one_says_why_not(
    named_port: int,
) -> None:
    with broadcasting(True) as process:
        socket.create_connection(("127.0.0.1", named_port), 30).close()
        with pytest.raises(UsageError, match=f"port {named_port}: .*in use"), broadcasting(True):
            pass
    assert process is not None
    assert process.returncode == 0, "it went by itself once its input ended"


def test_nothing_is_started_where_it_is_not_wanted() -> None:
    with broadcasting(False) as process:
        assert process is None


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--host", "here"), "--host: 'here' does not appear to be an IPv4 or IPv6 address"),
        (("--port", "70000"), "--port 70000 is not within 0 to 65535"),
        (("--mqtt", "broker"), "--mqtt: not the address of a broker"),
    ],
)
def test_a_slip_is_one_line(
    words: tuple[str, ...], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("broadcast", *words)) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"runwalk: broadcast: {line}")
