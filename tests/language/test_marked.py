"""Every text that a runner reads is looked up: on screens, of commands, and in every error."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.language.texts import SOURCES, TABLES, all_texts

ROOMS = ("tui", "cli")
FILES = [
    file
    for room in ROOMS
    for file in sorted((SOURCES / room).rglob("*.py"))
    if not file.match(TABLES)
]

READS_LIKE_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]|^[A-Z][a-z]+[ .:]?$| [a-z]{2,}")
"""Two words, a word with a capital, or a unit behind a number."""

NO_WORDS = {
    *("runwalk run ", "Run, 1 minute"),  # a command; a cue, which is English until it is spoken
    *("HeadlessDriver", "LinuxDriver", "WindowsDriver", "WebDriver", "Steady"),
    *(" ms", " kg"),
    *("programmes calendar", "plans import", "plans new: ", "   runwalk run today"),  # commands
    *(
        " min ",
        " min, ",
        " bpm  ",
        "runwalk restore ",
        "runwalk today ",
    ),
    "the terminal is closed",  # the system's reason for an error of its own
}
"""Not for a runner, or the same in every language."""


@cache
def _known() -> set[str]:
    """What may stand in the code: texts that are looked up, and those of `NO_WORDS`."""
    return NO_WORDS | {text for found in all_texts() for text in (found.text, found.many)}


def _unread(tree: ast.Module) -> Iterator[ast.AST]:
    """What no runner reads: docstrings, annotations, keys of tables, log lines, assertions.

    The help of keys, commands and options is looked up elsewhere.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield node
            case ast.AnnAssign(target=ast.Name(id="_PATTERNS" | "_OF_CHOICES")):
                yield node  # they match what others say
            case ast.Subscript(slice=part) | ast.AnnAssign(annotation=part):
                yield part
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                for each in ast.walk(node.args):
                    if isinstance(each, ast.arg) and each.annotation is not None:
                        yield each.annotation
                if node.returns is not None:
                    yield node.returns
            case ast.Call(
                func=ast.Name(id="Key" | "_form_key" | "TypeVar" | "cast" | "App" | "option")
            ):
                yield node
            case (
                ast.Call(func=ast.Attribute(value=ast.Name(id="_logger")))
                | ast.keyword(arg="help")
                | ast.Assert()
            ):
                yield node


@pytest.mark.parametrize("file", [pytest.param(f, id=f"{f.parent.name}-{f.stem}") for f in FILES])
def test_what_a_runner_reads_is_looked_up(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    unread = {id(part) for node in _unread(tree) for part in ast.walk(node)}
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in unread
        and node.value not in _known()
        and READS_LIKE_WORDS.search(node.value)
    ]
    assert found == [], "put it into a module of texts (docs/how-to/translate.md)"


SENTENCES = ("exchange", "journal", "coaching", "known_devices", "plans")
"""Rooms without screens that make sentences, beside words that files and databases have."""

READS_LIKE_A_SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]| [a-z]{2,}")
SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|WHERE|ORDER BY"
    r"|COPY|CASE|AS|AND|FROM|FORMAT|COMPRESSION)\b"
)

OF_FILES = {
    "imported activity",  # what every plan of an activity is called
    "by the treadmill's console",  # in a FIT file
    "run or walk",  # stands for a sport while a file is read
    "on a treadmill",  # a key of `titles.ACTIVITIES`
    *("API key", "Bearer "),
    *(" min", " mph", " km/h", "20 km/h", " bpm", "1 mi/60", "1 mi/45"),
    "# What runwalk knows of your devices. The program writes this file itself.\n\n",
    '# Fill in what stands as "?", check the rest, and add it to devices/machines/MAKER.toml.\n',
    "runwalk-tui: a walking check and the workouts since",
    *("until +([0-9]{2,3}|[a-z][a-z0-9 ]*), *(?:at most +)?(.+)", "{ repeat = ", ", steps = ["),
}
"""Names, file content and units, which are the same in every language."""

OF_PROGRAMMERS = {
    # Exchange, journal
    *("the answer does not end", " has no field ", "an event has no keys", " has no attribute "),
    *("there are too many kinds of events for a block", "a time or type differs from its row"),
    *("the block does not give back what it was made of", "there are other rows between"),
    *("a state has no ", " stay as they are", ", events ", " to "),
    # Bytes of another program
    *(" octets where a UUID of ", " is needed", ": only version ", " is known"),
    *(" octets of data: at most ", " are taken"),
    # Numbers that a caller has checked
    *("the recording goes back in time", "the recording has no events", "it is no charge"),
    *("the effort must be 1 to 10, not ", "the length must be 0 s or above, not "),
    *("the kind must be 'walk' or 'run', not ", "the speed must be 0 km/h or above, not "),
    *("the incline must be a finite number, not ", "a ratio needs a walk, not "),
    *("a mean needs a value", "a median needs a value", "a standard deviation needs two values"),
    *("this brake takes no resistance", "cannot assign to field ", ", nor delete it"),
}
"""Errors of an inner contract: whoever calls has checked before, so no runner reads them."""

ROOMS_BELOW = [
    file
    for file in sorted(SOURCES.rglob("*.py"))
    if file.relative_to(SOURCES).parts[0] not in ROOMS and not file.match(TABLES)
]


def _unmarked(nodes: Iterator[ast.AST]) -> list[ast.Constant]:
    """The sentences among the parts of a tree that nobody looks up."""
    return [
        node
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and READS_LIKE_A_SENTENCE.search(node.value)
        and not SQL.search(node.value)
        and node.value not in OF_FILES | OF_PROGRAMMERS
        and node.value not in _known()
    ]


def _of_errors(tree: ast.AST) -> Iterator[ast.AST]:
    """What is raised, and what it is made of in the same function."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        raised = [node for node in ast.walk(function) if isinstance(node, ast.Raise)]
        parts = [part for node in raised for part in ast.walk(node)]
        yield from parts
        names = {part.id for part in parts if isinstance(part, ast.Name)}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id in names for target in node.targets
            ):
                yield from ast.walk(node.value)


@pytest.mark.parametrize(
    "file", [pytest.param(f, id=f"{f.parent.name}-{f.stem}") for f in ROOMS_BELOW]
)
def test_what_is_wrong_is_said_in_the_language_in_use(file: Path) -> None:
    source = file.read_text("utf-8")
    makes_sentences = file.relative_to(SOURCES).parts[0] in SENTENCES
    if not makes_sentences and "raise " not in source:
        return
    tree = ast.parse(source)
    found = _unmarked(ast.walk(tree) if makes_sentences else _of_errors(tree))
    if found:
        unread = {id(part) for node in _unread(tree) for part in ast.walk(node)}
        found = [node for node in found if id(node) not in unread]
    assert [node.value for node in found] == [], (
        "put it into a module of texts (docs/how-to/translate.md)"
    )


@pytest.mark.parametrize(
    "code",
    [
        'def f(n):\n    raise ValueError(f"{n} is too many")',
        'def f(n):\n    what = "there is nothing here"\n    raise ValueError(what)',
        'def f(n):\n    if n:\n        raise UsageError("day: " + "not a day")',
    ],
)
def test_an_error_in_the_code_is_found(code: str) -> None:
    assert _unmarked(_of_errors(ast.parse(code))) != []
