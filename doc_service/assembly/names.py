"""Which names a template uses, so that a misspelt one is found before somebody needs that branch.

`StrictUndefined` speaks only of tags that are reached; this walk sees all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

Path = tuple[str, ...]
"""`("mo_hinh", EACH, "ten")`: a name, the rows of a list, a name in each."""

EACH: Final = "[]"
_BUILT_IN: Final = "loop"


def names_used(source: str, env: SandboxedEnvironment) -> set[Path]:
    """Return the path of every value that the source of a template names, loops resolved."""
    return set(_walk(env.parse(source), {_BUILT_IN: None}))


def unknown_names(paths: Iterable[Path], contexts: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the paths, as people write them, that are in none of the contexts."""
    whole = list(contexts)
    missing = {path for path in paths if not any(_leads(path, one) for one in whole)}
    return sorted(".".join(path).replace(f".{EACH}", EACH) for path in missing)


Scope = Mapping[str, Path | None]


def _walk(node: nodes.Node, scope: Scope) -> Iterator[Path]:
    if isinstance(node, nodes.For):
        yield from _walk(node.iter, scope)
        inner = {**scope, **_bound(node.target, _path(node.iter, scope))}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _walk(child, inner)
        return
    path = _path(node, scope)
    if path:
        yield path
    for child in node.iter_child_nodes():
        # the head of a path is not a value of its own, but what stands in brackets may be
        if path and isinstance(node, nodes.Getattr | nodes.Getitem) and child is node.node:
            continue
        yield from _walk(child, scope)


def _bound(target: nodes.Node, path: Path | None) -> dict[str, Path | None]:
    if isinstance(target, nodes.Name):
        return {target.name: (*path, EACH) if path else None}
    return {name.name: None for name in target.find_all(nodes.Name)}


def _path(node: nodes.Node, scope: Scope) -> Path | None:
    if isinstance(node, nodes.Name):
        return scope.get(node.name, (node.name,))
    if isinstance(node, nodes.Getattr):
        return _longer(_path(node.node, scope), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        return _path(node.node, scope)  # some of the same
    if isinstance(node, nodes.Getitem):
        key = node.arg.value if isinstance(node.arg, nodes.Const) else EACH
        if isinstance(key, int):
            key = EACH
        return _longer(_path(node.node, scope), str(key))
    return None


def _longer(path: Path | None, part: str) -> Path | None:
    return (*path, part) if path else None


_OF_MAPPINGS = ("items", "values")
"""What Jinja's own mappings can be asked for, to loop over counts by code."""


def _leads(path: Path, value: Any) -> bool:
    if not path:
        return True
    head, *rest = path
    if head == EACH:
        inside = list(value.values()) if isinstance(value, Mapping) else value
        return isinstance(inside, list) and (
            not inside or any(_leads(tuple(rest), one) for one in inside)
        )
    if isinstance(value, Mapping) and head in _OF_MAPPINGS and head not in value:
        return True
    return isinstance(value, Mapping) and head in value and _leads(tuple(rest), value[head])
