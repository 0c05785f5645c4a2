"""Who else has a draft open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, select

from doc_service.accounts.members import Member
from doc_service.desk.drafts import find
from doc_service.desk.wiring import Desk
from doc_service.records import Presence, User
from doc_service.records.tables import now

GONE_AFTER: Final = dt.timedelta(seconds=40)
"""A tab that has not called for so long is closed; open ones call every 15 seconds."""


@dataclass(frozen=True, slots=True)
class Here:
    """A draft as an open tab should know it."""

    version: int
    state: str
    by: str
    """Who saved it last."""

    others: tuple[str, ...]
    """Names of those who have it open elsewhere; one's own other tabs too."""


def here(desk: Desk, member: Member, document_id: str, tab: str) -> Here:
    """Say that a tab is open, and return who else is there.

    Raises:
        NotFound: there is no such document.
    """
    with desk.database.session(f"tab {tab}") as session:
        document = find(session, member, document_id)
        session.execute(delete(Presence).where(Presence.seen_at < now() - GONE_AFTER))
        session.merge(
            Presence(tab=tab, document_id=document_id, user_id=member.user_id, seen_at=now())
        )
        others = session.scalars(
            select(User.name)
            .join(Presence)
            .where(Presence.document_id == document_id, Presence.tab != tab)
            .distinct()
            .order_by(User.name)
        )
        by = session.get(User, document.updated_by)
        return Here(document.version, document.state, by.name if by else "", tuple(others))


def leave(desk: Desk, member: Member, tab: str) -> None:
    """Say that a tab of the member's is closed."""
    with desk.database.session() as session:
        mine = Presence.tab == tab, Presence.user_id == member.user_id
        session.execute(delete(Presence).where(*mine))
