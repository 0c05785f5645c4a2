"""Issuing from a filled workbook: problems name the cells they come from."""

from __future__ import annotations

from dataclasses import replace

from doc_service.documents.issuing import issue, judge
from doc_service.documents.orders import Issued, Order, Parts, WorkbookOrder
from doc_service.errors import InvalidData
from doc_service.workbooks.reader import identify, read_workbook


def issue_workbook(order: WorkbookOrder, parts: Parts) -> Issued:
    """Return the document of a filled workbook; problems name the cells they come from.

    Raises:
        InvalidWorkbook: the file cannot be read safely, or belongs to another form.
        InvalidData, and whatever else `issue` raises.
    """
    mark = identify(order.content)
    form = parts.catalog.form(order.form or mark.form, order.locality or mark.locality)
    reading = read_workbook(form, order.content)
    asked = Order(
        form.name,
        reading.data,
        form.locality.name,
        order.outputs,
        order.draft,
        order.signatures,
    )
    unread = [one for one in reading.problems if one.severity == "error"]
    try:
        if unread:
            judge(asked, parts)
            raise InvalidData(reading.problems)
        issued = issue(asked, parts)
    except InvalidData as error:
        spoken = {one.pointer for one in reading.problems}
        more = [one for one in error.problems if one.pointer not in spoken]
        raise InvalidData(reading.located([*reading.problems, *more])) from None
    return replace(issued, warnings=reading.located([*reading.problems, *issued.warnings]))
