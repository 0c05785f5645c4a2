"""The wired service that every face is handed."""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from doc_service.assembly.assembler import Assembler
from doc_service.batches.wiring import Batches
from doc_service.conformity.checker import check
from doc_service.conformity.comments import commented
from doc_service.conformity.findings import Report
from doc_service.conversion import ConverterPool, PoolOptions, open_converter
from doc_service.desk import Desk
from doc_service.desk.ahead import Ahead
from doc_service.documents import (
    Issued,
    Order,
    Parts,
    WorkbookOrder,
    check_names,
    issue,
    issue_workbook,
)
from doc_service.dossiers.declarations import Dossier
from doc_service.dossiers.issuing import DossierOrder, IssuedDossier, issue_dossier
from doc_service.dossiers.loading import load_dossiers
from doc_service.dossiers.shared_form import shared_form
from doc_service.errors import TemplateError
from doc_service.finishing import finisher
from doc_service.forms.catalog import Catalog, Form, load_catalog
from doc_service.forms.deadlines import Due, due
from doc_service.forms.localities import locality
from doc_service.importing.importer import Imported, import_document
from doc_service.records import Database
from doc_service.settings import Settings
from doc_service.storage import Storage, open_storage

VIET_NAM = dt.timezone(dt.timedelta(hours=7))


def today() -> dt.date:
    """Return today's date in Viet Nam."""
    return dt.datetime.now(VIET_NAM).date()


log = logging.getLogger(__name__)

_HEAD_START: Final = 10.0
"""Seconds in which LibreOffice, which somebody may wait for, has the processor to itself."""


def _keep_private(folder: Path) -> None:
    """Make the data folder, or take from it what others than its owner and group may do."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = folder.stat().st_mode & 0o777
    if mode & 0o007:
        try:
            folder.chmod(mode & ~0o007)
        except PermissionError:
            log.warning("the data folder can be read by others", extra={"folder": str(folder)})


@dataclass(frozen=True, slots=True)
class DocService:
    """Everything that is shared between requests; use it as a context manager."""

    settings: Settings
    catalog: Catalog
    assembler: Assembler
    pool: ConverterPool
    parts: Parts
    dossiers: Mapping[str, Dossier]
    desk: Desk

    @classmethod
    def open(cls, settings: Settings, *, clock: Callable[[], dt.date] = today) -> DocService:
        """Read the catalog and wire the parts; LibreOffice starts with `warm` or the first PDF.

        Raises:
            TemplateError: a schema, a locality or a template is wrong.
        """
        catalog = load_catalog(settings.schemas, settings.templates)
        assembler = Assembler()
        options = pool_options(settings)
        pool = open_converter(options)
        seal = float(settings.seal_diameter_mm)
        parts = Parts(catalog, assembler, pool, clock, seal, options.workers + 1)
        dossiers = load_dossiers(settings.schemas, catalog)
        url = settings.database_url or f"sqlite:///{settings.data_folder / 'vanthu.db'}"
        storage = open_storage(settings.storage_url, settings.data_folder / "files")
        desk = Desk(Database(url), storage, parts, ahead=Ahead(settings.data_folder))
        return cls(settings, catalog, assembler, pool, parts, dossiers, desk)

    @property
    def batches(self) -> Batches:
        """What batches are made with."""
        return Batches(self.desk, self.dossiers)

    @property
    def database(self) -> Database:
        """The records; the faces that need them call `open_records` first."""
        return self.desk.database

    @property
    def storage(self) -> Storage:
        """The files."""
        return self.desk.storage

    def open_records(self) -> None:
        """Bring the database to the newest schema; the data folder is nobody else's to read.

        Raises:
            RecordsError: a newer version made it.
        """
        _keep_private(self.settings.data_folder)
        self.database.upgrade()

    def warm(self) -> None:
        """Start LibreOffice and compile every template in the background, ahead of any request."""
        self.pool.start()
        threading.Thread(target=self._compile, name="templates", daemon=True).start()

    def _compile(self) -> None:
        """Compile what no request has asked for yet; a wrong template is said when it is used."""
        until = time.monotonic() + _HEAD_START
        while not self.pool.health().ready and time.monotonic() < until:
            time.sleep(0.1)
        finisher.warm()
        paths = {path for form in self.catalog.forms.values() for path in form.templates.values()}
        for path in sorted(paths):
            try:
                self.assembler.template(path)
            except TemplateError as error:
                log.warning("template cannot be used", extra={"problem": str(error)})

    def issue(self, order: Order) -> Issued:
        """Issue one document from data; see `documents.issue`."""
        return issue(order, self.parts)

    def issue_workbook(self, order: WorkbookOrder) -> Issued:
        """Issue one document from a filled workbook; see `documents.issue_workbook`."""
        return issue_workbook(order, self.parts)

    def blank_form(self, name: str, locality: str = "") -> Form:
        """Return a form, or the shared facts of the dossier of this name, for a workbook to ask.

        Raises:
            FormNotFound: there is neither.
            LocalityNotFound: there is no such locality.
        """
        if kind := self.dossiers.get(name):
            return shared_form(kind, self.catalog, locality)
        return self.catalog.form(name, locality)

    def issue_dossier(self, order: DossierOrder) -> IssuedDossier:
        """Issue a dossier from data; see `dossiers.issuing`."""
        return issue_dossier(order, self.dossiers, self.parts)

    def check(self, content: bytes, name: str, *, rule_set: str = "") -> Report:
        """Judge the thể thức of any Word file; see `conformity.checker`."""
        return check(content, name, rule_set=rule_set, today=self.parts.today())

    def commented(self, content: bytes, report: Report) -> bytes:
        """Return a checked Word file with a comment at every finding."""
        return commented(content, report)

    def import_document(self, content: bytes, name: str) -> Imported:
        """Read a plain text, Markdown or Word file into a form's data; see `importing`."""
        return import_document(content, name)

    def due(self, place: str, day: dt.date, *, within_days: int) -> list[Due]:
        """Return what a locality's units owe to whom by when; see `forms.deadlines`."""
        return due(locality(self.catalog.localities, place).deadlines, day, within_days=within_days)

    def check_names(self, form: Form) -> None:
        """Look for misspelt names in a form's template; see `documents.check_names`."""
        check_names(form, self.parts)

    def close(self) -> None:
        """Stop LibreOffice and remove what it left."""
        self.pool.stop()
        self.database.close()

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


def _allocator(pattern: str) -> Path | None:
    """Return the library that a pattern such as `/usr/lib/*/libjemalloc.so.2` finds, if any."""
    if not pattern.startswith("/"):
        return None
    return next(iter(sorted(Path("/").glob(pattern.removeprefix("/")))), None)


def pool_options(settings: Settings) -> PoolOptions:
    """Return the settings that concern conversion."""
    return PoolOptions(
        soffice=settings.soffice,
        uno_python=settings.uno_python,
        work_folder=settings.work_folder,
        allocator=_allocator(settings.allocator),
        workers=settings.workers or len(os.sched_getaffinity(0)),
        queue_limit=settings.queue_limit,
        queue_timeout=float(settings.queue_timeout),
        deadline=float(settings.conversion_timeout),
        start_timeout=float(settings.start_timeout),
        recycle_after=settings.recycle_after,
        memory_ceiling_mb=settings.memory_ceiling_mb,
    )
