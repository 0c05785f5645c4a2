"""The wired parts: what happens before the first request."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path

import pytest

from doc_service.documents import Order
from doc_service.errors import InvalidTemplate
from doc_service.settings import ROOT

pytestmark = pytest.mark.soffice


def test_templates_are_compiled_behind_the_start_and_a_broken_one_stops_no_other(
    service_with, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    templates = tmp_path / "mau"
    shutil.copytree(ROOT / "form_templates", templates)
    (templates / "cong_van.docx").write_bytes(b"PK hong")
    service = service_with(templates=templates, work_folder=tmp_path / "work", workers=1)
    with caplog.at_level(logging.WARNING):
        service.warm()
        [behind] = [one for one in threading.enumerate() if one.name == "templates"]
        behind.join(60)
    assert not behind.is_alive()
    said = [one for one in caplog.records if one.message == "template cannot be used"]
    assert ["cong_van.docx" in one.problem for one in said] == [True]  # type: ignore[attr-defined]  # logged extra
    for form in ("mau_01", "to_trinh"):
        made = service.issue(Order(form, service.catalog.form(form).example))
        assert made.files[0].content.startswith(b"PK")
    with pytest.raises(InvalidTemplate, match="cong_van"):
        service.issue(Order("cong_van", service.catalog.form("cong_van").example))


@pytest.mark.parametrize(("before", "after"), [(None, 0o700), (0o755, 0o750), (0o700, 0o700)])
def test_nobody_else_on_the_machine_reads_the_data_folder(
    service_with, tmp_path: Path, before: int | None, after: int
) -> None:
    folder = tmp_path / "du lieu"
    if before is not None:
        folder.mkdir()
        folder.chmod(before)
    service = service_with(data_folder=folder)
    service.open_records()
    assert folder.stat().st_mode & 0o777 == after
