"""What is understood without the parser is what the parser understands; all else is left to it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from runwalk_tui.cli import _parsed, main, quick
from runwalk_tui.cli.commands import app
from runwalk_tui.cli.quick import FLAG, QUICK, WORD, quick_call
from runwalk_tui.cli.words import normal_form
from runwalk_tui.journal.reader import JournalWriter
from tests.recorded import workout

VALUES = {"virtual": "quirks:mph", "rate": "2.5"}
MOST = 4
"""So many options are tried together; of a command with many, two."""


def _lines() -> Iterator[list[str]]:
    """Every command with every choice of its options, in two orders and both ways of writing."""
    for command, (_, options) in QUICK.items():
        for count in range((MOST if len(options) <= MOST + 2 else 2) + 1):
            for names in combinations(options, count):
                for glue in (" ", "="):
                    words = [
                        f"--{name}"
                        if options[name] == FLAG
                        else "1-2"
                        if options[name] == WORD
                        else f"--{name}{glue}{VALUES.get(name, 'tomorrow')}"
                        for name in names
                    ]
                    yield [command, *" ".join(words).split()]
                    yield [command, *" ".join(words[::-1]).split()]


def _called(words: list[str], monkeypatch: pytest.MonkeyPatch) -> object:
    """The name and the arguments of what is called for the words."""
    called: list[object] = []

    class _Module:
        def __getattr__(self, name: str) -> Callable[..., None]:
            return lambda **arguments: called.append((name, arguments))

    monkeypatch.setattr(quick, "import_module", lambda _: _Module())
    function = quick_call(words)
    if function is None:
        return None
    function()
    return called[0]


def test_each_line_means_what_the_parser_takes_it_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in _lines():
        words = normal_form(line)
        function, bound, _ = app.parse_args(words, exit_on_error=False, print_error=False)
        name = QUICK[words[0]][0].partition(":")[2]
        assert _called(words, monkeypatch) == (name, bound.arguments), line
        assert function.__module__.startswith("runwalk_tui.cli."), line
        assert app[words[0]].default_command in (function, None)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "run 1-2 2-1",
        "run 1-2 --rate -3",
        "run 1-2 --rate 1e3",
        "run 1-2 --trace file",
        "run --plan 1-2",
        "run -1",
        "run --headless=yes 1-2",
        "plans 1-2",
        "plans show 1-2",
        "plans --help",
        "history --jsn",
        "history --json=true",
        "history --json --json",
        "history -h",
        "history 3",
        "history --runner",
        "history --runner --json",
        "history --",
        "today --no-json",
        "devices doctor",
        "devices --rate 5 --virtual=",
        "devices --seconds 2",
    ],
)
def test_whatever_leaves_a_choice_is_the_parsers(line: str) -> None:
    assert quick_call(line.split()) is None


@pytest.mark.parametrize("line", ["plans", "history", "history --all", "today", "progress --json"])
def test_both_ways_show_the_same(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with JournalWriter.open() as writer:
        for event in workout():
            writer.append(event)
    words = line.split()
    assert main(words) == 0
    quickly = capsys.readouterr()
    assert _parsed(words) == 0
    assert capsys.readouterr() == quickly
    assert len(quickly.out) > 20


def test_who_looks_something_up_waits_for_no_parser_and_no_workout() -> None:
    code = (
        "import sys; from runwalk_tui.cli import main; "
        "[main([each]) for each in ('plans', 'history', 'today', 'progress')];"
        "print(*sorted({'cyclopts', 'platformdirs', 'runwalk_tui.workout.events'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == ""
