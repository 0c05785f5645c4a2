"""What a form's documents look like: its example through the real pipeline, kept on disk.

Made once for each version of a form, when somebody first looks at it: behind all other work, one
at a time, while nobody waits.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from doc_service.conversion import Pdf, Priority
from doc_service.documents import Converter, Order, Parts, issue
from doc_service.errors import InvalidData
from doc_service.finishing.pictures_of_pages import picture_of_page
from doc_service.forms.catalog import Form

log = logging.getLogger(__name__)

SMALL: Final = 280
LARGE: Final = 760
WIDTHS: Final = (SMALL, LARGE)
"""Pixels."""

_REST: Final = 300.0
"""Seconds until a form whose sample could not be made is tried again."""

_State = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Last:
    """A converter that lets every other document go first."""

    converter: Converter

    def convert(
        self, docx: bytes, *, watermark: str = "", priority: Priority = Priority.BATCH
    ) -> Pdf:
        """Return the PDF of a DOCX."""
        return self.converter.convert(docx, watermark=watermark, priority=Priority.BATCH)


class Thumbnails:
    """First pages of the forms' samples; safe from many threads."""

    def __init__(self, parts: Parts, folder: Path) -> None:
        """Keep the files in a folder, which is made with the first of them."""
        self._parts = parts
        self._folder = folder
        self._changed = threading.Lock()
        self._keys: dict[tuple[str, str], tuple[_State, str]] = {}
        self._asked: dict[str, Form] = {}
        self._failed: dict[str, float] = {}
        self._is_working = False

    def key(self, form: Form) -> str:
        """Return what changes with everything that a form's sample depends on."""
        files = [*form.templates.values(), form.locality.folder / "locality.json"]
        state = tuple((str(one), one.stat().st_mtime_ns) for one in files)
        known = self._keys.get((form.locality.name, form.name))
        if known is None or known[0] != state:
            known = state, f"{form.fingerprint}-{_digest(form, files)}"
            self._keys[form.locality.name, form.name] = known
        return known[1]

    def picture(self, form: Form, width: int) -> bytes | None:
        """Return the first page as PNG, or None while it is being made; never waits.

        Args:
            form: the form, as a locality words it.
            width: pixels, one of `WIDTHS`.
        """
        kept = _read(self._path(self.key(form), f"-{width}.png"))
        if kept is None:
            self._ask(form)
        return kept

    def pdf(self, form: Form) -> bytes:
        """Return the sample, made now if it is not kept.

        Raises:
            ConversionError: the PDF could not be made.
        """
        return _read(self._path(self.key(form), ".pdf")) or self._issued(form, self._parts)

    def _path(self, key: str, end: str) -> Path:
        return self._folder / f"{key}{end}"

    def _ask(self, form: Form) -> None:
        key = self.key(form)
        with self._changed:
            if time.monotonic() - self._failed.get(key, -_REST) < _REST:
                return
            self._asked.setdefault(key, form)
            if self._is_working:
                return
            self._is_working = True
        threading.Thread(target=self._work, name="thumbnails", daemon=True).start()

    def _work(self) -> None:
        """Make what was asked for, in that order, until there is nothing left."""
        while asked := self._next():
            key, form = asked
            failed = False
            try:
                self._make(key, form)
            except Exception:  # a sample that fails must not keep the others from being made
                log.warning("no sample", extra={"form": form.name}, exc_info=True)
                failed = True
            with self._changed:
                self._asked.pop(key, None)
                if failed:
                    self._failed[key] = time.monotonic()

    def _next(self) -> tuple[str, Form] | None:
        with self._changed:
            found = next(iter(self._asked.items()), None)
            self._is_working = found is not None
            return found

    def _make(self, key: str, form: Form) -> None:
        pdf = _read(self._path(key, ".pdf"))
        if pdf is None:
            behind = replace(self._parts, converter=_Last(self._parts.converter))
            pdf = self._issued(form, behind)
        for width in WIDTHS:
            path = self._path(key, f"-{width}.png")
            if not path.exists():
                _write(path, picture_of_page(pdf, width=width))

    def _issued(self, form: Form, parts: Parts) -> bytes:
        asked = Order(form.name, form.example, form.locality.name, ("pdf",))
        try:
            issued = issue(asked, parts)
        except InvalidData:  # a locality may ask for more than the example has
            issued = issue(replace(asked, draft=True), parts)
        content = issued.files[0].content
        _write(self._path(self.key(form), ".pdf"), content)
        return content


def _digest(form: Form, files: Iterable[Path]) -> str:
    found = hashlib.sha256(json.dumps(form.example, sort_keys=True).encode())
    for path in files:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; it can be made again, so it is not forced to disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
