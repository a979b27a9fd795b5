"""What the documents name exists: files, modules, functions, classes, links and their headings."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from runwalk_tui import __version__

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    {
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / name for name in ("CONTRIBUTING.md", "README.md", "devices/README.md")),
        *(ROOT / name for name in ("RELEASING.md", "SECURITY.md")),
    }
)
WIDTH = {"CONTRIBUTING.md": 100, "README.md": 100}
"""Documents that are read as plain text: no line but a table's is longer than this."""

FOREIGN = {"asyncio", "bleak", "bumble", "pycycling", "pytest", "sqlite3", "textual"}
"""Packages whose names are not looked up here."""
MADE = {"machines.toml", "secrets.toml"}
"""Files that the program makes."""

_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
_PATH = re.compile(r"[A-Za-z_.][\w.-]*(?:/[\w.*-]+)*/?")
_SUFFIXES = {".md", ".py", ".sh", ".sql", ".tcss", ".toml", ".txt", ".yml", ".json", ".png"}
_DOTTED = re.compile(r"[a-z_]\w*(?:\.\w+)+")
_CLASS = re.compile(r"(?:[A-Z][a-z0-9]+){2,}")
_NAMED = re.compile(r"`([\w./-]+\.py)`\s\(((?:`\w+(?:\.\w+)*`(?:,\s)?)+)\)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def _prose(document: Path) -> str:
    return _FENCE.sub("", document.read_text(encoding="utf-8"))


def _tokens(document: Path) -> list[str]:
    return _CODE.findall(_prose(document))


@cache
def _modules() -> dict[tuple[str, ...], Path]:
    """Every module of the program, the device layer and the tests, by its dotted parts."""
    found: dict[tuple[str, ...], Path] = {}
    for home, package in (
        (ROOT, "runwalk_tui"),
        (ROOT / "devices", "runwalk_devices"),
        (ROOT, "tests"),
    ):
        for file in (home / package).rglob("*.py"):
            parts = file.relative_to(home).with_suffix("").parts
            found[parts[:-1] if parts[-1] == "__init__" else parts] = file
    return found


@cache
def _defined(file: Path) -> frozenset[str]:
    """What a module defines or imports, with the members of its classes as ``Class.member``."""
    return frozenset(_names(ast.parse(file.read_text(encoding="utf-8")), ""))


def _names(within: ast.AST, prefix: str) -> Iterator[str]:
    for node in ast.iter_child_nodes(within):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield prefix + name
            case ast.ClassDef(name=name):
                yield prefix + name
                yield from _names(node, f"{prefix}{name}.")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield prefix + name
            case ast.ImportFrom(names=names):
                yield from (prefix + (each.asname or each.name) for each in names)


def _resolves(dotted: str) -> bool:
    """Whether ``module.name`` or ``package.module`` is there; the module by its last parts."""
    parts = tuple(dotted.split("."))
    for split in range(len(parts), 0, -1):
        head, rest = parts[:split], ".".join(parts[split:])
        for module, file in _modules().items():
            if module[-split:] == head and (not rest or rest in _defined(file)):
                return True
    return any(dotted in _defined(file) for file in _modules().values())


def _is_path(token: str) -> bool:
    if not _PATH.fullmatch(token) or token.startswith(".venv") or token in MADE:
        return False
    return "/" in token or Path(token).suffix in _SUFFIXES


def _exists(token: str, document: Path = ROOT / "README.md") -> bool:
    """From the top, or for the device layer's own page within its package; a name anywhere."""
    if "/" not in token and any(next((ROOT / top).rglob(token), None) for top in _TOPS):
        return True
    homes = (ROOT, document.parent / "runwalk_devices")
    return any(next(home.glob(token.rstrip("/")), None) for home in homes)


_TOPS = (".github", "devices", "docs", "plans", "runwalk_tui", "tests")


def _ids(document: Path) -> str:
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=_ids)
def test_files_that_are_named_exist(document: Path) -> None:
    paths = [token for token in _tokens(document) if _is_path(token)]
    assert [path for path in paths if not _exists(path, document)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_ids)
def test_names_in_modules_exist(document: Path) -> None:
    dotted = [
        token.removesuffix("()")
        for token in _tokens(document)
        if _DOTTED.fullmatch(token.removesuffix("()")) and not _is_path(token)
        if token not in MADE and "X.Y" not in token
    ]
    ours = [name for name in dotted if name.partition(".")[0] not in FOREIGN]
    assert [name for name in ours if not _resolves(name)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_ids)
def test_names_behind_a_file_are_in_it(document: Path) -> None:
    missing = [
        f"{file}: {name}"
        for file, names in _NAMED.findall(_prose(document))
        for name in _CODE.findall(names)
        if name not in _defined(ROOT / file)
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_ids)
def test_classes_that_are_named_exist(document: Path) -> None:
    classes = {token for token in _tokens(document) if _CLASS.fullmatch(token)}
    assert {name for name in classes if not _resolves(name)} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=_ids)
def test_links_lead_somewhere(document: Path) -> None:
    broken = []
    for link in _LINK.findall(_prose(document)):
        target, _, heading = link.partition("#")
        if "://" in target:
            continue
        file = document if not target else (document.parent / target).resolve()
        if not file.exists() or (heading and heading not in _headings(file)):
            broken.append(link)
    assert broken == []


def _headings(document: Path) -> set[str]:
    """The anchors that GitHub makes of the headings."""
    lines = [line for line in _prose(document).splitlines() if line.startswith("#")]
    plain = (re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()) for line in lines)
    return {line.replace(" ", "-") for line in plain}


@pytest.mark.parametrize(("name", "width"), WIDTH.items())
def test_lines_are_short(name: str, width: int) -> None:
    lines = _prose(ROOT / name).splitlines()
    assert [line for line in lines if len(line) > width and not line.startswith(("|", "!["))] == []


def test_what_is_not_there_is_noticed() -> None:
    assert _resolves("evolve.evolve")
    assert _resolves("live.LiveSession._take")
    assert not _resolves("evolve.devolve")
    assert not _resolves("LiveSession.nothing")
    assert _is_path("tests/test_docs.py")
    assert not _is_path("90/30")
    assert not _exists("runwalk_tui/nothing.py")
    assert not _exists("nothing.py")


def test_the_essay_of_the_core_names_what_is_there() -> None:
    home = ROOT / "runwalk_tui" / "workout"
    essay = ast.get_docstring(ast.parse((home / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = set(re.findall(r"(?<!`)`([\w.]+)`(?!`)", essay))
    assert len(named) > 10
    assert {
        name for name in named if not (home / f"{name}.py").exists() and not _resolves(name)
    } == set()


def test_the_newest_version_told_of_is_that_of_the_program() -> None:
    versions = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert versions[:2] == ["Unreleased", __version__]


def test_no_heading_of_the_changelog_stands_twice() -> None:
    versions = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)[
        1:
    ]
    titles = [version.split("\n", 1)[0] for version in versions]
    assert len(set(titles)) == len(titles)
    for version in versions:
        sections = re.findall(r"^### (.+)", version, re.M)
        assert len(set(sections)) == len(sections), version.split("\n", 1)[0]
