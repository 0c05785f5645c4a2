"""The outlines of documents whose PDFs LibreOffice made as one (pikepdf)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pikepdf import Name, Object, Pdf

Owner = Callable[[Object], int]
"""Says which document a page belongs to, or that it stands ahead of them all."""

AHEAD: Final = -1
"""Owner of the pages ahead of the first document."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of an outline."""

    title: bytes
    """As PDF writes it, which holds for all that is said in bytes here."""

    target: bytes
    """Where it leads to: page and place."""

    below: list[Heading] = field(default_factory=list)


def headings_of(source: Pdf, owner: Owner, documents: int) -> list[list[Heading]]:
    """Return each document's headings of the highest level, those of lower levels below them.

    A document that begins with a lower level stands below the last heading of the one before it;
    alone its first heading would be of the highest level.
    """
    outlines: list[list[Heading]] = [[] for _ in range(documents)]
    root = source.Root.get(Name.Outlines)
    if root is not None:
        _collect(root, None, outlines, owner)
    return outlines


def _collect(
    node: Object,
    above: tuple[Heading, int] | None,
    outlines: Sequence[list[Heading]],
    owner: Owner,
) -> None:
    for item in _items(node):
        heading = Heading(item[Name.Title].unparse(), item[Name.Dest].unparse())
        number = owner(item[Name.Dest][0])
        same = above is not None and number == above[1]
        if above and same:
            above[0].below.append(heading)
        elif number != AHEAD:
            outlines[number].append(heading)
        _collect(item, (heading, number), outlines, owner)


def _items(node: Object) -> Iterator[Object]:
    item = node.get(Name.First)
    while item is not None:
        yield item
        item = item.get(Name.Next)


def written_outline(headings: Sequence[Heading], first: int) -> dict[int, bytes]:
    """Return the objects of an outline by number (ISO 32000-1, 12.3.3).

    Args:
        headings: of the highest level, at least one.
        first: number of the outline itself; its entries get the numbers after it.
    """
    objects: dict[int, bytes] = {}
    count = _write(headings, first, objects, first + 1)
    objects[first] = b"<</Type/Outlines%b>>" % count
    return objects


def _write(headings: Sequence[Heading], parent: int, objects: dict[int, bytes], free: int) -> bytes:
    """Write the entries below one; return what that says of them."""
    numbers: list[int] = []
    before = len(objects)
    for heading in headings:
        number = free + len(objects)
        numbers.append(number)
        objects[number] = b""  # takes the number before those below do
        below = _write(heading.below, number, objects, free)
        objects[number] = b"<</Title %b/Dest %b/Parent %d 0 R%b" % (
            heading.title,
            heading.target,
            parent,
            below,
        )
    for place, number in enumerate(numbers):
        for name, other in ((b"Prev", place - 1), (b"Next", place + 1)):
            if 0 <= other < len(numbers):
                objects[number] += b"/%b %d 0 R" % (name, numbers[other])
        objects[number] += b">>"
    count = b"/Count %d" % (len(objects) - before)
    if not numbers:
        return count
    return b"/First %d 0 R/Last %d 0 R%b" % (numbers[0], numbers[-1], count)
