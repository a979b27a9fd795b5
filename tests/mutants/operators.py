"""The faults that are planted: each a small change of a source's syntax tree.

A condition of several parts is changed part by part: `a and b and c` becomes `b and c`, `a and c`
and `a and b`. mutmut and cosmic-ray know no such fault, and mutmut changes no constant of a module.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
CALLED = {"max": "min", "min": "max", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
SILENT = ("_logger", "logging")
"""What is written to the log is no behaviour."""


@dataclass(frozen=True)
class Mutant:
    """A source with one fault.

    Attributes:
        id: Eight digits that stay as long as the function and the fault do, wherever they move.
        line: Where it is planted, from 1.
        where: The function or class around it.
        what: The operator.
        before: What was there.
        after: What was put there.
        source: The whole source with the fault.
    """

    id: str
    line: int
    where: str
    what: str
    before: str
    after: str
    source: str


@dataclass(frozen=True)
class Change:
    node: ast.expr | ast.stmt | ast.keyword
    what: str
    after: str


def mutants(source: str, stem: str) -> Iterator[Mutant]:
    """Every fault of a source, in its order; ``stem`` is the file's name without a suffix."""
    seen: dict[tuple[str, ...], int] = {}
    for where, change in changes(ast.parse(source), ""):
        mutated = _spliced(source, change)
        before = ast.unparse(change.node)
        same = (stem, where, change.what, before, change.after)
        seen[same] = number = seen.get(same, -1) + 1
        digest = sha256("\0".join((*same, str(number))).encode()).hexdigest()[:8]
        line = change.node.lineno
        yield Mutant(digest, line, where, change.what, before, change.after, mutated)


def _spliced(source: str, change: Change) -> str:
    """The source with the node's text replaced, and nothing else."""
    node = change.node
    lines = source.encode().splitlines(keepends=True)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    head = b"".join(lines[: node.lineno - 1]) + lines[node.lineno - 1][: node.col_offset]
    tail = lines[node.end_lineno - 1][node.end_col_offset :] + b"".join(lines[node.end_lineno :])
    after = f"({change.after})" if isinstance(node, ast.expr) else change.after
    if isinstance(node, ast.keyword):
        tail = tail.lstrip().removeprefix(b",")
    return (head + after.encode() + tail).decode()


def changes(tree: ast.AST, where: str) -> Iterator[tuple[str, Change]]:
    """The changes of a node and of what is in it; none of text, types, asserts and logging."""
    for node in ast.iter_child_nodes(tree):
        inner = where
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                inner = f"{where}.{node.name}".lstrip(".")
                for part in node.body:
                    yield from ((inner, change) for change in _of(part))
                    yield from changes(part, inner) if not _is_quiet(part) else ()
                continue
            case ast.Assert() | ast.Import() | ast.ImportFrom() | ast.arguments():
                continue
        if _is_quiet(node):
            continue
        yield from ((inner, change) for change in _of(node))
        if isinstance(node, ast.AnnAssign):
            if node.value is not None:
                yield from ((inner, change) for change in _of(node.value))
                yield from changes(node.value, inner)
            continue
        yield from changes(node, inner)


def _is_quiet(node: ast.AST) -> bool:
    """Whether it is a docstring, a word for the log, or an import, also one for types alone."""
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.Expr):
        if isinstance(node.value, ast.Constant):
            return True
        return isinstance(node.value, ast.Call) and ast.unparse(node.value).startswith(SILENT)
    return isinstance(node, ast.Assert | ast.Import | ast.ImportFrom)


def _of(node: ast.AST) -> Iterator[Change]:
    if _is_quiet(node):
        return
    match node:
        case ast.expr():
            yield from _of_expression(node)
        case ast.stmt():
            yield from _of_statement(node)


_NOTHING = ("None", "[]", "False")
"""Returned, these are as good as nothing to whoever asks if they hold."""


def _of_statement(node: ast.stmt) -> Iterator[Change]:
    match node:
        case ast.If(test=test) | ast.While(test=test) if not _is_named(test):
            yield Change(test, "negated", f"not ({ast.unparse(test)})")
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) not in _NOTHING:
            yield Change(value, "nothing returned", "None")
        case ast.Expr(value=ast.Yield() | ast.YieldFrom() | ast.Call() | ast.Await()):
            yield Change(node, "dropped", "pass")
        case ast.Raise():
            yield Change(node, "dropped", "pass")
        case ast.AugAssign():
            yield Change(node, "dropped", "pass")
        case ast.Assign(targets=[ast.Attribute()]):
            yield Change(node, "dropped", "pass")


def _of_expression(node: ast.expr) -> Iterator[Change]:
    match node:
        case ast.BoolOp(op=op, values=values):
            for left_out in range(len(values)):
                rest = [value for n, value in enumerate(values) if n != left_out]
                whole = rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
                yield Change(node, f"without condition {left_out + 1}", ast.unparse(whole))
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield Change(node, "and/or", ast.unparse(ast.BoolOp(other, values)))
        case ast.Compare():
            yield from _of_comparison(node)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield Change(node, "without not", ast.unparse(operand))
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield Change(node, "without minus", ast.unparse(operand))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in RECKONED:
            swapped = ast.BinOp(left, RECKONED[type(op)](), right)
            yield Change(node, "reckoned otherwise", ast.unparse(swapped))
        case ast.IfExp(test=test):
            yield Change(test, "negated", f"not ({ast.unparse(test)})")
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            yield Change(node.func, f"{name} for {CALLED[name]}", CALLED[name])
        case ast.Call(func=ast.Name(id="replace"), keywords=keywords):
            for keyword in keywords:
                if keyword.arg is not None:
                    yield Change(keyword, f"{keyword.arg} not replaced", "")
        case ast.Constant():
            yield from _of_constant(node)


def _of_comparison(node: ast.Compare) -> Iterator[Change]:
    for n, op in enumerate(node.ops):
        for other in COMPARED[type(op)]:
            ops = [*node.ops[:n], other(), *node.ops[n + 1 :]]
            swapped = ast.Compare(node.left, ops, node.comparators)
            yield Change(node, "compared otherwise", ast.unparse(swapped))


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    match node.value:
        case bool(value):
            yield Change(node, "turned round", repr(not value))
        case int(value):
            yield Change(node, "one more", repr(value + 1))
        case float(value):
            yield Change(node, "half as much again", repr(round(value * 1.5, 6) or 1.0))


def _is_named(test: ast.expr) -> bool:
    """Whether it binds a name that its branch needs."""
    return any(isinstance(node, ast.NamedExpr) for node in ast.walk(test))
