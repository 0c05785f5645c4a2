"""From which file a dossier's data came, and problems told by file."""

from __future__ import annotations

from dataclasses import dataclass

from doc_service.problems import Problem


@dataclass(frozen=True, slots=True)
class InFile(Problem):
    """A problem of what a file holds; its message begins with the file."""

    file: str = ""
    """Name of the file."""

    said: str = ""
    """The message without the file."""

    inside: str = ""
    """Pointer into a JSON file; "" for its whole and for workbooks."""


def in_file(problem: Problem, file: str, said: str = "", inside: str = "") -> InFile:
    """Return a problem with the file it is in.

    Args:
        problem: with pointer and place as they are to be told.
        file: name of the file.
        said: the sentence, where it is not the problem's own.
        inside: pointer into the file, where it is JSON.
    """
    sentence = said or problem.message
    return InFile(
        pointer=problem.pointer,
        message=f"Tệp “{file}”: {sentence}",
        code=problem.code,
        severity=problem.severity,
        clause=problem.clause,
        place=problem.place,
        file=file,
        said=sentence,
        inside=inside,
    )


def in_a_line(problem: Problem) -> Problem:
    """Return a problem whose message begins with the file, then sheet and cell or field."""
    if not isinstance(problem, InFile):
        return problem
    where = str(problem.place) if problem.place else problem.inside
    head = f"Tệp “{problem.file}”" + (f", {where}" if where else "")
    return Problem(
        pointer="",
        message=f"{head}: {problem.said}",
        code=problem.code,
        severity=problem.severity,
        clause=problem.clause,
    )
