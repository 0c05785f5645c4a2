"""The wired service that every face is handed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from doc_service.assembly.assembler import Assembler
from doc_service.conversion import ConverterPool, PoolOptions
from doc_service.documents import (
    Issued,
    Order,
    Parts,
    WorkbookOrder,
    check_names,
    issue,
    issue_workbook,
)
from doc_service.forms.catalog import Catalog, Form, load_catalog
from doc_service.settings import Settings

VIET_NAM = dt.timezone(dt.timedelta(hours=7))


def today() -> dt.date:
    """Return today's date in Viet Nam."""
    return dt.datetime.now(VIET_NAM).date()


@dataclass(frozen=True, slots=True)
class DocService:
    """Everything that is shared between requests; use it as a context manager."""

    settings: Settings
    catalog: Catalog
    assembler: Assembler
    pool: ConverterPool
    parts: Parts

    @classmethod
    def open(cls, settings: Settings, *, clock: Callable[[], dt.date] = today) -> DocService:
        """Read the catalog and wire the parts; LibreOffice starts with `warm` or the first PDF.

        Raises:
            TemplateError: a schema, a locality or a template is wrong.
        """
        catalog = load_catalog(settings.schemas, settings.templates)
        assembler = Assembler()
        pool = ConverterPool(pool_options(settings))
        return cls(settings, catalog, assembler, pool, Parts(catalog, assembler, pool, clock))

    def warm(self) -> None:
        """Compile every template and start LibreOffice in the background, ahead of any request."""
        self.pool.start()
        for form in self.catalog.forms.values():
            self.assembler.template(form.template)

    def issue(self, order: Order) -> Issued:
        """Issue one document from data; see `documents.issue`."""
        return issue(order, self.parts)

    def issue_workbook(self, order: WorkbookOrder) -> Issued:
        """Issue one document from a filled workbook; see `documents.issue_workbook`."""
        return issue_workbook(order, self.parts)

    def check_names(self, form: Form) -> None:
        """Look for misspelt names in a form's template; see `documents.check_names`."""
        check_names(form, self.parts)

    def close(self) -> None:
        """Stop LibreOffice and remove what it left."""
        self.pool.stop()

    def __enter__(self) -> DocService:
        """Return the service itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the service."""
        self.close()


def pool_options(settings: Settings) -> PoolOptions:
    """Return the settings that concern conversion."""
    return PoolOptions(
        soffice=settings.soffice,
        uno_python=settings.uno_python,
        work_folder=settings.work_folder,
        workers=settings.workers or len(os.sched_getaffinity(0)),
        queue_limit=settings.queue_limit,
        queue_timeout=float(settings.queue_timeout),
        deadline=float(settings.conversion_timeout),
        start_timeout=float(settings.start_timeout),
        recycle_after=settings.recycle_after,
        memory_ceiling_mb=settings.memory_ceiling_mb,
    )
