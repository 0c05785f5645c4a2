"""Findings and reports for tests, complete but for what a test asks about."""

from __future__ import annotations

from typing import Any

from doc_service.conformity.findings import Finding, Report


def finding(**given: Any) -> Finding:
    """Return a finding about a number that is written as the State does."""
    usual: dict[str, Any] = {
        "rule": "P-NUM-01",
        "severity": "error",
        "title": "Số và ký hiệu",
        "clause": "HD 36-HD/VPTW, điểm 1.2",
        "paragraph": 0,
        "place": "Số và ký hiệu: “Số: 12/KH-ĐU”",
        "required": "“Số” không có dấu hai chấm",
        "found": "“Số: 12/KH-ĐU”",
        "fix": "Sửa thành “Số 12-KH/ĐU”.",
    }
    return Finding(**{**usual, **given})


def report(*findings: Finding, **given: Any) -> Report:
    """Return a report on a plan."""
    usual: dict[str, Any] = {
        "name": "ke-hoach.docx",
        "family": "dang",
        "rule_set": "dang-hd36",
        "rule_set_label": "Hướng dẫn 36-HD/VPTW",
        "day": "2026-02-05",
        "type_name": "Kế hoạch",
        "findings": findings,
    }
    return Report(**{**usual, **given})
