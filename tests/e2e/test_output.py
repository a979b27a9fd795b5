"""Standard output that is closed, full, short or not UTF-8: one line at most, and a status."""

import json
import os
import subprocess

import pytest

from tests.e2e.program import COMMAND

WORKOUT = ("run", "1-2", "--virtual", "--rate", "200", "--headless")
COMMANDS = (
    ("plans",),
    ("plans", "--json"),
    ("history",),
    ("today",),
    ("programmes",),
    ("settings",),
    ("devices", "quirks"),
    ("--help",),
    ("--version",),
)
"""Each prints something."""


def _run(
    words: tuple[str, ...], redirect: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs a command in a shell that redirects its output."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirect}', "sh", *COMMAND, *words],
        env={**os.environ, **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


CLOSED, FULL = (">&-", b"cannot be written: bad file"), (">/dev/full", b"no space left")
FAILURES = [
    *((words, CLOSED) for words in (*COMMANDS, WORKOUT)),
    *((words, FULL) for words in (("plans",), ("plans", "--json"), ("--help",), WORKOUT)),
]
"""That it is full shows only when what was kept back is written, in one place for all commands."""


@pytest.mark.parametrize(
    ("words", "failure"), FAILURES, ids=lambda value: " ".join(map(str, value))
)
def test_a_closed_or_full_output_is_one_line_and_failure(
    words: tuple[str, ...], failure: tuple[str, bytes]
) -> None:
    redirect, line = failure
    ended = _run(words, redirect)
    assert ended.returncode == 1, ended
    assert ended.stderr.count(b"\n") == 1, ended
    assert ended.stderr.startswith(b"runwalk: the output cannot be written"), ended
    assert line in ended.stderr


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_output_without_the_letters_shows_what_it_can(words: tuple[str, ...]) -> None:
    ended = _run(words, "", PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.isascii()
    if "--json" in words:
        assert json.loads(ended.stdout) == json.loads(_run(words, "").stdout)
