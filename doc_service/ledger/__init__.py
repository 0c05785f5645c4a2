"""The ledger: who works on which item of which batch, so that nothing is lost or done twice.

It knows nothing of documents. Everything is one short transaction on the application's database,
with SQLite as with PostgreSQL, and by the database's clock.
"""

from doc_service.ledger.claims import Claim, Claimed, claim, has_work
from doc_service.ledger.control import cancel, go_on, pause, redo, retry
from doc_service.ledger.leases import hand_back, late, renew, sweep
from doc_service.ledger.outcomes import Outcome, read_failed, read_finished, settle, stuck, unstick
from doc_service.ledger.progress import Progress, keep_counts, progress, progress_of

__all__ = [
    "Claim",
    "Claimed",
    "Outcome",
    "Progress",
    "cancel",
    "claim",
    "go_on",
    "hand_back",
    "has_work",
    "keep_counts",
    "late",
    "pause",
    "progress",
    "progress_of",
    "read_failed",
    "read_finished",
    "redo",
    "renew",
    "retry",
    "settle",
    "stuck",
    "sweep",
    "unstick",
]
