"""Everything that one run of the benchmark has measured; what it left out is empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bench.batches import BatchTimes
from bench.conformity import CheckTimes
from bench.desk import DeskTimes
from bench.dossiers import DossierTimes
from bench.finishing import FinishTimes
from bench.forms import FormTimes
from bench.machine import description
from bench.measure import Plan, Steps, Times

US: Final = "VănThư"


@dataclass(slots=True)
class Results:
    """What was measured."""

    plan: Plan
    parts: Collection[str]
    """What was to be measured, by name."""

    labels: Sequence[str]
    """Those of the cases, shortest first."""

    pdf: Times = field(default_factory=dict)
    docx: Times = field(default_factory=dict)
    steps: Mapping[str, Steps] = field(default_factory=dict)
    throughput: Mapping[int, float] = field(default_factory=dict)
    memory: Mapping[int, float] = field(default_factory=dict)
    forms: Sequence[FormTimes] = ()
    dossiers: Sequence[DossierTimes] = ()
    """By number of LibreOffice processes."""

    checks: Sequence[CheckTimes] = ()
    finishing: Sequence[FinishTimes] = ()
    desk: DeskTimes | None = None
    batch: BatchTimes | None = None
    machine: Sequence[tuple[str, str]] = field(default_factory=description)
    """Described before the measuring, which is a load itself."""

    missing: Sequence[str] = ()
    """Why a peer was not measured."""
