"""The data of a dossier to change at will, and what the checks say of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from doc_service.dossiers.checking import Checked, check_dossier
from doc_service.dossiers.declarations import INDEX, Dossier
from doc_service.dossiers.given import Forms
from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog
from doc_service.problems import Problem

TODAY = dt.date(2026, 11, 22)

RECOGNITION: Final = "ho_so_de_nghi_cong_nhan"
REGISTRATION: Final = "ho_so_dang_ky"
REVIEW: Final = "ho_so_tham_dinh"
REWARD: Final = "ho_so_khen_thuong"
NAMES: Final = (REGISTRATION, RECOGNITION, REWARD, REVIEW)

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of dossier with its forms: what every check needs."""

    dossier: Dossier
    forms: Forms

    @property
    def example(self) -> Data:
        """A copy of the example, to change at will."""
        return deepcopy(dict(self.dossier.example))

    def check(self, data: Data, *, draft: bool = False) -> Checked:
        """Judge data."""
        return check_dossier(self.dossier, self.forms, data, draft=draft, today=TODAY)

    def told(self, data: Data, *, draft: bool = False) -> tuple[Problem, ...]:
        """Everything the checks say, warnings too."""
        try:
            return self.check(data, draft=draft).warnings
        except InvalidData as error:
            return error.problems

    def errors(self, data: Data, *, draft: bool = False) -> list[Problem]:
        """What stops the dossier."""
        return [one for one in self.told(data, draft=draft) if one.severity == "error"]

    def errors_of(self, change: Callable[[Data, Data], object]) -> list[Problem]:
        """What stops the example after a change to its shared facts and its documents."""
        data = self.example
        change(data["chung"], data["van_ban"])
        found = self.errors(data)
        assert [one for one in found if not is_sentence(one)] == []
        assert [one.pointer for one in found if not leads_into(data, one.pointer)] == []
        return found


def kind(catalog: Catalog, dossier: Dossier) -> Kind:
    """A dossier with its forms, as the default locality words them."""
    names = [one.form for one in dossier.documents]
    return Kind(dossier, {name: catalog.form(name) for name in (*names, INDEX)})


def at(data: Any, pointer: str) -> Any:
    """What a JSON Pointer leads to."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        data = data[int(name)] if isinstance(data, list) else data[name]
    return data


def leads_into(data: Any, pointer: str) -> bool:
    """Whether a pointer leads to what was sent, or to a place beside it that lacks a value."""
    parts = pointer.split("/")[1:]
    for length in range(len(parts), -1, -1):
        try:
            found = at(data, "".join(f"/{part}" for part in parts[:length]))
        except (LookupError, TypeError, ValueError):
            continue
        # of a text in numbered sections the rest counts its lines
        return isinstance(found, str) or not any(part.isdecimal() for part in parts[length:])
    return False


def is_sentence(problem: Problem) -> bool:
    """Whether a clerk can read a problem."""
    # what a value says may hold quotation marks itself
    plain = re.sub("“.*”", "", problem.message, flags=re.DOTALL)
    return (
        len(problem.message) < 1500
        and problem.message.endswith((".", "?", "…", "}"))
        and (problem.message[0].isupper() or problem.message[0] in "“")
        and not re.search(r"\b(?:None|True|False|str|int|list|dict|error|expected)\b", plain)
    )
