"""The ways to convert, and how to test one like the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from doc_service.conversion import ConverterPool, PoolOptions
from doc_service.conversion.batches import Batches


@dataclass(frozen=True, slots=True)
class Way:
    """A way to convert."""

    name: str
    make: Callable[[PoolOptions], ConverterPool]
    obedient: dict[str, str]
    """The option that puts a fake in the place of LibreOffice that does as the document says."""

    faithful: dict[str, str]
    """The same, for one that puts the document into its PDF."""

    source: str
    """What a worker calls the document in its folder, the first one of a batch."""

    always: dict[str, Path] = field(default_factory=dict)


UNO = Way(
    "uno",
    ConverterPool,
    obedient={"uno_python": "uno_python_obeys"},
    faithful={"uno_python": "uno_python_works"},
    source="in.docx",
)
COMMAND = Way(
    "command",
    lambda options: ConverterPool(options, Batches(options)),
    obedient={"soffice": "soffice_obeys"},
    faithful={"soffice": "soffice_obeys"},
    source="0.docx",
    always={"uno_python": Path("/no/python/has/uno")},
)
WAYS = (UNO, COMMAND)
