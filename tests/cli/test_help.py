"""Help, and what the parser refuses, in the language in use: every command and every option."""

import re
from collections.abc import Iterator

import pytest
from cyclopts import App

from runwalk_tui.cli import main
from runwalk_tui.cli.commands import app
from runwalk_tui.cli.help_pages import help_texts
from tests.language.catalogues import TRANSLATED, read


def _walked(parent: App, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], App]]:
    """Every command of the program, with the words that call it."""
    yield words, parent
    for name in parent:
        if not name.startswith("-"):
            yield from _walked(parent[name], (*words, name))


def _texts(command: App) -> Iterator[str]:
    """Every text of the help of a command."""
    yield from help_texts(command.help.partition("Parameters\n")[0])
    if command.default_command is None:
        return
    for argument in command.assemble_argument_collection(parse_docstring=True):
        if argument.show:
            assert argument.parameter.help, f"{command.name} {argument.name}"
            yield from help_texts(argument.parameter.help)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_command_and_option_has_its_help_in_every_language(language: str) -> None:
    catalogue = read(language)
    commands = dict(_walked(app))
    assert len(commands) > 60
    lacking = {
        text
        for command in commands.values()
        for text in _texts(command)
        if (found := catalogue.get(text)) is None or not found.string
    }
    assert lacking == set(), "make language, and translate it"


def test_a_page_has_no_word_of_the_parsers_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "de", "plans", "new", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert said.startswith("Aufruf: runwalk plans new [OPTIONEN] [ARGUMENTE]")
    assert "╭─ Parameter ─" in said
    assert "--pattern WERT Art des Musters. Vorgabe: ratio. [möglich: ratio, surges," in said
    assert main(["--lang", "de", "devices", "trace", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "* FILE --file Neue Datei; '--virtual trace:FILE' spielt sie ab. [nötig]" in said
    assert "--rate ZAHL" in said
    assert "[Vorgabe: 1.0]" in said
    assert main(["--lang", "de", "upload", "--help"]) == 0
    assert "upload --to WERT [OPTIONEN]" in capsys.readouterr().out
    assert main(["--lang", "de", "--help"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"Befehle ─.*Diese Hilfe zeigen.*Version.*Parameter ─", said, re.DOTALL)


def test_english_pages_are_the_parsers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "broadcast", "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Usage: runwalk broadcast [OPTIONS]\n\nShow the current workout")
    assert "--port INT  Port that apps connect to" in said


@pytest.mark.parametrize(
    ("words", "said", "gesagt"),
    [
        ("run --vitual x", "--vitual is not an option here; did you mean --virtual?", "meinst du"),
        ("heart -x", "-x is not an option here", "-x ist hier keine Option"),
        ("heart -xyz", "-xyz is not an option here", "-xyz ist hier keine Option"),
        ("heart --rate x", '--rate: "x" is not a number', '--rate: "x" ist keine Zahl'),
        ("heart --reading=x", '--reading: "x": write --reading alone', "allein, ohne Wert"),
        ("history --last 1.5", "--last: '1.5' is not a whole number", "keine ganze Zahl"),
        ("race 7k", 'DISTANCE: "7k": write one of "5k", "10k"', "schreib eins von"),
        ("race marathn", '"5k", "10k", "10mi", "half", "marathon"; did you mean', "meinst du"),
        ("devices rename x", "devices rename: --name: the value is missing", "der Wert fehlt"),
        ("heart --rate", "heart: --rate: the value is missing", "der Wert fehlt"),
        ("heart --rate 1 --rate 2", "--rate is there twice: write it once", "steht zweimal da"),
        (
            "devices rename a b --device c",
            '"a" stands after --device: write --name before it',
            '"a" steht hinter --device: schreib --name davor',
        ),
        ("dance", "dance: not a command or an argument here", "kein Befehl"),
    ],
)
def test_what_the_parser_refuses_is_said_in_one_plain_line(
    words: str, said: str, gesagt: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, sentence in (("en", said), ("de", gesagt)):
        assert main(["--lang", language, *words.split()]) == 2
        line = capsys.readouterr().err
        assert sentence in line
        assert line.count("\n") == 1
        assert not re.search("Invalid|Unknown|argument$|parameter", line)
