from __future__ import annotations

from tests.conformity.findings import finding, report


def test_a_report_counts_places_by_severity() -> None:
    found = report(
        finding(severity="error"),
        finding(severity="error", count=480),
        finding(severity="warning"),
        finding(severity="info"),
        finding(severity="info"),
    )
    assert (found.errors, found.warnings, found.infos, found.passes) == (481, 1, 2, False)


def test_a_report_without_errors_passes() -> None:
    assert report().passes
    assert report(finding(severity="warning")).passes
