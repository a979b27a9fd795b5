"""Finds every text to be translated in the sources, without importing them.

Those are the constants of modules of texts (``sentences*.py``), the device library's among them,
the rules and words of the coach's sentences, labels and help of keys, the help of commands and
options, and what is given to `tr`, `mark`, `in_context` and `Plural`.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from docstring_parser import parse

from runwalk_tui.cli.help_pages import help_texts

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "runwalk_tui"
COMMANDS = SOURCES / "cli"
DEVICE_SENTENCES = ROOT / "devices" / "runwalk_devices" / "sentences.py"
PLANS = ROOT / "plans"
TABLES = "sentences*.py"

_MARKS = {"tr", "mark"}
_KEYS = {"Key", "_form_key"}
_CAP, _ABOUT = 3, 5
_PARTS = {
    **dict.fromkeys(("Question", "Field", "PathField", "Words", "Whole", "Mass", "Speed"), (1, 2)),
    **dict.fromkeys(
        ("Cap", "Zones", "WeekDays", "OneOf", "yes_or_no", "_truth", "_words", "Page"), (1, 2)
    ),
    "Choice": (1,),
    "Column": (0,),
    "Sort": (0, 1),
    "_levels": (0, 1, 2),
    "option": (0,),
}
"""Arguments that are texts, by what is called."""
_HELPED = {"App", "Parameter"}
_PLACES = "PLACES"
"""Places that hurt: a back is not the way back."""
_LISTED = {
    *("COMMANDS", "HELP_GROUPS", "_WAYS", "SPEEDS", "_EXPERIENCE", "_GOALS", "_HOLDS", "_HOLD_BY"),
    *("_READINGS", "_SOUNDS", "_SPLITS", "_YES_NO"),
}
"""Names of lists of texts that are looked up when they are shown."""

_TELLING = {
    "in_context",
    "Plural",
    "Sentence",
    "table",
    _PLACES,
    *_MARKS,
    *_KEYS,
    *_PARTS,
    *_HELPED,
    *_LISTED,
}
_MAY_HAVE_TEXTS = re.compile(rf"\b(?:{'|'.join(sorted(_TELLING))})\b")
"""Any other file has no text, unless it is a module of texts by its name."""


class Found(NamedTuple):
    """A text and where it stands; ``many`` is its plural."""

    text: str
    file: Path
    line: int
    context: str = ""
    many: str = ""


@cache
def all_texts() -> tuple[Found, ...]:
    """The texts of the whole program, in the order of files and lines."""
    found = [text for file in sorted(SOURCES.rglob("*.py")) for text in texts_of(file)]
    found += texts_of(DEVICE_SENTENCES)
    found += [text for file in sorted(PLANS.rglob("*.toml")) for text in texts_of_plan(file)]
    return tuple(
        each for each in found if any(letter.isalpha() for letter in each.text) or each.context
    )


def texts_of(file: Path) -> Iterator[Found]:
    """The texts of a file."""
    source = file.read_text("utf-8")
    if not (file.match(TABLES) or _MAY_HAVE_TEXTS.search(source) or "---\n" in source):
        return
    tree = ast.parse(source)
    if file.match(TABLES) or _ends_as_table(tree):
        yield from _table(tree, file)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _call(node, node.func.id, file)
        elif isinstance(node, ast.ClassDef) and _is_sentences(node):
            yield from _strings(node.body, file)
        elif isinstance(node, ast.AnnAssign | ast.Assign) and node.value is not None:
            yield from _assigned(node, node.value, file)
        elif isinstance(node, ast.FunctionDef) and file.is_relative_to(COMMANDS):
            yield from _documented(node, file)


def _documented(node: ast.FunctionDef, file: Path) -> Iterator[Found]:
    """The help in a command's docstring; a list of commands may say what it does instead."""
    said = ast.get_docstring(node) or ""
    is_command = any(".command" in ast.unparse(each) for each in node.decorator_list)
    if not is_command and "Parameters\n----------\n" not in said:
        return
    first, *rest = said.split("\n\n", 1)
    parsed = parse("\n\n".join([" ".join(first.split()), *rest]))
    parts = [each.description for each in parsed.params]
    if is_command:
        parts += [parsed.short_description, parsed.long_description]
    for part in parts:
        for text in help_texts(part or ""):
            yield Found(text, file, node.lineno)


def _assigned(node: ast.AnnAssign | ast.Assign, value: ast.expr, file: Path) -> Iterator[Found]:
    """The texts of lists that are known by their names."""
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    name = target.id if isinstance(target, ast.Name) else ""
    if name in _LISTED and not isinstance(value, ast.Call):
        yield from _words([value], file)
    elif name == _PLACES:
        yield from (found._replace(context="place") for found in _strings([value], file))


def _ends_as_table(tree: ast.Module) -> bool:
    """Return True for a module whose constants follow the language, whatever it is called."""
    last = tree.body[-1] if tree.body else None
    return isinstance(last, ast.Expr) and ast.unparse(last) == "table(__name__)"


def texts_of_plan(file: Path) -> Iterator[Found]:
    """Titles of a plan that ships or of a programme and its workouts, and what they are about."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        for _, text in re.findall(r'\b(title|about) = "([^"]*)"', line):
            yield Found(text, file, number)


def _is_sentences(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "Sentence" for base in node.bases)


def _table(tree: ast.Module, file: Path) -> Iterator[Found]:
    assigned = (node.value for node in tree.body if isinstance(node, ast.Assign))
    yield from _strings([value for value in assigned if not isinstance(value, ast.Call)], file)


def _strings(nodes: list[ast.stmt] | list[ast.expr], file: Path) -> Iterator[Found]:
    """Every string of tuples and constants that are assigned."""
    for node in nodes:
        value = node.value if isinstance(node, ast.Assign) else node
        if isinstance(value, ast.Expr):
            continue
        keys = {key for each in ast.walk(value) if isinstance(each, ast.Dict) for key in each.keys}
        for each in ast.walk(value):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each not in keys:
                yield Found(each.value, file, each.lineno)


def _call(node: ast.Call, name: str, file: Path) -> Iterator[Found]:
    words = [_literal(argument) for argument in node.args]
    match name, words:
        case "in_context", [str(context), str(text)]:
            yield Found(text, file, node.lineno, context)
        case "Plural", [str(one), str(many)]:
            yield Found(one, file, node.lineno, many=many)
        case _, [str(text)] if name in _MARKS:
            yield Found(text, file, node.lineno)
        case _ if name in _HELPED:
            helped = [each.value for each in node.keywords if each.arg == "help"]
            yield from _within(helped, file)
        case _ if name in _PARTS:
            for at in _PARTS[name]:
                yield from _within(node.args[at : at + 1], file)
            yield from _words(node.args[3:], file)
        case _ if name in _KEYS:
            cap, *others = words[_CAP : _ABOUT + 1]
            for word in [cap if cap and len(cap) > 2 else None, *others]:
                if word is not None:
                    yield Found(word, file, node.lineno)


def _within(nodes: list[ast.expr], file: Path) -> Iterator[Found]:
    """A text, or one of two."""
    for node in nodes:
        for branch in [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]:
            if text := _literal(branch):
                yield Found(text, file, branch.lineno)


def _words(nodes: list[ast.expr], file: Path) -> Iterator[Found]:
    """Every string of lists, without the codes of pairs and of dicts."""
    for node in nodes:
        codes: set[ast.expr | None] = set()
        for each in ast.walk(node):
            if isinstance(each, ast.Tuple) and len(each.elts) == 2 and _literal(each.elts[1]):
                codes.add(each.elts[0])
            elif isinstance(each, ast.Dict):
                codes |= set(each.keys)
            elif isinstance(each, ast.JoinedStr):
                codes |= {part for part in ast.walk(each) if isinstance(part, ast.Constant)}
        for each in ast.walk(node):
            if isinstance(each, ast.Constant) and each not in codes and _literal(each):
                yield Found(str(each.value), file, each.lineno)


def _literal(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
