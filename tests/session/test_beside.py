"""The process beside a workout: it is found, ends with its parent, and says what is wrong."""

import socket
import sys
from pathlib import Path

import pytest

from runwalk_tui.cli import main
from runwalk_tui.config.paths import settings_file
from runwalk_tui.errors import UsageError
from runwalk_tui.session import beside
from runwalk_tui.session.beside import Broadcast, broadcasting


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
    with broadcasting(True) as broadcast:
        socket.create_connection(("127.0.0.1", named_port), 30).close()
        with pytest.raises(UsageError, match=f"port {named_port}: .*in use"), broadcasting(True):
            pass
    assert (broadcast.is_on, broadcast.trouble) == (False, "")


def test_nothing_is_started_where_it_is_not_wanted() -> None:
    with broadcasting(False) as broadcast:
        assert not broadcast.is_wanted


def script(*lines: str) -> Broadcast:
    """A broadcast by another program: prints lines, or does what they say."""
    return Broadcast([sys.executable, "-S", "-c", "\n".join(("import sys, time", *lines))])


ANNOUNCES, LISTENS = "print('here', flush=True)", "sys.stdin.read()"


def test_it_goes_by_itself_once_its_input_ends(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    broadcast = script(ANNOUNCES, LISTENS, f"open({str(gone)!r}, 'w').close()")
    broadcast.switch_on()
    assert broadcast.wait_begun() == ""
    assert (broadcast.is_on, broadcast.is_wanted, gone.exists()) == (True, True, False)
    broadcast.close()
    assert (broadcast.is_on, broadcast.is_wanted, gone.exists()) == (False, False, True)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((ANNOUNCES, "sys.exit('lost it')"), "lost it"),
        (("sys.exit('runwalk: the port is taken')",), "the port is taken"),
        ((ANNOUNCES,), "the broadcast ended"),
    ],
)
def test_one_that_ends_by_itself_says_why_and_can_begin_again(
    lines: tuple[str, ...], why: str
) -> None:
    broadcast = script(*lines)
    for _ in range(2):
        broadcast.switch_on()
        assert broadcast._run is not None
        broadcast._run.join(30)
        assert (broadcast.trouble, broadcast.is_on, broadcast.is_wanted) == (why, False, False)
        assert broadcast.wait_begun() == why


def test_one_that_does_not_go_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LEAVE_S", 0.05)
    broadcast = script(ANNOUNCES, "time.sleep(600)")
    broadcast.switch_on()
    broadcast.wait_begun()
    run = broadcast._run
    broadcast.switch_off()
    assert run is not None
    run.join(30)
    assert not run.is_alive()
    assert broadcast.trouble == ""


def test_one_that_is_not_there_is_trouble_and_nothing_else() -> None:
    broadcast = Broadcast(["/nowhere/runwalk"])
    broadcast.switch_on()
    assert "/nowhere/runwalk" in broadcast.wait_begun()


def test_it_may_be_switched_off_before_it_has_begun() -> None:
    broadcast = script(LISTENS)
    broadcast.switch_on()
    broadcast.close()
    assert (broadcast.trouble, broadcast.is_wanted) == ("", False)


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
