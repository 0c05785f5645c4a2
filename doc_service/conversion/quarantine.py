"""Documents that broke or blocked LibreOffice, by the SHA-256 of their content."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from doc_service.conversion.failures import failure
from doc_service.errors import ConversionError, ConversionTimeout, ConverterCrashed

# A second offence is no accident.
_STRIKES = 2

# 1,000 digests are 100 kB; the one that offended longest ago is forgotten first.
_REMEMBERED = 1000

# A machine short of memory kills workers over innocent documents, so nothing is for ever.
_FORGOTTEN_AFTER_SECONDS = 3600.0


@dataclass(slots=True)
class _Record:
    last: float
    strikes: dict[type[ConversionError], int] = field(default_factory=dict)

    def verdict(self) -> type[ConversionError] | None:
        return next((kind for kind, count in self.strikes.items() if count >= _STRIKES), None)


class Quarantine:
    """Counts the strikes of documents; safe to use from many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember nothing yet; `clock` gives seconds."""
        self._clock = clock
        self._records: OrderedDict[bytes, _Record] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return how many documents are refused."""
        with self._lock:
            self._forget_old()
            return sum(record.verdict() is not None for record in self._records.values())

    def admit(self, document: bytes) -> None:
        """Let a document pass, or raise what it did twice.

        Raises:
            ConverterCrashed: It killed two processes.
            ConversionTimeout: It ran into its deadline twice.
        """
        if not self._records:  # the usual case costs no digest
            return
        with self._lock:
            self._forget_old()
            record = self._records.get(_digest(document))
        if record is not None and (kind := record.verdict()) is not None:
            raise failure(kind, f"quarantined: sha256 {_digest(document).hex()}")

    def strike(self, document: bytes, kind: type[ConversionError]) -> None:
        """Count one crash or time-out of this document; other kinds are not its fault."""
        if kind not in (ConverterCrashed, ConversionTimeout):
            return
        digest = _digest(document)
        with self._lock:
            record = self._records.setdefault(digest, _Record(self._clock()))
            record.last = self._clock()
            record.strikes[kind] = record.strikes.get(kind, 0) + 1
            self._records.move_to_end(digest)
            while len(self._records) > _REMEMBERED:
                self._records.popitem(last=False)

    def forgive(self, document: bytes) -> None:
        """Forget the strikes of a document that has now been converted."""
        if self._records:
            with self._lock:
                self._records.pop(_digest(document), None)

    def _forget_old(self) -> None:
        horizon = self._clock() - _FORGOTTEN_AFTER_SECONDS
        while self._records and next(iter(self._records.values())).last < horizon:
            self._records.popitem(last=False)


def _digest(document: bytes) -> bytes:
    return hashlib.sha256(document).digest()
