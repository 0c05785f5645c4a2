"""What is wrong with a dossier, as a clerk reads it: each thing once, in the dossier's order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from doc_service.dossiers.declarations import INDEX, Dossier
from doc_service.dossiers.given import SHARED
from doc_service.problems import Problem

MISSING: Final = ("required", "rows_missing")

_SOFT: Final = ("document_missing", *MISSING)
"""What a draft may lack."""

_OF_THE_VALUE: Final = ("required", "type")
"""Codes of problems that several documents may say of one fact, each in its own words for it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A problem, and the document that finds it."""

    problem: Problem
    by: str = ""
    """The document in a clerk's words; empty where the sentence names its places itself."""


def is_shared(problem: Problem) -> bool:
    """Say whether a problem is one of the shared facts."""
    return problem.pointer.startswith(f"/{SHARED}/")


def told(dossier: Dossier, said: Sequence[Said], *, draft: bool) -> tuple[Problem, ...]:
    """Return every problem once: shared facts first, then document after document.

    A sentence names the document that finds the problem, unless several do of one shared fact.
    """
    wrong = {one.problem.pointer for one in said if one.problem.code == "type"}
    by: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    first: dict[tuple[str, str], Problem] = {}
    for one in _plainest(said):
        problem = one.problem
        if problem.code == "required" and problem.pointer in wrong:
            continue
        same = is_shared(problem) and problem.code in _OF_THE_VALUE
        key = (problem.pointer, problem.code if same else problem.message)
        first.setdefault(key, problem)
        by[key][one.by] = None
    labels = {f"/{SHARED}/{fact.name}": fact.label for fact in dossier.facts}
    whole = [_worded(problem, by[key], labels, draft=draft) for key, problem in first.items()]
    names = [*(one.form for one in dossier.documents), INDEX]
    return tuple(sorted(whole, key=lambda one: _place(names, one)))


def _plainest(said: Sequence[Said]) -> Iterator[Said]:
    """Yield what is left when one mistake in one place has one sentence.

    A value that its own document finds wrong need not be compared with others as well; parts that
    are more than the whole are so whichever of several wholes they are compared with.
    """
    wrong = {one.problem.pointer for one in said if one.by and one.problem.severity == "error"}
    summed: set[str] = set()
    for one in said:
        pointer, code = one.problem.pointer, one.problem.code
        if code == "disagrees" and pointer in wrong:
            continue
        if code == "parts_of":
            if pointer in summed:
                continue
            summed.add(pointer)
        yield one


def _worded(
    problem: Problem, by: Mapping[str, None], labels: Mapping[str, str], *, draft: bool
) -> Problem:
    [one, *others] = by
    message = problem.message
    if problem.code == "required" and problem.pointer in labels:
        message = f"Chưa nhập “{labels[problem.pointer]}” ở phần dùng chung."
    elif one and not others:
        message = f"{one}: {message}"
    softened = draft and problem.code in _SOFT
    return replace(problem, message=message, severity="warning" if softened else problem.severity)


def _place(names: Sequence[str], problem: Problem) -> tuple[int, int]:
    _, *parts = problem.pointer.split("/")
    if len(parts) < 2 or parts[0] == SHARED:
        return 0, 0
    return 1, names.index(parts[1]) if parts[1] in names else len(names)
