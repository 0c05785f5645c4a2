"""Objects of an open PDF as a PDF writes them (pikepdf)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pikepdf import Array, Name, Object


def number_of(one: Object) -> int:
    """Return the number of an object.

    Raises:
        ValueError: it has none, for it stands within another.
    """
    if not one.is_indirect:
        raise ValueError("an object has no number")
    return one.objgen[0]


def entries_of(dictionary: Object) -> dict[str, bytes]:
    """Return the entries of a dictionary; objects that have numbers as references."""
    return {name: unparsed(value) for name, value in dictionary.items()}


def unparsed(value: object) -> bytes:
    """Return one value; pikepdf gives numbers and the like as Python's."""
    if isinstance(value, Object):
        return value.unparse()
    return Array([value]).unparse().strip(b"[ ]")


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """Return a dictionary of these entries."""
    inside = b"".join(b"%b %b" % (Name(name).unparse(), value) for name, value in entries.items())
    return b"<<%b>>" % inside


def array(objects: Sequence[Object]) -> bytes:
    """Return an array of these objects."""
    return b"[%b]" % b" ".join(one.unparse() for one in objects)
