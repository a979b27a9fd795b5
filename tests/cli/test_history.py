"""Of many sessions the history lists the newest, and says how to see the others."""

import json

import pytest

from runwalk_tui.cli import main, session_list
from runwalk_tui.journal.reader import JournalWriter
from tests.recorded import workout


@pytest.fixture(autouse=True)
def five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_list, "LATEST", 2)
    for _ in range(5):
        with JournalWriter.open() as writer:
            for event in workout():
                writer.append(event)


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ((), ["5", "4", "and"]),
        (("--last", "1"), ["5"]),
        (("--last", "3"), ["5", "4", "3"]),
        (("--last", "0"), ["5", "4", "3", "2", "1"]),
        (("--last", "99"), ["5", "4", "3", "2", "1"]),
    ],
)
def test_the_newest_come_first_and_so_many_as_asked(
    options: tuple[str, ...], numbers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", *options]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == numbers
    if not options:
        assert lines[-1] == "and 3 older: 'runwalk history --last 0' lists them all"


def test_those_with_some_words_in_another_order(capsys: pytest.CaptureFixture[str]) -> None:
    main(["title", "3", "Hills"])
    capsys.readouterr()
    for options, numbers in (
        (["--only", "hills"], ["3"]),
        (["--order", "longest", "--last", "2"], ["5", "4"]),
        (["--only", "finished hills nowhere"], ["No"]),
    ):
        assert main(["history", *options]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line.split()[0] for line in lines] == numbers
    assert main(["history", "--order", "longst"]) == 2
    assert 'did you mean "longest"' in capsys.readouterr().err


def test_json_has_all_of_them_unless_fewer_are_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for options, count in (((), 5), (("--last", "2"), 2)):
        assert main(["history", "--json", *options]) == 0
        assert len(json.loads(capsys.readouterr().out)) == count


@pytest.mark.parametrize("count", ["-1", "2.5", "many"])
def test_what_is_no_number_of_sessions_is_refused(
    count: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", f"--last={count}"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
