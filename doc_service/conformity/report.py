"""A report for machines, as JSON, and for people, as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from doc_service.conformity.findings import SEVERITIES, Finding, Report
from doc_service.vietnamese.dates import ngay_ngan

_FAMILIES: Final[Mapping[str, str]] = {
    "dang": "văn bản của Đảng",
    "nha_nuoc": "văn bản hành chính nhà nước",
    "mttq": "văn bản của Mặt trận, đoàn thể",
}
_UNKNOWN: Final = "chưa nhận ra là văn bản của Đảng hay hành chính"


def report_dict(report: Report) -> dict[str, Any]:
    """Return a report as JSON has it.

    A document of no known family was judged by the rules for everybody alone: `passes` is None
    and no rule set is named, lest a machine read that it conforms.
    """
    known = report.recognised
    return {
        "name": report.name,
        "recognised": known,
        "family": report.family,
        "rule_set": report.rule_set if known else "",
        "rule_set_label": report.rule_set_label if known else "",
        "day": report.day,
        "type_name": report.type_name,
        "passes": report.passes if known else None,
        "errors": report.errors,
        "warnings": report.warnings,
        "infos": report.infos,
        "findings": [asdict(one) for one in report.findings],
    }


def report_text(report: Report) -> str:
    """Return a report as a clerk reads it, the gravest first, counts in the last line."""
    return "\n".join(_lines(report)) + "\n"


def summary(report: Report) -> str:
    """Return the counts and the rule set in one line."""
    counted = ", ".join(
        f"{count} {words}"
        for count, words in (
            (report.errors, "lỗi phải sửa"),
            (report.warnings, "chỗ nên sửa"),
            (report.infos, "chỗ xem lại"),
        )
        if count
    )
    verdict = counted or "Không thấy lỗi thể thức"
    return f"{verdict}; theo {report.rule_set_label} ({report.rule_set})."


def _lines(report: Report) -> Iterator[str]:
    yield f"Kiểm tra thể thức: {report.name or 'văn bản'}"
    yield f"Nhận ra: {', '.join(_recognised(report))}."
    for severity, heading in SEVERITIES.items():
        found = [one for one in report.findings if one.severity == severity]
        if found:
            yield ""
            yield f"{heading.upper()} ({sum(one.count for one in found)})"
        for number, one in enumerate(found, start=1):
            yield from _finding(number, one)
    yield ""
    yield summary(report)


def _recognised(report: Report) -> Iterator[str]:
    yield report.type_name or "không rõ tên loại"
    if report.day:
        yield f"ngày {ngay_ngan(dt.date.fromisoformat(report.day))}"
    yield _FAMILIES.get(report.family, _UNKNOWN)


def _finding(number: int, finding: Finding) -> Iterator[str]:
    source = f"{finding.rule}, {finding.clause}" if finding.clause else finding.rule
    indent = " " * len(f"{number}. ")
    yield f"{number}. {finding.title} [{source}]"
    for label, text in (
        ("Chỗ", finding.place),
        ("Yêu cầu", finding.required),
        ("Hiện có", finding.found),
        ("Cách sửa", finding.fix),
    ):
        if text:
            yield f"{indent}{label}: {text}"
