"""The workers that make batches."""

from __future__ import annotations

import os

import click

from doc_service.cli.group import main, reports_errors
from doc_service.logs import configure_logs
from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.workers.local import LocalWorkers


@main.command()
@click.option(
    "--count", type=click.IntRange(1, 64), default=None, help="Số tiến trình; mặc định là số lõi."
)
@reports_errors
def worker(count: int | None) -> None:
    """Chạy các tiến trình lập đợt văn bản (`make run` đã tự chạy)."""
    settings = load_settings(workers=1)
    configure_logs(settings.log_level, settings.log_format)
    wanted = count or settings.batch_workers or len(os.sched_getaffinity(0))
    service = DocService.open(settings)
    if settings.jobs_url == "local":
        LocalWorkers(service, wanted).run()
        return
    # Celery takes half a second to import, and most machines never need it
    from doc_service.workers.celery_engine import CeleryWorkers

    service.open_records()
    CeleryWorkers(settings, service.database, wanted).run()
