"""One worker: claims, works, gives signs of life; leaves when told, or when it hangs."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import Final

from doc_service.batches.wiring import Batches
from doc_service.batches.working import MOST, MOST_CHECKED, work
from doc_service.ledger import claim, has_work, renew, sweep
from doc_service.ledger.terms import BEAT, HARD_LIMIT, LEASE
from doc_service.workers.stopping import Stopping

log = logging.getLogger(__name__)

_POLL: Final = 0.2
"""Seconds between two looks at a ledger without work."""

_LONGEST_PAUSE: Final = 10.0
"""Seconds to wait, at most, for a database that does not answer."""

_HANGS: Final = 75
"""Exit status of a worker that was too long at one claim (EX_TEMPFAIL of sysexits.h)."""


class Worker:
    """Works until told to stop; its owner's name is what the ledger knows it by."""

    def __init__(self, batches: Batches, owner: str) -> None:
        """Begin nothing yet."""
        self._batches = batches
        self._owner = owner
        self._stopping = Stopping()
        self._busy_since = 0.0
        self._patient_until = 0.0
        self._housekeeper: threading.Thread | None = None

    def stop(self) -> None:
        """Claim nothing more; what was claimed is finished."""
        self._stopping.say()

    def run(self) -> None:
        """Work until told to stop."""
        self.keep_house()
        pause = _POLL
        while not self._stopping.is_said():
            try:
                if self.step():
                    pause = _POLL
                    continue
            except Exception:  # the database is away: what was claimed comes back by itself
                log.exception("worker cannot work")
                pause = min(2 * pause, _LONGEST_PAUSE)
            self._stopping.wait(pause)

    def keep_house(self) -> None:
        """Give signs of life from now on, in a thread of its own; repeatable."""
        if self._housekeeper is None:
            self._housekeeper = threading.Thread(
                target=self._keep_house, name="housekeeper", daemon=True
            )
            self._housekeeper.start()

    def step(self) -> bool:
        """Do what there is to do next; whether there was anything."""
        database = self._batches.database
        if not has_work(database):
            return False
        found = claim(database, self._owner, MOST, MOST_CHECKED)
        if found is None:
            return False
        self._busy_since = time.monotonic()
        try:
            work(self._batches, found)
        finally:
            self._busy_since = 0.0
        return True

    def _keep_house(self) -> None:
        """Renew the own lease, take what others lost, and leave when the work hangs."""
        while not self._stopping.wait(BEAT):
            since = self._busy_since
            if since and time.monotonic() - since > HARD_LIMIT:
                log.error("worker hangs and leaves", extra={"owner": self._owner})
                os._exit(_HANGS)
            try:
                if since:
                    renew(self._batches.database, self._owner)
                # after the database was away, everybody has time to say that they live
                if time.monotonic() > self._patient_until:
                    sweep(self._batches.database)
            except Exception:
                self._patient_until = time.monotonic() + LEASE
                log.warning("no sign of life could be given", exc_info=True)
