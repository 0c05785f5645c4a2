"""What a check says: slips as the rules see them, findings as people and machines read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from doc_service.the_thuc.rule_sets import Family

Severity = Literal["error", "warning", "info"]

SEVERITIES: Final[dict[Severity, str]] = {
    "error": "Phải sửa",
    "warning": "Nên sửa",
    "info": "Xem lại",
}
"""Severity → its heading for clerks, the gravest first."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a rule found, before the catalogue has its say."""

    rule: str
    """Id in the catalogue, such as `P-NUM-01`."""

    paragraph: int | None
    """`Paragraph.index`; None: the whole document."""

    required: str
    """What the regulation wants, in Vietnamese: `“Số” không có dấu hai chấm`."""

    found: str
    """What stands there, in Vietnamese or quoted: `“Số: 12/KH-ĐU”`."""

    fix: str
    """What to do, a Vietnamese sentence: `Sửa thành “Số 12-KH/ĐU”.`"""

    severity: Severity | None = None
    """Instead of the catalogue's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A slip with its place and what the catalogue says of its rule."""

    rule: str
    severity: Severity
    title: str
    """The rule in a few Vietnamese words."""

    clause: str
    """Clause of the regulation; "" where none is known."""

    paragraph: int | None
    place: str
    """Where, in a clerk's words."""

    required: str
    found: str
    fix: str
    count: int = 1
    """Places it speaks of; more than one where many of one rule were gathered."""


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to a check."""

    name: str
    """Name of the file."""

    family: Family | Literal[""]
    """"" where the document does not say."""

    rule_set: str
    rule_set_label: str
    day: str
    """Day of issue, ISO; "" where it is not written out."""

    type_name: str
    """`Kế hoạch`; "" where it was not recognised."""

    findings: tuple[Finding, ...]
    """The gravest first, then in the order of the document."""

    @property
    def recognised(self) -> bool:
        """Whether the document says whose style it follows, so that all rules could judge it."""
        return bool(self.family)

    @property
    def errors(self) -> int:
        """Number of places that must be corrected."""
        return self._count("error")

    @property
    def warnings(self) -> int:
        """Number of places that should be corrected."""
        return self._count("warning")

    @property
    def infos(self) -> int:
        """Number of places to look at."""
        return self._count("info")

    @property
    def passes(self) -> bool:
        """Whether there is no error."""
        return self.errors == 0

    def _count(self, severity: Severity) -> int:
        return sum(one.count for one in self.findings if one.severity == severity)
