"""Codes of problems, errors and rules, found in the sources: each needs an English sentence.

A code is a constant wherever a problem is made: the argument called `code` of a class or function
(`Problem`, `case.problem`, `_warning`), the variable `code` that a tuple or the row of a table is
unpacked into, or the first of a pair that a function returns beside a sentence. Rules are those of
the catalogue of the conformity check.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from doc_service.conformity.catalogue import catalogue
from doc_service.errors import DocServiceError
from doc_service.http.problem_json import HTTP_ERRORS
from doc_service.settings import ROOT
from doc_service.web.languages import RULE
from doc_service.web.sentences import LIMITS, OTHER

PACKAGE: Final = ROOT / "doc_service"

_CODE: Final = re.compile(r"[a-z][a-z0-9_]*")
_OTHER_CODES: Final = frozenset({"Choice", "DocServiceError", "IssuerKind"})
"""Classes whose `code` is another: a choice's, an error's, an organ's."""

_KNOWN_BY: Final = frozenset({"Problem", "Unreadable"})
"""What a module names that makes problems, or the cells that become some."""

Takers = Mapping[str, int]
"""Name of a class or function → which argument is its code."""


def keys() -> list[str]:
    """Return `problem:code`, `error:code` and `rule:id` of all that a page may have to say."""
    problems = {*problem_codes(), *(f"{code}.limit" for code in LIMITS), OTHER}
    errors = {*_error_codes(DocServiceError), *(code for code, _, _ in HTTP_ERRORS.values())}
    rules = (f"{RULE}{one}" for one in catalogue())
    said = (*(f"problem:{one}" for one in problems), *(f"error:{one}" for one in errors), *rules)
    return sorted(said)


@cache
def problem_codes(package: Path = PACKAGE) -> frozenset[str]:
    """Return the codes that the modules of a package give to problems; read once."""
    paths = (path for path in package.rglob("*.py") if not _tells_errors(path))
    texts = (path.read_text("utf-8") for path in paths)
    # to parse a module costs far more than to see that it cannot know any
    trees = [ast.parse(text) for text in texts if any(name in text for name in _KNOWN_BY)]
    modules = [tree for tree in trees if _makes_problems(tree)]
    found: set[str] = set()
    for tree in modules:
        takers = {"Problem": 2, **_takers(tree)}
        found.update(code for node in ast.walk(tree) for code in _codes(node, takers, tree))
    return frozenset(found)


def _tells_errors(path: Path) -> bool:
    """Say whether the codes of a module are those of errors."""
    return path.parent.name == "errors" or path.name == "problem_json.py"


def _makes_problems(tree: ast.Module) -> bool:
    """Say whether a module knows problems, or the cells that become some."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    named = {alias.name for node in imports for alias in node.names}
    defined = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    return bool(_KNOWN_BY & (named | defined))


def _takers(tree: ast.Module) -> dict[str, int]:
    found: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args if one.arg != "self"]
        elif isinstance(node, ast.ClassDef):
            names = [
                one.target.id
                for one in node.body
                if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
            ]
        else:
            continue
        if "code" in names and node.name not in _OTHER_CODES:
            found[node.name] = names.index("code")
    return found


def _codes(node: ast.AST, takers: Takers, tree: ast.Module) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from _of_call(node, takers)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _unpacked(target, node.value, tree)
    elif isinstance(node, ast.For):
        rows = node.iter.elts if isinstance(node.iter, ast.Tuple | ast.List) else []
        for row in rows:
            yield from _unpacked(node.target, row, tree)
    elif isinstance(node, ast.Return) and _is_pair(node.value):
        yield from _constants([node.value.elts[0]])


def _of_call(node: ast.Call, takers: Takers) -> Iterator[str]:
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name in takers:
        yield from _constants(node.args[takers[name] : takers[name] + 1])
        yield from _constants(one.value for one in node.keywords if one.arg == "code")


def _unpacked(target: ast.expr, value: ast.expr, tree: ast.Module) -> Iterator[str]:
    """Yield what `code` becomes where a tuple, or a row of a table of the module, is unpacked."""
    if isinstance(target, ast.Name):
        yield from _constants([value]) if target.id == "code" else ()
        return
    names = [getattr(one, "id", "") for one in getattr(target, "elts", ())]
    if "code" not in names:
        return
    for row in _rows(value, tree):
        if isinstance(row, ast.Tuple):
            yield from _constants([row.elts[names.index("code")]])


def _rows(value: ast.expr, tree: ast.Module) -> Iterable[ast.expr]:
    if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name):
        tables = (one for one in tree.body if isinstance(one, ast.AnnAssign | ast.Assign))
        named = (one for one in tables if value.value.id in ast.unparse(one).split("=")[0])
        return [row for one in named if isinstance(one.value, ast.Dict) for row in one.value.values]
    return [value]


def _is_pair(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Tuple) and len(value.elts) == 2


def _constants(values: Iterable[ast.expr]) -> Iterator[str]:
    """Yield codes; of a choice between two, both."""
    for one in values:
        if isinstance(one, ast.IfExp):
            yield from _constants([one.body, one.orelse])
        elif isinstance(one, ast.Constant) and _CODE.fullmatch(str(one.value)):
            yield str(one.value)


def _error_codes(kind: type[DocServiceError]) -> Iterator[str]:
    yield kind.code
    for below in kind.__subclasses__():
        yield from _error_codes(below)
