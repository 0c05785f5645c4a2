"""Duties: what a unit owes by when, what it has done about it, and what it works on."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Row, Select, select

from doc_service.accounts.members import Member
from doc_service.desk.wiring import Desk
from doc_service.forms.catalog import Form
from doc_service.forms.deadlines import RECENTLY, Deadline, Due, due, safe_days
from doc_service.forms.localities import locality
from doc_service.records import Document, User

VIET_NAM: Final = dt.timezone(dt.timedelta(hours=7))
WITHIN_DAYS: Final = 90
"""How far ahead a desk looks."""

_SHORT: Final = 5
"""Rows of a list on the desk."""

_DRAFTS: Final = 200
"""Newest drafts among which one to continue is looked for."""

_TOGETHER: Final = 21
"""Days: deadlines of one form that are closer than this are met by one document."""

_YEAR: Final = 366


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a list shows it."""

    id: str
    form: str
    title: str
    symbol: str
    at: dt.datetime
    """When it was issued; of a draft, when it was last changed."""

    by: str
    """Who changed it last."""

    @property
    def day(self) -> dt.date:
        """The day in Viet Nam."""
        return self.at.astimezone(VIET_NAM).date()


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is due, and how far the unit is with it."""

    due: Due
    form: Form | None
    """What is handed in, where that is a form."""

    done: Paper | None = None
    """The document issued for it."""

    draft: Paper | None = None
    """The newest draft of the form."""


@dataclass(frozen=True, slots=True)
class Duties:
    """Everything due, by how it stands."""

    open: tuple[Duty, ...] = ()
    """Due soon or overdue for a short time, earliest first."""

    done: tuple[Duty, ...] = ()
    """Not past yet, and met."""

    late: tuple[Duty, ...] = ()
    """Overdue for longer than `RECENTLY` days; only those of a form, of others nothing is known."""

    undated: tuple[Duty, ...] = ()
    """They hang on an event, or have no day."""


@dataclass(frozen=True, slots=True)
class OnTheDesk:
    """What a unit finds on its desk."""

    duties: Duties
    has_deadlines: bool
    """Whether the unit's locality sets any."""

    drafts: tuple[Paper, ...]
    """The last changed first."""

    issued: tuple[Paper, ...]
    """The last issued first."""


def on_the_desk(desk: Desk, member: Member, *, within_days: int = WITHIN_DAYS) -> OnTheDesk:
    """Return what lies on the desk of the member's unit: three queries, however much there is."""
    deadlines = locality(desk.catalog.localities, member.locality).deadlines
    today = desk.parts.today()
    dues = due(deadlines, today, within_days=within_days)
    forms = {one.deadline.form for one in dues if one.deadline.form}
    earliest = min((one.day for one in dues if one.day), default=today)
    since = min(earliest, today) - dt.timedelta(days=_YEAR)
    with desk.database.reading() as session:
        asked = _papers(member, "draft").order_by(Document.updated_at.desc()).limit(_DRAFTS)
        drafts = [_paper(row) for row in session.execute(asked)]
        asked = _papers(member, "issued").order_by(Document.issued_at.desc())
        issued = [_paper(row) for row in session.execute(asked.limit(_SHORT))]
        of_forms = asked.where(
            Document.form.in_(forms),
            Document.issued_at >= dt.datetime.combine(since, dt.time(), VIET_NAM),
        )
        meeting = [_paper(row) for row in session.execute(of_forms)] if forms else []
    met = answered(deadlines, meeting, range(since.year, today.year + 2))
    every = [_duty(desk, member, one, met, drafts) for one in dues]
    return OnTheDesk(
        _sorted(every), bool(deadlines), tuple(drafts[:_SHORT]), tuple(issued[:_SHORT])
    )


def answered(
    deadlines: Sequence[Deadline], papers: Iterable[Paper], years: range
) -> dict[tuple[str, dt.date], Paper]:
    """Return (id of a deadline, last safe day) → the document issued for that day.

    A document is for the next deadline of its form; deadlines of one form within three weeks of
    each other share it. One that came late, by no more than `RECENTLY` days and nearer to the
    deadline missed than to the next, is for the one missed; after a form's last deadline any
    document is for that, if it has none.

    Args:
        deadlines: a locality's.
        papers: issued documents.
        years: the years whose occurrences count.
    """
    found: dict[tuple[str, dt.date], Paper] = {}
    by_form: dict[str, list[Paper]] = {}
    for one in sorted(papers, key=lambda one: one.at):
        by_form.setdefault(one.form, []).append(one)
    for form, issued in by_form.items():
        together = _together(form, deadlines, years)
        for number, paper in _chosen(together, issued).items():
            found |= {(name, day): paper for day, name in together[number]}
    return found


_Occurrences = list[tuple[dt.date, str]]


def _together(form: str, deadlines: Sequence[Deadline], years: range) -> list[_Occurrences]:
    """Return the occurrences of a form's deadlines in order, those near each other together."""
    days = sorted(
        (day, one.id)
        for one in deadlines
        if one.form == form
        for year in years
        for day in safe_days(one, year)
    )
    found: list[_Occurrences] = []
    for day, name in days:
        if found and (day - found[-1][0][0]).days < _TOGETHER:
            found[-1].append((day, name))
        else:
            found.append([(day, name)])
    return found


def _chosen(together: Sequence[_Occurrences], papers: Iterable[Paper]) -> dict[int, Paper]:
    """Return place in `together` → the newest document that is for it; papers come in order."""
    last_days = [one[-1][0] for one in together]
    found: dict[int, Paper] = {}
    for paper in papers:
        following = bisect.bisect_left(last_days, paper.day)
        ahead = late = None
        if following < len(together):
            ahead = (together[following][0][0] - paper.day).days
        if following:
            late = (paper.day - last_days[following - 1]).days
        makes_up = late is not None and (ahead is None or late <= min(RECENTLY, ahead))
        if makes_up and following - 1 not in found:
            found[following - 1] = paper
        elif ahead is not None and ahead <= _YEAR:
            found[following] = paper
    return found


def _duty(
    desk: Desk,
    member: Member,
    one: Due,
    met: Mapping[tuple[str, dt.date], Paper],
    drafts: Iterable[Paper],
) -> Duty:
    name = one.deadline.form
    return Duty(
        due=one,
        form=desk.form(name, member.locality) if name else None,
        done=met.get((one.deadline.id, one.day)) if one.day else None,
        draft=next((paper for paper in drafts if paper.form == name), None),
    )


def _sorted(every: Iterable[Duty]) -> Duties:
    kinds: dict[str, list[Duty]] = {"open": [], "done": [], "late": [], "undated": []}
    for one in every:
        left = one.due.days_left
        if left is None:
            kinds["undated"].append(one)
        elif one.done:
            if left >= 0:
                kinds["done"].append(one)
        elif left >= -RECENTLY:
            kinds["open"].append(one)
        elif one.form:
            kinds["late"].append(one)
    return Duties(**{name: tuple(found) for name, found in kinds.items()})


def _papers(
    member: Member, state: str
) -> Select[str, str, str, str, dt.datetime | None, dt.datetime, str]:
    """Return the question for the unit's documents of one state, without their data."""
    return (
        select(
            Document.id,
            Document.form,
            Document.title,
            Document.symbol,
            Document.issued_at,
            Document.updated_at,
            User.name,
        )
        .join(User, User.id == Document.updated_by)
        .where(Document.unit_id == member.unit_id, Document.state == state)
    )


def _paper(row: Row[str, str, str, str, dt.datetime | None, dt.datetime, str]) -> Paper:
    number, form, title, symbol, issued_at, updated_at, by = row
    return Paper(number, form, title, symbol, issued_at or updated_at, by)
